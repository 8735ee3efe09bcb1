"""Bulk edits of another day: listed, undone without what was changed since, and done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.base.date import StatedDate
from casebook.domain.case.fact import Fact
from casebook.services.base import bulk_edit, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.pages.base.past_changes import PastChanges
from casebook.ui.shell.workspace import Workspace
from tests.ui.driver import button, message_of, open_page, part, press, settle, text_of

Opened = Callable[..., Any]
CTRL = Qt.KeyboardModifier.ControlModifier
IDS = ("f0", "f1", "f2")


@pytest.fixture
def edited(blank: Session) -> Session:
    """A casebook in which three facts were given a place before the window was opened."""
    case = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    on = StatedDate(edtf="2026-01")
    record.add(blank, *(Fact(id=one, case_id=case.id, statement=f"<Fact> {one}", on=on) for one in IDS))
    run_in_line(bulk_edit.edit(blank, Fact, IDS, "place", "Kyrenia"))
    return blank


def _places(session: Session) -> list[str]:
    return [one.place for one in record.every(session, Fact)]


def _past(workspace: Workspace) -> PastChanges:
    page = open_page(workspace, "undo-list")
    press(page, "Imports and bulk edits")
    settle()
    return part(page, PastChanges)


def test_a_bulk_edit_of_another_day_is_undone_and_done_again(opened: Opened, edited: Session) -> None:
    workspace = opened(edited)
    past = _past(workspace)
    assert "Bulk edit\tFact\tPlace\t3\tCan be undone" in past.rows.as_text([0])
    press(past, "Undo import or bulk edit")
    settle()
    assert message_of(workspace) == "3 records of the bulk edit undone"
    (step,) = workspace.page.rows.as_text([0]).splitlines()[-1:]
    assert "Fact: <Fact> f0; Fact: <Fact> f1; Fact: <Fact> f2\t" in step
    assert _places(edited) == [""] * 3
    assert "Undone" in past.rows.as_text([0])
    assert not button(past, "Undo import or bulk edit").isEnabled()
    QTest.keyClick(workspace.page, Qt.Key.Key_Z, CTRL)
    settle()
    assert _places(edited) == ["Kyrenia"] * 3
    assert button(past, "Undo import or bulk edit").isEnabled()
    QTest.keyClick(workspace.page, Qt.Key.Key_Y, CTRL)
    settle()
    assert _places(edited) == [""] * 3


def test_records_left_as_they_are_are_named_with_the_reason(opened: Opened, edited: Session) -> None:
    record.change(edited, replace(record.find(edited, Fact, "f0"), place="Limassol"))
    record.move_to_bin(edited, Fact, "f2")
    workspace = opened(edited)
    past = _past(workspace)
    press(past, "Undo import or bulk edit")
    settle()
    assert message_of(workspace) == "1 record of the bulk edit undone"
    assert _places(edited) == ["Limassol", ""]
    shown = text_of(past)
    assert "2 records were left as they are" in shown
    assert "It was changed since. <Fact> f0" in shown
    assert "It is in the bin. <Fact> f2" in shown
    assert "1 of 3 undone" in past.rows.as_text([0])
    record.restore(edited, Fact, "f2")
    press(past, "Undo import or bulk edit")
    settle()
    assert "2 of 3 undone" in past.rows.as_text([0])


def test_the_list_keeps_the_focus_and_what_was_kept_goes_with_the_undo(
    opened: Opened, edited: Session
) -> None:
    record.change(edited, replace(record.find(edited, Fact, "f0"), place="Limassol"))
    workspace = opened(edited)
    past = _past(workspace)
    press(past, "Undo import or bulk edit")
    settle()
    assert "1 record was left as it is" in text_of(past)
    QTest.keyClick(workspace.page, Qt.Key.Key_Z, CTRL)
    settle()
    assert "1 record was left as it is" not in text_of(past)
    record.change(edited, replace(record.find(edited, Fact, "f0"), place="Kyrenia"))
    settle()
    undo = button(past, "Undo import or bulk edit")
    undo.setFocus()
    press(past, "Undo import or bulk edit")
    settle()
    assert not undo.isEnabled()
    assert workspace.window().focusWidget() is past.table


def test_what_cannot_be_undone_now_stays_to_be_undone(opened: Opened, edited: Session) -> None:
    for one in IDS:
        record.move_to_bin(edited, Fact, one)
    workspace = opened(edited)
    past = _past(workspace)
    press(past, "Undo import or bulk edit")
    settle()
    assert message_of(workspace) == "0 records of the bulk edit undone"
    assert "3 records were left as they are" in text_of(past)
    assert button(past, "Undo import or bulk edit").isEnabled()
    press(past, "Close")
    assert past.isHidden()
