"""Document records: filing with their first custody step, lookup by content, and access to their bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO, Literal, NamedTuple

from casebook.base.errors import DamagedSource, NotFound
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.official_form import OfficialForm
from casebook.domain.dossier.pdf_result import damaged
from casebook.domain.evidence.document import CustodyStep, Document, DocumentText
from casebook.domain.evidence.privilege import with_privilege
from casebook.domain.vault.attachment import Attachment
from casebook.services.base.session import Session
from casebook.store.evidence import document as stored
from casebook.store.registry import table_for

TranslationState = Literal["not-needed", "is-one", "has-one", "missing"]
MAX_PATHS = 200
"""Maximum further names kept of a document that is handed in again and again."""
_COURT_LANGUAGE = "en"
_FILE_ABSENT = Message("has no file: it is not here yet.")
_OTHER_CASEBOOK = Message("Take in the part of the other casebook that has the file, or import it again.")


@entity
class Translation:
    """The translation status of a document.

    Attributes:
        state: whether it needs, is or has a translation.
        other: the translation, or the original it translates; None where that is not there.
    """

    state: TranslationState
    other: Document | None = None


def translation_of(document: Document, documents: Iterable[Document]) -> Translation:
    """Return the translation status of a document among the documents of its case."""
    case_documents = list(documents)
    if document.translation_of:
        originals = (other for other in case_documents if other.id == document.translation_of)
        return Translation(state="is-one", other=next(originals, None))
    for other in case_documents:
        if other.translation_of == document.id:
            return Translation(state="has-one", other=other)
    is_foreign = document.language and document.language.partition("-")[0] != _COURT_LANGUAGE
    return Translation(state="missing" if is_foreign else "not-needed")


def require_case(session: Session, case_id: str) -> None:
    """Require that a case exists.

    Raises:
        NotFound: it is not.
    """
    with session.store.reading() as connection:
        table_for(Case).find(connection, case_id)


def documents_with_hash(session: Session, case_id: str, sha256: str) -> tuple[Document | None, str]:
    """Return the document of a case with these bytes, and the reference of another case with one, or ""."""
    with session.store.reading() as connection:
        same = stored.with_bytes(connection, sha256)
        there = next((one for one in same if one.case_id == case_id), None)
        other = next((one.case_id for one in same if one.case_id != case_id), "")
        return there, table_for(Case).find(connection, other).reference if other else ""


def is_in_bin(session: Session, case_id: str, sha256: str) -> bool:
    """Return whether a document of a case with these bytes is in the bin."""
    with session.store.reading() as connection:
        return stored.is_in_bin(connection, case_id, sha256)


def has_unlocked_copy(session: Session, document: Document) -> bool:
    """Return whether a copy without its password was made of a document, also one that is in the bin."""
    with session.store.reading() as connection:
        copies = stored.documents_in(connection, document.id)
    return any(step.detail == "unlocked" for copy in copies for step in copy.custody)


class SealedDocument(NamedTuple):
    """A document that is encrypted and read, ready to be written.

    Attributes:
        document: its record.
        sealed: its bytes.
        text: its words, for search.
    """

    document: Document
    sealed: Attachment
    text: DocumentText


def file_sealed(
    session: Session,
    draft: Document,
    sealed: Attachment,
    pages: tuple[str, ...],
    *,
    page_count: int,
    who: str = "",
) -> Document:
    """Write the record of an encrypted file, put together by `completed`, in one transaction."""
    complete = completed(session, draft, sealed, pages, page_count=page_count, who=who)
    write(session, [complete])
    return complete.document


def completed(
    session: Session,
    draft: Document,
    sealed: Attachment,
    pages: tuple[str, ...],
    *,
    page_count: int,
    who: str = "",
) -> SealedDocument:
    """Return the record of an encrypted file with its text and first custody step.

    Args:
        session: the open vault.
        draft: the document but for hash, size, pages and, where it has none, custody.
        sealed: its bytes.
        pages: its words, for search.
        page_count: pages, or 0 where the notion does not fit.
        who: who received it, or "" for whoever works.
    """
    document = replace(
        draft,
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        size_bytes=sealed.size_bytes,
        page_count=page_count,
        has_text=any(text.strip() for text in pages),
        custody=draft.custody or (_received(session, draft, sealed, who),),
    )
    text = DocumentText(id=document.id, case_id=document.case_id, title=document.title, pages=pages)
    return SealedDocument(document, sealed, text)


def write(session: Session, complete: Iterable[SealedDocument]) -> None:
    """Write documents, all or none."""
    with session.store.write("document.take-in") as transaction:
        transaction.add_all(
            [record for document, sealed, text in complete for record in (sealed, document, text)]
        )


def link(session: Session, document: Document, outer: Document | None, path: str) -> Document:
    """Note that a document of the case was handed in again, and return it.

    Args:
        session: the open vault.
        document: it.
        outer: the email or archive that it came in this time, unless it came alone.
        path: its name and folders this time.
    """
    if _linked(document, outer, path) == document:
        return document
    with session.store.write("document.link-letter") as transaction:
        linked = _linked(table_for(Document).find(transaction.connection, document.id), outer, path)
        transaction.replace(linked)
    return linked


def _linked(document: Document, outer: Document | None, path: str) -> Document:
    outers, paths = document.also_part_of, document.also_received_as
    if outer is not None and outer.id not in {document.id, *document.outer_ids}:
        outers = (*outers, outer.id)
    if path not in document.paths and len(paths) < MAX_PATHS:
        paths = (*paths, path)
    return replace(document, also_part_of=outers, also_received_as=paths)


def _received(session: Session, draft: Document, sealed: Attachment, who: str) -> CustodyStep:
    return CustodyStep(
        kind="received",
        at=session.clock(),
        who=who or session.who,
        why=draft.obtained_from,
        sha256_after=sealed.sha256,
    )


def contents(session: Session, document: Document) -> BinaryIO:
    """Return the bytes of a document as received, decrypted in memory only.

    Raises:
        VaultDamaged: the encrypted file was changed or is missing.
    """
    return session.vault.attachments.open(sealed_file(session, document))


def exhibit_of(document: Document, opened: Callable[[], BinaryIO], place: int = 0) -> Exhibit:
    """Return a document as an exhibit file, named by exhibit number, place in a dossier's list or type."""
    mark = document.exhibit_mark
    file = "" if mark or place else document.media_type
    return Exhibit(key=document.id, mark=mark, title="", media_type="", open=opened, file=file, place=place)


