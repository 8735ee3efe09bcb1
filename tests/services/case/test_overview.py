"""A case at a glance, whatever its records say of their days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.date_typed import typed
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding, Stage
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.case.overview import overview

UNKNOWN = StatedDate(edtf="XXXX")


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def put(session: Session, case: Case, begins: str, ends: str, happened: str) -> None:
    """A stage and an event with these dates as they are typed; "" for none."""
    stage = Stage(title="Appeal", begins=typed(begins) or UNKNOWN, ends=typed(ends))
    on = typed(happened) or UNKNOWN
    record.add(
        session,
        Proceeding(
            id=session.ids(), case_id=case.id, kind="extradition", forum="Court of Appeal", stages=(stage,)
        ),
        Event(id=session.ids(), case_id=case.id, kind="hearing", title="Hearing", on=on, status="planned"),
    )


def test_records_without_a_date_have_no_place_on_the_timeline(session: Session, case: Case) -> None:
    put(session, case, "", "", "yesterday")
    shown = overview(session, case.id)
    assert shown.timeline is None
    assert [hearing.on.words for hearing in shown.hearings] == ["yesterday"]


@pytest.mark.parametrize(
    ("begins", "ends", "happened", "first_on", "last_on"),
    [
        ("0001-01-01", "9999-12-31", "9999-12-31", date.min, date.max),
        ("../2016", "2026/..", "2016/..", date(2015, 12, 18), date(2026, 4, 16)),
        ("", "2025-06", "", date(2025, 5, 18), date(2026, 4, 16)),
        ("2026-01-20", "2026-01-10", "", date(2026, 1, 6), date(2026, 4, 16)),
    ],
    ids=["the whole calendar", "open ends", "only the end", "ends before it begins"],
)
def test_the_timeline_reaches_from_first_to_last_day_within_the_calendar(
    session: Session, case: Case, begins: str, ends: str, happened: str, first_on: date, last_on: date
) -> None:
    put(session, case, begins, ends, happened)
    drawn = overview(session, case.id).timeline
    assert drawn is not None
    assert (drawn.begins_on, drawn.ends_on) == (first_on, last_on)
    assert all(
        bar.ends_on is None or bar.begins_on <= bar.ends_on for lane in drawn.lanes for bar in lane.bars
    )


def test_a_cancelled_hearing_is_marked_as_such_on_the_timeline(session: Session, case: Case) -> None:
    on = StatedDate(edtf="2026-03-09")
    live = Event(id="e1", case_id=case.id, kind="hearing", title="Hearing", on=on, status="planned")
    record.add(session, live, replace(live, id="e2", status="cancelled"))
    timeline = overview(session, case.id).timeline
    assert timeline is not None
    statuses = {mark.record_id: mark.status for lane in timeline.lanes for mark in lane.marks}
    assert statuses == {"e1": "", "e2": "cancelled"}
