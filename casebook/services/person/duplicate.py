"""Warnings before a record is kept twice: the same name, the same bytes, the same event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from casebook.domain.base.entity import Entity, entity
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.task import Task
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import conflict, similar_names
from casebook.store.evidence import document as documents
from casebook.store.registry import shelf_of

Reason = Literal["same name", "similar name", "same address", "same bytes", "same entry"]


@entity
class Likeness:
    """A standing record that may be the same.

    Attributes:
        reason: in what it is alike.
    """

    noun: str
    id: str
    reason: Reason


def like(session: Session, told: Entity) -> tuple[Likeness, ...]:
    """The standing records that may be the same as this one, itself left out."""
    found = _CHECKS.get(type(told), _same_entry)(session, told)
    return tuple({one.id: one for one in found if one.id != told.id}.values())


def _same_name(session: Session, told: Person | Contact) -> Iterator[Likeness]:
    noun = shelf_of(type(told)).noun
    for one in similar_names.likely(session, conflict.names_of(told), but=told.id):
        is_same = conflict.key(one.asked) == conflict.key(one.form_of)
        if one.noun == noun:
            yield Likeness(noun=noun, id=one.id, reason="same name" if is_same else "similar name")


def _contact(session: Session, told: Contact) -> Iterator[Likeness]:
    yield from _same_name(session, told)
    addresses = {channel.address.casefold() for channel in told.channels}
    if addresses:
        for other in record.every(session, Contact):
            if addresses & {channel.address.casefold() for channel in other.channels}:
                yield Likeness(noun="contact", id=other.id, reason="same address")


def _same_bytes(session: Session, told: Document) -> Iterator[Likeness]:
    with session.store.reading() as connection:
        for other in documents.with_bytes(connection, told.sha256):
            yield Likeness(noun="document", id=other.id, reason="same bytes")


def _same_entry(session: Session, told: Any) -> Iterator[Likeness]:  # noqa: ANN401 - any noun of a case
    what = _WHAT.get(type(told))
    if what is None or not told.case_id:
        return
    for other in record.of_case(session, type(told), told.case_id):
        if what(other) == what(told):
            yield Likeness(noun=shelf_of(type(told)).noun, id=other.id, reason="same entry")


_WHAT: Mapping[type[Any], Callable[[Any], object]] = {
    Event: lambda told: (told.kind, told.on.edtf, told.at),
    Fact: lambda told: conflict.key(told.statement),
    Incident: lambda told: (told.method, told.on.edtf, conflict.key(told.place)),
    Proceeding: lambda told: (conflict.key(told.forum), conflict.key(told.number)),
    Task: lambda told: (conflict.key(told.step), told.due_on),
}
"""What makes two records of a case the same."""
_CHECKS: Mapping[type[Any], Callable[[Session, Any], Iterator[Likeness]]] = {
    Person: _same_name,
    Contact: _contact,
    Document: _same_bytes,
}
