"""Every text of a window that can be seen, pointed at or read out now."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from casebook.ui.models.rows import BESIDE
from tests.ui.names import in_view

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    BESIDE,
)
_MAX_ROWS = 60
"""Rows of a list that are read; the others go through the same model."""


def texts_on_screen(window: QWidget) -> Iterator[tuple[str, str]]:
    """Each text with where it stands: the class of the widget and what of it."""
    for widget in (window, *in_view(window, QWidget)):
        yield from ((f"{type(widget).__name__} {of}", text) for of, text in _of_widget(widget) if text)
    yield from (("accessible", text) for text in _read_out(QAccessible.queryAccessibleInterface(window)))


def _of_widget(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "title", widget.windowTitle()
    yield "tip", widget.toolTip()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
        yield "text", widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield "text", widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (("item", widget.itemText(row)) for row in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from (("row", text) for text in _of_rows(widget, QModelIndex()))


def _of_rows(view: QAbstractItemView, within: QModelIndex) -> Iterator[str]:
    model = view.model()
    for row in range(min(model.rowCount(within), _MAX_ROWS)):
        for column in range(_MAX_ROWS):
            index = model.index(row, column, within)
            if not index.isValid():
                break
            yield from (str(index.data(role) or "") for role in _ROLES)
            if column == 0:
                yield from _of_rows(view, index)


def _read_out(interface: QAccessibleInterface | None) -> Iterator[str]:
    """What a screen reader can read, of what is in view."""
    if interface is None or interface.state().invisible:
        return
    for of in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield interface.text(of)
    for at in range(min(interface.childCount(), 400)):
        yield from _read_out(interface.child(at))
