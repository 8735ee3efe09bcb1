"""Registers in the window: a file is compared, a match decided, and each step undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from casebook.domain.case.fact import Fact
from casebook.domain.library.register_match import RegisterMatch
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from casebook.ui.widgets.controls.styled_inputs import TickBox
from tests.services.exchange.registers.written import offered
from tests.ui.driver import (
    choose,
    field,
    message_of,
    paste,
    press,
    problem_of,
    settle,
    shown_in,
    shown_rows,
    text_of,
)

Opened = Callable[..., Any]
HEAD = "record number,name,Chinese name,sex,age at detention,date of detention,province"
CLIENT = "7,Lin Zhiyuan,林志远,M,37,2021-09-14,Yunlan"
CECC = "CECC Political Prisoner Database"
TITLE = "The file has no headings: its first line is a row"
RELATIVE = "8,,陈淑兰,,,,"


@pytest.fixture
def workspace(opened: Opened, own_sample: Session) -> Any:  # noqa: ANN401 - the window
    shown = opened(own_sample)
    shown.go(Location(page="library", tab="registers"))
    return shown


def tick_of(page: QWidget, title: str) -> TickBox:
    """Return the box with a text that is shown now."""
    (box,) = (one for one in page.findChildren(TickBox) if one.isVisible() and one.accessibleName() == title)
    return box


def list_of(workspace: Any) -> Any:  # noqa: ANN401 - a page
    return shown_in(shown_in(workspace.page))


def compared(workspace: Any, *rows: str) -> Any:  # noqa: ANN401 - a page
    """Bring a file and compare it as it is."""
    page = list_of(workspace)
    page.comparing.offer(offered("\n".join((HEAD, *rows)) + "\n"))
    settle()
    choose(page, "Register", CECC)
    press(page, "Compare")
    settle()
    return page


def brought(session: Session) -> list[RegisterMatch]:
    """The matches of the file, without those that the sample has."""
    return [one for one in record.every(session, RegisterMatch) if "invented" not in one.register_title]


def chosen(workspace: Any, session: Session, *rows: str) -> Any:  # noqa: ANN401 - a page
    """Bring a file and choose the match of its first row."""
    page = compared(workspace, *rows)
    press(page, "Close")
    page.table.choose(brought(session)[0].id)
    settle()
    return page


def test_a_file_is_compared_and_its_matches_wait(workspace: Any, own_sample: Session) -> None:  # noqa: ANN401
    page = compared(workspace, CLIENT, RELATIVE)
    words = text_of(page)
    assert "2 new matches" in words
    assert "Absence from a register proves nothing." in words
    press(page, "Close")
    assert {row.match.key for row in shown_rows(page.rows)} >= {"7", "8"}
    assert len(brought(own_sample)) == 2
    workspace.context.undo()
    settle()
    assert brought(own_sample) == []


def test_a_confirmation_makes_a_fact_and_is_undone(workspace: Any, own_sample: Session) -> None:  # noqa: ANN401
    page = chosen(workspace, own_sample, CLIENT)
    before = len(record.every(own_sample, Fact))
    press(page, "It is this person")
    settle()
    assert message_of(workspace) == "Match confirmed"
    assert len(record.every(own_sample, Fact)) == before + 1
    workspace.context.undo()
    settle()
    assert len(record.every(own_sample, Fact)) == before
    workspace.context.redo()
    settle()
    assert [one.state for one in brought(own_sample)] == ["confirmed"]


def test_too_little_asks_for_a_reason(workspace: Any, own_sample: Session) -> None:  # noqa: ANN401
    page = chosen(workspace, own_sample, RELATIVE)
    press(page, "It is this person")
    settle()
    assert "in China" in message_of(workspace)
    choose(page, "Fact", "Confirm without a fact")
    press(page, "It is this person")
    settle()
    assert "needs a reason" in message_of(workspace)
    paste(page, "Reason", "Her letter names the prison.")
    press(page, "It is this person")
    settle()
    assert [one.why for one in brought(own_sample)] == ["Her letter names the prison."]


def test_another_person_is_dismissed_and_opened_again(workspace: Any, own_sample: Session) -> None:  # noqa: ANN401
    page = chosen(workspace, own_sample, CLIENT)
    press(page, "Another person")
    settle()
    press(page, "Take the decision back")
    settle()
    assert [one.state for one in brought(own_sample)] == ["open"]


@pytest.mark.parametrize("decision", ["It is this person", "Another person"])
def test_a_decision_taken_back_is_brought_back_and_taken_back_again(
    workspace: Any,  # noqa: ANN401 - the window
    own_sample: Session,
    decision: str,
) -> None:
    page = chosen(workspace, own_sample, CLIENT)
    press(page, decision)
    settle()
    facts, states = len(record.every(own_sample, Fact)), [one.state for one in brought(own_sample)]
    press(page, "Take the decision back")
    settle()
    workspace.context.undo()
    settle()
    assert [one.state for one in brought(own_sample)] == states
    assert len(record.every(own_sample, Fact)) == facts
    workspace.context.redo()
    settle()
    assert message_of(workspace) == "Redone: Decision taken back"
    assert [one.state for one in brought(own_sample)] == ["open"]
    assert len(record.every(own_sample, Fact)) == facts - (states == ["confirmed"])


def test_a_column_that_was_not_recognised_is_chosen(workspace: Any, own_sample: Session) -> None:  # noqa: ANN401
    page = list_of(workspace)
    page.comparing.offer(offered("wer,wann\n林志远,1984-01-10\n"))
    settle()
    choose(page, "Register", CECC)
    press(page, "Compare")
    settle()
    assert "No column is a name" in message_of(workspace)
    choose(page, "Field for “wer”", "Name")
    press(page, "Compare")
    settle()
    assert len(brought(own_sample)) == 1


def test_each_register_says_what_it_can_prove(workspace: Any) -> None:  # noqa: ANN401
    shown_in(workspace.page).show_view("registers")
    settle()
    words = text_of(list_of(workspace))
    assert "cannot promise accuracy" in words
    assert "Pinyin alone is never a match." in words


def test_no_register_is_chosen_beforehand(workspace: Any, own_sample: Session) -> None:  # noqa: ANN401
    page = list_of(workspace)
    page.comparing.offer(offered(f"{HEAD}\n{CLIENT}\n"))
    settle()
    press(page, "Compare")
    settle()
    assert "No register was chosen" in problem_of(page)
    assert brought(own_sample) == []


def test_a_list_that_is_named_is_one_of_the_office(workspace: Any, own_sample: Session) -> None:  # noqa: ANN401
    page = list_of(workspace)
    page.comparing.offer(offered(f"{HEAD}\n{CLIENT}\n"))
    settle()
    QTest.keyClicks(field(page, "Name of your own list"), "Names read in the newspaper")
    press(page, "Compare")
    settle()
    assert len(brought(own_sample)) == 1


def test_a_comparison_that_is_refused_keeps_what_was_entered(workspace: Any, own_sample: Session) -> None:  # noqa: ANN401
    page = list_of(workspace)
    page.comparing.offer(offered("wer,wann\n林志远,1984-01-10\n"))
    settle()
    choose(page, "Register", CECC)
    choose(page, "Field for “wer”", "Name")
    paste(page, "Day on which the file was retrieved", "2027-01-01")
    press(page, "Compare")
    settle()
    assert "retrieved after" in message_of(workspace)
    assert "retrieved after" in problem_of(page)
    paste(page, "Day on which the file was retrieved", "")
    press(page, "Compare")
    settle()
    assert len(brought(own_sample)) == 1


def test_a_day_that_is_none_is_marked_at_its_field(workspace: Any) -> None:  # noqa: ANN401
    page = list_of(workspace)
    page.comparing.offer(offered(f"{HEAD}\n{CLIENT}\n"))
    settle()
    choose(page, "Register", CECC)
    day = field(page, "Day on which the file was retrieved")
    assert day.placeholderText() == "2026-03-02"
    paste(page, "Day on which the file was retrieved", "2026-12-40")
    press(page, "Compare")
    settle()
    assert "does not exist" in problem_of(page)
    assert page.window().focusWidget() is day


def test_the_first_new_match_is_selected(workspace: Any, own_sample: Session) -> None:  # noqa: ANN401
    page = compared(workspace, RELATIVE, CLIENT)
    new = {one.id for one in brought(own_sample)}
    in_order = [row.id for row in shown_rows(page.rows) if row.id in new]
    assert page.table.selected_ids == (in_order[0],)


def test_a_fact_in_the_bin_is_said_and_restored(workspace: Any, own_sample: Session) -> None:  # noqa: ANN401
    page = chosen(workspace, own_sample, CLIENT)
    press(page, "It is this person")
    settle()
    (fact_id,) = brought(own_sample)[0].fact_ids
    record.move_to_bin(own_sample, Fact, fact_id)
    page.read()
    settle()
    page.table.choose(brought(own_sample)[0].id)
    settle()
    assert "The fact of this match is in the bin." in text_of(page)
    press(page, "Restore the fact")
    settle()
    assert fact_id in {one.id for one in record.every(own_sample, Fact)}


def test_a_file_without_headings_is_read_again_and_keeps_what_was_chosen(workspace: Any) -> None:  # noqa: ANN401
    page = list_of(workspace)
    page.comparing.offer(offered(f"{CLIENT}\n{RELATIVE}\n"))
    settle()
    choose(page, "Register", CECC)
    tick_of(page, TITLE).click()
    settle()
    assert tick_of(page, TITLE).isChecked()
    choose(page, "Field for “3”", "Name")
    press(page, "Compare")
    settle()
    assert "Rows compared: 2" in text_of(page)
