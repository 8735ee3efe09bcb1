"""What would refuse a copy, found all at once before a person reviews its replacements."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.errors import CasebookError, Refused
from casebook.base.message import Message, in_sequence
from casebook.base.progress import Progress, silent
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.pdf_result import damaged
from casebook.domain.evidence.document import Document
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.build import composed
from casebook.services.dossier.copy_decision import require_decided
from casebook.services.dossier.dossier_data import DossierData, load_for_export, load_for_preview
from casebook.services.dossier.exhibit_check import unfit
from casebook.services.dossier.gate.copy_material import for_reader
from casebook.services.dossier.gate.filing_gate import open_items
from casebook.services.dossier.placeholder import standing_pages
from casebook.services.evidence.file_pages import NoPages, read, readers, receipt_of
from casebook.services.evidence.set_kinds import is_set, is_set_from_text


async def require_buildable(session: Session, request: BuildRequest, *, progress: Progress = silent) -> None:
    """Make sure that nothing known by now refuses this copy.

    Args:
        session: the open vault.
        request: which copy; of a Word file no exhibit is read.
        progress: called often enough to stop.

    Raises:
        Refused: something does; names all of it.
        NotFound: there is no such dossier.
        Cancelled: the person stopped it.
    """
    lacks, dossier_data = await on_vault(lambda: _of_material(session, request))
    if dossier_data is not None and request.file_format == "pdf":
        data = dossier_data
        standing = standing_pages(data, request.placeholders)
        exhibits = await on_vault(lambda: _set_from_text(session, data, standing))
        lacks += await off_thread(lambda: [*_of_files(data, exhibits, progress)])
        lacks += [one.unshown for one in await unfit(session, request, progress=progress) if one.unshown]
    if lacks:
        raise Refused(
            Message.plural(
                "This copy cannot be built yet: {number} item is open. {items}",
                "This copy cannot be built yet: {number} items are open. {items}",
                len(lacks),
                items=in_sequence(lacks),
            ),
            field="copy",
            remedy="Settle each before you review the replacements. An exhibit whose file cannot be shown "
            "can have a placeholder page under Build.",
        )


def _of_material(session: Session, request: BuildRequest) -> tuple[list[Message], DossierData | None]:
    """What the records refuse, and the material as far as it could be loaded."""
    lacks: list[Message] = []
    try:
        load_for_export(session, request)
    except Refused as error:
        lacks.append(error.title)
    try:
        dossier_data = for_reader(session, load_for_preview(session, request), request)
        require_decided(request, dossier_data)
        composed(session, dossier_data)
    except CasebookError as error:
        return [*lacks, error.title], None
    lacks += [item.problem.what for item in open_items(request, dossier_data)]
    return lacks, dossier_data


def _set_from_text(
    session: Session, dossier_data: DossierData, standing: frozenset[str]
) -> list[tuple[Document, Exhibit]]:
    exhibits = {exhibit.key: exhibit for exhibit in composed(session, dossier_data).exhibits}
    return [
        (document, exhibits[document.id])
        for document in dossier_data.exhibits
        if document.id not in standing and is_set(document.media_type) and is_set_from_text(document)
    ]


def _of_files(
    dossier_data: DossierData, exhibits: list[tuple[Document, Exhibit]], progress: Progress
) -> Iterator[Message]:
    """Yield what is wrong with each file of which pages are to be set."""
    with readers(progress) as reading:
        for document, exhibit in exhibits:
            receipt = receipt_of(document, dossier_data.exhibits, dossier_data.chats.get(document.id))
            try:
                read(reading, exhibit.media_type, exhibit.open, receipt)
            except NoPages as error:
                yield damaged(exhibit, error.what, error.remedy).title
