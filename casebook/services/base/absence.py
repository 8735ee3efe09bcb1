"""Records that others refer to and that are not here yet: what a page shows and a build needs."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.errors import Refused
from casebook.base.message import Message
from casebook.domain.base.absence import not_here_yet
from casebook.domain.base.entity import Entity
from casebook.domain.base.reference import RecordReference
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.exposure.charge import Charge
from casebook.domain.person.role import Role
from casebook.services.base import record
from casebook.services.base.session import Session

REMEDY = Message("Take in the part of the other casebook that has it, or remove what refers to it.")
"""What to do about a record that is not here yet."""
ONE_REFERENCE = Message("Change the reference of one of the cases.")


def absent_of(session: Session, records: Iterable[Entity]) -> tuple[RecordReference, ...]:
    """Return what these records refer to that never was here, each once; of documents their file too."""
    from casebook.store.sharing import absence  # with the database, which a bundle of files does without

    with session.store.reading() as connection:
        return absence.absent_of(connection, records)


def absent_anywhere(session: Session) -> tuple[RecordReference, ...]:
    """Return what any record refers to that never was here, each once."""
    from casebook.store.registry import tables
    from casebook.store.sharing import absence

    carried = (table for table in tables() if table.merge)
    with session.store.reading() as connection:
        named = (absence.absent_of(connection, table.all(connection)) for table in carried)
        return tuple(dict.fromkeys(reference for absent in named for reference in absent))


def was_here(session: Session, noun: str, record_id: str) -> bool:
    """Return whether a record is here, in the bin or not, or was before it was deleted permanently."""
    from casebook.store.sharing import absence

    with session.store.reading() as connection:
        return record_id in absence.known_ids(connection, noun, [record_id])


def shared_reference(session: Session, case: Case) -> Message | None:
    """Return that another case has the reference of this one, or None."""
    from casebook.store.case import case as cases

    with session.store.reading() as connection:
        others = cases.sharing_reference(connection, case)
    if not others:
        return None
    return Message("Another case has the same reference: {ids}.", ids=tuple(others))


def require_here(session: Session, records: Iterable[Entity]) -> None:
    """Make sure that everything these records refer to is here or was.

    Raises:
        Refused: something never was; names it by its kind.
    """
    if absent := absent_of(session, records):
        raise Refused(not_here_yet(absent), field="records", remedy=REMEDY)


def require_settled(session: Session, case: Case, records: Iterable[Entity] = ()) -> None:
    """Make sure that a paper of a case can leave: what it is made from is here, and its reference its own.

    Args:
        session: the open vault.
        case: whose reference stands on the paper.
        records: that it is made from besides.

    Raises:
        Refused: something is not here yet, or another case has the reference.
    """
    require_here(session, [case, *records])
    if shared := shared_reference(session, case):
        raise Refused(shared, field="case", remedy=ONE_REFERENCE)


def settled_records(session: Session, case_id: str) -> list[Entity]:
    """Return the records of a case that papers are made from, for `require_settled`."""
    kinds: tuple[type[Entity], ...] = (Proceeding, Event, Fact, Ground, Assurance, Charge, Incident, Role)
    return [one for kind in kinds for one in record.of_case(session, kind, case_id)]
