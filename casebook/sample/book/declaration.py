"""The declaration of the sample, with what is recorded of its recording."""

from __future__ import annotations

from typing import get_args

from casebook.domain.base.entity import entity
from casebook.domain.declaration.declaration import AuthorisedPerson, Declaration, ReleaseCondition
from casebook.domain.dossier.client_papers.paper_template import DeclarationClause, PaperLanguage
from casebook.domain.evidence.document import CustodyStep, Document
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.key import NO_INSTANT, Keys, record_id

LANGUAGES: tuple[PaperLanguage, ...] = get_args(PaperLanguage)
_CLAUSES: tuple[DeclarationClause, ...] = get_args(DeclarationClause)


@entity
class SampleDeclaration:
    """A declaration that is still to be signed, and its recording that is still to be made.

    Attributes:
        recording: the document, without its file.
        transcript: of the recording.
    """

    declaration: Declaration
    recording: Document
    transcript: str


def read_declarations(keys: Keys) -> tuple[SampleDeclaration, ...]:
    """Every declaration, in order."""
    return tuple(_declaration(keys, entry) for entry in keys.entries("declaration"))


def _declaration(keys: Keys, entry: PackEntry) -> SampleDeclaration:
    recording = _recording(keys, entry)
    declaration = Declaration(
        id=keys.own(entry, "declaration"),
        case_id=recording.case_id,
        person_id=keys.named(entry, "person", "person"),
        language=entry.choice("language", LANGUAGES),
        place=entry.text("place"),
        clauses=entry.choices("clauses", _CLAUSES),
        own_words=entry.text("own_words"),
        authorised=tuple(_authorised(keys, table) for table in entry.tables("authorised")),
        conditions=tuple(_condition(keys, table) for table in entry.tables("conditions")),
        witness_id=keys.named(entry, "witness", "contact"),
        interpreter_id=keys.named(entry, "interpreter", "contact"),
        video_id=recording.id,
    )
    sample = SampleDeclaration(
        declaration=declaration,
        recording=recording,
        transcript=entry.text("transcript"),
    )
    entry.close()
    return sample


def _recording(keys: Keys, entry: PackEntry) -> Document:
    received = CustodyStep(kind="received", at=NO_INSTANT, who="Dr Leonie Haberfellner")
    return Document(
        id=record_id("document", "declaration-recording"),
        case_id=keys.named(entry, "case", "case"),
        title=entry.text("recording"),
        kind="statement",
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type="",
        language="zh-Hans",
        obtained_from="recorded in the office",
        custody=(received,),
    )


def _authorised(keys: Keys, entry: PackEntry) -> AuthorisedPerson:
    authorised = AuthorisedPerson(contact_id=keys.named(entry, "contact", "contact"), what=entry.text("what"))
    entry.close()
    return authorised


def _condition(keys: Keys, entry: PackEntry) -> ReleaseCondition:
    condition = ReleaseCondition(
        id=entry.text("id"),
        text=entry.text("text"),
        contact_id=keys.named(entry, "decides", "contact"),
        recipient_ids=keys.all_named(entry, "recipients", "contact"),
    )
    entry.close()
    return condition
