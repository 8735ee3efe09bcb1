"""The calendar of a court: closed days with the reason, and the years it covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date

from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity

WEEKDAYS = (
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
)
WEEKEND = frozenset({5, 6})


@entity
class CourtCalendar:
    """The closed days of a place, besides its weekends.

    Attributes:
        id: such as ``GB-ENG``.
        name: the place in words.
        table: where the days come from, with its version.
        zone: the clock of the place (IANA), "" where the place has several or none.
        holidays: the name of each holiday, by day.
        closures: why the registry is shut, by day: court closures of the pack and the person's own.
        easter: Easter Sunday of each year, from which recesses are calculated.
        covered: the years the table has days for.
        last_year: the last year for which days proclaimed year by year can be known.
        unread: holidays of the table of which the law read does not say that they are holidays under it.
        maybe_closed: days that may be no working days under a law that was not read, with what they are.
        regions: the calendars of its regions, where holidays vary within it and no region was chosen.
        cautions: what must be said wherever a date rests on this calendar.
    """

    id: str
    name: str
    table: str = ""
    zone: str = ""
    holidays: Mapping[date, str]
    closures: Mapping[date, str]
    easter: Mapping[int, date]
    covered: frozenset[int]
    last_year: int
    unread: frozenset[date] = frozenset()
    maybe_closed: Mapping[date, str] = field(default_factory=dict)
    regions: tuple[CourtCalendar, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def has_holidays(self) -> bool:
        """Return whether it belongs to a place; a treaty without a seat has none."""
        return bool(self.table)

    def with_closures(self, days: Iterable[date], why: str) -> CourtCalendar:
        """Return the calendar with additional registry closures."""
        more = dict.fromkeys(days, why)
        regions = tuple(replace(region, closures={**region.closures, **more}) for region in self.regions)
        return replace(self, closures={**self.closures, **more}, regions=regions)

    def without_unread(self) -> CourtCalendar:
        """Return the calendar without holidays that the law does not name."""
        if not self.unread:
            return self
        named = {day: name for day, name in self.holidays.items() if day not in self.unread}
        return replace(self, holidays=named, unread=frozenset())


def no_calendar(id_: str = "none", name: str = "no holiday extends it") -> CourtCalendar:
    """Return a calendar without holidays: only weekends are known."""
    return CourtCalendar(
        id=id_, name=name, holidays={}, closures={}, easter={}, covered=frozenset(), last_year=9999
    )
