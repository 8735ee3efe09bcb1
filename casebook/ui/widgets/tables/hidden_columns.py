"""What stands under a table whose columns do not all fit: which of them are hidden."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.ui.kit import theme
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.tables.cell import CELL_PAD
from casebook.ui.widgets.tables.table import DataTable


class HiddenColumns(QLabel):
    """The words that name the columns without room, on as many lines as they need; hidden where all fit."""

    def __init__(self, table: DataTable, words: Translator) -> None:
        super().__init__()
        self.setProperty("role", "quiet")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._table, self._words = table, words
        pad = theme.current().px(CELL_PAD)
        self.setContentsMargins(pad, pad // 2, pad, pad // 2)
        table.room_made.connect(self._show_names)
        self._show_names()

    def _show_names(self) -> None:
        titles = self._table.without_room
        text = Message.plural(
            "{number} column hidden ({columns}): widen the window",
            "{number} columns hidden ({columns}): widen the window",
            len(titles),
            columns=titles,
        )
        self.setText(self._words(text))
        self.setVisible(bool(titles))


def with_hidden_columns(table: DataTable, words: Translator) -> QWidget:
    """Return a table with the line under it."""
    box = QWidget()
    inside = column(box, gap=0)
    inside.addWidget(table, 1)
    inside.addWidget(HiddenColumns(table, words))
    return box
