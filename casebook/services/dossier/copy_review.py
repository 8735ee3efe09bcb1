"""Review of pages no program can be sure of: a pseudonymised copy leaves them out until they are reviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.pdf_job import ListUnsearchable, PageSelection
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.privilege import with_privilege
from casebook.domain.evidence.redaction import Redaction
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import recognition, redaction
from casebook.services.evidence.document import exhibit_of
from casebook.services.evidence.drawn_words import known_words
from casebook.services.evidence.set_kinds import has_pages
from casebook.services.processes.bundle_worker import BundleWorker
from casebook.store.registry import table_for

_NO_PLACES: Mapping[str, int] = MappingProxyType({})


@entity
class ExhibitToReview:
    """An exhibit with pages a person must review.

    Attributes:
        name: what messages call it.
        pages: their numbers in the exhibit, from 1.
    """

    document: Document
    name: str | Message
    pages: tuple[int, ...]


async def pages_to_review(session: Session, dossier_id: str) -> tuple[ExhibitToReview, ...]:
    """The pages of a dossier's exhibits that only a person can judge, exhibit by exhibit.

    Where text recognition is installed it judges typed pages when a copy is built; those it found not to show
    what their text says are among these from then on, until the casebook is locked.

    Raises:
        NotFound: there is no such dossier.
        DamagedSource: an exhibit cannot be read.
        VaultDamaged: an encrypted file was changed or is missing.
    """
    shown = await on_vault(lambda: _shown(session, dossier_id))
    if not shown:
        return ()
    unread_pages = await off_thread(lambda: _found(session, shown))
    return tuple(
        ExhibitToReview(document=shown_exhibit.document, name=shown_exhibit.exhibit.name, pages=pages)
        for shown_exhibit, pages in zip(shown, unread_pages.of_files, strict=True)
        if pages
    )


@entity
class Marked:
    """An exhibit that has pages, and what copies hide of it.

    Attributes:
        name: what messages call it.
    """

    document: Document
    name: str | Message
    redaction: Redaction


def marked(session: Session, dossier_id: str) -> tuple[Marked, ...]:
    """Return the exhibits of a dossier with pages that can be marked, in order, without privileged ones.

    Raises:
        NotFound: there is no such dossier.
    """
    return tuple(
        Marked(
            document=shown.document,
            name=shown.exhibit.name,
            redaction=redaction.of_document(session, shown.document),
        )
        for shown in _shown(session, dossier_id)
    )


async def pages_to_review_of(session: Session, document_id: str) -> tuple[int, ...]:
    """The pages of one document that only a person can judge, by number from 1.

    Raises:
        NotFound: there is no such document.
        DamagedSource: it cannot be read.
        VaultDamaged: the encrypted file was changed or is missing.
    """
    shown = await on_vault(lambda: _of_documents(session, [document_id]))
    return (await off_thread(lambda: _found(session, shown))).of_files[0] if shown else ()


@entity
class _ShownExhibit:
    """An exhibit with pages to look at."""

    document: Document
    exhibit: Exhibit


def _shown(session: Session, dossier_id: str) -> tuple[_ShownExhibit, ...]:
    dossier = record.find(session, Dossier, dossier_id)
    documents = with_privilege(record.of_case(session, Document, dossier.case_id))
    open_ids = [key for key in dossier.exhibit_ids if key in documents and not documents[key].is_privileged]
    places = {key: dossier.place_of(key) for key in open_ids}
    return _of_documents(session, open_ids, places)


def _of_documents(
    session: Session, ids: Sequence[str], places: Mapping[str, int] = _NO_PLACES
) -> tuple[_ShownExhibit, ...]:
    with session.store.reading() as connection:
        documents = table_for(Document).some(connection, ids)
        sealed = table_for(Attachment).some(
            connection, (document.attachment_id for document in documents.values())
        )
    exhibits = (documents[each] for each in ids if each in documents)
    return tuple(
        _ShownExhibit(
            document=document,
            exhibit=exhibit_of(
                document,
                partial(session.vault.attachments.open, sealed[document.attachment_id]),
                places.get(document.id, 0),
            ),
        )
        for document in exhibits
        if has_pages(document.media_type)
    )


def _found(session: Session, shown: tuple[_ShownExhibit, ...]) -> PageSelection:
    exhibits = tuple(shown_exhibit.exhibit for shown_exhibit in shown)
    drawn = known_words(session, [(one.document, one.exhibit) for one in shown])
    job = ListUnsearchable(
        exhibits=exhibits, drawn=drawn, is_read_later=bool(recognition.readiness().languages)
    )
    with BundleWorker(to_build=False) as worker:
        return worker.run(job, PageSelection, exhibits)
