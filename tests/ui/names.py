"""What in view has no name to be read out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)

_CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar)
W = TypeVar("W", bound=QWidget)


def in_view(window: QWidget, *kinds: type[W]) -> Iterator[W]:
    """The visible widgets of these kinds within a window; behind one that is hidden nothing is looked for."""
    waiting = [window]
    while waiting:
        for child in waiting.pop().children():
            if isinstance(child, QWidget) and child.isVisible():
                waiting.append(child)
                if isinstance(child, kinds):
                    yield child


def nameless(window: QWidget) -> list[str]:
    """The kinds of the controls in view that have no name."""
    controls: Iterator[QWidget] = in_view(window, *_CONTROLS)
    return [type(it).__name__ for it in controls if not it.accessibleName() and not _is_part(it)]


def _is_part(widget: QWidget) -> bool:
    """Qt's own parts: the button in a field, the list behind a box."""
    parent: QObject | None = widget.parent()
    return isinstance(parent, (QLineEdit, QComboBox)) or widget.metaObject().className().startswith("QCombo")
