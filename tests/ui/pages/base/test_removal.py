"""Records that a running deadline depends on go to the bin at the second press."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.deadline import deadline
from tests.ui.driver import message_of, open_page, settle

Opened = Callable[..., Any]


def _case(session: Session) -> Case:
    """Add a case with a client, a proceeding and an event."""
    record.add(session, Person(id="client", names=(Name(text="Ceshi Weiming", script="Latn"),)))
    parties = (Party(person_id="client"),)
    case = open_case(session, reference="R-1", title="", jurisdiction="CY", parties=parties)
    record.add(session, Proceeding(id="p", case_id=case.id, kind="asylum", forum="Asylum Service"))
    served = Event(
        id="served",
        case_id=case.id,
        kind="decision-served",
        title="Decision served",
        on=StatedDate(edtf="2026-04-24"),
        proceeding_id="p",
    )
    record.add(session, served)
    return case


@pytest.mark.parametrize("is_running", [True, False])
@pytest.mark.parametrize(
    ("kind", "page", "tab"),
    [
        (Person, "people", ""),
        (Case, "cases", ""),
        (Event, "case", "events"),
        (Proceeding, "case", "proceedings"),
    ],
)
def test_what_holds_a_running_deadline_goes_at_the_second_press(
    opened: Opened, blank: Session, kind: type[Entity], page: str, tab: str, *, is_running: bool
) -> None:
    case = _case(blank)
    if is_running:
        deadline.add_by_rule(blank, "served", "cy-ipac-30")
    workspace = opened(blank)
    shown = open_page(workspace, page, id=case.id, tab=tab) if tab else open_page(workspace, page)
    shown.table.setFocus()
    shown.table.choose(shown.rows.row_at(shown.rows.index(0, 0)).id)
    settle()
    QTest.keyClick(shown.table, Qt.Key.Key_Delete)
    settle()
    assert len(record.every(blank, kind)) == int(is_running)
    if is_running:
        assert "deadline" in message_of(workspace)
        QTest.keyClick(shown.table, Qt.Key.Key_Delete)
        settle()
        assert record.every(blank, kind) == []


def test_two_selected_people_go_together(opened: Opened, blank: Session) -> None:
    for number in range(2):
        record.add(blank, Person(id=f"k{number}", names=(Name(text=f"Ceshi {number}", script="Latn"),)))
    shown = open_page(opened(blank), "people")
    shown.table.setFocus()
    shown.table.selectAll()
    QTest.keyClick(shown.table, Qt.Key.Key_Delete)
    settle()
    assert record.every(blank, Person) == []
