from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casebook.base.errors import NotFound, PackInvalid
from casebook.base.resources import resource
from casebook.packs.base.entry import refuse
from casebook.packs.deadline.calendar import Seats, read_calendars, subdivisions
from tests.packs.written import change


@pytest.fixture(scope="module")
def seats() -> Seats:
    return read_calendars(resource("packs"), refuse)


@pytest.mark.parametrize("id_", [*read_calendars(resource("packs"), refuse).seats])
def test_every_seat_gives_a_calendar(seats: Seats, id_: str) -> None:
    found = seats.calendar(id_, 2025, 2027)
    assert found.id == id_
    assert found.has_holidays == bool(seats.seat(id_).country)


def test_a_subdivision_has_its_own_days(seats: Seats) -> None:
    bavaria = seats.calendar("DE-BY", 2026, 2026)
    whole = seats.calendar("DE-Land", 2026, 2026)
    assert date(2026, 1, 6) in bavaria.holidays
    assert date(2026, 1, 6) not in whole.holidays
    assert (bavaria.zone, whole.zone) == ("Europe/Berlin", "Europe/Berlin")
    assert any("vary within this country, and no region was chosen" in text for text in whole.cautions)
    assert not any("vary within this country, and no region was chosen" in text for text in bavaria.cautions)


def test_names_are_english_and_the_table_says_where_it_is_from(seats: Seats) -> None:
    cyprus = seats.calendar("CY", 2026, 2026)
    assert cyprus.holidays[date(2026, 4, 10)] == "Good Friday"
    assert cyprus.table.startswith("CY, holidays 0.")
    assert (cyprus.last_year, cyprus.covered) == (2027, frozenset({2026}))
    assert cyprus.easter[2026] == date(2026, 4, 5)


def test_a_table_without_days_covers_nothing(seats: Seats) -> None:
    assert seats.calendar("UA", 2026, 2027).covered == frozenset()
    sri_lanka = seats.calendar("LK", 2026, 2027)
    assert (sri_lanka.covered, sri_lanka.last_year) == (frozenset({2026}), 2026)


@pytest.mark.parametrize("id_", ["XX", "GB-ZZ", "england", "DE-"])
def test_a_place_nobody_knows_is_refused(seats: Seats, id_: str) -> None:
    with pytest.raises(NotFound, match="no calendar"):
        seats.calendar(id_, 2026, 2026)
    assert subdivisions("XX") == frozenset()


def test_closures_of_the_pack_are_days_of_the_calendar(packs: Path) -> None:
    found = read_calendars(packs, refuse).calendar("CY", 2026, 2026)
    assert found.closures == {date(2026, 3, 3): "flood"}


def test_a_country_says_how_far_its_days_are_known(packs: Path) -> None:
    change(packs / "calendars.toml", "last_year = 2027\n", "")
    with pytest.raises(PackInvalid, match="last year for which dates are known"):
        read_calendars(packs, refuse)


def test_a_seat_leaves_out_and_adds_days_of_the_library(seats: Seats) -> None:
    federal = seats.calendar("CA-FED", 2026, 2027)
    assert federal.holidays[date(2026, 4, 6)] == "Easter Monday (Interpretation Act s. 35)"
    assert federal.holidays[date(2027, 3, 29)] == "Easter Monday (Interpretation Act s. 35)"
    assert not any(name.startswith("Boxing Day") for name in federal.holidays.values())


def test_an_act_may_count_national_days_only(seats: Seats) -> None:
    assert date(2026, 1, 26) in seats.calendar("NZ-AUK", 2026, 2026).holidays
    national = seats.calendar("NZ-national", 2026, 2026)
    assert date(2026, 1, 26) not in national.holidays
    assert date(2026, 2, 6) in national.holidays
