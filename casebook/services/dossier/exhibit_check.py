"""Checks before a build: all that refuses it, exhibits that cannot be rendered, and what prevents PDF/A."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from casebook.base.errors import CasebookError, Refused
from casebook.base.message import Message, in_sequence
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import Composition, Exhibit
from casebook.domain.dossier.pdf_job import ListIncompatible
from casebook.domain.dossier.pdf_result import IncompatiblePages, damaged
from casebook.domain.evidence.document import Document
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.build import composed
from casebook.services.dossier.copy_decision import require_decided
from casebook.services.dossier.dossier_data import DossierData, load_for_export, load_for_preview
from casebook.services.dossier.gate.copy_material import for_reader
from casebook.services.dossier.gate.filing_gate import open_items
from casebook.services.dossier.placeholder import standing_pages
from casebook.services.dossier.profile import orders_archive
from casebook.services.evidence.document import exhibit_of, no_file
from casebook.services.evidence.file_pages import NoPages, read, readers, receipt_of, require_text
from casebook.services.evidence.set_kinds import is_set, is_set_from_text
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


class UnbuildableCopy(Refused):
    """Something refuses a copy before it is built.

    Attributes:
        exhibits: the ids of the documents whose files cannot be shown; each can have a placeholder page.
    """

    def __init__(self, lacks: Sequence[Message], exhibits: Iterable[str]) -> None:
        super().__init__(
            Message.plural(
                "This copy cannot be built yet: {number} item is open. {items}",
                "This copy cannot be built yet: {number} items are open. {items}",
                len(lacks),
                items=in_sequence(lacks),
            ),
            field="copy",
            remedy=Message(
                "Settle each before you review the replacements. An exhibit whose file cannot be shown "
                "can have a placeholder page under Build."
            ),
        )
        self.exhibits = tuple(exhibits)


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
    shown, without_file, for_archive = await on_vault(lambda: _shown(session, request))
    if not shown:
        return without_file
    exhibits = tuple(exhibit for _, exhibit in shown)
    found = await off_thread(lambda: _found(exhibits, progress, for_archive=for_archive))
    return (*without_file, *_unfit(shown, found))


def _shown(
    session: Session, request: BuildRequest
) -> tuple[list[tuple[Document, Exhibit]], tuple[UnfitExhibit, ...], bool]:
    """Return the exhibits to open, those whose file is not here, and whether the copy is to be PDF/A."""
    dossier_data = load_for_preview(session, request)
    opened = session.vault.attachments.open
    standing = standing_pages(dossier_data, request.placeholders)
    wanted = [
        document
        for document in dossier_data.exhibits
        if document.id not in standing and not is_set_from_text(document)
    ]
    without_file = tuple(
        UnfitExhibit(
            document=document,
            name=dossier_data.name_of(document),
            unshown=no_file(document, dossier_data.dossier.place_of(document.id)).title,
            against=(),
        )
        for document in wanted
        if document.id not in dossier_data.attachments
    )
    shown = [
        (
            document,
            exhibit_of(
                document,
                partial(opened, dossier_data.attachments[document.id]),
                dossier_data.dossier.place_of(document.id),
            ),
        )
        for document in wanted
        if document.id in dossier_data.attachments
    ]
    return shown, without_file, request.is_archived or orders_archive(dossier_data.profile)


def _found(exhibits: tuple[Exhibit, ...], progress: Progress, *, for_archive: bool) -> IncompatiblePages:
    job = ListIncompatible(exhibits=exhibits, for_archive=for_archive)
    with BundleWorker(to_build=False) as worker:
        return worker.run(job, IncompatiblePages, exhibits, progress=progress)


def _unfit(shown: list[tuple[Document, Exhibit]], found: IncompatiblePages) -> Iterator[UnfitExhibit]:
    for (document, exhibit), unshown, against in zip(shown, found.unshown, found.against, strict=True):
        if unshown or against:
            yield UnfitExhibit(document=document, name=exhibit.name, unshown=unshown, against=against)


async def require_buildable(session: Session, request: BuildRequest, *, progress: Progress = silent) -> None:
    """Make sure that nothing known by now refuses this copy.

    Args:
        session: the open vault.
        request: which copy; of a Word file no exhibit is read.
        progress: called often enough to stop.

    Raises:
        UnbuildableCopy: something does; names all of it.
        NotFound: there is no such dossier.
        Cancelled: the person stopped it.
    """
    lacks, material = await on_vault(lambda: _of_material(session, request))
    unshown: dict[str, Message] = {}
    if material is not None and request.file_format == "pdf":
        dossier_data, composition = material
        exhibits = _set_from_text(
            dossier_data, composition, standing_pages(dossier_data, request.placeholders)
        )
        unshown = await off_thread(lambda: dict(_of_files(dossier_data, exhibits, progress)))
        found = await unfit(session, request, progress=progress)
        unshown |= {one.document.id: one.unshown for one in found if one.unshown}
        lacks += unshown.values()
    if lacks:
        raise UnbuildableCopy(lacks, unshown)


def _of_material(
    session: Session, request: BuildRequest
) -> tuple[list[Message], tuple[DossierData, Composition] | None]:
    """What the records refuse, and the material with what is made of it, as far as it could be loaded."""
    lacks: list[Message] = []
    try:
        load_for_export(session, request)
    except Refused as error:
        lacks.append(error.title)
    try:
        dossier_data = for_reader(session, load_for_preview(session, request), request)
        require_decided(request, dossier_data)
        composition = composed(session, dossier_data)
    except CasebookError as error:
        return [*lacks, error.title], None
    lacks += [item.problem.what for item in open_items(request, dossier_data)]
    return lacks, (dossier_data, composition)


def _set_from_text(
    dossier_data: DossierData, composition: Composition, standing: frozenset[str]
) -> list[tuple[Document, Exhibit]]:
    exhibits = {exhibit.key: exhibit for exhibit in composition.exhibits}
    return [
        (document, exhibits[document.id])
        for document in dossier_data.exhibits
        if document.id not in standing and is_set(document.media_type) and is_set_from_text(document)
    ]


def _of_files(
    dossier_data: DossierData, exhibits: list[tuple[Document, Exhibit]], progress: Progress
) -> Iterator[tuple[str, Message]]:
    """Yield what is wrong with each file of which pages are to be set, by the id of its document."""
    with readers(progress) as reading:
        for document, exhibit in exhibits:
            receipt = receipt_of(document, dossier_data.exhibits, dossier_data.chats.get(document.id))
            try:
                require_text(read(reading, exhibit.media_type, exhibit.open, receipt))
            except NoPages as error:
                yield document.id, damaged(exhibit, error.what, error.remedy).title
