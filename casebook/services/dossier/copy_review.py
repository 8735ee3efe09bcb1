"""Review of pages no program can be sure of: a pseudonymised copy leaves them out until they are reviewed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from casebook.base.errors import DamagedSource, Refused
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.hiding.unsearched_script import unsearched_scripts
from casebook.domain.dossier.pdf_job import ListUnsearchable
from casebook.domain.dossier.pdf_result import PageSelection
from casebook.domain.evidence.document import Document, DocumentText, by_mark
from casebook.domain.evidence.redaction import DoubtfulPages, PageDoubt, Redaction
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import recognition, redaction
from casebook.services.evidence.document import exhibit_of, papers
from casebook.services.evidence.drawn_words import known_words
from casebook.services.evidence.preview import typeset_pages
from casebook.services.evidence.set_kinds import PDF, can_be_exhibit, has_pages
from casebook.services.processes.bundle_worker import BundleWorker
from casebook.store.registry import table_for

_NO_PLACES: Mapping[str, int] = MappingProxyType({})


@entity
class ExhibitToReview:
    """An exhibit with pages a person must review.

    Attributes:
        name: what messages call it.
        doubts: their numbers in the exhibit, from 1, each with the reason.
    """

    document: Document
    name: str | Message
    doubts: DoubtfulPages

    @property
    def pages(self) -> tuple[int, ...]:
        """Their numbers alone."""
        return tuple(number for number, _ in self.doubts)


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
    dossier = await on_vault(lambda: record.find(session, Dossier, dossier_id))
    to_read = await _with_pages(session, shown, dossier.language)
    if not to_read:
        return ()
    doubts = await off_thread(lambda: _found(session, to_read))
    return tuple(
        ExhibitToReview(document=one.document, name=one.exhibit.name, doubts=pages)
        for one, pages in zip(to_read, doubts, strict=True)
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
        if has_pages(shown.document.media_type)
    )


async def pages_to_review_of(session: Session, document_id: str) -> Mapping[int, PageDoubt]:
    """The pages of one document that only a person can judge, by number from 1, each with the reason.

    Raises:
        NotFound: there is no such document.
        DamagedSource: it cannot be read.
        VaultDamaged: the encrypted file was changed or is missing.
    """
    shown = await on_vault(lambda: _of_documents(session, [document_id]))
    to_read = await _with_pages(session, shown)
    return dict((await off_thread(lambda: _found(session, to_read)))[0]) if to_read else {}


@entity
class _ShownExhibit:
    """An exhibit with pages to look at, its own or set by the program."""

    document: Document
    exhibit: Exhibit
    is_typeset: bool = False


def _shown(session: Session, dossier_id: str) -> tuple[_ShownExhibit, ...]:
    dossier = record.find(session, Dossier, dossier_id)
    documents = papers(session, dossier.case_id)
    open_ids = [key for key in dossier.exhibit_ids if key in documents and not documents[key].is_privileged]
    open_ids.sort(key=lambda key: by_mark(documents[key]))
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
        if can_be_exhibit(document) and document.attachment_id in sealed
    )


async def _with_pages(
    session: Session, shown: tuple[_ShownExhibit, ...], language: str = "en"
) -> tuple[_ShownExhibit, ...]:
    """Return the exhibits with pages, among them the pages set of texts in which a script is not searched."""
    texts = await on_vault(lambda: _texts(session, shown))
    ready: list[_ShownExhibit] = []
    for one in shown:
        if has_pages(one.document.media_type):
            ready.append(one)
        elif any(map(unsearched_scripts, texts.get(one.document.id, ()))):
            with suppress(DamagedSource, Refused):  # the build names it
                data = await typeset_pages(session, one.document, language, is_laid_out=False)
                exhibit = replace(one.exhibit, media_type=PDF, open=partial(io.BytesIO, data))
                ready.append(replace(one, exhibit=exhibit, is_typeset=True))
    return tuple(ready)


def _texts(session: Session, shown: tuple[_ShownExhibit, ...]) -> Mapping[str, tuple[str, ...]]:
    """The stored text of the exhibits without pages of their own, by document id."""
    ids = [one.document.id for one in shown if not has_pages(one.document.media_type)]
    with session.store.reading() as connection:
        return {key: tuple(text.pages) for key, text in table_for(DocumentText).some(connection, ids).items()}


def _found(session: Session, shown: tuple[_ShownExhibit, ...]) -> list[DoubtfulPages]:
    exhibits = tuple(shown_exhibit.exhibit for shown_exhibit in shown)
    job = ListUnsearchable(
        exhibits=exhibits,
        drawn=known_words(session, [(one.document, one.exhibit) for one in shown if not one.is_typeset]),
        is_read_later=bool(recognition.readiness().languages),
        typeset=frozenset(one.exhibit.key for one in shown if one.is_typeset),
    )
    with BundleWorker(to_build=False) as worker:
        found = worker.run(job, PageSelection, exhibits)
    return [
        tuple(zip(pages, doubts, strict=True))
        for pages, doubts in zip(found.of_files, found.doubts, strict=True)
    ]
