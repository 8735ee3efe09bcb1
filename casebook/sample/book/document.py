"""Documents of the sample: what is recorded of each, before its file is drawn and sealed."""

from __future__ import annotations

from typing import get_args

from casebook.domain.base.entity import entity
from casebook.domain.evidence.document import (
    CustodyKind,
    CustodyStep,
    Document,
    DocumentKind,
    TranslationCertificate,
)
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.key import NO_INSTANT, Keys, instant, stated

KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
CUSTODY_KINDS: tuple[CustodyKind, ...] = get_args(CustodyKind)


@entity
class SampleDocument:
    """A document whose file is still to be drawn.

    Attributes:
        document: all that is recorded of it; what its file decides (hash, size, pages) is blank.
        specimen_id: the invented exhibit that becomes its file.
        page_count: pages the file must come to.
    """

    document: Document
    specimen_id: str
    page_count: int


def read_documents(keys: Keys) -> tuple[SampleDocument, ...]:
    """Every document, in order."""
    return tuple(_sample(keys, entry) for entry in keys.entries("document"))


def _sample(keys: Keys, entry: PackEntry) -> SampleDocument:
    sample = SampleDocument(
        document=_document(keys, entry),
        specimen_id=entry.text("specimen"),
        page_count=entry.integer("pages", least=1),
    )
    entry.close()
    return sample


def _document(keys: Keys, entry: PackEntry) -> Document:
    return Document(
        id=keys.own(entry, "document"),
        case_id=keys.named(entry, "case", "case"),
        title=entry.text("title"),
        kind=entry.choice("kind", KINDS),
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type="",
        dated=stated(entry, "dated"),
        language=entry.text("language", default=""),
        author=entry.text("author", default=""),
        obtained_from=entry.text("obtained_from"),
        obtained_how=entry.text("obtained_how"),
        custody=(_received(entry), *(_step(step) for step in entry.tables("steps"))),
        translation_of=keys.named(entry, "translation_of", "document", is_needed=False),
        certificate=_certificate(entry.table("certificate")),
        exhibit_mark=entry.text("mark", default=""),
    )


def _received(entry: PackEntry) -> CustodyStep:
    at = instant(entry, "received_at") or NO_INSTANT
    return CustodyStep(kind="received", at=at, who=entry.text("received_by"))


def _step(entry: PackEntry) -> CustodyStep:
    step = CustodyStep(
        kind=entry.choice("kind", CUSTODY_KINDS),
        at=instant(entry, "at") or NO_INSTANT,
        who=entry.text("who"),
        why=entry.text("why", default=""),
    )
    entry.close()
    return step


def _certificate(entry: PackEntry) -> TranslationCertificate | None:
    if not entry.unread():
        return None
    certificate = TranslationCertificate(
        translator=entry.text("translator"),
        languages=(entry.text("from"), entry.text("into")),
        competence=entry.text("competence"),
        accuracy=entry.text("accuracy"),
        signed_on=stated(entry, "signed_on"),
        address=entry.text("address"),
    )
    entry.close()
    return certificate
