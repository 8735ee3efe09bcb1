"""Zones by their names, and clocks at the ends of the calendar."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.zone import instants, on_clock, zone_of


@pytest.mark.parametrize("name", ["Nowhere/None", "W" * 3000, "../../etc/passwd", "\0", "Europe"])
def test_what_names_no_zone_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="no time zone"):
        zone_of(name)


@pytest.mark.parametrize(
    ("at", "zone"),
    [
        (datetime(1, 1, 1, tzinfo=UTC), "America/Lima"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), "Asia/Shanghai"),
    ],
)
def test_a_clock_that_would_leave_the_calendar_stays_as_stated(at: datetime, zone: str) -> None:
    assert on_clock(at, zone_of(zone)) == at
    assert on_clock(at) == at
    assert instants(at, zone) == (at,)
