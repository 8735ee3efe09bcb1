"""Dates before the birth of whom they concern: pointed out, never refused, since either may be mistyped."""

from __future__ import annotations

from collections.abc import Collection

from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person.person import clients_of
from casebook.store.registry import table_for

_CLIENT = Message("This date is before the client was born. Check both dates.")
_AFFECTED = Message("This date is before the person affected was born. Check both dates.")


def before_birth(
    session: Session, dates: Collection[StatedDate], case_id: str, person_ids: Collection[str] = ()
) -> Message | None:
    """Return what to say where a date is before the birth of everybody concerned, or None.

    Where the birth of one of them is not known nothing is said: it may be about that person.

    Args:
        session: the open vault.
        dates: as stated; unknown ones are passed over.
        case_id: whose clients are concerned.
        person_ids: those concerned instead of the clients.
    """
    known = [on for on in dates if not on.is_unknown]
    if not known:
        return None
    if person_ids:
        with session.store.reading() as connection:
            people: Collection[Person] = table_for(Person).some(connection, sorted(person_ids)).values()
    else:
        people = clients_of(session, record.find(session, Case, case_id))
    births = [one.born.earliest_on for one in people if one.born is not None and not one.born.is_unknown]
    is_before = 0 < len(births) == len(people) and min(on.latest_on for on in known) < min(births)
    return (_AFFECTED if person_ids else _CLIENT) if is_before else None


def remark_on(session: Session, entity: Entity) -> Message | None:
    """Return what to say of the date of a record, or None; see `before_birth`."""
    if isinstance(entity, Incident):
        return before_birth(session, [entity.on], entity.case_id, entity.person_ids)
    if isinstance(entity, Event | Fact):
        return before_birth(session, [entity.on], entity.case_id)
    if isinstance(entity, Proceeding):
        return before_birth(session, [stage.begins for stage in entity.stages], entity.case_id)
    return None
