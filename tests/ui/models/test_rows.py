from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.ui.models.rows import BESIDE, TONE, Column, Rows
from casebook.ui.widgets.tables.hidden_columns import HiddenColumns
from casebook.ui.widgets.tables.table import DataTable

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@dataclass(frozen=True)
class Line:
    id: str
    name: str
    pages: int


LINES = [Line("a", "Öztürk", 9), Line("b", "adam", 100), Line("c", "Zoë", 20)]


@pytest.fixture
def rows() -> Rows[Line]:
    model: Rows[Line] = Rows(
        (
            Column(title="Name", text=lambda line: line.name, beside=lambda line: f"\u2068{line.id}\u2069"),
            Column(
                title="Pages",
                text=lambda line: str(line.pages),
                sort=lambda line: line.pages,
                tone=lambda line: "red" if line.pages > 50 else None,
            ),
        )
    )
    model.show_rows(LINES)
    return model


def _ids(rows: Rows[Line]) -> list[str]:
    found = (rows.row_at(rows.index(place, 0)) for place in range(rows.rowCount()))
    return [line.id for line in found if line]


def test_the_model_keeps_its_contract(rows: Rows[Line]) -> None:
    QAbstractItemModelTester(rows, FATAL)
    rows.sort(1)
    rows.ask("a")
    rows.sort(0, Qt.SortOrder.DescendingOrder)
    rows.show_rows(LINES[:1])
    rows.show_rows([])
    rows.ask("")
    assert rows.rowCount() == 0


def test_columns_sort_by_value_not_by_digits(rows: Rows[Line]) -> None:
    rows.sort(1)
    assert _ids(rows) == ["a", "c", "b"]
    rows.sort(1, Qt.SortOrder.DescendingOrder)
    assert _ids(rows) == ["b", "c", "a"]
    rows.sort(0)
    assert _ids(rows) == ["b", "c", "a"]


def test_a_held_place_follows_its_record_when_sorted(rows: Rows[Line]) -> None:
    held = QPersistentModelIndex(rows.index(0, 1))
    rows.sort(1, Qt.SortOrder.DescendingOrder)
    found = rows.row_at(held)
    assert found is not None
    assert found.id == "a"
    assert held.column() == 1


def test_the_filter_wants_every_word_and_forgives_accents(rows: Rows[Line]) -> None:
    rows.ask("oz 9")
    assert _ids(rows) == ["a"]
    assert rows.total == 3
    rows.ask("nothing of this kind")
    assert rows.rowCount() == 0


@pytest.mark.parametrize("words", ["林志遠", "林志远", "Lín", "ＬＩＮ zhi"])
def test_the_filter_finds_a_name_in_the_other_script(rows: Rows[Line], words: str) -> None:
    rows.show_rows([Line("a", "林志远 Lin Zhiyuan", 1), Line("b", "Öztürk", 2)])
    rows.ask(words)
    assert _ids(rows) == ["a"]


def test_new_rows_are_filtered_by_the_words_asked_before(rows: Rows[Line]) -> None:
    rows.ask("zhi")
    rows.show_rows([Line("a", "林志远 Lin Zhiyuan", 1), Line("b", "Öztürk", 2)])
    assert _ids(rows) == ["a"]


def test_rows_are_folded_once_however_many_letters_are_typed() -> None:
    read: list[str] = []

    def name(line: Line) -> str:
        read.append(line.id)
        return line.name

    rows: Rows[Line] = Rows([Column(title="Name", text=name)])
    rows.show_rows(LINES)
    for words in ("z", "zo", "zoe"):
        rows.ask(words)
    assert (_ids(rows), read) == (["c"], ["a", "b", "c"])


def test_cells_tell_tone_and_what_stands_beside(rows: Rows[Line]) -> None:
    assert rows.index(1, 1).data(TONE) == "red"
    assert rows.index(0, 1).data(TONE) is None
    assert rows.index(0, 0).data(BESIDE) == "\u2068a\u2069"
    assert rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Name: Öztürk \u2068a\u2069"
    assert rows.index_of("no such") == QModelIndex()


def test_rows_are_copied_as_text_without_marks_of_direction(rows: Rows[Line], qtbot: QtBot) -> None:
    table = DataTable("Lines", rows)
    qtbot.addWidget(table)
    whole = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.Select
    table.selectionModel().select(rows.index(0, 0), whole)
    table.selectionModel().select(rows.index(2, 0), whole)
    table.copy()
    assert QApplication.clipboard().text() == "Öztürk a\t9\nZoë c\t20"


def test_the_table_keeps_its_record_when_rows_are_read_again(rows: Rows[Line], qtbot: QtBot) -> None:
    table = DataTable("Lines", rows)
    qtbot.addWidget(table)
    table.choose("c")
    rows.show_rows([Line("c", "Zoë", 21), *LINES[:2]])
    assert table.chosen_id == "c"
    with qtbot.waitSignal(table.opened) as signal:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert signal.args == ["c"]


def test_ten_thousand_lines_are_filtered_and_sorted_while_a_person_types(rows: Rows[Line]) -> None:
    rows.show_rows([Line(str(number), f"name {number % 977}", number) for number in range(10_000)])
    rows.ask("name 97")
    rows.sort(1, Qt.SortOrder.DescendingOrder)
    assert rows.rowCount() < 10_000
    assert rows.index(0, 1).data() == "9997"


def test_columns_give_way_in_their_turn_and_are_copied_all_the_same(qtbot: QtBot) -> None:
    model: Rows[Line] = Rows(
        (
            Column(title="Name", text=lambda line: line.name, width=30, stretches=True),
            Column(title="Later", text=lambda line: line.id, width=20, fits=True, gives_way=2),
            Column(title="First", text=lambda line: str(line.pages), width=20, fits=True, gives_way=1),
        )
    )
    model.show_rows(LINES)
    table = DataTable("Lines", model)
    qtbot.addWidget(table)
    table.show()
    char = table.fontMetrics().averageCharWidth()

    def seen(chars: int) -> list[int]:
        table.resize(chars * char, 300)
        return [at for at in range(3) if not table.isColumnHidden(at)]

    line = HiddenColumns(table, Translator())
    qtbot.addWidget(line)
    assert seen(120) == [0, 1, 2]
    assert line.isHidden()
    assert seen(70) == [0, 1]
    assert line.text() == "1 column hidden (First): widen the window"
    assert seen(45) == [0]
    assert line.text() == "2 columns hidden (Later, First): widen the window"
    model.show_rows(LINES)
    assert not table.isColumnHidden(0)
    assert table.isColumnHidden(1)
    assert table.shown == [0, 1, 2]
    model.show_rows([])
    assert line.isHidden(), "nothing is hidden of no rows"
    model.show_rows(LINES)
    table.show_columns({1})
    assert table.shown == [0, 2]
    assert seen(120) == [0, 2]
    table.show_columns(())
    assert seen(120) == [0, 1, 2]


def test_a_column_is_looked_through_for_texts_once_for_its_rows() -> None:
    read: list[str] = []

    def no_text(line: Line) -> str:
        read.append(line.id)
        return ""

    rows: Rows[Line] = Rows((Column(title="Remark", text=no_text, is_optional=True),))
    rows.show_rows(LINES)
    assert (rows.is_empty(0), rows.is_empty(0), read) == (True, True, ["a", "b", "c"])
    rows.show_rows([])
    rows.show_rows(LINES[:1])
    assert (rows.is_empty(0), read) == (True, ["a", "b", "c", "a"])
