"""Fonts: the system's own, with the supplied ones as fallback so that names in any script are shown."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from casebook.base.resources import resource
from casebook.ui.kit import theme

_NAMELESS = {"Sans Serif", "Sans", "MS Shell Dlg 2", ""}
"""Qt's name for the font of a desktop that does not set one."""
_FIRST = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_LATER = (
    "NotoSansSC-Regular.ttf",
    "NotoSansSC-Bold.ttf",
    "NotoSansTC-Regular.ttf",
    "NotoSansTC-Bold.ttf",
    "NotoSerifSC-Regular.otf",
    "NotoSerifTC-Regular.otf",
    "NotoNaskhArabic-Regular.ttf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoSerifTibetan-Regular.ttf",
    "NotoSerifTibetan-Bold.ttf",
    "NotoSansMongolian-Regular.ttf",
)
_SIMPLIFIED = ("PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")
_TRADITIONAL = (
    "PingFang TC",
    "Microsoft JhengHei UI",
    "Noto Sans CJK TC",
    "Source Han Sans TC",
    "Noto Sans TC",
)
"""Chinese fonts by preference: a desktop's own before the supplied one, sans as the Latin letters are."""
_BEHIND = (
    "Noto Serif SC",
    "Noto Serif TC",
    "Noto Naskh Arabic",
    "Noto Serif Tibetan",
    "Noto Sans Mongolian",
)
"""Fallback fonts after these; the serif Chinese ones have the rare characters that the sans ones lack."""
_PLAIN_POINTS = 10.0
_LETTERS = "".join(chr(code) for code in range(ord("!"), ord("~") + 1)) + "·–—…‘’“”→"
_PLAIN, _STRONG = QFont.Weight.Normal, QFont.Weight.DemiBold
_USUAL = ((12, _PLAIN), (12, _STRONG), (13, _PLAIN), (13, _STRONG), (14, _STRONG))
"""The sizes, in design units, and weights in which the style sheet sets nearly every text of a page."""


def set_first(application: QApplication) -> None:
    """Set the font of the lock screen: the system's at its size, or the supplied one."""
    _register(_FIRST)
    font = QFont(application.font())
    if font.family() in _NAMELESS:
        font = QFont("Noto Sans")
        font.setPointSizeF(_PLAIN_POINTS)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    application.setFont(font)


def set_zoom(application: QApplication, percent: int) -> None:
    """Set the font of the application to a size in percent of the one it began with."""
    usual = application.property("usual_points")
    if not usual:
        usual = application.font().pointSizeF()
        application.setProperty("usual_points", usual)
    font = QFont(application.font())
    font.setPointSizeF(usual * percent / 100)
    if font != application.font():
        application.setFont(font)


def set_behind(application: QApplication, language: str) -> None:
    """Add the fonts of all scripts as fallback, once the lock screen is shown.

    `language`: of the window, a BCP 47 tag; the two Chinese scripts write some characters differently.
    """
    if not application.property("has_all_fonts"):
        application.setProperty("has_all_fonts", "yes")
        _register(_LATER)
    order(application, language)


def order(application: QApplication, language: str) -> None:
    """Put the Chinese fonts in the order of the window's language, if the fallback fonts are there."""
    if not application.property("has_all_fonts"):
        return
    first, second = (_TRADITIONAL, _SIMPLIFIED) if language == "zh-Hant" else (_SIMPLIFIED, _TRADITIONAL)
    font = QFont(application.font())
    wanted = ("Noto Sans", *first, *second, *_BEHIND)
    families = [font.family(), *(n for n in wanted if n != font.family() and QFontDatabase.hasFamily(n))]
    if families != font.families():
        font.setFamilies(families)
        _forget_drawn()
        application.setFont(font)
        _measure_again(application)


def _forget_drawn() -> None:
    """Have Qt choose the fallback fonts anew: it keeps the first order asked for of each font and size.

    That is emptied where a font comes or goes, and nowhere else.
    """
    again = QFontDatabase.addApplicationFont(str(resource("fonts", _FIRST[0])))
    QFontDatabase.removeApplicationFont(again)


def _measure_again(application: QApplication) -> None:
    """Have widgets ask for their space anew; those whose font the style sheet sets are not notified by Qt."""
    for widget in application.allWidgets():
        QApplication.sendEvent(widget, QEvent(QEvent.Type.FontChange))


def draw_letters(font: QFont) -> Iterator[None]:
    """Draw the common letters of a font out of sight, a usual size at each step; Qt keeps their shapes.

    It keeps one for each quarter of a pixel at which a letter may begin.
    """
    drawn, unseen = QFont(font), QPixmap(1, 1)
    for size, weight in _USUAL:
        drawn.setPixelSize(theme.current().px(size))
        drawn.setWeight(weight)
        with QPainter(unseen) as painter:
            painter.setFont(drawn)
            for quarter in range(4):
                painter.drawText(QPointF(quarter / 4, 1), _LETTERS)
        yield


def _register(files: tuple[str, ...]) -> None:
    for file in files:
        QFontDatabase.addApplicationFont(str(resource("fonts", file)))
