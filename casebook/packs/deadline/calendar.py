"""Calendars of court seats: holidays from the `holidays` library, closures and cautions from the pack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from casebook.base.errors import NotFound
from casebook.base.message import Message
from casebook.domain.deadline.counting import Block, days_in
from casebook.domain.deadline.court_calendar import CourtCalendar, no_calendar
from casebook.packs.base.entry import OnDefect, PackEntry
from casebook.packs.base.reader import read_all
from casebook.packs.base.terms import read_blocks

FILE = "calendars.toml"
KIND = "calendar"
_PLACE = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?")
_UNCERTAIN = re.compile(r"\((?:observed|in lieu)|estimated|\(substituted|^Alternative holiday|^Bridge ")
"""Days off in place of a holiday, and days only estimated, in the words of the library."""
_ENGLISH = ("en_GB", "en_US", "en_CA", "en_AU")
_VARY = Message("Holidays vary within this country, and no region was chosen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtCalendarSource:
    """The calendar data in the pack.

    Attributes:
        country: ISO 3166 code; "" for a calendar without holidays.
        subdivision: as the library names it.
        categories: of holidays that count; the library's own where empty.
        zone: the clock of the place, "" where it has several.
        last_year: the last year for which days proclaimed year by year are known.
        left_out: holidays of the library that are none for the courts, by the beginning of their names.
        yearly: days of every year that the library does not have as holidays.
        unread_blocks: days of every year that may be no working days under a law that was not read.
        closures: days on which courts are shut, by day.
        needs_subdivision: holidays differ from place to place inside it.
        unread: holidays of the library that the law read does not name, by the beginning of their names.
        observed: days off in place of a holiday that the law read provides, by the beginning of their names.
        is_national: the law counts days of the whole country only, wherever in it the court is.
        cautions: what must be said.
    """

    id: str
    name: str
    country: str
    subdivision: str
    categories: tuple[str, ...]
    zone: str
    last_year: int
    left_out: tuple[str, ...] = ()
    yearly: tuple[Block, ...] = ()
    unread_blocks: tuple[Block, ...] = ()
    closures: Mapping[date, str]
    needs_subdivision: bool
    is_national: bool = False
    unread: tuple[str, ...] = ()
    observed: tuple[str, ...] = ()
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """Every calendar of the pack, by id."""

    seats: Mapping[str, CourtCalendarSource]

    def calendar(self, id_: str, first_year: int, last_year: int) -> CourtCalendar:
        """Return the calendar of a seat, or of any country and subdivision in the library, for some years.

        Raises:
            NotFound: neither the pack nor the library knows it.
        """
        seat = self.seats.get(id_) or self._by_place(id_)
        if not seat.country:
            return no_calendar(seat.id, seat.name)
        return _made(seat.id, self, first_year, last_year)

    def _by_place(self, id_: str) -> CourtCalendarSource:
        """A seat named by country and subdivision, such as ``DE-BY``, with what is known of the country."""
        place = _PLACE.fullmatch(id_)
        country = place[1] if place else ""
        base = next((seat for seat in self.seats.values() if seat.country == country), None)
        if not place or not base or (place[2] and place[2] not in subdivisions(country)):
            raise _no_calendar(id_)
        return _part(base, place[2]) if place[2] else replace(base, id=id_, name=id_, is_national=False)

    def place(self, home_id: str, wanted_id: str) -> str:
        """Return the ID of the calendar to use: the requested one, else that of the law.

        The law's own is kept where it counts national days only and the place wanted lies in that country.

        Raises:
            NotFound: neither the pack nor the library knows the place wanted.
        """
        home = self.seats.get(home_id)
        if home and home.is_national and wanted_id and self.seat(wanted_id).country == home.country:
            return home_id
        return wanted_id or home_id

    def seat(self, id_: str) -> CourtCalendarSource:
        """The seat of an id, known to the pack or the library."""
        return self.seats.get(id_) or self._by_place(id_)

    def is_abroad(self, place_id: str, home_id: str, jurisdiction: str) -> bool:
        """Return whether a place is in another country than the calendar, or the jurisdiction, of a rule."""
        country = self.seat(place_id).country
        home = self.seat(home_id).country or ("" if jurisdiction in {"EU", "INT"} else jurisdiction)
        return bool(country and home) and country != home

    def __hash__(self) -> int:
        return id(self)


def _part(seat: CourtCalendarSource, subdivision: str) -> CourtCalendarSource:
    """Return the seat of one part of the country of a seat, with what is known of the country."""
    id_ = f"{seat.country}-{subdivision}"
    return replace(
        seat, id=id_, name=id_, subdivision=subdivision, needs_subdivision=False, is_national=False
    )


def read_calendars(folder: Path, on_defect: OnDefect) -> Seats:
    """Every calendar of the pack.

    Raises:
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    seats = read_all(folder / FILE, KIND, _seat, on_defect)
    return Seats(seats={seat.id: seat for seat in seats})


