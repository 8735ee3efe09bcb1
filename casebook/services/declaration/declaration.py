"""What can be done with a declaration: it is made, changed while a draft, and replaced.

How it is printed and signed is in `signing`, how it is withdrawn and removed in `ending`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.field import hints, made, read
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import Declaration, LackingPart
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.declaration.signing_needs import language_or_refuse
from casebook.store.registry import table_for

LACKING: Mapping[LackingPart, str] = {
    "video": gettext_noop("no video or sound recording was made"),
    "witness": gettext_noop("no witness is named"),
    "independent": gettext_noop("the witness has another part in it, too"),
    "authorised": gettext_noop("nobody is authorised to act"),
    "condition": gettext_noop("no condition for its release is set"),
    "days": gettext_noop("it was made, signed and entered on different days"),
}
"""What a declaration may be without, in words."""


def of_case(session: Session, case_id: str, person_id: str = "") -> list[Declaration]:
    """Return the declarations of a case, of one person where named, the newest first."""
    rows = record.of_case(session, Declaration, case_id)
    mine = [one for one in rows if person_id in {"", one.person_id}]
    return sorted(mine, key=lambda one: (one.made_on or date.max, one.id), reverse=True)


def named(session: Session, declaration_id: str) -> Declaration:
    """Return a declaration by its ID.

    Raises:
        NotFound: there is none.
    """
    return record.find(session, Declaration, declaration_id)


def create(session: Session, values: Mapping[str, object]) -> Declaration:
    """Make a draft of typed values.

    Raises:
        InvalidInput: a field is unknown or contradicts another, or the person is no client of the case.
        NotFound: it names a record that is not there.
    """
    _refuse_set(values)
    if "language" not in values and (person_id := str(values.get("person_id", ""))):
        values = {**values, "language": language_or_refuse(session, person_id)}
    return add(session, made(Declaration, {**values, "id": session.ids()}))


def add(session: Session, declaration: Declaration) -> Declaration:
    """Keep a new draft; its recording and scan stay out of ordinary copies from then on.

    Raises:
        InvalidInput: it contradicts itself, or what it names is of another case.
        NotFound: it names a record that is not there.
    """
    _require_fit(session, declaration)
    return form.add(session, declaration)


def edit(session: Session, declaration_id: str, values: Mapping[str, object]) -> Declaration:
    """Change typed fields of a draft.

    Raises:
        InvalidInput, NotFound: as for `add`.
        Refused: it is signed.
    """
    _refuse_set(values)
    was = named(session, declaration_id)
    known = hints(Declaration)
    for name in values:
        if name not in known:
            raise InvalidInput(
                Message("There is no field {field}.", field=name),
                field=name,
                remedy=Message("The fields are: {fields}.", fields=tuple(known)),
            )
    typed = {name: read(known[name], value, name) for name, value in values.items()}
    return change(session, replace(was, **typed), seen=was)


def change(session: Session, declaration: Declaration, *, seen: Declaration) -> Declaration:
    """Give a draft the values that were filled in.

    Raises:
        InvalidInput, NotFound: as for `add`.
        Refused: it is signed.
        Conflict: somebody changed the same field.
    """
    _require_fit(session, declaration)
    return form.change(session, declaration, seen=seen)


def link_scan(session: Session, declaration_id: str, document_id: str) -> Declaration:
    """Record which document is the scan of the signed paper; once, it cannot be exchanged.

    Raises:
        NotFound: there is no such declaration or document.
        InvalidInput: the document is of another case.
        Refused: it has a scan already.
    """
    was = named(session, declaration_id)
    return change(session, replace(was, scan_id=document_id), seen=was)


def replacement(session: Session, declaration_id: str) -> Declaration:
    """Keep a new draft that says the same and is to take the place of a signed declaration.

    Raises:
        NotFound: there is no such declaration.
        Refused: it was never signed: a draft is changed.
    """
    was = named(session, declaration_id)
    if not was.is_sealed:
        raise Refused(
            "Only a signed declaration is replaced.", field="declaration", remedy="Change the draft."
        )
    draft = Declaration(
        id=session.ids(),
        case_id=was.case_id,
        person_id=was.person_id,
        language=was.language,
        place=was.place,
        clauses=was.clauses,
        own_words=was.own_words,
        authorised=was.authorised,
        conditions=was.conditions,
        witness_id=was.witness_id,
        interpreter_id=was.interpreter_id,
        replaces_id=was.id,
    )
    return form.add(session, draft)


def _require_fit(session: Session, declaration: Declaration) -> None:
    """Refuse a person who is no client of the case, and files or declarations of another case."""
    case = record.find(session, Case, declaration.case_id)
    if declaration.person_id not in case.client_ids:
        raise InvalidInput(
            "This person is no client of the case.", field="person_id", remedy="Choose a client of the case."
        )
    client = record.find(session, Person, declaration.person_id)
    born, made_on = client.born, declaration.made_on
    if made_on and born and made_on < born.earliest_on:
        raise InvalidInput(
            "The declaration is dated before the person was born.",
            field="made_on",
            remedy="Check the day, and the date of birth.",
        )
    _require_usable(session, declaration)
    for name in ("video_id", "scan_id", "replaces_id"):
        other_id = getattr(declaration, name)
        kind: type[Document | Declaration] = Declaration if name == "replaces_id" else Document
        if other_id and record.find(session, kind, other_id).case_id != declaration.case_id:
            raise InvalidInput(
                "This record belongs to another case.", field=name, remedy="Choose one of this case."
            )


def _require_usable(session: Session, declaration: Declaration) -> None:
    """Refuse an embassy, and who is not to be used, in any part of a declaration."""
    with session.store.reading() as connection:
        contacts = table_for(Contact).some(connection, declaration.contact_ids)
    for contact in contacts.values():
        if contact.kind == "embassy" or contact.vetting == "do-not-use":
            raise InvalidInput(
                "An embassy, or a contact who is not to be used, has no part in a declaration.",
                field="contact_id",
                remedy="Choose another contact as witness, interpreter, authorised person or recipient.",
            )


def _refuse_set(values: Mapping[str, object]) -> None:
    for name in values:
        if name == "id" or name in form.SET_BY_THE_PROGRAM[Declaration]:
            raise InvalidInput(
                Message("The field {field} is set by the program.", field=name),
                field=name,
                remedy="Leave this field out.",
            )
