"""How cases, people, deadlines and time are counted in a report: each once, under closed lists only.

No word of a record becomes a category: what is in no list is counted as "other".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, get_args

from casebook.domain.base.country_code import country_in_any_language, known_country
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case, Standing
from casebook.domain.case.proceeding import OutcomeKind, Proceeding, ProceedingKind, chains
from casebook.domain.case.time_note import TimeNote, WorkKind
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.exchange.cell_suppression import Population, Unit
from casebook.domain.person.person import Person

NONE, OTHER, UNSTATED = "none", "other", "not-recorded"
REPRESENTED: frozenset[Standing] = frozenset({"client", "co-applicant", "dependant"})
_BANDS = ((18, "under-18"), (30, "18-29"), (45, "30-44"), (60, "45-59"))
_OLDEST = "60-over"
_MAX_UNCERTAIN_DAYS = 3 * 366
"""A date of birth that leaves more years open puts nobody into a band."""
ORDERS: Mapping[str, Sequence[str]] = {
    "kind": (*get_args(ProceedingKind), NONE),
    "state": ("first-instance", "appeal", *filter(None, get_args(OutcomeKind)), "ended", NONE),
    "requesting": ("CN", "HK"),
    "age": (*(band for _, band in _BANDS), _OLDEST, UNSTATED),
    "sex": ("female", "male", "other", UNSTATED),
    "group": ("uyghur", "kazakh", "tibetan", "hui", "mongol", "han", OTHER, UNSTATED),
    "status": ("met", "missed", "waived", "overdue", "running"),
    "work": get_args(WorkKind),
}
"""The categories of each dimension in the order of the tables; countries follow by their code."""
_GROUPS = tuple(
    (group, re.compile(pattern, re.IGNORECASE))
    for group, pattern in (
        ("uyghur", r"u[iy]gh?ur|维吾尔|維吾爾"),
        ("kazakh", r"kazakh|哈萨克|哈薩克"),
        ("tibetan", r"tibet|藏"),
        ("hui", r"\bhui\b|回族"),
        ("mongol", r"mongol|蒙古"),
        ("han", r"\bhan\b|汉族|漢族|^[汉漢]$"),
    )
)
_HONG_KONG = re.compile(r"hong ?kong|\bhk(?:sar)?\b|香港", re.IGNORECASE)
_CHINA = re.compile(r"\b(?:china|chinese|prc)\b|中国|中國|中华人民|中華人民", re.IGNORECASE)


class CaseCounting(NamedTuple):
    """The records that a report counts, read from the casebook.

    Attributes:
        cases: those open on a day of the period.
        proceedings: of these cases.
        people: by id.
        deadlines: of which the period holds the last day.
        time_notes: of days in the period.
        by_on: the day for which age and lateness are worked out.
    """

    cases: Sequence[Case]
    proceedings: Sequence[Proceeding]
    people: Mapping[str, Person]
    deadlines: Sequence[Deadline]
    time_notes: Sequence[TimeNote]
    by_on: date


def is_open_between(case: Case, first_on: date | None, last_on: date | None) -> bool:
    """Return whether a case was open on a day of a period."""
    is_begun = last_on is None or case.opened_on <= last_on
    return is_begun and (first_on is None or case.closed_on is None or case.closed_on >= first_on)


def is_between(on: date | None, first_on: date | None, last_on: date | None) -> bool:
    """Return whether a day lies in a period; None lies only in one without limits."""
    if on is None:
        return first_on is None and last_on is None
    return (first_on is None or on >= first_on) and (last_on is None or on <= last_on)


def cases(counting: CaseCounting) -> Population:
    """Return the cases: each once, by the state and kind of its main proceeding and by its countries."""
    by_case: dict[str, list[Proceeding]] = {}
    for proceeding in counting.proceedings:
        by_case.setdefault(proceeding.case_id, []).append(proceeding)
    units = tuple(_case(case, by_case.get(case.id, ())) for case in counting.cases)
    return Population(chains=(("state", "kind", "requesting"), ("requested",)), units=units)


def _case(case: Case, proceedings: Sequence[Proceeding]) -> Unit:
    chain = main_chain(proceedings)
    country = case.jurisdiction.partition("-")[0]
    categories = {
        "kind": chain[0].kind if chain else NONE,
        "state": _state(chain) if chain else NONE,
        "requesting": _requesting(chain),
        "requested": known_country(country) or OTHER,
    }
    return Unit(categories=categories, case_ids=frozenset([case.id]))


def main_chain(proceedings: Sequence[Proceeding]) -> tuple[Proceeding, ...]:
    """Return the main proceeding of a case with its appeals, or () for none.

    One that runs goes before one that has ended, any other before an asylum claim, and then the latest one.
    """

    def place(chain: tuple[Proceeding, ...]) -> tuple[bool, bool, date, str]:
        begun = [stage.begins.earliest_on for one in chain for stage in one.stages]
        return not chain[-1].outcome, chain[0].kind != "asylum", max(begun, default=date.min), chain[0].id

    return max(chains(proceedings), key=place, default=())


def _state(chain: Sequence[Proceeding]) -> str:
    last = chain[-1]
    if last.outcome:
        return last.outcome_kind or "ended"
    return "first-instance" if len(chain) == 1 else "appeal"


def _requesting(chain: Sequence[Proceeding]) -> str:
    """Return the country that requests, by the words for the authority; `OTHER` where they name none."""
    stated = next((one.requested_by for one in chain if one.requested_by.strip()), "")
    if not stated:
        return NONE
    if code := country_in_any_language(stated):
        return code
    return "HK" if _HONG_KONG.search(stated) else "CN" if _CHINA.search(stated) else OTHER


def people(counting: CaseCounting) -> Population:
    """Return the people represented in these cases: each once, by age and sex, and by group."""
    case_ids: dict[str, set[str]] = {}
    for case in counting.cases:
        for party in case.parties:
            if party.standing in REPRESENTED and party.person_id in counting.people:
                case_ids.setdefault(party.person_id, set()).add(case.id)
    units = tuple(
        _person(counting.people[person_id], frozenset(ids), counting.by_on)
        for person_id, ids in case_ids.items()
    )
    return Population(chains=(("age", "sex"), ("group",)), units=units)


def _person(person: Person, case_ids: frozenset[str], by_on: date) -> Unit:
    stated = person.ethnicity.strip()
    groups = (group for group, pattern in _GROUPS if pattern.search(stated))
    categories = {
        "age": age_band(person.born, by_on),
        "sex": person.sex or UNSTATED,
        "group": next(groups, OTHER) if stated else UNSTATED,
    }
    return Unit(categories=categories, case_ids=case_ids)


def age_band(born: StatedDate | None, by_on: date) -> str:
    """Return the band of age on a day; of an uncertain date of birth the earliest day counts.

    >>> age_band(StatedDate(edtf="1990"), date(2020, 6, 1)), age_band(None, date(2020, 6, 1))
    ('30-44', 'not-recorded')
    """
    if born is None or born.is_unknown or not is_narrow(born):
        return UNSTATED
    on = born.earliest_on
    age = by_on.year - on.year - ((by_on.month, by_on.day) < (on.month, on.day))
    return next((band for limit, band in _BANDS if age < limit), _OLDEST)


def is_narrow(stated: StatedDate) -> bool:
    """Return whether a stated date leaves no more than about three years open."""
    return (stated.latest_on - stated.earliest_on).days <= _MAX_UNCERTAIN_DAYS


def deadlines(counting: CaseCounting) -> Population:
    """Return the deadlines of the parties, without those that bind only an authority."""
    units = tuple(
        Unit(categories={"status": _status(deadline, counting.by_on)}, case_ids=frozenset([deadline.case_id]))
        for deadline in counting.deadlines
        if not deadline.nature
    )
    return Population(chains=(("status",),), units=units)


def _status(deadline: Deadline, by_on: date) -> str:
    if not deadline.is_running:
        return deadline.status
    return "overdue" if deadline.due_on is not None and deadline.due_on < by_on else "running"


def work(counting: CaseCounting) -> Population:
    """Return the minutes spent, by the kind of work."""
    return _minutes((note, note.minutes) for note in counting.time_notes)


def interpreters(counting: CaseCounting) -> Population:
    """Return the minutes of interpreters, by the kind of work."""
    return _minutes((note, note.interpreter_minutes) for note in counting.time_notes)


def _minutes(notes: Iterable[tuple[TimeNote, int]]) -> Population:
    units = tuple(
        Unit(categories={"work": note.work}, case_ids=frozenset([note.case_id]), amount=minutes)
        for note, minutes in notes
        if minutes > 0
    )
    return Population(chains=(("work",),), units=units, scale=60)
