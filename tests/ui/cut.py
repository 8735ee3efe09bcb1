"""Finds clipped texts in view; an ellipsis with a tooltip is not clipped."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from casebook.ui.kit import theme
from casebook.ui.models.rows import Column, Row
from casebook.ui.widgets.controls.chip import chip_size
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.tables.cell import CELL_PAD
from casebook.ui.widgets.tables.table import DataTable
from casebook.ui.widgets.tables.widths import naming
from tests.ui.names import in_view

_SLACK = 1
_LETTERS, _IN_ONE_LINE = 11, 1.4


def cut_off(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield the clipped labels and buttons, with the way and the text."""
    for widget in in_view(window, QWidget):
        if not isinstance(widget, (QLabel, QAbstractButton)):
            continue
        words = widget.text() or widget.accessibleName()
        if words and (how := _how(widget)):
            yield how, words[:60]


def _how(widget: QLabel | QAbstractButton) -> str:
    if isinstance(widget, Elided):
        return "hidden beyond the side" if _is_hidden(widget) else ""
    if isinstance(widget, QLabel) and widget.wordWrap():
        if widget.heightForWidth(widget.width()) > widget.height() + _SLACK:
            return f"needs a height of {widget.heightForWidth(widget.width())}, has {widget.height()}"
    elif widget.text() and widget.sizeHint().width() > widget.width() + _SLACK:
        return f"needs a width of {widget.sizeHint().width()}, has {widget.width()}"
    return "hidden beyond the side" if _is_hidden(widget) else ""


def _is_hidden(widget: QWidget) -> bool:
    """Return whether a widget lies outside its container, without a scroll area."""
    around = widget.parentWidget()
    place = widget.rect()
    within = widget
    while around is not None and not around.isWindow():
        place = place.translated(within.pos())
        is_scrolled = isinstance(around.parentWidget(), QAbstractScrollArea)
        if place.left() < -_SLACK or place.right() > around.width() + _SLACK:
            return True
        if not is_scrolled and (place.top() < -_SLACK or place.bottom() > around.height() + _SLACK):
            return True
        if is_scrolled:
            return False
        within, around = around, around.parentWidget()
    return False


def elided(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield what ends in an ellipsis though it can be foreseen: headings, values of closed lists, filters.

    With the column, or the name of the filter.
    """
    for table in in_view(window, DataTable):
        for at, column in enumerate(table.rows.columns):
            if not table.isColumnHidden(at):
                room = table.columnWidth(at) - 2 * theme.current().px(CELL_PAD) + _SLACK
                yield from ((column.title, text) for text, width in _foreseen(table, at) if width > room)
    for box in in_view(window, QComboBox):
        is_filter = not box.isEditable() and box.itemData(0) is None
        if is_filter and box.fontMetrics().horizontalAdvance(box.currentText()) > _room(box):
            yield box.accessibleName(), box.currentText()


def beyond(window: QWidget) -> Iterator[str]:
    """Yield the tables that reach beyond their side."""
    tables = in_view(window, DataTable)
    yield from (table.accessibleName() for table in tables if table.horizontalScrollBar().maximum() > _SLACK)


def nameless_rows(window: QWidget) -> Iterator[tuple[str, int]]:
    """Yield the tables whose naming column has room for fewer letters than tell rows apart, with its room."""
    for table in in_view(window, DataTable):
        at = naming(table.rows.columns, table.shown)
        room = table.columnWidth(at) - 2 * theme.current().px(CELL_PAD)
        letters = room // table.fontMetrics().averageCharWidth()
        longest = table.fontMetrics().horizontalAdvance(table.rows.longest(at))
        if longest > room and letters < _LETTERS * (
            1 if table.rows.columns[at].look == "two-lines" else _IN_ONE_LINE
        ):
            yield table.accessibleName(), letters


def _foreseen(table: DataTable, at: int) -> Iterator[tuple[str, int]]:
    """Yield the heading of a column, and its values if they are from a closed list, with their widths."""
    column: Column[Row] = table.rows.columns[at]
    font = QFont(table.font())
    font.setPixelSize(theme.current().px(12))
    font.setWeight(QFont.Weight.DemiBold)
    yield column.title, QFontMetrics(font).horizontalAdvance(column.title)
    for line in range(table.rows.rowCount()):
        row = table.rows.row_at(table.rows.index(line, at))
        assert row is not None
        text = column.text(row)
        if column.tone and column.tone(row) and text:
            yield text, chip_size(table.font(), text, column.icon(row) if column.icon else "").width()
        elif column.fits and not column.stretches:
            yield text, table.fontMetrics().horizontalAdvance(text)


def _room(box: QComboBox) -> int:
    """Return the width that a drop-down list has for its text, in pixels."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    edit = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, box).width() + _SLACK
