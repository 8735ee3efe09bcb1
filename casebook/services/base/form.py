"""Creation and change of records from form fields, each checked before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.country_code import country_code
from casebook.domain.base.entity import Entity
from casebook.domain.base.field import hints, made, read
from casebook.domain.base.tag import check_tags
from casebook.domain.case.assurance import Assurance, check_assurance
from casebook.domain.case.case import Case, check_case, jurisdiction_code
from casebook.domain.case.event import Event, check_event, default_status, moved_at
from casebook.domain.case.fact import Fact
from casebook.domain.case.note import Note
from casebook.domain.case.proceeding import Proceeding, check_appeal, check_proceeding
from casebook.domain.case.task import Task
from casebook.domain.case.time_note import TimeNote, check_time_note
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.statement import Statement, check_statement
from casebook.domain.library.argument import Argument, check_argument
from casebook.domain.person.code_name import check_code_name, code_key
from casebook.domain.person.contact import Contact, check_contact
from casebook.domain.person.person import Person, check_born, check_person
from casebook.domain.person.relation import Relation, check_relation
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.registry import table_for

E = TypeVar("E", bound=Entity)

SET_BY_THE_PROGRAM: Mapping[type[Any], frozenset[str]] = {
    Document: frozenset({"attachment_id", "sha256", "size_bytes", "media_type", "page_count", "has_text"}),
    Argument: frozenset({"pack", "copied_from", "checked_on", "read_again_on"}),
}
"""What follows from a file or a pack and is never typed."""


def create(session: Session, kind: type[E], values: Mapping[str, object]) -> E:
    """A new record of these values; its id, and what follows from today and from who works, are filled in.

    Raises:
        InvalidInput: a field is unknown, missing or does not take its value.
        NotFound: it names a record that is not there.
        Conflict: a value that must be unique is taken.
    """
    if kind is Document:
        raise InvalidInput(
            "A document can only be created from a file.",
            field="document",
            remedy="Import it with the “import” command.",
        )
    _refuse_fixed(kind, values)
    entity = made(kind, {**_filled_in(session, kind), **values, "id": session.ids()})
    if isinstance(entity, Event) and "status" not in values:
        entity = replace(entity, status=default_status(entity.kind, entity.day, session.clock().date()))
    entity = _with_codes(entity, values)
    refuse_contradiction(session, entity)
    record.add(session, entity)
    return entity


def edit(session: Session, kind: type[E], record_id: str, values: Mapping[str, object]) -> E:
    """Change fields of a record; those not named stay. An event keeps its clock time on another day.

    Raises:
        InvalidInput: a field is unknown or does not take its value.
        NotFound: the record, or one that it names, is not there.
    """
    _refuse_fixed(kind, values)
    there = record.find(session, kind, record_id)
    names = [part.name for part in fields(there)]  # type: ignore[arg-type]
    unknown = next((name for name in values if name not in names), "")
    if unknown:
        raise InvalidInput(
            Message("There is no field {field}.", field=unknown),
            field=unknown,
            remedy=Message("The fields are: {fields}.", fields=tuple(names)),
        )
    changed = {name: read(hints(kind)[name], value, name) for name, value in values.items()}
    entity = kind(**{name: changed.get(name, getattr(there, name)) for name in names})
    entity = _with_codes(entity, values)
    if isinstance(entity, Event) and isinstance(there, Event) and "at" not in values:
        entity = replace(entity, at=moved_at(entity, there))
    refuse_contradiction(session, entity)
    return record.change(session, entity, seen=there)


def add(session: Session, entity: E) -> E:
    """Put in a new record that was filled in.

    Raises:
        InvalidInput: it contradicts itself or others that it goes with.
        NotFound: it names a record that is not there.
        Conflict: a value that must be unique is taken.
    """
    refuse_contradiction(session, entity)
    record.add(session, entity)
    return entity


def change(session: Session, entity: E, *, seen: E) -> E:
    """Give a record the values that were filled in; see `record.change`.

    Raises:
        InvalidInput: they contradict themselves or others that they go with.
        NotFound: there is no record with its id, or it newly names one that is not there.
        Conflict: a field was changed by somebody else, too, or the record is in the bin.
    """
    refuse_contradiction(session, entity)
    changed = record.change(session, entity, seen=seen)
    record.discard_refused(session, changed)
    return changed


def refuse_contradiction(session: Session, entity: Entity) -> None:
    """Reject a record that contradicts itself or related records.

    Raises:
        InvalidInput: it does.
    """
    if isinstance(entity, Person):  # first: before a birth still to come every consent is too early
        check_born(entity, session.clock().date())
    for check in _CHECKS.get(type(entity), ()):
        check(entity)
    if isinstance(entity, Proceeding) and entity.next_id:
        _refuse_foreign_appeal(session, entity)
    if isinstance(entity, Fact):
        _refuse_missing_pages(session, entity)
    if isinstance(entity, Case):
        _refuse_reference(session, entity)
    if isinstance(entity, Person | Contact | Case) and entity.code_name:
        _refuse_code_name(session, entity)


def _refuse_reference(session: Session, entity: Case) -> None:
    """Reject the reference of another case, at its field; the index would, but knows no fields."""
    from casebook.store.case import case as cases

    with session.store.reading() as connection:
        is_taken = cases.is_reference_taken(connection, entity.reference, entity.id)
    if is_taken:
        raise InvalidInput(
            "Another case, perhaps one in the bin, already has this reference.",
            field="reference",
            remedy="Enter a different reference.",
        )


def _refuse_code_name(session: Session, entity: Person | Contact | Case) -> None:
    """Reject a code name that says what it hides, or that another record has."""
    if isinstance(entity, Person):
        names: tuple[str, ...] = tuple(name.text for name in entity.names)
    else:
        names = (entity.name, *entity.other_names) if isinstance(entity, Contact) else (entity.reference,)
    from casebook.store.person import code_name as code_names  # what has none needs no database

    check_code_name(entity.code_name, names)
    with session.store.reading() as connection:
        is_taken = code_names.is_taken(connection, code_key(entity.code_name), entity.id)
    if is_taken:
        raise InvalidInput(
            "Another record already has this code name.", field="code_name", remedy="Enter a different one."
        )


def _refuse_missing_pages(session: Session, fact: Fact) -> None:
    """Reject a page that a document of the fact does not have; the pages of some files are not known."""
    stated = [(account.pinpoint, "accounts") for account in fact.accounts if account.pinpoint]
    pinpoints = [*((pinpoint, "pinpoints") for pinpoint in fact.pinpoints), *stated]
    with session.store.reading() as connection:
        ids = {pinpoint.document_id for pinpoint, _ in pinpoints}
        documents = table_for(Document).some(connection, ids) if ids else {}
    for pinpoint, field in pinpoints:
        document = documents.get(pinpoint.document_id)
        if document and document.page_count and not 0 <= pinpoint.page <= document.page_count:
            raise InvalidInput(
                Message(
                    "The document has no page {page}: its pages are 1 to {page_count}.",
                    page=pinpoint.page,
                    page_count=document.page_count,
                ),
                field=field,
                remedy="Enter one of its pages, or 0 for the whole document.",
            )


def _refuse_foreign_appeal(session: Session, proceeding: Proceeding) -> None:
    """Reject an appeal of another case, or one that leads back to its own proceeding."""
    with session.store.reading() as connection:
        others = {other.id: other for other in table_for(Proceeding).of_case(connection, proceeding.case_id)}
        is_known = bool(table_for(Proceeding).some(connection, [proceeding.next_id]))
    if proceeding.next_id not in others and is_known:
        raise InvalidInput(
            "The appeal belongs to another case.",
            field="next_id",
            remedy="Choose the later proceeding in this case.",
        )
    check_appeal(proceeding, others)


def _with_codes(entity: E, values: Mapping[str, object]) -> E:
    """Return the record with country codes for the given countries; unchanged ones stay.

    Raises:
        InvalidInput: what was given is no country.
    """
    if isinstance(entity, Case) and "jurisdiction" in values:
        return replace(entity, jurisdiction=jurisdiction_code(entity.jurisdiction))
    if isinstance(entity, Argument) and "forums" in values:
        forums = (
            replace(note, country=country_code(note.country, field="forums.country"))
            for note in entity.forums
        )
        return replace(entity, forums=tuple(forums))
    return entity


def _refuse_fixed(kind: type[Any], values: Mapping[str, object]) -> None:
    fixed = {"id", *SET_BY_THE_PROGRAM.get(kind, ())}
    for name in values:
        if name in fixed:
            raise InvalidInput(
                Message("The field {field} is set by the program.", field=name),
                field=name,
                remedy="Leave this field out.",
            )


def _filled_in(session: Session, kind: type[Any]) -> dict[str, object]:
    if kind is Case:
        return {"opened_on": session.clock().date().isoformat()}
    if kind is Note:
        return {"written_at": session.clock().isoformat(), "written_by": session.who}
    return {}


_CHECKS: Mapping[type[Any], tuple[Callable[[Any], None], ...]] = {
    Person: (check_person, check_tags),
    Assurance: (check_assurance,),
    Case: (check_case, check_tags),
    Event: (check_event, check_tags),
    Relation: (check_relation,),
    Proceeding: (check_proceeding,),
    Argument: (check_argument,),
    Statement: (check_statement,),
    TimeNote: (check_time_note,),
    Contact: (check_contact, check_tags),
    Document: (check_tags,),
    Task: (check_tags,),
}
"""Checks of a record on its own."""
