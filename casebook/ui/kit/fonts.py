"""Fonts: the system's own, with the supplied ones as fallback so that names in any script are shown."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from casebook.base.resources import resource

_NAMELESS = {"Sans Serif", "Sans", "MS Shell Dlg 2", ""}
"""Qt's name for the font of a desktop that does not set one."""
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
"""Fallback fonts in this order; a desktop's own Chinese font comes before the supplied one."""
_PLAIN_POINTS = 10.0


def set_first(application: QApplication) -> None:
    """Set the font of the lock screen: the system's at its size, or the supplied one."""
    _register(_FIRST)
    font = QFont(application.font())
    if font.family() in _NAMELESS:
        font = QFont("Noto Sans")
        font.setPointSizeF(_PLAIN_POINTS)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    application.setFont(font)


def set_behind(application: QApplication) -> None:
    """Add the fonts of all scripts as fallback, once the lock screen is shown."""
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
