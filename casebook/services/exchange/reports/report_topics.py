"""How incidents and findings are counted in a report for a UN body: by method or topic, and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from casebook.domain.base.date import StatedDate
from casebook.domain.case.incident import Incident, IncidentMethod
from casebook.domain.exchange.cell_suppression import Population, Unit
from casebook.domain.library.finding import Finding
from casebook.domain.library.public_incident import IncidentKind, PublicIncident
from casebook.domain.library.source import Source
from casebook.services.exchange.reports.report_cases import is_between, is_narrow

YEARS = 5
EARLIER, UNDATED = "earlier", "undated"


def year_columns(last_on: date) -> tuple[str, ...]:
    """Return the years of the columns: those before together, the last five apart, and what has no date.

    >>> year_columns(date(2026, 3, 1))
    ('earlier', '2022', '2023', '2024', '2025', '2026', 'undated')
    """
    return (EARLIER, *(str(last_on.year - back) for back in reversed(range(YEARS))), UNDATED)


def orders(last_on: date) -> Mapping[str, Sequence[str]]:
    """Return the categories of each dimension in the order of the tables."""
    return {
        "method": get_args(IncidentMethod),
        "incident": get_args(IncidentKind),
        "year": year_columns(last_on),
    }


def incidents(
    recorded: Sequence[Incident], first_on: date | None, last_on: date | None, by_on: date
) -> Population:
    """Return the incidents recorded in cases, by method and year."""
    units = tuple(
        Unit(
            categories={"method": one.method, "year": _year(one.on, by_on)}, case_ids=frozenset([one.case_id])
        )
        for one in recorded
        if is_between(_day(one.on), first_on, last_on)
    )
    return Population(chains=(("method", "year"),), units=units)


def reported(
    public: Sequence[PublicIncident], first_on: date | None, last_on: date | None, by_on: date
) -> Population:
    """Return the incidents that public sources report, by kind and year."""
    units = tuple(
        Unit(categories={"incident": one.kind, "year": _year(one.on, by_on)}, case_ids=frozenset())
        for one in public
        if is_between(_day(one.on), first_on, last_on)
    )
    return Population(chains=(("incident", "year"),), units=units)


def findings(
    supplied: Sequence[Finding],
    sources: Mapping[str, Source],
    first_on: date | None,
    last_on: date | None,
    by_on: date,
) -> Population:
    """Return the findings of the supplied library, by topic and the year of their source.

    Those that the office wrote are left out: their sources may be known to few.
    """
    units = tuple(
        Unit(categories={"topic": one.topic_id, "year": _year(issued, by_on)}, case_ids=frozenset())
        for one in supplied
        if one.pack and one.source_id in sources
        for issued in [sources[one.source_id].issued]
        if is_between(_day(issued), first_on, last_on)
    )
    return Population(chains=(("topic", "year"),), units=units)


def _day(stated: StatedDate | None) -> date | None:
    """Return the day by which a stated date is counted: its first, if it does not leave years open."""
    if stated is None or stated.is_unknown or not is_narrow(stated):
        return None
    return stated.earliest_on


def _year(stated: StatedDate | None, by_on: date) -> str:
    day = _day(stated)
    if day is None:
        return UNDATED
    return str(day.year) if day.year > by_on.year - YEARS else EARLIER
