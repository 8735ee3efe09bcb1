"""What can be done with a declaration: it is made, signed, withdrawn, replaced, and hard to remove."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.absence import not_here_yet
from casebook.domain.base.field import hints, made, read
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import (
    Declaration,
    DeclaredLine,
    LackingPart,
    sealed,
)
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.services.base import form, record
from casebook.services.base.absence import absent_of
from casebook.services.base.session import Session
from casebook.services.declaration.declaration_text import text_of
from casebook.services.declaration.signing_needs import language_or_refuse

LACKING: Mapping[LackingPart, str] = {
    "video": gettext_noop("no video was made"),
    "witness": gettext_noop("no witness is named"),
    "authorised": gettext_noop("nobody is authorised to act"),
    "condition": gettext_noop("no condition for its release is set"),
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


def sign(
    session: Session,
    declaration_id: str,
    *,
    signed_on: date | None = None,
    without: Collection[LackingPart] = (),
) -> Declaration:
    """Record that the person signed it: from then on nothing of it changes.

    Args:
        session: the open vault.
        declaration_id: of the draft.
        signed_on: the day, today where left out.
        without: what it lacks and a person has said it may be without.

    Raises:
        NotFound: there is no such declaration.
        Refused: it is signed already, lacks something that nobody confirmed, what it names is not here, or
            its translation was not checked.
        InvalidInput: day or place of it are not stated, or the day of signing does not fit.
    """
    was = named(session, declaration_id)
    if was.is_sealed:
        raise Refused("This declaration is signed already.", field="declaration", remedy="Leave it as it is.")
    day = signed_on or session.clock().date()
    _require_signable(session, was, day, without)
    wording, texts = text_of(session, was)
    if not wording.may_be_signed:
        raise Refused(
            "The translation of the declaration was not checked, so it is not for signature.",
            field="language",
            remedy="Have it checked (“casebook client-paper check”), or choose another language.",
        )
    video = record.find(session, Document, was.video_id) if was.video_id else None
    signed = replace(
        was,
        signed_on=day,
        pack=wording.template.version,
        words=tuple(
            DeclaredLine(
                id=one.line.id,
                kind=one.line.kind,
                english=one.english,
                text=one.text,
                rows=one.line.rows,
            )
            for one in texts
        ),
        video_sha256=video.sha256 if video else "",
    )
    return form.change(session, sealed(signed), seen=was)


def _require_signable(
    session: Session, declaration: Declaration, day: date, without: Collection[LackingPart]
) -> None:
    if declaration.made_on is None or not declaration.place.strip():
        raise InvalidInput(
            "The declaration does not say when and where it was made.",
            field="made_on",
            remedy="Enter the day and the place.",
        )
    if not declaration.made_on <= day <= session.clock().date():
        raise InvalidInput(
            "The day of the signature is before the declaration was made, or has not come yet.",
            field="signed_on",
            remedy="Check the day.",
        )
    if absent := absent_of(session, [declaration]):
        raise Refused(not_here_yet(absent), field="declaration", remedy="Take in what it names first.")
    unasked = [part for part in declaration.lacking if part not in without]
    if unasked:
        raise Refused(
            Message(
                "Before it is signed, look at what it is without: {parts}.",
                parts=tuple(Message(LACKING[part]) for part in unasked),
            ),
            field="without",
            remedy="Add it, or confirm each. The declaration holds without it, and its paper says so.",
        )


def link_scan(session: Session, declaration_id: str, document_id: str) -> Declaration:
    """Record which document is the scan of the signed paper; once, it cannot be exchanged.

    Raises:
        NotFound: there is no such declaration or document.
        InvalidInput: the document is of another case.
        Refused: it has a scan already.
    """
    was = named(session, declaration_id)
    return change(session, replace(was, scan_id=document_id), seen=was)


def withdraw(session: Session, declaration_id: str, *, on: date, note: str) -> Declaration:
    """Record that the person withdrew it; it stays, and is never released again.

    Raises:
        NotFound: there is no such declaration.
        Refused: it was never signed, or is withdrawn already.
        InvalidInput: there is no note, or the day does not fit.
    """
    was = named(session, declaration_id)
    if was.signed_on is None or was.withdrawn_on is not None:
        raise Refused(
            "Only a signed declaration can be withdrawn, and only once.",
            field="declaration",
            remedy="A draft is changed, or moved to the bin.",
        )
    if not was.signed_on <= on <= session.clock().date():
        raise InvalidInput(
            "The day of the withdrawal is before the signature, or has not come yet.",
            field="on",
            remedy="Check the day.",
        )
    return form.change(session, replace(was, withdrawn_on=on, withdrawal=note.strip()), seen=was)


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


def remove(session: Session, declaration_id: str, *, code: str = "") -> None:
    """Move a declaration to the bin; a signed one only with the code that the first refusal says.

    Raises:
        NotFound: there is no such declaration.
        Refused: it is signed, and the code is missing or another.
    """
    declaration = named(session, declaration_id)
    if declaration.is_sealed and code != declaration.code:
        raise Refused(
            Message(
                "This declaration is signed. Is anyone forcing you to remove it? To move it to the bin, "
                "confirm with its code: {code}. The bin keeps it.",
                code=declaration.code,
            ),
            field="code",
            remedy="Leave it, or ask again with the code.",
        )
    record.move_to_bin(session, Declaration, declaration_id)


def _require_fit(session: Session, declaration: Declaration) -> None:
    """Refuse a person who is no client of the case, and files or declarations of another case."""
    case = record.find(session, Case, declaration.case_id)
    if declaration.person_id not in case.client_ids:
        raise InvalidInput(
            "This person is no client of the case.", field="person_id", remedy="Choose a client of the case."
        )
    record.find(session, Person, declaration.person_id)
    for name in ("video_id", "scan_id", "replaces_id"):
        other_id = getattr(declaration, name)
        kind: type[Document | Declaration] = Declaration if name == "replaces_id" else Document
        if other_id and record.find(session, kind, other_id).case_id != declaration.case_id:
            raise InvalidInput(
                "This record belongs to another case.", field=name, remedy="Choose one of this case."
            )


def _refuse_set(values: Mapping[str, object]) -> None:
    for name in values:
        if name == "id" or name in form.SET_BY_THE_PROGRAM[Declaration]:
            raise InvalidInput(
                Message("The field {field} is set by the program.", field=name),
                field=name,
                remedy="Leave this field out.",
            )
