"""Words that are never read as markup: Qt takes any text with a tag in it for a page and loads its pictures.

SECURITY: a name such as `<img src='file'>` would have a file opened, and its picture decoded beside the keys,
by being looked at. Labels and tooltips are made here and nowhere else; a test of the architecture sees to it.

Source: Qt 6, Qt::mightBeRichText.
"""

from __future__ import annotations

from html import escape
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

_PLAIN_TEXT = 0
"""Qt::PlainText."""


class Tipped(Protocol):
    """Whatever shows a tooltip: a widget, an action or an item of a list."""

    def setToolTip(self, text: str, /) -> None: ...  # noqa: D102 - as Qt has it


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A label whose words are shown as they are; also one for a picture."""
    text_label = QLabel(text, parent) if parent else QLabel(text)
    text_label.setProperty(
        "textFormat", _PLAIN_TEXT
    )  # by its number: the lock screen leaves the namespace `Qt` alone
    return text_label


def plain_tip(text: str) -> str:
    """A text that a tooltip shows as it is: escaped where Qt could take it for a page."""
    if "<" not in text and "&lt;" not in text:
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'


def set_tip(tipped: Tipped, text: str) -> None:
    """Set the words of a tooltip."""
    tipped.setToolTip(plain_tip(text))


def show_tip(at: QPoint, text: str, widget: QWidget, area: QRect | None = None) -> None:
    """Show a tooltip now.

    Args:
        at: where on the screen.
        text: its words.
        widget: whose it is.
        area: of the widget, outside which it goes away; None for all of it.
    """
    if area is None:
        QToolTip.showText(at, plain_tip(text), widget)
    else:
        QToolTip.showText(at, plain_tip(text), widget, area)


def load_no_more_plugins() -> None:
    """Have Qt load nothing from its folders of plugins from now on, above all no decoders of pictures.

    Called once the window is on the screen, so that all it takes is loaded. What is built into Qt stays: PNG
    and the plain bitmap formats.
    """
    QCoreApplication.setLibraryPaths([])
