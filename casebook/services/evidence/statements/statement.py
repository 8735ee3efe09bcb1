"""Statements: written paragraph by paragraph, tied to facts and earlier accounts, corrected at read-back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.evidence.statement import (
    Correction,
    ReadBack,
    Statement,
    StatementParagraph,
    StatementSide,
    require_paragraph,
)
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.store.registry import table_for

Undo = Callable[[Session], object]


@entity
class CorrectedText:
    """What a paragraph is to say after read-back.

    Attributes:
        number: of the paragraph, from 1.
        side: which of its two texts.
        who: asked for the change.
    """

    number: int
    text: str
    who: str
    side: StatementSide = "text"


def write_paragraph(
    session: Session, statement_id: str, paragraph: StatementParagraph, *, at: int = 0
) -> tuple[Statement, Undo]:
    """Put a paragraph in, or give one that is there new values.

    Args:
        session: the open vault.
        statement_id: the statement.
        paragraph: one with an empty ID is new.
        at: number it is to have, from 1; 0 leaves it where it is, or puts a new one at the end.

    Returns:
        The statement as it is now, and what undoes the change.

    Raises:
        NotFound: there is no such statement or paragraph, or it names a record that is not there.
        InvalidInput: it has no text.
    """
    statement = record.find(session, Statement, statement_id)
    others = [one for one in statement.paragraphs if one.id != paragraph.id]
    if paragraph.id:
        place = _place(statement, paragraph.id)
    else:
        paragraph, place = replace(paragraph, id=session.ids()), len(others)
    others.insert(min(at - 1, len(others)) if at > 0 else place, paragraph)
    return _changed(session, statement, replace(statement, paragraphs=tuple(others)))


def remove_paragraph(session: Session, statement_id: str, number: int) -> tuple[Statement, Undo]:
    """Take a paragraph out.

    Raises:
        NotFound: there is no such statement or paragraph.
    """
    statement = record.find(session, Statement, statement_id)
    removed = numbered(statement, number)
    rest = tuple(one for one in statement.paragraphs if one.id != removed.id)
    return _changed(session, statement, replace(statement, paragraphs=rest))


def read_back(
    session: Session,
    statement_id: str,
    *,
    reader: str,
    corrections: Sequence[CorrectedText] = (),
) -> tuple[Statement, Undo]:
    """Record that the whole statement was read back, and what was corrected then.

    Args:
        session: the open vault.
        statement_id: the statement.
        reader: who read it.
        corrections: the texts as they are to be.

    Raises:
        NotFound: there is no such statement or paragraph.
        InvalidInput: nobody is named as reader or as who asked for a change, a text is empty or missing.
    """
    statement = record.find(session, Statement, statement_id)
    return _changed(session, statement, corrected(statement, reader, corrections, session.clock()))


def corrected(
    statement: Statement, reader: str, corrections: Sequence[CorrectedText], at: datetime
) -> Statement:
    """Return a statement after it was read back, with its corrections made and noted.

    Raises:
        NotFound: there is no such paragraph.
        InvalidInput: nobody is named as reader or as who asked for a change, or there is nothing to read.
    """
    require_paragraph(statement)
    if not reader.strip() or not all(one.who.strip() for one in corrections):
        raise InvalidInput(
            "It is not stated who read the statement back, or who asked for a correction.",
            field="reader",
            remedy="Enter a name or role for each.",
        )
    changed, noted = statement, []
    for one in corrections:
        paragraph = numbered(changed, one.number)
        is_text = one.side == "text"
        was = paragraph.text if is_text else paragraph.translation
        now = replace(paragraph, text=one.text) if is_text else replace(paragraph, translation=one.text)
        noted.append(
            Correction(number=one.number, side=one.side, was=was, became=one.text, who=one.who.strip())
        )
        paragraphs = tuple(now if other.id == now.id else other for other in changed.paragraphs)
        changed = replace(changed, paragraphs=paragraphs)
    reading = ReadBack(
        read_at=at,
        reader=reader.strip(),
        language=statement.language,
        corrections=tuple(noted),
        digest=changed.digest,
    )
    return replace(changed, read_backs=(*changed.read_backs, reading))


def undo(session: Session, statement_id: str) -> Statement:
    """Undo the last change of a statement; once more makes it again.

    Raises:
        NotFound: there is no such statement, or nothing to undo.
    """
    from casebook.services.base.history import of_record

    statement = record.find(session, Statement, statement_id)
    last = next((one for one in reversed(of_record(session, statement_id)) if one.fields), None)
    if last is None or not last.action.endswith(".change"):
        raise NotFound(
            "There is nothing to undo.", field="statement", remedy="Write or change a paragraph first."
        )
    former = table_for(Statement).audited(statement) | {one.field: one.before for one in last.fields}
    from casebook.base.structure import stored

    return record.change(session, stored().structure(former, Statement), seen=statement)


def numbered(statement: Statement, number: int) -> StatementParagraph:
    """Return the paragraph with a number, from 1.

    Raises:
        NotFound: there is none.
    """
    if not 1 <= number <= len(statement.paragraphs):
        raise NotFound(
            Message("The statement has no paragraph {number}.", number=number),
            field="number",
            remedy=Message("It has {count} paragraphs.", count=len(statement.paragraphs)),
        )
    return statement.paragraphs[number - 1]


def _changed(session: Session, was: Statement, now: Statement) -> tuple[Statement, Undo]:
    saved = form.change(session, now, seen=was)
    return saved, lambda later: record.take_back(later, saved, was)


def _place(statement: Statement, paragraph_id: str) -> int:
    for place, paragraph in enumerate(statement.paragraphs):
        if paragraph.id == paragraph_id:
            return place
    raise NotFound(
        "The statement has no such paragraph.", field="paragraph", remedy="Check the number of the paragraph."
    )
