"""Labels, buttons and progress of the lock screen, without the modules of those of the pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.icons import picture
from casebook.ui.kit.plain import plain_label
from casebook.ui.widgets.controls.push import Button
from casebook.ui.widgets.layout.layout import column, line

_PATIENCE_MS = 200
"""Delay before progress is shown: drawing it would slow down shorter work."""


def label(text: str, role: str) -> QLabel:
    """Return a label with a style role."""
    text_label = plain_label(text)
    text_label.setProperty("role", role)
    text_label.setWordWrap(role in {"quiet", "problem"})
    return text_label


def button(text: str, role: str, pressed: Callable[[], None]) -> QPushButton:
    """Return a button with a style role and action."""
    push_button = Button(text)
    push_button.setProperty("role", role)
    push_button.setAccessibleName(text)
    push_button.clicked.connect(lambda _=False: pressed())
    return push_button


def centred(*widgets: QWidget) -> QHBoxLayout:
    """Return widgets side by side, centred."""
    row = line(gap=6)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def drawn(meaning: str, token: str, size: int) -> QLabel:
    """Return an icon in a theme colour, at a size in pixels."""
    made, look = plain_label(), theme.current()
    made.setPixmap(picture(meaning, look.colours[token], look.px(size), 2.0))
    return made


class WorkArea(QWidget):
    """The progress of unlocking; its space is reserved so that nothing moves.

    Args:
        name: what a screen reader says.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        whole = column(self, gap=4)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._show)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(name)
        self._step = label("", "small")
        for part in (self._bar, self._step):
            room = QWidget()
            column(room, gap=0).addWidget(part)
            room.setMinimumHeight(part.sizeHint().height())
            whole.addWidget(room)

    def show_step(self, words: str) -> None:
        """Show the current step."""
        self._step.setText(words)

    def follow(self, *, is_busy: bool) -> None:
        """Show that something is under way once it takes time, or no longer."""
        if is_busy:
            self._patience.start()
        else:
            self._patience.stop()
            self._show(is_busy=False)

    def _show(self, *, is_busy: bool = True) -> None:
        self._bar.setRange(0, 0 if is_busy else 1)
        self._bar.setVisible(is_busy)
        self._step.setVisible(is_busy)
