from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding, Stage, chains
from casebook.domain.deadline.deadline import Deadline
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.case import overview
from tests.stubs import stubs_of

CASE = Case(id="c1", reference="R-1", title="", jurisdiction="CY", opened_on=date(2026, 1, 1))
FIRST = Proceeding(
    id="first",
    case_id="c1",
    kind="extradition",
    forum="District Court",
    stages=(Stage(title="First", begins=StatedDate(edtf="2026-01-10"), ends=StatedDate(edtf="2026-02-11")),),
    next_id="appeal",
)
APPEAL = replace(
    FIRST,
    id="appeal",
    forum="Supreme Court",
    stages=(Stage(title="Appeal", begins=StatedDate(edtf="2026-02-16")),),
    next_id="",
)
ASYLUM = replace(APPEAL, id="asylum", kind="asylum", stages=(replace(APPEAL.stages[0], title="Interview"),))


def test_appeals_follow_the_proceeding_they_came_from() -> None:
    assert chains([APPEAL, ASYLUM, FIRST]) == [(FIRST, APPEAL), (ASYLUM,)]


def test_an_appeal_that_leads_back_is_refused_and_one_from_elsewhere_too(session: Session) -> None:
    elsewhere = replace(ASYLUM, case_id="c2")
    record.add(session, CASE, replace(FIRST, next_id=""), APPEAL, elsewhere, *stubs_of(elsewhere))
    assert form.edit(session, Proceeding, "first", {"next_id": "appeal"}).next_id == "appeal"
    with pytest.raises(InvalidInput, match="lead back"):
        form.edit(session, Proceeding, "appeal", {"next_id": "first"})
    with pytest.raises(InvalidInput, match="another case"):
        form.edit(session, Proceeding, "appeal", {"next_id": "asylum"})
    assert form.edit(session, Proceeding, "first", {"next_id": ""}).next_id == ""


def test_the_timeline_has_a_lane_per_proceeding_and_per_sort_of_mark(
    session: Session,
) -> None:
    record.add(session, CASE, FIRST, APPEAL, ASYLUM)
    record.add(
        session,
        Event(id="e1", case_id="c1", kind="hearing", title="Held", on=StatedDate(edtf="2026-02-01")),
        Event(
            id="e2",
            case_id="c1",
            kind="hearing",
            title="Coming",
            on=StatedDate(edtf="2026-04-01"),
            status="planned",
        ),
        Deadline(id="l1", case_id="c1", title="Near", due_on=date(2026, 3, 5), origin="hand"),
        Deadline(id="l2", case_id="c1", title="Met", due_on=date(2026, 2, 5), origin="hand", status="met"),
        Incident(
            id="i1",
            case_id="c1",
            method="lure",
            on=StatedDate(edtf="2025-06"),
            what="Told of a job in Bangkok.",
        ),
    )
    page = overview.overview(session, "c1")
    assert page.timeline is not None
    lanes = {lane.title: lane for lane in page.timeline.lanes}
    assert list(lanes) == ["extradition", "asylum", "hearings", "deadlines", "incidents"]
    assert [bar.title for bar in lanes["extradition"].bars] == ["First", "Appeal"]
    assert [(mark.title, mark.tone) for mark in lanes["hearings"].marks] == [
        ("Held", "green"),
        ("Coming", "red"),
    ]
    assert [(mark.title, mark.tone) for mark in lanes["deadlines"].marks] == [
        ("Met", "green"),
        ("Near", "red"),
    ]
    assert [hearing.title for hearing in page.hearings] == ["Coming"]
