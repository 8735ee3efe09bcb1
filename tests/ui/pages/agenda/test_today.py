"""Today names the deadlines whose rule changed; their dates stand until someone recalculates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QPushButton

from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.domain.case.task import Task
from casebook.domain.deadline.deadline import Deadline
from casebook.services.agenda import agenda
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.deadline import deadline
from casebook.ui.kit.page_context import Location
from tests.ui.driver import press, press_line, words_in_view


def test_a_deadline_whose_rule_changed_is_listed_and_recalculated(
    opened: Callable[..., Any], blank: Session
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CZ")
    on = StatedDate(edtf="2026-07-07")
    record.add(blank, Event(id="served", case_id=case.id, kind="decision-served", title="Served", on=on))
    entry = deadline.add_by_rule(blank, "served", "cz-asylum-15d")
    assert entry.working is not None
    (primary,) = entry.working.readings
    older = replace(primary, due=replace(primary.due, on=date(2026, 8, 7)))
    basis = replace(entry.working.basis, pack="2026.11.24", period="1 month")
    working = replace(entry.working, readings=(older,), basis=basis)
    record.change(blank, replace(entry, due_on=date(2026, 8, 7), working=working))
    workspace = opened(blank)
    workspace.go(Location(page="today"))
    page = workspace.page
    assert "1 month became 15 days (rules of 2026.11.28, before 2026.11.24)" in words_in_view(
        page.cards["rule"]
    )
    assert "7 Aug 2026 → 22 Jul 2026" in words_in_view(page.cards["rule"])
    press_line(page.cards["rule"], entry.title)
    assert "The rule of this deadline changed" in words_in_view(page.detail)
    press(page.detail, "Recalculate with today's rules")
    assert record.find(blank, Deadline, entry.id).due_on == date(2026, 7, 22)
    assert not page.cards["rule"].isVisibleTo(page)
    assert "1 month became 15 days" in words_in_view(page.detail)


def test_a_served_decision_without_a_deadline_is_to_review(
    opened: Callable[..., Any], blank: Session
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CZ")
    on = StatedDate(edtf="2026-07-07")
    record.add(blank, Event(id="served", case_id=case.id, kind="decision-served", title="Served", on=on))
    workspace = opened(blank)
    workspace.go(Location(page="today"))
    assert "Decision served, no deadline set" in words_in_view(workspace.page.cards["look"])
    deadline.add_by_rule(blank, "served", "cz-asylum-15d")
    assert agenda.today(blank).without_deadline == ()


def test_the_time_of_a_hearing_bears_its_zone(opened: Callable[..., Any], blank: Session) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    at = blank.clock() + timedelta(days=3)
    hearing = Event(
        id="h",
        case_id=case.id,
        kind="hearing",
        title="Hearing",
        on=StatedDate(edtf=at.date().isoformat()),
        at=at,
        zone="Asia/Nicosia",
        status="planned",
    )
    record.add(blank, hearing)
    workspace = opened(blank)
    workspace.go(Location(page="today"))
    assert "(Asia/Nicosia)" in words_in_view(workspace.page.cards["hearings"])


def test_the_keyboard_is_not_put_on_what_marks_a_task_as_done(
    opened: Callable[..., Any], blank: Session
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    record.add(blank, Task(id="t", case_id=case.id, step="Find an interpreter", due_on=date(2026, 5, 18)))
    workspace = opened(blank)
    workspace.go(Location(page="today"))
    assert workspace.page.findChildren(QPushButton), "there is something to press"
    workspace.page.take_focus()
    assert not isinstance(workspace.window().focusWidget(), QPushButton)
