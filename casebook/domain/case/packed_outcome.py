"""What leaves of an outcome: codes alone, by month or year, so coarse that it hides the person.

No word that somebody typed is in it, no name, no address and no source that could name the person.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from casebook.base.message import gettext_noop
from casebook.domain.base.country_code import known_country
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.outcome import (
    RETURNS,
    AssuranceResult,
    AssuranceSubject,
    BecameKind,
    EndKind,
    Outcome,
    OutcomeSource,
    ReturnChannel,
    SentenceKind,
    Sureness,
)

TermBand = Literal["", "to-3-years", "3-to-5-years", "5-to-10-years", "over-10-years"]
Coarseness = Literal["month", "year", "no-route", "no-state", "no-year"]
COARSENESS: tuple[Coarseness, ...] = ("month", "year", "no-route", "no-state", "no-year")
"""From the finest to the coarsest; each leaves out more than the one before."""
COARSENESS_TITLES: Mapping[Coarseness, str] = {
    "month": gettext_noop("by month"),
    "year": gettext_noop("by year"),
    "no-route": gettext_noop("by year, without treaty and way"),
    "no-state": gettext_noop("by year, without the State where the person was"),
    "no-year": gettext_noop("without day and State where the person was"),
}
TERM_TITLES: Mapping[TermBand, str] = {
    "": "",
    "to-3-years": gettext_noop("up to 3 years"),
    "3-to-5-years": gettext_noop("over 3 and up to 5 years"),
    "5-to-10-years": gettext_noop("over 5 and up to 10 years"),
    "over-10-years": gettext_noop("over 10 years"),
}
_BANDS: tuple[tuple[int, TermBand], ...] = ((36, "to-3-years"), (60, "3-to-5-years"), (120, "5-to-10-years"))
MAX_PARTS = 200
"""Entries, or assurances, of one row."""
PSEUDONYM = re.compile(r"[0-9a-f]{20}")
_PERIOD = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?")
_INSTRUMENT = re.compile(r"[a-z0-9-]{1,60}")


@entity
class PackedEntry:
    """One thing that became of a person, without day, words and source.

    Attributes:
        on: the year, or "" where that is not known or left out.
        term: in which band a fixed term lies.
        source: of which kind the source is; never which.
    """

    became: BecameKind
    on: str = ""
    sentence: SentenceKind = ""
    term: TermBand = ""
    source: OutcomeSource = "none"
    sureness: Sureness = "reported"


@entity
class PackedAssurance:
    """The outcome of an assurance."""

    about: AssuranceSubject
    result: AssuranceResult
    source: OutcomeSource = "none"
    sureness: Sureness = "reported"


@entity
class PackedOutcome:
    """An outcome as it leaves, or came.

    Attributes:
        pseudonym: 20 hexadecimal digits, the same for the same outcome each time it leaves.
        coarseness: what of it was left out.
        on: when it ended: ``2023-05``, ``2023`` or "".
        requesting, requested: ISO 3166 codes, or "".
        instrument: ID of the treaty in the registry that ships, or "".
        last_news: the year, or "".
    """

    pseudonym: str
    coarseness: Coarseness
    ended: EndKind
    on: str = ""
    requesting: str = ""
    requested: str = ""
    channel: ReturnChannel = ""
    instrument: str = ""
    entries: tuple[PackedEntry, ...] = ()
    assurances: tuple[PackedAssurance, ...] = ()
    last_news: str = ""


@entity
class CoarsenedOutcomes:
    """What may leave of several outcomes.

    Attributes:
        rows: each with the ID of its outcome, in the order of their pseudonyms.
        left_out: IDs of those that no coarseness hides.
    """

    rows: tuple[tuple[str, PackedOutcome], ...]
    left_out: tuple[str, ...]

    @property
    def coarsened(self) -> int:
        """Return how many rows leave with less than their month."""
        return sum(row.coarseness != "month" for _, row in self.rows)


def pseudonym_of(outcome_id: str) -> str:
    """Return under which number an outcome leaves.

    The ID is random and known to nobody but those who have the case; it cannot be found from the number.

    >>> pseudonym_of("k3") == pseudonym_of("k3"), len(pseudonym_of("k3"))
    (True, 20)
    """
    return hashlib.sha256(b"casebook outcome\0" + outcome_id.encode()).hexdigest()[:20]


def coarsened(outcomes: Iterable[Outcome], threshold: int) -> CoarsenedOutcomes:
    """Return outcomes as fine as hides the people: each looks like those of enough other people and cases.

    At each coarseness, those that agree in all that it keeps leave together once they come from as many
    people, and as many cases, as the threshold asks; the others are tried with less. What is left in the
    end does not leave.

    Source: L. Sweeney, "k-Anonymity: A Model for Protecting Privacy", International Journal of Uncertainty,
    Fuzziness and Knowledge-Based Systems 10 (2002), 557-570.
    """
    waiting = list(outcomes)
    rows: list[tuple[str, PackedOutcome]] = []
    for coarseness in COARSENESS:
        alike: dict[tuple[str, ...], list[Outcome]] = {}
        for one in waiting:
            alike.setdefault(_traits(one, coarseness), []).append(one)
        waiting = []
        for group in alike.values():
            if _hides(group, threshold):
                rows += ((one.id, packed(one, coarseness)) for one in group)
            else:
                waiting += group
    return CoarsenedOutcomes(
        rows=tuple(sorted(rows, key=lambda row: row[1].pseudonym)),
        left_out=tuple(sorted(one.id for one in waiting)),
    )


def _hides(group: Sequence[Outcome], threshold: int) -> bool:
    return min(len({one.person_id for one in group}), len({one.case_id for one in group})) >= threshold


def _traits(outcome: Outcome, coarseness: Coarseness) -> tuple[str, ...]:
    """Return by what somebody who knows the person could find the row."""
    row = packed(outcome, coarseness)
    return (row.ended, row.on, row.requesting, row.requested, row.channel, row.instrument)


def packed(outcome: Outcome, coarseness: Coarseness) -> PackedOutcome:
    """Return an outcome without what this coarseness leaves out."""
    level = COARSENESS.index(coarseness)
    has_route, has_state = level < COARSENESS.index("no-route"), level < COARSENESS.index("no-state")
    return PackedOutcome(
        pseudonym=pseudonym_of(outcome.id),
        coarseness=coarseness,
        ended=outcome.ended,
        on=_period(outcome.ended_on, coarseness),
        requesting=outcome.requesting,
        requested=outcome.requested if has_state else "",
        channel=outcome.channel if has_route else "",
        instrument=outcome.instrument_id if has_route else "",
        entries=tuple(
            PackedEntry(
                became=one.became,
                on=_year(one.on, coarseness),
                sentence=one.sentence,
                term=term_band(one.months),
                source=one.source,
                sureness=one.sureness,
            )
            for one in outcome.ordered
        ),
        assurances=tuple(
            PackedAssurance(about=one.about, result=one.result, source=one.source, sureness=one.sureness)
            for one in outcome.assurances
        ),
        last_news=_year(outcome.latest_news_on, coarseness),
    )


def term_band(months: int) -> TermBand:
    """Return in which band a fixed term lies; "" for none.

    >>> term_band(36), term_band(37), term_band(0)
    ('to-3-years', '3-to-5-years', '')
    """
    if not months:
        return ""
    return next((band for most, band in _BANDS if months <= most), "over-10-years")


def _period(stated: StatedDate | None, coarseness: Coarseness) -> str:
    """Return month or year of a date, as far as it is certain; "" where it is not."""
    if stated is None or stated.is_unknown or coarseness == "no-year":
        return ""
    first, last = stated.earliest_on, stated.latest_on
    if first.year != last.year:
        return ""
    if coarseness == "month" and first.month == last.month:
        return f"{first.year:04}-{first.month:02}"
    return f"{first.year:04}"


def _year(stated: StatedDate | None, coarseness: Coarseness) -> str:
    """Return the year of what happened later: its month would single out a row among its like."""
    return _period(stated, "no-year" if coarseness == "no-year" else "year")


def check_packed(row: PackedOutcome) -> None:
    """Reject a row that no Casebook writes, such as one with words in place of a code.

    Raises:
        ValueError: it is one.
    """
    states = (row.requesting, row.requested)
    periods = (row.on, row.last_news, *(one.on for one in row.entries))
    if (
        not PSEUDONYM.fullmatch(row.pseudonym)
        or any(state and known_country(state) != state for state in states)
        or any(period and not _PERIOD.fullmatch(period) for period in periods)
        or (row.instrument and not _INSTRUMENT.fullmatch(row.instrument))
        or len(row.entries) > MAX_PARTS
        or len(row.assurances) > MAX_PARTS
    ):
        raise ValueError("no row of outcomes")


def is_return(row: PackedOutcome) -> bool:
    """Return whether the person came into the hands of the requesting State."""
    return row.ended in RETURNS


def stated_period(period: str) -> StatedDate | None:
    """Return a month or year of a row as a date; None where it is not stated."""
    return StatedDate(edtf=period) if period else None
