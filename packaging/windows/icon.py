"""Write casebook.ico from the icon for Linux: ``python packaging/windows/icon.py``, run by ``make icons``."""

from __future__ import annotations

import os
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "linux" / "casebook.svg"
ICON = HERE / "casebook.ico"
SIZES = (16, 24, 32, 48, 64, 256)


def picture(size: int) -> bytes:
    """The icon as a PNG of so many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stub wants bytes, Qt a name
    return bytes(buffer.data().data())


def icon() -> bytes:
    """All sizes in one file. Source: Microsoft, "Icons": ICONDIR and ICONDIRENTRY, PNG since Vista."""
    pictures = [picture(size) for size in SIZES]
    place = 6 + 16 * len(SIZES)
    entries = b""
    for size, data in zip(SIZES, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return struct.pack("<HHH", 0, 1, len(SIZES)) + entries + b"".join(pictures)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    ICON.write_bytes(icon())
