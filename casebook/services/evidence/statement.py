"""Statements: written paragraph by paragraph, tied to facts and earlier accounts, corrected at read-back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Account, Fact, Pinpoint
from casebook.domain.case.proceeding import Proceeding, only_running
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.statement import (
    Correction,
    ReadBack,
    Statement,
    StatementParagraph,
    StatementSide,
    require_paragraph,
)
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.person import role
from casebook.store.registry import table_for

Undo = Callable[[Session], object]
StatementGap = Literal[
    "no-paragraph",
    "untranslated",
    "fact-gone",
    "document-gone",
    "maker-gone",
    "not-read-back",
    "no-interpreter",
    "interpreter-not-vetted",
    "interpreter-refused",
]
_BLOCKING: frozenset[StatementGap] = frozenset(
    {"no-paragraph", "fact-gone", "document-gone", "maker-gone", "interpreter-refused"}
)
"""What no statement is printed with, whichever language it is in."""


@entity
class StatementProblem:
    """What a person must know before a statement is printed.

    Attributes:
        numbers: of the paragraphs concerned, from 1.
    """

    kind: StatementGap
    numbers: tuple[int, ...] = ()

    @property
    def words(self) -> Message:
        """Return it in words, without the paragraphs."""
        return _PROBLEMS[self.kind]

    @property
    def is_blocking(self) -> bool:
        """Return whether no statement is printed with it, whichever language it is in."""
        return self.kind in _BLOCKING


@entity
class EarlierAccount:
    """An earlier account of what a paragraph says.

    Attributes:
        document: where it stands.
        accounts: what facts of the case quote from that place.
    """

    document: Document
    pinpoint: Pinpoint
    accounts: tuple[Account, ...] = ()


@entity
class SpineRow:
    """A paragraph with all it is tied to; what is gone is left out and named among the problems.

    Attributes:
        number: of the paragraph, from 1.
        differing: of the facts, those whose accounts differ.
        recording: the recording where it was said, or None.
    """

    number: int
    paragraph: StatementParagraph
    facts: tuple[Fact, ...] = ()
    differing: tuple[Fact, ...] = ()
    earlier: tuple[EarlierAccount, ...] = ()
    recording: Document | None = None


@entity
class StatementView:
    """A statement with its people, spine and problems.

    Attributes:
        maker: who makes it, or None where that person is gone.
        interpreter: or None.
        proceeding: the only one running, an asylum claim apart, or None; it heads the printed statement.
    """

    statement: Statement
    case: Case
    maker: Person | None
    interpreter: Contact | None
    spine: tuple[SpineRow, ...]
    problems: tuple[StatementProblem, ...]
    proceeding: Proceeding | None = None


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


def view(session: Session, statement_id: str) -> StatementView:
    """Return a statement with all it is tied to.

    Raises:
        NotFound: there is no such statement.
    """
    statement = record.find(session, Statement, statement_id)
    with session.store.reading() as connection:
        case = table_for(Case).find(connection, statement.case_id)
        facts = {one.id: one for one in table_for(Fact).of_case(connection, statement.case_id)}
        documents = {one.id: one for one in table_for(Document).of_case(connection, statement.case_id)}
        maker = table_for(Person).some(connection, [statement.person_id]).get(statement.person_id)
        contact = table_for(Contact).some(connection, [statement.contact_id]).get(statement.contact_id)
        proceedings = table_for(Proceeding).of_case(connection, statement.case_id)
    spine = tuple(
        _row(number, paragraph, facts, documents)
        for number, paragraph in enumerate(statement.paragraphs, start=1)
    )
    problems = (
        *_text_problems(statement),
        *_tie_problems(statement, facts, documents),
        *([StatementProblem(kind="maker-gone")] if maker is None else []),
        *_interpreter_problems(session, statement, contact),
    )
    return StatementView(
        statement=statement,
        case=case,
        maker=maker,
        interpreter=contact,
        spine=spine,
        problems=problems,
        proceeding=only_running(proceedings),
    )


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
    raise NotFound("The statement has no such paragraph.", field="paragraph")


def _row(
    number: int,
    paragraph: StatementParagraph,
    facts: Mapping[str, Fact],
    documents: Mapping[str, Document],
) -> SpineRow:
    tied = tuple(facts[one] for one in paragraph.fact_ids if one in facts)
    recording = paragraph.recording
    return SpineRow(
        number=number,
        paragraph=paragraph,
        facts=tied,
        differing=tuple(fact for fact in tied if fact.status == "inconsistent"),
        earlier=tuple(
            EarlierAccount(
                document=documents[place.document_id],
                pinpoint=place,
                accounts=tuple(
                    account
                    for fact in facts.values()
                    for account in fact.accounts
                    if account.pinpoint == place
                ),
            )
            for place in paragraph.earlier
            if place.document_id in documents
        ),
        recording=documents.get(recording.document_id) if recording else None,
    )


def _text_problems(statement: Statement) -> list[StatementProblem]:
    problems = []
    if not statement.paragraphs:
        problems.append(StatementProblem(kind="no-paragraph"))
    if statement.untranslated:
        problems.append(StatementProblem(kind="untranslated", numbers=statement.untranslated))
    if statement.paragraphs and not statement.is_read_back:
        problems.append(StatementProblem(kind="not-read-back"))
    return problems


def _tie_problems(
    statement: Statement, facts: Mapping[str, Fact], documents: Mapping[str, Document]
) -> list[StatementProblem]:
    """Return what paragraphs are tied to and is gone: removed, or of another case."""

    def lost(paragraph: StatementParagraph) -> bool:
        recording = (paragraph.recording.document_id,) if paragraph.recording else ()
        places = (*(place.document_id for place in paragraph.earlier), *recording)
        return any(one not in documents for one in places)

    numbered_paragraphs = list(enumerate(statement.paragraphs, start=1))
    without_fact = tuple(
        number for number, one in numbered_paragraphs if any(key not in facts for key in one.fact_ids)
    )
    without_document = tuple(number for number, one in numbered_paragraphs if lost(one))
    kinds: tuple[tuple[StatementGap, tuple[int, ...]], ...] = (
        ("fact-gone", without_fact),
        ("document-gone", without_document),
    )
    return [StatementProblem(kind=kind, numbers=numbers) for kind, numbers in kinds if numbers]


def _interpreter_problems(
    session: Session, statement: Statement, contact: Contact | None
) -> list[StatementProblem]:
    """An interpreter can be an informer: one who is not vetted is named."""
    if not statement.is_translated:
        return []
    if contact is None:
        return [StatementProblem(kind="no-interpreter")]
    parts = [one for one in role.of_case(session, statement.case_id) if one.contact.id == contact.id]
    vettings = {part.vetting for part in parts} or {contact.vetting}
    if "do-not-use" in vettings:
        return [StatementProblem(kind="interpreter-refused")]
    return [] if vettings == {"vetted"} else [StatementProblem(kind="interpreter-not-vetted")]


_PROBLEMS: Mapping[StatementGap, Message] = {
    "no-paragraph": Message("The statement has no paragraph."),
    "untranslated": Message("Paragraphs are not translated."),
    "fact-gone": Message("Paragraphs are tied to facts that were removed."),
    "document-gone": Message("Paragraphs are tied to documents that were removed."),
    "maker-gone": Message("The person who makes the statement was removed."),
    "not-read-back": Message("The statement was not read back as it stands now."),
    "no-interpreter": Message("No interpreter is named."),
    "interpreter-not-vetted": Message("The interpreter is not vetted for this case."),
    "interpreter-refused": Message("The interpreter is marked as not to be used."),
}
