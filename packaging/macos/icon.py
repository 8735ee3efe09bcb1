"""Write casebook.icns from the icon for Linux: ``python packaging/macos/icon.py``, run by ``make icons``."""

from __future__ import annotations

import os
import struct
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from windows.icon import picture

ICON = Path(__file__).resolve().parent / "casebook.icns"
KINDS = {b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512}
"""Type of a picture, and its pixels; the last four are twice as fine as they are large."""


def icon() -> bytes:
    """All sizes in one file. Source: Apple, "Icon Services", IconFamily; with PNG since 10.7."""
    pictures = ((kind, picture(size)) for kind, size in KINDS.items())
    entries = b"".join(kind + struct.pack(">I", 8 + len(data)) + data for kind, data in pictures)
    return b"icns" + struct.pack(">I", 8 + len(entries)) + entries


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    ICON.write_bytes(icon())
