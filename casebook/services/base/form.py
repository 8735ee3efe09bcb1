"""Creation and change of records from form fields, each checked before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from functools import partial
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
from casebook.domain.case.outcome import Outcome, check_days_passed, check_outcome, with_states
from casebook.domain.case.proceeding import Proceeding, check_proceeding
from casebook.domain.case.task import Task, check_task
from casebook.domain.case.time_note import TimeNote, check_time_note
from casebook.domain.declaration.declaration import Declaration, check_declaration
from casebook.domain.declaration.made_on import check_made
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.statement import Statement, check_statement
from casebook.domain.exposure.charge import Charge, check_charge
from casebook.domain.library.argument import Argument, check_argument
from casebook.domain.person.contact import Contact, check_contact
from casebook.domain.person.person import Person, check_born, check_person
from casebook.domain.person.relation import Relation, check_relation
from casebook.domain.request.compared_paper import ComparedPaper, check_compared_paper
from casebook.domain.request.request_test import RequestTest, check_arrivals, check_request_test
from casebook.services.base import record
from casebook.services.base.session import Session

E = TypeVar("E", bound=Entity)

SEALED = "sealed declaration"
"""On what it rests that recording and scan of a declaration are privileged, as it is recorded with them."""
SET_BY_THE_PROGRAM: Mapping[type[Any], frozenset[str]] = {
    Document: frozenset({"attachment_id", "sha256", "size_bytes", "media_type", "page_count", "has_text"}),
    Argument: frozenset({"pack", "copied_from", "checked_on", "read_again_on"}),
    Declaration: frozenset(
        {
            *("signed_on", "pack", "words", "video_sha256", "seal", "printed_on", "printed_sha256"),
            *("entered_on", "transcript", "transcript_sha256"),
            *("withdrawals", "releases"),
        }
    ),
}
"""What follows from a file, a pack or a step that is taken by itself, and is never typed."""


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
    _follow(session, entity)
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
    refuse_contradiction(session, entity, there)
    changed_entity = record.change(session, entity, seen=there)
    _follow(session, changed_entity)
    return changed_entity


def add(session: Session, entity: E) -> E:
    """Put in a new record that was filled in.

    Raises:
        InvalidInput: it contradicts itself or others that it goes with.
        NotFound: it names a record that is not there.
        Conflict: a value that must be unique is taken.
    """
    refuse_contradiction(session, entity)
    record.add(session, entity)
    _follow(session, entity)
    return entity


def change(session: Session, entity: E, *, seen: E) -> E:
    """Give a record the values that were filled in; see `record.change`.

    Raises:
        InvalidInput: they contradict themselves or others that they go with.
        NotFound: there is no record with its id, or it newly names one that is not there.
        Conflict: a field was changed by somebody else, too, or the record is in the bin.
    """
    refuse_contradiction(session, entity, seen)
    changed = record.change(session, entity, seen=seen)
    record.discard_refused(session, changed)
    _follow(session, changed)
    return changed


def refuse_contradiction(session: Session, entity: Entity, seen: Entity | None = None) -> None:
    """Reject a record that contradicts itself or related records.

    Args:
        session: the open vault.
        entity: as it is to be.
        seen: as it was; what it shares with another record already is no reason to refuse the rest.

    Raises:
        InvalidInput: it does.
    """
    if isinstance(entity, Person):  # first: before a birth still to come every consent is too early
        check_born(entity, session.clock().date())
    if isinstance(entity, RequestTest):
        known = seen.receipts if isinstance(seen, RequestTest) else ()
        check_arrivals(entity, session.clock().date(), known)
    if isinstance(entity, Declaration):
        check_made(entity, session.clock().date(), seen if isinstance(seen, Declaration) else None)
    if isinstance(entity, Outcome):
        check_days_passed(entity, session.clock().date(), seen if isinstance(seen, Outcome) else None)
    refuse_own_contradiction(entity)
    refusals = tuple(_against_others(entity, seen))
    if refusals:
        with session.store.reading() as connection:
            for refuse in refusals:
                refuse(connection)


def refuse_own_contradiction(entity: Entity) -> None:
    """Reject a record that contradicts itself.

    Raises:
        InvalidInput: it does.
    """
    for check in _CHECKS.get(type(entity), ()):
        check(entity)


def _against_others(entity: Entity, seen: Entity | None) -> Iterator[Callable[[Any], None]]:
    """Yield what compares a record with others of its chapter; the database is loaded for these only."""
    if isinstance(entity, Proceeding) and entity.next_id:
        from casebook.store.case.proceeding import refuse_foreign_appeal

        yield partial(refuse_foreign_appeal, appealed=entity)
    if isinstance(entity, Fact) and (entity.pinpoints or entity.accounts):
        from casebook.store.case.fact import refuse_missing_pages

        yield partial(refuse_missing_pages, fact=entity)
    if isinstance(entity, Case) and entity.reference != getattr(seen, "reference", None):
        from casebook.store.case.case import refuse_taken_reference

        yield partial(refuse_taken_reference, case=entity)
    if isinstance(entity, Declaration):
        from casebook.store.declaration.declaration import refuse_broken_seal

        yield partial(refuse_broken_seal, declaration=entity)
    if isinstance(entity, Person | Contact | Case) and entity.code_name:
        from casebook.store.person.code_name import refuse_code_name

        is_kept = entity.code_name == getattr(seen, "code_name", None)
        yield partial(refuse_code_name, record=entity, is_kept=is_kept)


def _follow(session: Session, entity: Entity) -> None:
    """Do what follows from a saved record: recording and scan of a declaration stay out of copies."""
    if not isinstance(entity, Declaration):
        return
    ids = {entity.video_id, entity.scan_id} - {""}
    documents = [record.find(session, Document, one) for one in sorted(ids)]
    shown = [one for one in documents if not one.is_privileged]
    if not shown:
        return
    with session.store.write("declaration.withhold") as transaction:
        for document in shown:
            withheld = replace(document, is_privileged=True, privilege=SEALED)
            record.replace_seen(transaction, document, withheld)


def _with_codes(entity: E, values: Mapping[str, object]) -> E:
    """Return the record with country codes for the given countries; unchanged ones stay.

    Raises:
        InvalidInput: what was given is no country.
    """
    if isinstance(entity, Case) and "jurisdiction" in values:
        return replace(entity, jurisdiction=jurisdiction_code(entity.jurisdiction))
    if isinstance(entity, Outcome) and values.keys() & {"requesting", "requested"}:
        named = with_states(entity)
        return replace(entity, requesting=named.requesting, requested=named.requested)
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
    Charge: (check_charge,),
    Outcome: (check_outcome,),
    Case: (check_case, check_tags),
    Event: (check_event, check_tags),
    Relation: (check_relation,),
    Proceeding: (check_proceeding,),
    Argument: (check_argument,),
    Statement: (check_statement,),
    Declaration: (check_declaration,),
    TimeNote: (check_time_note,),
    Contact: (check_contact, check_tags),
    Document: (check_tags,),
    Task: (check_task, check_tags),
    RequestTest: (check_request_test,),
    ComparedPaper: (check_compared_paper,),
}
"""Checks of a record on its own."""