def sealed_file(session: Session, record: Document | OfficialForm) -> Attachment:
    """Return the encrypted file of a document or form, to be opened later and on any thread.

    Raises:
        NotFound: it is not here, or not yet.
    """
    with session.store.reading() as connection:
        sealed = table_for(Attachment).some(connection, [record.attachment_id])
    if record.attachment_id not in sealed:
        raise NotFound("The file of this document is not here yet.", field="file", remedy=_OTHER_CASEBOOK)
    return sealed[record.attachment_id]


def no_file(document: Document, place: int = 0) -> DamagedSource:
    """Return the error about an exhibit whose file is not here.

    Args:
        document: the exhibit.
        place: its place in the list of a dossier.
    """
    return damaged(exhibit_of(document, _nothing, place), _FILE_ABSENT, _OTHER_CASEBOOK)


def _nothing() -> BinaryIO:
    raise NotFound("The file of this document is not here yet.", field="file", remedy=_OTHER_CASEBOOK)


def captured_in_words(document: Document, words: Translator) -> str:
    """Return when a web page was captured, in the zone that is stated; as it stands where it is no time."""
    text = document.captured_at
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return text
    if moment is None:
        return ""
    if moment.tzinfo is None or len(text) <= len("2026-03-02"):
        return text.replace("T", " ")
    return words.format_datetime(moment)


def every_paper(session: Session, case_id: str) -> dict[str, Document]:
    """Return every document of a case by ID, those in the bin too, with the privilege it has or shares.

    SECURITY: the translation of a privileged letter stays privileged, and what a relative in China sent stays
    theirs, when the letter is in the bin.
    """
    from casebook.store.sharing.case_content import all_of_cases

    with session.store.reading() as connection:
        return with_privilege(all_of_cases(connection, table_for(Document), [case_id]))


def papers(session: Session, case_id: str) -> dict[str, Document]:
    """Return the documents of a case outside the bin by ID, in their order, with the privilege of each."""
    with session.store.reading() as connection:
        here = {*table_for(Document).ids_of_case(connection, case_id)}
    return {key: one for key, one in every_paper(session, case_id).items() if key in here}