def _seat(entry: PackEntry) -> CourtCalendarSource:
    seat = CourtCalendarSource(
        id=entry.text("id"),
        name=entry.text("name"),
        country=entry.text("country", default=""),
        subdivision=entry.text("subdivision", default=""),
        categories=entry.texts("categories", default=()),
        zone=entry.text("zone", default=""),
        last_year=entry.integer("last_year", default=0),
        left_out=entry.texts("left_out", default=()),
        yearly=tuple(read_blocks(entry).values()),
        unread_blocks=tuple(read_blocks(entry, "unread_block").values()),
        closures={table.day("on"): _why(table) for table in entry.tables("closure")},
        needs_subdivision=entry.flag("needs_part", default=False),
        is_national=entry.flag("national", default=False),
        unread=entry.texts("unread", default=()),
        observed=entry.texts("observed", default=()),
        cautions=entry.texts("cautions", default=()),
    )
    if seat.country and not seat.last_year:
        entry.complain("last_year", "is missing: the last year for which dates are known")
    entry.close()
    return seat


def _why(entry: PackEntry) -> str:
    why = entry.text("why")
    entry.close()
    return why


@lru_cache(maxsize=64)
def _made(id_: str, seats: Seats, first_year: int, last_year: int) -> CourtCalendar:
    seat = seats.seat(id_)
    if seat.subdivision and seat.subdivision not in subdivisions(seat.country):
        raise _no_calendar(id_)
    calendar = _of_seat(seat, first_year, last_year)
    if not seat.needs_subdivision:
        return calendar
    parts = (_part(seat, name) for name in sorted(subdivisions(seat.country)))
    return replace(calendar, regions=tuple(_of_seat(part, first_year, last_year) for part in parts))


def _of_seat(seat: CourtCalendarSource, first_year: int, last_year: int) -> CourtCalendar:
    import holidays
    from holidays.version import __version__

    known = holidays.country_holidays(seat.country)
    language = next((tag for tag in _ENGLISH if tag in (known.supported_languages or ())), None)
    named_days = holidays.country_holidays(
        seat.country,
        subdiv=seat.subdivision or None,
        years=range(first_year, last_year + 1),
        expand=False,
        categories=seat.categories or None,
        language=language,
    )
    days = {day: str(name) for day, name in named_days.items() if not str(name).startswith(seat.left_out)}
    easter_days = _easter(first_year - 1, last_year + 1)
    days.update(days_in(seat.yearly, first_year, last_year, easter_days))
    return CourtCalendar(
        id=seat.id,
        name=seat.name,
        table=f"{seat.id}, holidays {__version__}",
        zone=seat.zone,
        holidays=days,
        closures=seat.closures,
        easter=easter_days,
        covered=frozenset(day.year for day in days),
        last_year=min(seat.last_year, known.end_year),
        maybe_closed=days_in(seat.unread_blocks, first_year, last_year, easter_days),
        unread=frozenset(day for day, name in days.items() if _is_unread(seat, name)),
        cautions=_cautions(seat),
    )


def _is_unread(seat: CourtCalendarSource, name: str) -> bool:
    """Return whether no text read provides a day, such as a day off instead of a holiday."""
    is_uncertain = bool(_UNCERTAIN.search(name)) and not name.startswith(seat.observed)
    return is_uncertain or name.startswith(seat.unread)


def _no_calendar(id_: str) -> NotFound:
    return NotFound(
        Message("There is no calendar {id}.", id=id_),
        field="calendar",
        remedy="Enter a country, with its region if it has one, such as GB-ENG, DE-BY or CY.",
    )


def _cautions(seat: CourtCalendarSource) -> tuple[str, ...]:
    return (*seat.cautions, _VARY.msgid) if seat.needs_subdivision else seat.cautions


@lru_cache(maxsize=64)
def _easter(first_year: int, last_year: int) -> dict[int, date]:
    from dateutil.easter import easter

    return {year: easter(year) for year in range(first_year, last_year + 1)}


@lru_cache(maxsize=64)
def subdivisions(country: str) -> frozenset[str]:
    """Return the subdivisions of a country in the library; none for an unknown country."""
    import holidays

    try:
        return frozenset(holidays.country_holidays(country).subdivisions)
    except NotImplementedError:
        return frozenset()
