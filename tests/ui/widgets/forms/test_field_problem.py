"""What is wrong with a field stands beside its title where it fits, and moves nothing."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.day_typed import DayReference
from casebook.ui.widgets.forms.entry import TextEntry
from casebook.ui.widgets.forms.entry_date import DayEntry
from casebook.ui.widgets.forms.field import Field, FieldGrid
from tests.ui.driver import problem_of, settle

NEEDED, LONG = "This field is required.", "Check the year. " * 9


@pytest.fixture
def grid(qtbot: QtBot) -> FieldGrid:
    """Return two fields, one below the other."""
    fields = [
        Field(key=key, title=title, makes=TextEntry, is_required=key == "kind", is_wide=True)
        for key, title in (("kind", "Outcome"), ("on", "Ended on"))
    ]
    grid = FieldGrid(fields, "Outcome", Translator())
    qtbot.addWidget(grid)
    grid.resize(420, grid.sizeHint().height())
    grid.show()
    settle()
    return grid


def top_of(grid: FieldGrid, key: str) -> int:
    """Return where the entry of a field begins."""
    return grid.boxes[key].entry.mapTo(grid, QPoint()).y()


def test_a_short_problem_takes_no_height(grid: FieldGrid) -> None:
    before = [top_of(grid, key) for key in grid.boxes]
    with pytest.raises(InvalidInput):
        grid.read()
    settle()
    assert problem_of(grid.boxes["kind"]) == NEEDED
    assert [top_of(grid, key) for key in grid.boxes] == before
    grid.entries["kind"].set_raw("x")
    grid.entries["kind"].changed.emit()
    settle()
    assert problem_of(grid.boxes["kind"]) == ""
    assert [top_of(grid, key) for key in grid.boxes] == before


def test_a_problem_without_room_beside_the_title_stands_whole_below(grid: FieldGrid) -> None:
    grid.boxes["kind"].show_problem(LONG)
    settle()
    assert problem_of(grid.boxes["kind"]) == LONG
    grid.boxes["kind"].show_problem(NEEDED)
    settle()
    assert problem_of(grid.boxes["kind"]) == NEEDED


def test_an_empty_field_in_a_narrow_column_moves_nothing(grid: FieldGrid) -> None:
    grid.resize(170, grid.height())
    settle()
    before = [top_of(grid, key) for key in grid.boxes]
    with pytest.raises(InvalidInput):
        grid.read()
    settle()
    assert problem_of(grid.boxes["kind"]) == "required"
    assert [top_of(grid, key) for key in grid.boxes] == before


def test_the_place_of_a_mended_problem_closes_by_itself(grid: FieldGrid, qtbot: QtBot) -> None:
    before = top_of(grid, "on")
    grid.boxes["kind"].show_problem(LONG)
    settle()
    below = top_of(grid, "on")
    grid.entries["kind"].changed.emit()
    settle()
    assert before < below == top_of(grid, "on"), "nothing moves under a click"
    qtbot.waitUntil(lambda: (grid.resize(420, 1), top_of(grid, "on"))[1] < below)


def dated(qtbot: QtBot) -> FieldGrid:
    """Return a day above a text, in a column too narrow for what is said of a day."""
    words = Translator()
    fields = [
        Field(
            key="on",
            title="Made on",
            makes=lambda name: DayEntry(name, words, lambda: DayReference(today=date(2026, 12, 2))),
        ),
        Field(key="place", title="Place", makes=TextEntry),
    ]
    grid = FieldGrid(fields, "Declaration", words)
    qtbot.addWidget(grid)
    grid.resize(180, 300)
    grid.show()
    settle()
    return grid


NO_DAY = "This date does not exist. Check the day and the month, or enter it in the form 2026-03-02."


def bottom_of(grid: FieldGrid) -> int:
    """Return where the frame of the day ends."""
    edit = grid.entries["on"].focused_first
    return edit.mapTo(grid, QPoint(0, edit.height())).y()


def message_of(grid: FieldGrid) -> QLabel:
    """Return the label in view that says what is wrong with the day."""
    return next(
        one for one in grid.boxes["on"].findChildren(QLabel) if one.isVisible() and one.text() == NO_DAY
    )


def test_a_day_typed_wrongly_moves_nothing_under_a_click(qtbot: QtBot) -> None:
    grid = dated(qtbot)
    before, on, place = top_of(grid, "place"), grid.entries["on"], grid.entries["place"].focused_first
    on.take_focus()
    QTest.keyClicks(on.focused_first, "2026-11-31")
    settle()
    assert top_of(grid, "place") == before
    QTest.mousePress(place, Qt.MouseButton.LeftButton)
    settle()
    assert top_of(grid, "place") == before
    assert on.property("wrong")
    assert problem_of(grid.boxes["on"]) == NO_DAY
    QTest.mouseRelease(place, Qt.MouseButton.LeftButton)
    with pytest.raises(InvalidInput):
        grid.read()
    settle()
    assert problem_of(grid.boxes["on"]) == NO_DAY, "said whole below, and not twice"
    on.take_focus()
    QTest.keyClick(on.focused_first, Qt.Key.Key_Backspace)
    assert not on.property("wrong")


def test_a_day_left_by_a_key_is_refused_whole_and_close_below(qtbot: QtBot) -> None:
    grid = dated(qtbot)
    on = grid.entries["on"]
    on.take_focus()
    QTest.keyClicks(on.focused_first, "2026-11-31")
    QTest.keyClick(on.focused_first, Qt.Key.Key_Tab)
    settle()
    message = message_of(grid)
    assert message.wordWrap()
    assert message.height() >= message.heightForWidth(message.width())
    gap = message.mapTo(grid, QPoint()).y() - bottom_of(grid)
    assert 0 <= gap < message.fontMetrics().height(), "no empty line between"
