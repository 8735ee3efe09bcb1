"""Cases: listing and opening them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from casebook.base.errors import Conflict, InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case, CaseStatus, Party, jurisdiction_code
from casebook.domain.case.event import Event
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.hearing_titles import upcoming_hearings
from casebook.store.case import case as cases
from casebook.store.case import event as events
from casebook.store.case import proceeding as proceedings


@entity
class CaseRow:
    """A row of the list of cases.

    Attributes:
        client: leading name of the first client, or "".
        client_names: that client's names in other scripts.
        stage: title of the running stage that began last, or "".
        next_hearing: the date of the next hearing, or event that may be one, as it was stated, or None.
        next_hearing_on: the day by which lists are sorted; None for an undated one.
        closed_on: the day it was closed, or None while it is not.
        closing: how it ended, in words.
    """

    id: str
    reference: str
    title: str
    client: str
    client_names: tuple[str, ...]
    jurisdiction: str
    stage: str
    next_hearing: StatedDate | None
    next_hearing_on: date | None
    status: CaseStatus
    closed_on: date | None = None
    closing: str = ""
    tags: tuple[str, ...] = ()


def is_any_binned(session: Session) -> bool:
    """Return whether a case lies in the bin."""
    with session.store.reading() as connection:
        return cases.is_any_binned(connection)


def rows(session: Session) -> list[CaseRow]:
    """Return all cases outside the bin, newest first."""
    with session.store.reading() as connection:
        today = session.clock().date()
        in_order = list(cases.listed(connection, today))
        possible = upcoming_hearings(
            {
                event.id: event
                for event in (*events.unclassified(connection, today), *events.inexact(connection))
            }.values(),
            today,
        )
        stages = _stages(proceedings.running_stages(connection))
    next_possible = {event.case_id: (event.upcoming_on(today), event) for event in reversed(possible)}
    return [_row(listed, stages, next_possible) for listed in in_order]


def _row(
    listed: cases.Listed, stages: Mapping[str, str], next_possible: Mapping[str, tuple[date, Event]]
) -> CaseRow:
    case_id, reference, title, jurisdiction, status, closed_on, closing, tags, client, names, hearing = listed
    next_hearing = StatedDate(**json.loads(hearing)) if hearing else None
    next_on = next_hearing.placed_on if next_hearing else None
    possible_on, possible = next_possible.get(case_id, (date.max, None))
    if possible and (next_on is None or possible_on < next_on):
        next_hearing, next_on = possible.on, None if possible_on == date.max else possible_on
    return CaseRow(
        id=case_id,
        reference=reference,
        title=title,
        client=client,
        client_names=names,
        jurisdiction=jurisdiction,
        stage=stages.get(case_id, ""),
        next_hearing=next_hearing,
        next_hearing_on=next_on,
        status=status,
        closed_on=_day(closed_on),
        closing=closing,
        tags=tags,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def references(session: Session, case_ids: Iterable[str]) -> dict[str, str]:
    """Return the reference of each of these cases by its ID."""
    with session.store.reading() as connection:
        return cases.references(connection, case_ids)


def shown_references(session: Session, case_ids: Iterable[str]) -> dict[str, str]:
    """Return the same for a list, in which a case that is not here yet is marked as such."""
    with session.store.reading() as connection:
        return cases.shown_references(connection, case_ids)


def _stages(running: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return, for each case, the title of the running stage that began last."""
    last: dict[str, tuple[str, str]] = {}
    for case_id, title, begins in running:
        is_later = case_id not in last or _begin(last[case_id][1]) <= _begin(begins)
        if is_later:
            last[case_id] = title, begins
    return {case_id: title for case_id, (title, _) in last.items()}


def _begin(edtf: str) -> date:
    return StatedDate(edtf=edtf).earliest_on


def open_case(
    session: Session, *, reference: str, title: str, jurisdiction: str, parties: tuple[Party, ...] = ()
) -> Case:
    """Open a new case, today.

    Raises:
        InvalidInput: reference or jurisdiction is missing, or the jurisdiction is no country.
        Conflict: another case has the reference; two that were made in two casebooks may share one.
    """
    if not reference.strip():
        raise InvalidInput(
            "The case has no reference.", field="reference", remedy="Enter the office's case reference."
        )
    if not jurisdiction.strip():
        raise InvalidInput(
            "The case has no country.", field="jurisdiction", remedy="Enter the country code, such as CY."
        )
    case = Case(
        id=session.ids(),
        reference=reference.strip(),
        title=title.strip(),
        jurisdiction=jurisdiction_code(jurisdiction),
        opened_on=session.clock().date(),
        parties=parties,
    )
    with session.store.reading() as connection:
        if cases.is_reference_taken(connection, case):
            raise Conflict(
                "Another case, perhaps one in the bin, already has this reference.",
                field="reference",
                remedy="Enter a different reference.",
            )
    record.add(session, case)
    return case


def set_status(session: Session, case_id: str, status: CaseStatus) -> tuple[Case, Case]:
    """Put a case on hold, close it or reopen it from today; returns it before and after.

    Raises:
        NotFound: there is no such case.
    """
    was = record.find(session, Case, case_id)
    now = was.in_status(status, session.clock().date())
    return was, record.change(session, now, seen=was)


def named(session: Session, id_or_reference: str) -> Case:
    """Return the case with this ID or reference, for the command line.

    Raises:
        NotFound: there is none.
    """
    with session.store.reading() as connection:
        return cases.named(connection, id_or_reference)
