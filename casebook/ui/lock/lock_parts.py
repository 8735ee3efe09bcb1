"""Labels and buttons of the lock screen, without the modules of those of the pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.icons import picture
from casebook.ui.kit.plain import plain_label
from casebook.ui.widgets.controls.push import Button
from casebook.ui.widgets.layout.layout import line


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
