"""People who were, or were to be, handed over: each once, with what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.base.page_text import TextByLanguage
from casebook.domain.library.cooperation.fate import Fate, ReturnKind
from casebook.domain.library.decision import HEADNOTE, Decision
from casebook.domain.library.history import LaterEvent
from casebook.domain.library.public_incident import IncidentKind
from casebook.domain.library.reading_level import ReadingLevel
from casebook.domain.library.sheet import CountrySheet

RETURNS: frozenset[IncidentKind] = frozenset(
    ["assurance-breach", "deportation-in-disguise", "involuntary-return", "mass-handover"]
)
"""Incidents in which somebody was handed over; whom China took by itself was not."""


@entity
class ReportedOutcome:
    """What became of somebody who was returned, from a ledger of outcomes; nobody is named in it.

    Attributes:
        id: of the entry.
        country: ISO 3166 code of the State that returned them.
        on: when, as exactly as it is known, or None.
        text: what became of them.
        reading_level: what was read for it; `none` is never printed.
        reported_in: whose account it is.
    """

    id: str
    country: str
    text: str
    reading_level: ReadingLevel
    reported_in: str
    on: StatedDate | None = None


@entity
class ReturnedPeople:
    """People who were, or were to be, handed over, and what became of them.

    Attributes:
        kind: where it is known from.
        record_id: of the decision, incident or entry.
        text: who and how, as the record states it.
        fate: what became of them; "" where nothing is known, and `text` again where that says it.
        fate_by_language: the same in the language of each page, or None where it is in one language.
        on: when they were handed over, as far as it was read, or None; where it is not known whether they
            were, when it was decided.
        reading_level: what was read for it.
        reported_in: whose account it is, or "".
        url: to cite, or "".
        weak_points: what is said against the account, or "".
        was_handed_over: None where nothing was read on whether it happened.
    """

    kind: ReturnKind
    record_id: str
    text: str
    reading_level: ReadingLevel
    fate: str = ""
    fate_by_language: TextByLanguage | None = None
    on: StatedDate | None = None
    reported_in: str = ""
    url: str = ""
    weak_points: str = ""
    was_handed_over: bool | None = True


def returned_people(
    sheet: CountrySheet, fates: Iterable[Fate], ledger: Iterable[ReportedOutcome]
) -> tuple[ReturnedPeople, ...]:
    """Return the people of a State's decisions, incidents and ledger, each group once.

    Args:
        sheet: of the State.
        fates: of the pack; records that one of them names together are one row.
        ledger: outcomes after return; those of other States are left aside.
    """
    rows = (*_of_matters(sheet), *_of_incidents(sheet), *_of_ledger(sheet, ledger))
    return tuple(_joined(rows, tuple(fates)))


def _joined(rows: tuple[ReturnedPeople, ...], fates: tuple[Fate, ...]) -> Iterator[ReturnedPeople]:
    """Yield each row that is the first read one of its people, with what became of them."""
    by_record = {record: fate for fate in fates for record in fate.records}
    read = {_key(row) for row in rows if row.reading_level != "none"}
    for row in rows:
        fate = by_record.get(_key(row))
        if fate is None:
            yield row
        elif _key(row) == next((one for one in fate.records if one in read), _key(row)):
            yield _with_fate(row, fate)


def _key(row: ReturnedPeople) -> tuple[ReturnKind, str]:
    return row.kind, row.record_id


def _with_fate(row: ReturnedPeople, fate: Fate) -> ReturnedPeople:
    if fate.is_doubtful:
        return replace(row, was_handed_over=None)
    if fate.is_in_account:
        return replace(row, fate=row.text)
    if fate.text is None:
        return row
    through = "; ".join(part for part in (row.reported_in, fate.reported_in) if part)
    return replace(row, fate=fate.text.en, fate_by_language=fate.text, reported_in=through)


def _of_matters(sheet: CountrySheet) -> Iterator[ReturnedPeople]:
    for matter in sheet.matters:
        steps = matter.carried_out
        done = {step for step in steps if step.kind == "executed"}
        by = next((one for one in reversed(matter.decisions) if done & set(one.later)), None)
        decision = by or matter.allowed_by
        if decision is not None and decision.transfer_kind:
            yield _of_decision(decision, steps)


def _of_decision(decision: Decision, steps: tuple[LaterEvent, ...]) -> ReturnedPeople:
    """Return the people of a matter, by the decision that allowed their transfer, and whether it happened."""
    kinds = {step.kind for step in steps}
    reported = [one for one in (_account(decision), *(step.reported_in for step in steps)) if one]
    return ReturnedPeople(
        kind="decision",
        record_id=decision.id,
        text=f"{decision.title}: {decision.person_type}" if decision.person_type else decision.title,
        fate=" ".join(step.what for step in steps),
        was_handed_over="executed" in kinds if kinds else None,
        on=_carried_out_on(decision, steps),
        reading_level=_level(decision),
        reported_in="; ".join(dict.fromkeys(reported)),
        url=decision.url,
    )


def _account(decision: Decision) -> str:
    return "" if decision.reported_in == HEADNOTE else decision.reported_in


def _carried_out_on(decision: Decision, steps: tuple[LaterEvent, ...]) -> StatedDate | None:
    """Return when the transfer took place; after the decision, where no day of it was read."""
    done = [step for step in steps if step.kind == "executed"]
    decided = decision.decided_on
    if not done or decided is None:
        return done[0].on if done else decided
    return done[0].on or (StatedDate(edtf=f"{decided.edtf}/..") if decided.is_exact else decided)


def _level(decision: Decision) -> ReadingLevel:
    if not decision.is_seen:
        return "none"
    return "secondary" if decision.reported_in else "document"


def _of_incidents(sheet: CountrySheet) -> Iterator[ReturnedPeople]:
    for incident in sheet.incidents:
        if incident.kind in RETURNS:
            yield ReturnedPeople(
                kind="incident",
                record_id=incident.id,
                text=incident.summary,
                on=incident.on,
                reading_level="secondary" if incident.is_seen else "none",
                reported_in=incident.reported_in,
                url=incident.url,
                weak_points=incident.notes,
            )


def _of_ledger(sheet: CountrySheet, ledger: Iterable[ReportedOutcome]) -> Iterator[ReturnedPeople]:
    for outcome in ledger:
        if outcome.country == sheet.code:
            yield ReturnedPeople(
                kind="ledger",
                record_id=outcome.id,
                text=outcome.text,
                fate=outcome.text,
                on=outcome.on,
                reading_level=outcome.reading_level,
                reported_in=outcome.reported_in,
            )
