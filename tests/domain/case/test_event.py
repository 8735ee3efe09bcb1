"""Days of events: uncertain ones, the clock time that says more, and years that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event, EventKind, check_event, default_status, moved_at, upcoming


def planned(edtf: str, at: datetime | None = None) -> Event:
    zone = "Asia/Nicosia" if at else ""
    on = StatedDate(edtf=edtf)
    return Event(id=edtf, case_id="c", kind="hearing", title="", on=on, status="planned", at=at, zone=zone)


def test_the_clock_time_of_an_uncertain_date_gives_the_day() -> None:
    """Half past ten in the evening by UTC is the next day in Nicosia."""
    at = datetime(2026, 12, 2, 22, 30, tzinfo=UTC)
    assert planned("2026-12-XX", at).placed_on == planned("XXXX", at).placed_on == date(2026, 12, 3)
    assert planned("2026-12-XX").placed_on == date(2026, 12, 1)
    assert planned("XXXX").placed_on is None


def test_a_month_that_has_begun_is_sorted_within_it() -> None:
    events = map(planned, ("XXXX", "2026-12-01", "2026-11-XX", "2026", "2026-11-29"))
    in_order = upcoming(events, date(2026, 11, 28))
    assert [one.id for one in in_order] == ["2026-11-29", "2026-11-XX", "2026-12-01", "2026", "XXXX"]


@pytest.mark.parametrize(
    ("edtf", "field"), [("2026-12-XX", "at"), ("0026-11-03", "on"), ("2025/9998", "on"), ("2201-01-01", "on")]
)
def test_another_month_and_a_mistyped_year_are_refused(edtf: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_event(planned(edtf, datetime(2027, 1, 5, 8, tzinfo=UTC)))
    assert refused.value.field == field


@pytest.mark.parametrize("edtf", ["2026-12-XX", "XXXX", "../2027", "1900-01-01", "2200"])
def test_a_date_that_can_be_is_accepted(edtf: str) -> None:
    check_event(planned(edtf))


@pytest.mark.parametrize(
    ("kind", "edtf", "status"),
    [
        ("hearing", "2026-11-27", "happened"),
        ("hearing", "2026-11-28", "planned"),
        ("hearing", "2026", "planned"),
        ("hearing", "XXXX", "planned"),
        ("hearing", "2026-11-26/2026-11-30", "planned"),
        ("removal-date", "2026-11-28", "planned"),
        ("removal-date", "2026-12-03", "planned"),
        ("other", "2026-11-XX", "planned"),
        ("decision-served", "2026-11-28", "happened"),
        ("decision-served", "2026", "happened"),
        ("arrest", "XXXX", "happened"),
        ("arrest", "2026-10", "happened"),
        ("filing", "2026-12", "planned"),
    ],
)
def test_an_appointment_is_planned_until_its_day_is_over(kind: EventKind, edtf: str, status: str) -> None:
    assert default_status(kind, StatedDate(edtf=edtf), date(2026, 11, 28)) == status


@pytest.mark.parametrize(
    "on",
    [StatedDate(edtf="XXXX"), StatedDate(edtf="XXXX", words="after the feast"), StatedDate(edtf="../..")],
)
def test_a_service_without_a_date_is_refused(on: StatedDate) -> None:
    served = replace(planned("2026-03"), kind="decision-served")
    check_event(served)
    with pytest.raises(InvalidInput, match="needs a date"):
        check_event(replace(served, on=on))
    check_event(replace(served, kind="contact", on=on))


NICOSIA, OFFSET = "Asia/Nicosia", timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("zone", "changes", "local_at"),
    [
        (NICOSIA, {"on": StatedDate(edtf="2026-07-22")}, "2026-07-22T09:30:00+03:00"),
        (NICOSIA, {"on": StatedDate(edtf="2026-12")}, "2026-12-02T09:30:00+02:00"),
        (NICOSIA, {"zone": "Europe/Vienna"}, "2026-12-02T09:30:00+01:00"),
        (NICOSIA, {"place": "Room 3"}, "2026-12-02T09:30:00+02:00"),
        ("", {"zone": "Europe/Vienna"}, "2026-12-02T08:30:00+01:00"),
        ("", {"on": StatedDate(edtf="2026-07-22")}, "2026-07-22T09:30:00+02:00"),
    ],
)
def test_a_moved_event_keeps_its_clock_time(zone: str, changes: dict[str, Any], local_at: str) -> None:
    was = replace(planned("2026-12-02", datetime(2026, 12, 2, 9, 30, tzinfo=OFFSET)), zone=zone)
    event = replace(was, **changes)
    event = replace(event, at=moved_at(event, was))
    check_event(event)
    assert event.local_at is not None
    assert event.local_at.isoformat() == local_at


def test_a_moved_event_needs_an_exact_day_on_which_its_time_exists() -> None:
    was = planned("2026-12-02", datetime(2026, 12, 2, 3, 30, tzinfo=OFFSET))
    for edtf in ("2027-01", "2027-03-28"):  # clocks go forward from three to four
        with pytest.raises(InvalidInput) as refused:
            moved_at(replace(was, on=StatedDate(edtf=edtf)), was)
        assert refused.value.field == "on"
