"""What leaves of outcomes: numbers of people of whom one thing is true, in codes alone.

How it ended, what happened since and each assurance stand in rows of their own, so that no row tells
what became of one person. No word that somebody typed is in it, no name, no address, and neither from whom
nor how surely something is known.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import astuple, replace
from datetime import date
from typing import Literal

from casebook.base.message import gettext_noop
from casebook.domain.base.country_code import known_country
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.outcome import (
    RETURNS,
    AssuranceOutcome,
    AssuranceResult,
    AssuranceSubject,
    BecameKind,
    EndKind,
    Outcome,
    OutcomeEntry,
    OutcomeSource,
    ReturnChannel,
    SentenceKind,
    Sureness,
)

RowPart = Literal["whole", "end", "since", "assurance"]
"""What a row says: all of one outcome, which never leaves, or one thing of several people."""
Unsound = Literal["form", "people", "state", "year", "treaty"]
"""`form`: not one thing in codes, or the key of another row; `people`: a number that cannot be."""
TermBand = Literal["", "to-3-years", "3-to-5-years", "5-to-10-years", "over-10-years"]
Coarseness = Literal["month", "year", "no-route", "state", "no-state", "no-year", "no-term"]
COARSENESS: tuple[Coarseness, ...] = ("month", "year", "no-route", "state", "no-state", "no-year", "no-term")
"""From the finest to the coarsest; the month never leaves."""
COARSENESS_TITLES: Mapping[Coarseness, str] = {
    "month": gettext_noop("by month"),
    "year": gettext_noop("by year"),
    "no-route": gettext_noop("by year, without treaty and way"),
    "state": gettext_noop("without year"),
    "no-state": gettext_noop("by year, without the State where the person was"),
    "no-year": gettext_noop("without year and State where the person was"),
    "no-term": gettext_noop("without year, sentence and State where the person was"),
}
STEPS: Mapping[RowPart, tuple[Coarseness, ...]] = {
    "whole": (),
    "end": ("year", "no-route", "no-state", "no-year"),
    "since": ("no-route", "no-state", "no-year", "no-term"),
    "assurance": ("state", "no-year"),
}
"""What is tried with each part, one after another."""
_WITH_ROUTE: frozenset[Coarseness] = frozenset({"month", "year"})
WITH_STATE: frozenset[Coarseness] = frozenset({"month", "year", "no-route", "state"})
_WITH_YEAR: frozenset[Coarseness] = frozenset({"month", "year", "no-route", "no-state"})
TERM_TITLES: Mapping[TermBand, str] = {
    "": "",
    "to-3-years": gettext_noop("up to 3 years"),
    "3-to-5-years": gettext_noop("over 3 and up to 5 years"),
    "5-to-10-years": gettext_noop("over 5 and up to 10 years"),
    "over-10-years": gettext_noop("over 10 years"),
}
_BANDS: tuple[tuple[int, TermBand], ...] = ((36, "to-3-years"), (60, "3-to-5-years"), (120, "5-to-10-years"))
MAX_PEOPLE = 1_000_000
"""Of a row: more is no number of an office."""
FIRST_YEAR = 1980
"""Earlier is a slip of typing or invented. No law is meant by it."""
KEY = re.compile(r"[0-9a-f]{20}")
_PERIOD = re.compile(r"(19|20)\d\d")
_INSTRUMENT = re.compile(r"[a-z0-9-]{1,60}")


@entity
class PackedEntry:
    """One thing that became of people.

    Attributes:
        on: the year, or "" where that is not known or left out.
        term: in which band a fixed term lies.
        source: of which kind the source is; never leaves.
        sureness: how sure it is; never leaves.
    """

    became: BecameKind
    on: str = ""
    sentence: SentenceKind = ""
    term: TermBand = ""
    source: OutcomeSource = "none"
    sureness: Sureness = "reported"


@entity
class PackedAssurance:
    """The outcome of an assurance; source and sureness never leave."""

    about: AssuranceSubject
    result: AssuranceResult
    source: OutcomeSource = "none"
    sureness: Sureness = "reported"


@entity
class PackedOutcome:
    """A row of the ledger: an outcome of our own as a whole, or one thing of people as it leaves, or came.

    Attributes:
        ended: how it ended.
        part: what it says.
        coarseness: what of it was left out.
        people: of how many people it is true.
        key: 20 hexadecimal digits of what it says, the same in every pack of everybody; "" of a whole one.
        on: when it ended: ``2023`` or "", of a whole one also ``2023-05``.
        requesting, requested: ISO 3166 codes, or "".
        instrument: ID of the treaty in the registry that ships, or "".
        entries: what happened since; one where the row says that, none in other rows that leave.
        assurances: the outcome of assurances; likewise.
        last_news: of a whole one the year, or "".
    """

    ended: EndKind
    part: RowPart = "whole"
    coarseness: Coarseness = "month"
    people: int = 1
    key: str = ""
    on: str = ""
    requesting: str = ""
    requested: str = ""
    channel: ReturnChannel = ""
    instrument: str = ""
    entries: tuple[PackedEntry, ...] = ()
    assurances: tuple[PackedAssurance, ...] = ()
    last_news: str = ""


def key_of(row: PackedOutcome) -> str:
    """Return the key of what a row says, whoever says it and of however many people."""
    said = repr(astuple(replace(row, key="", people=1)))
    return hashlib.sha256(b"casebook outcomes\0" + said.encode()).hexdigest()[:20]


def whole(outcome: Outcome) -> PackedOutcome:
    """Return an outcome of our own as a row to be shown here, by month and with how it is known."""
    return PackedOutcome(
        ended=outcome.ended,
        on=_month(outcome.ended_on),
        requesting=outcome.requesting,
        requested=outcome.requested,
        channel=outcome.channel,
        instrument=outcome.instrument_id,
        entries=tuple(map(packed_entry, outcome.ordered)),
        assurances=tuple(map(packed_assurance, outcome.assurances)),
        last_news=year_of(outcome.latest_news_on),
    )


def packed_entry(entry: OutcomeEntry) -> PackedEntry:
    """Return what happened, by year and with how it is known."""
    return PackedEntry(
        became=entry.became,
        on=year_of(entry.on),
        sentence=entry.sentence,
        term=term_band(entry.months),
        source=entry.source,
        sureness=entry.sureness,
    )


def packed_assurance(one: AssuranceOutcome) -> PackedAssurance:
    """Return the outcome of an assurance with how it is known."""
    return PackedAssurance(about=one.about, result=one.result, source=one.source, sureness=one.sureness)


def term_band(months: int) -> TermBand:
    """Return in which band a fixed term lies; "" for none.

    >>> term_band(36), term_band(37), term_band(0)
    ('to-3-years', '3-to-5-years', '')
    """
    if not months:
        return ""
    return next((band for most, band in _BANDS if months <= most), "over-10-years")


def year_of(stated: StatedDate | None) -> str:
    """Return the year of a date; "" where it is not certain."""
    if stated is None or stated.is_unknown or stated.earliest_on.year != stated.latest_on.year:
        return ""
    return f"{stated.earliest_on.year:04}"


def _month(stated: StatedDate | None) -> str:
    """Return the month of a date, as far as it is certain."""
    year = year_of(stated)
    if stated is None or not year or stated.earliest_on.month != stated.latest_on.month:
        return year
    return f"{year}-{stated.earliest_on.month:02}"


class UnsoundRow(ValueError):
    """A row that no Casebook writes.

    Args:
        cause: what of it cannot be.
    """

    def __init__(self, cause: Unsound) -> None:
        super().__init__(f"no row of outcomes: {cause}")
        self.cause = cause


def check_packed(row: PackedOutcome, made_on: date) -> None:
    """Reject a row that no Casebook writes, such as one with words in place of a code, or a year to come.

    Args:
        row: it.
        made_on: when its pack was made.

    Raises:
        UnsoundRow: it is one.
    """
    periods = (row.on, *(one.on for one in row.entries))
    unsound: Mapping[Unsound, bool] = {
        "form": _is_malformed(row),
        "people": not 0 < row.people <= MAX_PEOPLE,
        "state": any(one and known_country(one) != one for one in (row.requesting, row.requested)),
        "year": any(period and not _is_past_year(period, made_on) for period in periods),
        "treaty": bool(row.instrument) and not _INSTRUMENT.fullmatch(row.instrument),
    }
    for cause, is_so in unsound.items():
        if is_so:
            raise UnsoundRow(cause)


def _is_malformed(row: PackedOutcome) -> bool:
    """Return whether a row has what its part or coarseness leaves out, or the key of another."""
    parts = (len(row.entries), len(row.assurances))
    return (
        row.coarseness not in STEPS[row.part]
        or parts != {"end": (0, 0), "since": (1, 0), "assurance": (0, 1)}[row.part]
        or row != bare(row)
        or row.key != key_of(row)
    )


def _is_past_year(period: str, made_on: date) -> bool:
    return bool(_PERIOD.fullmatch(period)) and FIRST_YEAR <= int(period) <= made_on.year


def bare(row: PackedOutcome) -> PackedOutcome:
    """Return a row with nothing that its part and coarseness leave out."""
    has_route = row.part == "end" and row.coarseness in _WITH_ROUTE
    has_year, has_term = row.coarseness in _WITH_YEAR, row.coarseness != "no-term"
    return replace(
        row,
        on=row.on if row.part == "end" and has_year else "",
        requested=row.requested if row.coarseness in WITH_STATE else "",
        channel=row.channel if has_route else "",
        instrument=row.instrument if has_route else "",
        entries=tuple(
            PackedEntry(
                became=one.became,
                on=one.on if has_year else "",
                sentence=one.sentence if has_term else "",
                term=one.term if has_term else "",
            )
            for one in row.entries
        ),
        assurances=tuple(PackedAssurance(about=one.about, result=one.result) for one in row.assurances),
        last_news="",
    )


def with_key(row: PackedOutcome) -> PackedOutcome:
    """Return a row with the key of what it says."""
    return replace(row, key=key_of(row))


def is_return(row: PackedOutcome) -> bool:
    """Return whether the person came into the hands of the requesting State."""
    return row.ended in RETURNS


def stated_period(period: str) -> StatedDate | None:
    """Return a month or year of a row as a date; None where it is not stated."""
    return StatedDate(edtf=period) if period else None
