"""The overview of a case in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.domain.case.task import Task
from casebook.domain.deadline.deadline import Deadline
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.pages.casefile.next_deadlines import NextDeadlines
from casebook.ui.widgets.charts.timeline_zoom import ZoomedTimeline
from tests.ui.driver import open_page, part, press, text_of


def test_a_cancelled_hearing_says_so_on_the_timeline(opened: Callable[..., Any], blank: Session) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    on = StatedDate(edtf="2026-03-09")
    record.add(
        blank,
        Event(id="e1", case_id=case.id, kind="hearing", title="Hearing", on=on, status="cancelled"),
    )
    page = open_page(opened(blank), "case", id=case.id, tab="overview")
    picture = part(page, ZoomedTimeline)
    assert picture.shown is not None
    assert [mark.title for lane in picture.shown.lanes for mark in lane.marks] == ["cancelled: Hearing"]
    assert "cancelled: Hearing" in picture.accessibleDescription()


def test_what_is_overdue_stands_apart_from_what_is_to_come(
    opened: Callable[..., Any], blank: Session
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    today = blank.clock().date()
    late, next_week = (
        Deadline(id=title, case_id=case.id, title=title, due_on=today + timedelta(days=days), origin="order")
        for title, days in (("Brief", -30), ("Reply", 7))
    )
    record.add(blank, late)
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="overview")
    upcoming = part(page, NextDeadlines, "Upcoming deadlines")
    assert "Brief" in text_of(part(page, NextDeadlines, "Overdue"))
    assert text_of(upcoming).endswith("No upcoming deadlines")
    record.add(blank, next_week)
    record.change(blank, replace(late, status="met", ended_on=today), seen=late)
    assert not part(page, NextDeadlines, "Overdue").isVisibleTo(page)
    assert "Reply" in text_of(upcoming)
    assert "Brief" not in text_of(upcoming)


def test_each_thing_missing_leads_to_the_record_it_concerns(
    opened: Callable[..., Any], blank: Session
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    on = StatedDate(edtf="2026-03-09")
    served = Event(id="e1", case_id=case.id, kind="decision-served", title="Order", on=on)
    record.add(blank, served, Task(id="t1", case_id=case.id, step="Call the court", due_on=date(2026, 3, 9)))
    workspace = opened(blank)
    leads = {}
    for title in ("Order", "Call the court", "No documents yet"):
        press(open_page(workspace, "case", id=case.id, tab="overview"), title)
        leads[title] = (workspace.place.tab, workspace.place.within)
    assert leads == {
        "Order": ("events", "e1"),
        "Call the court": ("tasks", "t1"),
        "No documents yet": ("evidence", ""),
    }
