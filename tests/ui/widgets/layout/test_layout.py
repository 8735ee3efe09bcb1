"""What scrolls ends where its words end; what may not be cut has its room."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from casebook.ui.models.rows import Column, Rows
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.tables.cell import CELL_PAD
from casebook.ui.widgets.tables.table import DataTable
from tests.ui.driver import button as driver_button
from tests.ui.driver import settle

_SENTENCE = "No reliance is possible where conditions cannot be looked into by anybody independent. "


class _Line(NamedTuple):
    id: str


def test_a_pane_of_many_paragraphs_has_nothing_empty_at_its_end(qtbot: QtBot) -> None:
    pane = DetailPane("Assurance")
    qtbot.addWidget(pane)
    pane.resize(420, 500)
    pane.begin("Assurance")
    for number in range(40):
        pane.note(f"{number}. A question which is long enough to be broken", _SENTENCE * 2)
    pane.end()
    pane.grab()
    QApplication.processEvents()
    inside = pane.body.parentWidget()
    assert inside is not None
    assert inside.height() == pane.body.heightForWidth(inside.width())


def test_a_pane_that_keeps_parts_shows_each_record_alone_and_in_order(qtbot: QtBot) -> None:
    pane, tool = DetailPane("Deadline"), QPushButton("Edit")
    qtbot.addWidget(pane)
    pane.keep(tool)
    pane.begin("First", "of two", tools=[tool])
    pane.pairs([("Due", "Monday"), ("Reason", "Service")])
    pane.words("A remark")
    pane.end()
    before = set(pane.findChildren(QLabel))
    pane.begin("Second")
    pane.words("Another remark")
    pane.pairs([("Due", "Tuesday")])
    pane.end()
    shown = [part for part in pane.findChildren(QLabel) if not part.isHidden()]
    assert [part.text() for part in shown] == ["Second", "Another remark", "Due", "Tuesday"]
    assert before.issuperset(shown)
    assert tool.isHidden()
    assert all(part in shown or not part.text() for part in before), "no word of the first one is kept"


def test_a_column_that_fits_shows_its_longest_text_whole(qtbot: QtBot) -> None:
    columns: tuple[Column[_Line], ...] = (
        Column(title="Date", text=lambda row: row.id, look="strong", width=4, fits=True),
        Column(title="Title", text=lambda row: row.id, width=30, stretches=True),
    )
    table = DataTable("Evidence", Rows(columns))
    qtbot.addWidget(table)
    table.resize(420, 200)
    table.rows.show_rows([_Line("14 September 2021"), _Line("2016")])
    font = QFont(table.font())
    font.setWeight(QFont.Weight.DemiBold)
    asked = QFontMetrics(font).horizontalAdvance("14 September 2021")
    assert table.columnWidth(0) >= asked + 2 * CELL_PAD
    table.horizontalHeader().resizeSection(0, 300)
    table.rows.show_rows([_Line("14 September 2021"), _Line("2018")])
    assert table.columnWidth(0) == 300, "what somebody widened stays so when the list is read again"


@pytest.mark.parametrize(("pressed", "next_one"), [("Confirm", "Confirm"), ("Withdraw", "Confirm")])
def test_a_pane_built_anew_keeps_the_keyboard_at_its_place(qtbot: QtBot, pressed: str, next_one: str) -> None:
    pane = DetailPane("Rule")
    qtbot.addWidget(pane)

    def build(*names: str) -> None:
        pane.begin("Rule")
        for name in names:
            pane.add(button(name))
        pane.end()
        settle()

    build("Copy", "Confirm", "Withdraw", "Calculate")
    pane.show()
    with qtbot.waitActive(pane):
        pane.activateWindow()
    driver_button(pane, pressed).setFocus()
    build("Copy", "Confirm", "Calculate")
    focused = QApplication.focusWidget()
    assert focused is driver_button(pane, next_one), "never on what took the place of the one pressed"
