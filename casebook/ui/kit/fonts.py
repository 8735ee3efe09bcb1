"""Letters: the system's own font, and the shipped ones behind it so that a name in any script shows."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from casebook.base.resources import resource

_NAMELESS = {"Sans Serif", "Sans", "MS Shell Dlg 2", ""}
"""What Qt calls the font of a desktop that has not said which it is."""
_FIRST = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_LATER = (
    "NotoSerifSC-Regular.otf",
    "NotoSerifTC-Regular.otf",
    "NotoNaskhArabic-Regular.ttf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoSerifTibetan-Regular.ttf",
    "NotoSerifTibetan-Bold.ttf",
    "NotoSansMongolian-Regular.ttf",
)
_BEHIND = (
    "Noto Sans",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Serif SC",
    "Noto Serif TC",
    "Noto Naskh Arabic",
    "Noto Serif Tibetan",
    "Noto Sans Mongolian",
)
"""Tried in this order for a character the system's font lacks; a desktop's own Chinese comes before ours."""
_PLAIN_POINTS = 10.0


def set_first(application: QApplication) -> None:
    """The font of the lock screen: the system's at its size, ours where the system names none."""
    _register(_FIRST)
    font = QFont(application.font())
    if font.family() in _NAMELESS:
        font = QFont("Noto Sans")
        font.setPointSizeF(_PLAIN_POINTS)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    application.setFont(font)


def set_behind(application: QApplication) -> None:
    """Put the fonts of all scripts behind it, once the lock screen is shown."""
    if application.property("has_all_fonts"):
        return
    application.setProperty("has_all_fonts", "yes")
    _register(_LATER)
    font = QFont(application.font())
    behind = [name for name in _BEHIND if name != font.family() and QFontDatabase.hasFamily(name)]
    font.setFamilies([font.family(), *behind])
    application.setFont(font)


def _register(files: tuple[str, ...]) -> None:
    for file in files:
        QFontDatabase.addApplicationFont(str(resource("fonts", file)))
