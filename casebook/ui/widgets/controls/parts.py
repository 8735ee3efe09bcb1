"""Factories of labels, buttons, rows and columns with style roles."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from casebook.ui.kit import theme
from casebook.ui.kit.icons import icon
from casebook.ui.kit.plain import plain_label, set_tip
from casebook.ui.kit.read_only import is_read_only
from casebook.ui.widgets.controls.push import Button
from casebook.ui.widgets.layout.layout import mark_role

_WRITING = frozenset(
    {"add", "bin", "build", "cancel", "done", "edit", "note", "remove", "restore", "scan", "sealed", "upload"}
)
"""Icons of actions that change data."""


def label(text: str = "", role: str = "", *, wraps: bool = False, selectable: bool = False) -> QLabel:
    """Return a plain-text label."""
    text_label = plain_label(text, wraps=wraps)
    text_label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        text_label.setProperty("role", role)
    text_label.setAlignment(Qt.AlignmentFlag.AlignVCenter | beginning())
    text_label.setWordWrap(wraps)
    if wraps:
        text_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        text_label.setAlignment(Qt.AlignmentFlag.AlignTop | beginning())
    if selectable:
        text_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text_label


def beginning() -> Qt.AlignmentFlag:
    """Return the start edge of lines in this language, whatever the script of their text."""
    return _edge(is_right=QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft)


def middle_of_line() -> int:
    """Return the alignment of one line of text at the start edge, as a painter takes it."""
    return _middle(beginning())


def ending() -> Qt.AlignmentFlag:
    """Return the end edge of lines in this language."""
    return _edge(is_right=QApplication.layoutDirection() != Qt.LayoutDirection.RightToLeft)


@cache
def _edge(*, is_right: bool) -> Qt.AlignmentFlag:
    """Return an edge; cached, since flags are put together slowly and each text that is painted asks."""
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


@cache
def _middle(side: Qt.AlignmentFlag) -> int:
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def button(
    text: str,
    pressed: Callable[[], None] | None = None,
    *,
    role: str = "",
    meaning: str = "",
    name: str = "",
    token: str = "",
    writes: bool = False,
) -> QPushButton:
    """Return a button.

    Args:
        text: its words; "" for an icon alone, which then needs a `name`.
        pressed: what it does.
        role: its role in the style sheet.
        meaning: meaning of its icon.
        name: what a screen reader says, where that is not the text.
        token: colour of the icon.
        writes: it changes the vault, though its icon is none that says so.
    """
    push_button = Button(f" {text}" if text and meaning else text)
    if role:
        push_button.setProperty("role", role)
    if meaning:
        tint = token or {"primary": "on-accent", "link": "accent", "tool": "quiet", "pencil": "quiet"}.get(
            role, "text"
        )
        push_button.setIcon(icon(meaning, tint))
        push_button.setProperty("meaning", meaning)
        size = theme.current().px(16)
        push_button.setIconSize(QSize(size, size))
    push_button.setAccessibleName(name or text)
    if not text:
        set_tip(push_button, name)
    push_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    push_button.setAutoDefault(False)
    if writes or meaning in _WRITING:
        hold_back(push_button)
    if pressed:
        push_button.clicked.connect(lambda _=False: pressed())
    return push_button


def lead_with(first: QPushButton, *others: QPushButton) -> None:
    """Make one of several buttons the main one, with icons in the colours of that."""
    for push_button in (first, *others):
        is_first, meaning = push_button is first, push_button.property("meaning")
        mark_role(push_button, role="primary" if is_first else "")
        if meaning:
            push_button.setIcon(icon(meaning, "on-accent" if is_first else "text"))


def hold_back(*widgets: QWidget) -> None:
    """Disable an action that changes the vault if it was opened read-only."""
    if is_read_only():
        for widget in widgets:
            widget.setEnabled(False)
