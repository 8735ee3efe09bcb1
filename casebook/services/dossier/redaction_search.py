"""Suggests redaction areas: where search words or protected details occur on a document's pages."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.base.preview import Box, PageSize
from casebook.domain.case.case import Case
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.evidence.recognition import Recognition
from casebook.domain.evidence.redaction import MIN_SIDE, Area, Edges, RedactedCopy, RedactionReason
from casebook.services.base import record
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.hiding import protected_names
from casebook.services.evidence import redaction
from casebook.services.evidence.preview import Preview, open_preview
from casebook.store.registry import table_for

_PAD_PT = 1.0


@entity
class RedactionQuery:
    """The words and names to search for.

    Attributes:
        words: as they stand there, each on a line, whatever their case and accents.
        has_spellings: each is a name: every script and spelling of it is looked for, and its parts alone.
        has_protected: everything that a pseudonymised copy of the case hides.
        reason: given to each area.
        copies: likewise.
    """

    words: str = ""
    has_spellings: bool = False
    has_protected: bool = False
    reason: RedactionReason = "protected-person"
    copies: tuple[RedactedCopy, ...] = ("service", "pseudonymised")


async def suggest(
    session: Session, document: Document, sought: RedactionQuery, *, progress: Progress = silent
) -> tuple[Area, ...]:
    """Save an area for every match; existing areas, including rejected ones, stay.

    Args:
        session: the open vault.
        document: whose pages are looked through.
        sought: what is looked for.
        progress: called for each page.

    Returns:
        What was added, for a person to accept or reject.

    Raises:
        InvalidInput: nothing is looked for.
        Refused: documents of this kind are not drawn, or this computer cannot confine what reads them.
        DamagedSource: it cannot be read.
        Conflict: somebody marked the same document meanwhile.
        Cancelled: the person stopped it.
    """
    hidden = await on_vault(lambda: _hidden(session, document, sought))
    if not hidden:
        raise InvalidInput(
            "There is nothing to search for.", field="words", remedy="Enter words, or a name in any script."
        )
    opened = await open_preview(session, document, is_laid_out=False)
    try:
        areas = await off_thread(lambda: _areas(opened, NameReplacer(hidden), sought, progress))
    finally:
        opened.close()
    return await on_vault(lambda: _keep(session, document, areas))


def _hidden(session: Session, document: Document, sought: RedactionQuery) -> tuple[Hidden, ...]:
    terms = [line.strip() for line in sought.words.splitlines() if line.strip()]
    forms = (
        form for one in terms for form in (protected_names.spellings(one) if sought.has_spellings else (one,))
    )
    words = tuple(Hidden(form=form, label="", is_name=sought.has_spellings) for form in forms)
    if not sought.has_protected:
        return words
    case = record.find(session, Case, document.case_id)
    return (*words, *protected_names.forms_to_search(session, case, _said(session, document)))


def _said(session: Session, document: Document) -> list[str]:
    with session.store.reading() as connection:
        texts = table_for(DocumentText).some(connection, [document.id]).values()
        read = table_for(Recognition).some(connection, [document.id]).values()
    pages = [page for document_text in texts for page in document_text.pages]
    return [*pages, *(page.text for recognised in read for page in recognised.pages)]


def _areas(
    opened: Preview, pseudonyms: NameReplacer, sought: RedactionQuery, progress: Progress
) -> tuple[Area, ...]:
    return tuple(_places(opened, pseudonyms, sought, progress))


def _places(
    opened: Preview, pseudonyms: NameReplacer, sought: RedactionQuery, progress: Progress
) -> Iterator[Area]:
    for index, size in enumerate(opened.pages):
        progress(index, len(opened.pages), Message("searching pages"))
        text = opened.text(index)
        page = Area(
            page=index + 1,
            left=0,
            top=0,
            right=1,
            bottom=1,
            reason=sought.reason,
            copies=sought.copies,
            state="suggested",
            is_drawn=False,
        )
        for hit in pseudonyms.find(text.text):
            for box in text.boxes(hit.start, hit.end):
                edges = _on_page(box, size)
                if edges:
                    yield page.at(edges)


def _on_page(box: Box, size: PageSize) -> Edges | None:
    """Return a slightly enlarged box in fractions of its page, or None off the paper."""
    left, right = (box.left_pt - _PAD_PT) / size.width_pt, (box.right_pt + _PAD_PT) / size.width_pt
    top, bottom = (box.top_pt - _PAD_PT) / size.height_pt, (box.bottom_pt + _PAD_PT) / size.height_pt
    across, down = min(right, 1.0) - max(left, 0.0), min(bottom, 1.0) - max(top, 0.0)
    return (left, top, right, bottom) if across > MIN_SIDE and down > MIN_SIDE else None


def _keep(session: Session, document: Document, found: tuple[Area, ...]) -> tuple[Area, ...]:
    was = redaction.of_document(session, document)
    now = redaction.keep(session, was.having(found), was)
    return tuple(area for area in now.areas if area not in was.areas)
