"""Warnings of duplicate records: the same name, the same bytes, the same event."""

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
from casebook.store.registry import table_for

Reason = Literal["same name", "similar name", "same address", "same bytes", "same entry"]


@entity
class SimilarRecord:
    """A possible duplicate outside the bin.

    Attributes:
        reason: in what it is alike.
    """

    noun: str
    id: str
    reason: Reason


def like(session: Session, entry: Entity) -> tuple[SimilarRecord, ...]:
    """Return possible duplicates of this record outside the bin."""
    found = _CHECKS.get(type(entry), _same_entry)(session, entry)
    return tuple({one.id: one for one in found if one.id != entry.id}.values())


def _same_name(session: Session, party: Person | Contact) -> Iterator[SimilarRecord]:
    noun = table_for(type(party)).noun
    for one in similar_names.find(session, conflict.names_of(party), but=party.id):
        is_same = conflict.key(one.asked) == conflict.key(one.form_of)
        if one.noun == noun:
            yield SimilarRecord(noun=noun, id=one.id, reason="same name" if is_same else "similar name")


def _contact(session: Session, contact: Contact) -> Iterator[SimilarRecord]:
    yield from _same_name(session, contact)
    addresses = {channel.address.casefold() for channel in contact.channels}
    if addresses:
        for other in record.every(session, Contact):
            if addresses & {channel.address.casefold() for channel in other.channels}:
                yield SimilarRecord(noun="contact", id=other.id, reason="same address")


def _same_bytes(session: Session, document: Document) -> Iterator[SimilarRecord]:
    with session.store.reading() as connection:
        for other in documents.with_bytes(connection, document.sha256):
            yield SimilarRecord(noun="document", id=other.id, reason="same bytes")


def _same_entry(session: Session, entry: Any) -> Iterator[SimilarRecord]:  # noqa: ANN401 - any noun of a case
    what = _WHAT.get(type(entry))
    if what is None or not entry.case_id:
        return
    for other in record.of_case(session, type(entry), entry.case_id):
        if what(other) == what(entry):
            yield SimilarRecord(noun=table_for(type(entry)).noun, id=other.id, reason="same entry")


_WHAT: Mapping[type[Any], Callable[[Any], object]] = {
    Event: lambda event: (event.kind, event.on.edtf, event.at),
    Fact: lambda fact: conflict.key(fact.statement),
    Incident: lambda incident: (incident.method, incident.on.edtf, conflict.key(incident.place)),
    Proceeding: lambda proceeding: (conflict.key(proceeding.forum), conflict.key(proceeding.number)),
    Task: lambda task: (conflict.key(task.step), task.due_on),
}
"""The values that identify a record of a case."""
_CHECKS: Mapping[type[Any], Callable[[Session, Any], Iterator[SimilarRecord]]] = {
    Person: _same_name,
    Contact: _contact,
    Document: _same_bytes,
}
