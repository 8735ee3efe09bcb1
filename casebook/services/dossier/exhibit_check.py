"""Checks exhibits before a build: which cannot be rendered, and which prevent PDF/A."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.pdf_job import ListIncompatible
from casebook.domain.dossier.pdf_result import IncompatiblePages
from casebook.domain.evidence.document import Document
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.placeholder import standing_pages
from casebook.services.dossier.profile import orders_archive
from casebook.services.evidence.document import exhibit_of
from casebook.services.evidence.set_kinds import is_set_from_text
from casebook.services.processes.bundle_worker import BundleWorker


@entity
class UnfitExhibit:
    """An exhibit that a build would stop at, or that keeps it from being PDF/A.

    Attributes:
        name: what messages call it.
        unshown: why it cannot be shown on pages; empty where it can.
        against: what in it stands against PDF/A.
    """

    document: Document
    name: str | Message
    unshown: Message
    against: tuple[Message, ...]


async def unfit(
    session: Session, request: BuildRequest, *, progress: Progress = silent
) -> tuple[UnfitExhibit, ...]:
    """Return the exhibits of a copy that cannot be shown or, if PDF/A is requested, violate it.

    Recordings, exhibits that have a page in their place already and those set from their text are not opened.

    Raises:
        NotFound: there is no such dossier or forum.
        VaultDamaged: an encrypted file was changed or is missing.
        Cancelled: the person stopped.
    """
    shown, for_archive = await on_vault(lambda: _shown(session, request))
    if not shown:
        return ()
    exhibits = tuple(exhibit for _, exhibit in shown)
    found = await off_thread(lambda: _found(exhibits, progress, for_archive=for_archive))
    return tuple(_unfit(shown, found))


def _shown(session: Session, request: BuildRequest) -> tuple[list[tuple[Document, Exhibit]], bool]:
    dossier_data = load_for_preview(session, request)
    opened = session.vault.attachments.open
    standing = standing_pages(dossier_data, request.placeholders)
    shown = [
        (
            document,
            exhibit_of(
                document,
                partial(opened, dossier_data.attachments[document.id]),
                dossier_data.dossier.place_of(document.id),
            ),
        )
        for document in dossier_data.exhibits
        if document.id not in standing and not is_set_from_text(document)
    ]
    return shown, request.is_archived or orders_archive(dossier_data.profile)


def _found(exhibits: tuple[Exhibit, ...], progress: Progress, *, for_archive: bool) -> IncompatiblePages:
    job = ListIncompatible(exhibits=exhibits, for_archive=for_archive)
    with BundleWorker(to_build=False) as worker:
        return worker.run(job, IncompatiblePages, exhibits, progress=progress)


def _unfit(shown: list[tuple[Document, Exhibit]], found: IncompatiblePages) -> Iterator[UnfitExhibit]:
    for (document, exhibit), unshown, against in zip(shown, found.unshown, found.against, strict=True):
        if unshown or against:
            yield UnfitExhibit(document=document, name=exhibit.name, unshown=unshown, against=against)
