from __future__ import annotations

from casebook.domain.deadline.court_calendar import no_calendar
from tests.domain.reckoning import GOOD_FRIDAY, calendar, day


def test_closures_are_added_beside_those_there_are() -> None:
    place = calendar(closures={day("2026-03-02"): "flood"}).with_closures([day("2026-03-03")], "strike")
    assert place.closures == {day("2026-03-02"): "flood", day("2026-03-03"): "strike"}
    assert place.holidays[GOOD_FRIDAY] == "Good Friday"


def test_a_place_that_was_not_named_has_no_holidays() -> None:
    assert not no_calendar().has_holidays
    assert calendar().has_holidays
