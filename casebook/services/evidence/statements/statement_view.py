"""A statement with its people, what each paragraph is tied to, and what stands against printing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Account, Fact, Pinpoint
from casebook.domain.case.proceeding import Proceeding, only_running
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.statement import Statement, StatementParagraph
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import role
from casebook.store.registry import table_for

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
