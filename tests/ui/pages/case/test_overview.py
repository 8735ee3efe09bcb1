"""The overview of a case in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.widgets.charts.timeline_zoom import ZoomedTimeline
from tests.ui.driver import open_page, part


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
