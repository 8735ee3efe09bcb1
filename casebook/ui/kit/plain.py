"""Plain text in widgets: Qt treats any text with a tag as HTML and loads its images.

SECURITY: a name such as `<img src='file'>` would have a file opened, and its picture decoded beside the keys,
by being looked at. Labels and tooltips are made here and nowhere else; a test of the architecture sees to it.

Source: Qt 6, Qt::mightBeRichText.
"""

from __future__ import annotations

from html import escape
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from casebook.ui.kit.drawing import contained
from casebook.ui.kit.hidden_names import on_screen

PLAIN_TIP = '<p style="white-space: pre-wrap">'
"""What a tooltip begins with in which nothing is taken for HTML."""
_PLAIN_TEXT = 0
"""Qt::PlainText."""


class Tipped(Protocol):
    """Anything with a tooltip: a widget, an action or a list item."""

    def setToolTip(self, text: str, /) -> None: ...  # noqa: D102 - as Qt has it


class WrappedLabel(QLabel):
    """A label that measures its wrapped text once for each width.

    Layouts within layouts ask some thirty times for the same height, and for a text that can be selected Qt
    sets all of it anew each time.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._measured, self._heights = text, dict[int, int]()

    def heightForWidth(self, width: int) -> int:
        """Return how high the text is at a width, in pixels."""
        text = self.text()
        if text != self._measured:
            self._measured, self._heights = text, {}
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    @contained
    def changeEvent(self, change: QEvent) -> None:
        """Measure again: it may be the font."""
        self._heights = {}
        super().changeEvent(change)

    @contained
    def showEvent(self, event: QShowEvent) -> None:
        """Measure again: it may have got its style only now."""
        self._heights = {}
        super().showEvent(event)


def plain_label(text: str = "", parent: QWidget | None = None, *, wraps: bool = False) -> QLabel:
    """Return a label that shows its text as plain text; also for an image."""
    text_label = WrappedLabel(text) if wraps else QLabel(text, parent) if parent else QLabel(text)
    text_label.setProperty(
        "textFormat", _PLAIN_TEXT
    )  # by its number: the lock screen leaves the namespace `Qt` alone
    return text_label


def plain_tip(text: str) -> str:
    """Return a tooltip text that is shown as it is: escaped if Qt could take it for HTML."""
    if "<" not in text and "&lt;" not in text:
        return text
    return f"{PLAIN_TIP}{escape(text)}</p>"


def set_tip(tipped: Tipped, text: str) -> None:
    """Set the text of a tooltip."""
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
        QToolTip.showText(at, plain_tip(on_screen(text)), widget)
    else:
        QToolTip.showText(at, plain_tip(on_screen(text)), widget, area)


def load_no_more_plugins() -> None:
    """Stop Qt from loading plugins from now on, above all image decoders.

    Called once the window is on the screen, so that all it takes is loaded. What is built into Qt stays: PNG
    and the plain bitmap formats.
    """
    QCoreApplication.setLibraryPaths([])
