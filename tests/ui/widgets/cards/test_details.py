"""The head of a detail pane: a narrow one sets its tools below the title."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.parts import button
from tests.ui.driver import part, settle, text_of

TITLE = "Custody record of the airport police station"


@pytest.mark.parametrize("width", [240, 700])
def test_tools_leave_the_title_its_width(qtbot: QtBot, width: int) -> None:
    pane = DetailPane("Details")
    qtbot.addWidget(pane)
    tools = [button("", role="tool", meaning="edit", name=f"Tool {number}") for number in range(5)]
    pane.begin(TITLE, tools=tools)
    pane.resize(width, 400)
    pane.grab()  # lays it out
    (title,) = (label for label in pane.findChildren(QLabel) if label.text() == TITLE)
    assert title.width() > 150


@pytest.mark.parametrize("width", [230, 700])
def test_the_date_of_a_step_stays_within_the_pane(qtbot: QtBot, width: int) -> None:
    pane = DetailPane("Details")
    qtbot.addWidget(pane)
    pane.begin(TITLE)
    pane.step("Received", "November 2026; imported 28 November 2026", "from the client's brother")
    pane.end()
    pane.resize(width, 400)
    pane.grab()  # lays it out
    area = part(pane, QScrollArea)
    inside = area.widget()
    assert inside is not None
    assert inside.width() <= area.viewport().width()
    title, when = (
        next(shown for shown in pane.findChildren(QLabel) if shown.text().startswith(text))
        for text in ("Received", "November")
    )
    assert (when.y() > title.y()) is (width < 420)


def test_parts_come_some_at_a_time_and_end_with_the_record(qtbot: QtBot) -> None:
    pane = DetailPane("Details")
    qtbot.addWidget(pane)
    added: list[int] = []

    def parts(count: int) -> Iterator[None]:
        for number in range(count):
            added.append(number)
            pane.words(f"Rule {number}")
            yield

    pane.begin(TITLE)
    pane.add_parts(parts(9))
    assert added == [0, 1], "the rest lets a key through first"
    pane.begin("Another record")
    settle()
    assert added == [0, 1]
    added.clear()
    pane.add_parts(parts(9))
    settle()
    assert added == list(range(9))
    assert "Rule 8" in text_of(pane)
