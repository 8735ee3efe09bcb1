"""Cases: the list a page at a time, opening one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from casebook.base.errors import InvalidInput
from casebook.domain.case import Case, CaseStatus, Party
from casebook.domain.entity import entity
from casebook.domain.person import Person
from casebook.domain.proceeding import Proceeding
from casebook.services import record
from casebook.services.session import Session
from casebook.store import case as cases
from casebook.store import event as events
from casebook.store import proceeding as proceedings
from casebook.store.registry import shelf_of


@entity
class CaseRow:
    """A line of the list of cases.

    Attributes:
        client: leading name of the first client, or "".
        client_names: that client's names in other scripts.
        stage: title of the running stage that began last, or "".
        next_hearing_on: the day of the next hearing, or None.
    """

    id: str
    reference: str
    title: str
    client: str
    client_names: tuple[str, ...]
    jurisdiction: str
    stage: str
    next_hearing_on: date | None
    status: CaseStatus


@entity
class CasePage:
    """A page of the list and how many lines there are in all."""

    rows: tuple[CaseRow, ...]
    total: int


def page(session: Session, *, holding: str = "", offset: int = 0, most: int = 200) -> CasePage:
    """A page of the list of cases, newest first.

    Args:
        session: the open vault.
        holding: only cases whose reference or title holds this.
        offset: lines passed over.
        most: lines on the page.
    """
    today = session.clock().date()
    with session.store.reading() as connection:
        found = cases.page(connection, holding=holding, offset=offset, most=most)
        ids = [case.id for case in found]
        clients = shelf_of(Person).some(connection, {case.client_ids[0] for case in found if case.client_ids})
        stages = _stages(proceedings.of_cases(connection, ids))
        hearings: dict[str, date] = {}
        for hearing in events.coming(connection, ids, "hearing", today):
            hearings.setdefault(hearing.case_id, hearing.on.earliest_on)
        total = cases.count(connection, holding=holding)
    rows = (_row(case, clients, stages.get(case.id, ""), hearings.get(case.id)) for case in found)
    return CasePage(rows=tuple(rows), total=total)


def references(session: Session, case_ids: Iterable[str]) -> dict[str, str]:
    """The reference of each of these cases, by its id."""
    with session.store.reading() as connection:
        return cases.references(connection, case_ids)


def _stages(found: list[Proceeding]) -> dict[str, str]:
    """The stage of each case that began last and still runs."""
    running = [(told.case_id, told.current_stage) for told in found if told.current_stage is not None]
    running.sort(key=lambda pair: pair[1].begins.earliest_on)
    return {case_id: stage.title for case_id, stage in running}


def _row(case: Case, clients: dict[str, Person], stage: str, hearing_on: date | None) -> CaseRow:
    client = clients.get(case.client_ids[0]) if case.client_ids else None
    return CaseRow(
        id=case.id,
        reference=case.reference,
        title=case.title,
        client=client.leading_name if client else "",
        client_names=client.other_names if client else (),
        jurisdiction=case.jurisdiction,
        stage=stage,
        next_hearing_on=hearing_on,
        status=case.status,
    )


def open_case(
    session: Session, *, reference: str, title: str, jurisdiction: str, parties: tuple[Party, ...] = ()
) -> Case:
    """Open a new case, today.

    Raises:
        InvalidInput: reference or jurisdiction is missing.
        Conflict: the reference is taken.
    """
    if not reference.strip():
        raise InvalidInput(
            "A case needs a reference.", field="reference", remedy="Give it the office's number."
        )
    if not jurisdiction.strip():
        raise InvalidInput(
            "A case runs somewhere.", field="jurisdiction", remedy="Give the country's code, such as CY."
        )
    case = Case(
        id=session.ids(),
        reference=reference.strip(),
        title=title.strip(),
        jurisdiction=jurisdiction.strip().upper(),
        opened_on=session.clock().date(),
        parties=parties,
    )
    record.add(session, case)
    return case


def close(session: Session, case_id: str, closing: str = "") -> Case:
    """Close a case today, and say how it ended.

    Raises:
        NotFound: there is no such case.
    """
    case = record.find(session, Case, case_id)
    closed = replace(case, status="closed", closed_on=session.clock().date(), closing=closing)
    return record.change(session, closed, seen=case)


def reopen(session: Session, case_id: str) -> Case:
    """Open a closed case again; how it ended stays in its history.

    Raises:
        NotFound: there is no such case.
    """
    case = record.find(session, Case, case_id)
    return record.change(session, replace(case, status="open", closed_on=None, closing=""), seen=case)


def named(session: Session, id_or_reference: str) -> Case:
    """The case with this id or reference, for those who type.

    Raises:
        NotFound: there is none.
    """
    with session.store.reading() as connection:
        return cases.named(connection, id_or_reference)
