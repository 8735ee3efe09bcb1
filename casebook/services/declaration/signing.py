"""How a declaration is signed: its paper is printed, that printing is signed and sealed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import Message
from casebook.domain.base.absence import not_here_yet
from casebook.domain.declaration.declaration import (
    Declaration,
    DeclaredLine,
    LackingPart,
)
from casebook.domain.declaration.seal import is_as_printed, paper_sha256_of, sealed, sha256_of
from casebook.domain.evidence.document import Document
from casebook.services.base import form, record
from casebook.services.base.absence import absent_of
from casebook.services.base.session import Session
from casebook.services.declaration.declaration import LACKING, named
from casebook.services.declaration.declaration_text import text_of
from casebook.services.declaration.transcript_kept import words_of


def printed(session: Session, declaration_id: str) -> Declaration:
    """Keep the words of a draft whose paper is printed for signature: these alone are signed afterwards.

    A sealed declaration, and a draft whose translation was not checked, are returned as they are.

    Raises:
        NotFound: there is no such declaration.
        InvalidInput: day or place of it are not stated: a paper that is signed says both.
        Conflict: somebody changed the same field.
    """
    was = named(session, declaration_id)
    wording, texts = text_of(session, was)
    if was.is_sealed or not wording.may_be_signed:
        return was
    _require_dated(was)
    words = tuple(
        DeclaredLine(
            id=one.line.id, kind=one.line.kind, english=one.english, text=one.text, rows=one.line.rows
        )
        for one in texts
    )
    video_sha256 = record.find(session, Document, was.video_id).sha256 if was.video_id else ""
    now = replace(was, pack=wording.template.version, words=words, video_sha256=video_sha256)
    sha256 = paper_sha256_of(now)
    if now == was and sha256 == was.printed_sha256:
        return was
    now = replace(now, printed_on=session.clock().date(), printed_sha256=sha256)
    return form.change(session, now, seen=was)


def sign(
    session: Session,
    declaration_id: str,
    *,
    paper: str,
    signed_on: date | None = None,
    without: Collection[LackingPart] = (),
) -> Declaration:
    """Record that the person signed its paper: from then on nothing of it changes.

    Args:
        session: the open vault.
        declaration_id: of the draft.
        paper: code on the paper that was signed.
        signed_on: the day, today where left out.
        without: what it lacks and a person has said it may be without.

    Raises:
        NotFound: there is no such declaration.
        Refused: it is signed already, was not printed or is another than was printed, lacks something that
            nobody confirmed, or what it names is not here.
        InvalidInput: day or place of it are not stated, or the day of signing cannot be.
    """
    was = named(session, declaration_id)
    if was.is_sealed:
        raise Refused("This declaration is signed already.", field="declaration", remedy="Leave it as it is.")
    today = session.clock().date()
    signed = replace(was, signed_on=signed_on or today, entered_on=today)
    _require_dated(was)
    _require_paper(session, signed, paper)
    _require_looked_at(session, signed, without)
    transcript = words_of(session, was.video_id)
    if transcript:
        signed = replace(signed, transcript=transcript, transcript_sha256=sha256_of(transcript))
    return form.change(session, sealed(signed), seen=was)


def _require_dated(declaration: Declaration) -> None:
    if declaration.made_on is None or not declaration.place.strip():
        raise InvalidInput(
            "The declaration does not say when and where it was made.",
            field="made_on",
            remedy="Enter the day and the place.",
        )


def require_printed(declaration: Declaration) -> None:
    """Require that there is a paper that can have been signed: the words of this draft, as printed last.

    Raises:
        Refused: none was printed, or the draft was changed since.
    """
    if not declaration.printed_on:
        raise Refused(
            "The paper was not printed for signature.",
            field="paper",
            remedy="Print the paper or save it, have it signed, and enter the code on it. Where the "
            "translation was not checked, have it checked first.",
        )
    if not is_as_printed(declaration):
        raise Refused(
            "The declaration was changed after its paper was printed.",
            field="paper",
            remedy="Print the paper again and have that one signed, or take the change back.",
        )


def _require_paper(session: Session, signed: Declaration, code: str) -> None:
    """Refuse to seal other words than those on the paper, and a day on which nobody can have signed it."""
    require_printed(signed)
    if code.strip().lower() != signed.paper_code:
        raise Refused(
            "This is not the code of the paper that was printed last.",
            field="paper",
            remedy="Enter the code on the paper that was signed. If it is an earlier one, have the last "
            "one signed.",
        )
    if signed.video_id and record.find(session, Document, signed.video_id).sha256 != signed.video_sha256:
        raise Refused(
            "The recording is another one than the paper names.",
            field="video_id",
            remedy="Choose the recording that it names, or print the paper again.",
        )
    _require_possible(signed, session.clock().date())


def _require_possible(signed: Declaration, today: date) -> None:
    """Refuse a day on which nobody can have signed the paper."""
    day = signed.signed_on or today
    if day > today:
        raise _wrong_day(Message("The day of the signature has not come yet."))
    if signed.made_on and day < signed.made_on:
        raise _wrong_day(Message("The signature is dated before the declaration was made."))
    if signed.printed_on and day < signed.printed_on:
        raise _wrong_day(Message("The signature is dated before the paper was printed."))


def _wrong_day(why: Message) -> InvalidInput:
    return InvalidInput(why, field="signed_on", remedy="Check the day.")


def _require_looked_at(session: Session, signed: Declaration, without: Collection[LackingPart]) -> None:
    if absent := absent_of(session, [signed]):
        raise Refused(not_here_yet(absent), field="declaration", remedy="Take in what it names first.")
    unasked = [part for part in signed.lacking if part not in without]
    if unasked:
        raise Refused(
            Message(
                "Before it is signed, look at what it is without: {parts}.",
                parts=tuple(Message(LACKING[part]) for part in unasked),
            ),
            field="without",
            remedy="Add it, or confirm each. The declaration holds without it, and its paper says so.",
        )
