"""Words over which something was drawn: whoever gets the file copies them out from under it.

One detector for finished files and for copies while they are built; it decides by pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from io import BytesIO
from typing import Any, BinaryIO

import pypdfium2
from pikepdf import Pdf
from pypdfium2 import raw

from casebook.base.message import Message
from casebook.domain.dossier.filing import pages_named
from casebook.domain.dossier.pdf_job import BundleItem
from casebook.domain.dossier.preflight import PreflightProblem
from casebook.pdf.page.annotations import flatten_annotations
from casebook.pdf.page.forms import draw_entries
from casebook.pdf.page.plan import Bundle
from casebook.pdf.redact.page_layers import Box, bounds_of, has_only_unseen_text
from casebook.pdf.redact.shown_letters import shown_letters

ReadPages = Mapping[str, AbstractSet[int]]
"""By exhibit key, the numbers from 1 of pages whose unseen text this program wrote itself, in this build."""

_MARKS = 2
"""A plate and the number on it, drawn last."""


def covered_letters(page: Any, index: int, label: str) -> int:  # noqa: ANN401 - untyped library
    """How many letters of a page stand under something even, but for the plate of its own number.

    Args:
        page: of pypdfium2.
        index: of it, from 0.
        label: of the page, as a bundle prints it.
    """
    covered = shown_letters(page, index).covered
    plate = _plate(page, label) if covered else None
    if plate is None:
        return len(covered)
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in covered]
    text.close()
    return sum(not _is_within(box, plate) for box in boxes)


def letters_under_notes(page: Any, flat_page: Any, index: int) -> int:  # noqa: ANN401 - untyped library
    """How many letters of a page stand under a form field or another annotation.

    Args:
        page: of pypdfium2, with its annotations, which the library does not take for content.
        flat_page: the same page with what they show drawn into it.
        index: of both, from 0.
    """
    before, after = shown_letters(page, index).covered, shown_letters(flat_page, index).covered
    return max(0, len(after) - len(before))


def flattened(pdf: Pdf) -> BinaryIO:
    """A copy of a document, changed in memory, with what its annotations show drawn into its pages."""
    pages = [page.obj for page in pdf.pages]
    draw_entries(pdf, pages)
    flatten_annotations(pdf, pages, {})
    copied = BytesIO()
    pdf.save(copied)
    return copied


def covered_exhibits(
    finished: BinaryIO, bundle: Bundle, read: ReadPages, tick: Callable[[], None]
) -> Iterator[PreflightProblem]:
    """A blocking problem for each exhibit of a finished file with words under something.

    Args:
        finished: the file as it will leave.
        bundle: what was built.
        read: pages that need no second look where they have no other text.
        tick: called at every page, so that the work can be stopped.
    """
    finished.seek(0)
    with pypdfium2.PdfDocument(finished, autoclose=False) as document:
        for item in bundle.items:
            own = _own_pages(item)
            known = read.get(item.key, frozenset())
            covered = []
            for number, place in own.items():
                tick()
                page = document[place - 1]
                is_sure = number in known and has_only_unseen_text(page)
                if not is_sure and covered_letters(page, place - 1, bundle.plan.pages[place - 1].label):
                    covered.append(number)
                page.close()
            if covered:
                yield _problem(item, covered, own[covered[0]])


def _own_pages(item: BundleItem) -> dict[int, int]:
    """The pages of an exhibit from 1, each with its page of the file; its divider is none."""
    places = range(item.first_page, item.last_page + 1)
    numbered = {place - item.last_page + item.last_own: place for place in places}
    return {number: place for number, place in numbered.items() if number > 0}


def _problem(item: BundleItem, pages: list[int], place: int) -> PreflightProblem:
    return PreflightProblem(
        check="redaction",
        page=place,
        what=Message(
            "Exhibit {mark}: words stand under a box or picture drawn over them, and anyone can copy them "
            "out: page {pages} of the exhibit.",
            mark=item.mark,
            pages=pages_named(pages),
        ),
        is_blocking=True,
        rule=Message("A box drawn over words does not take them away."),
        mend=Message(
            "Ask for a clean copy, or leave the exhibit out. In a service copy, mark the place as a "
            "redaction area: the page is drawn anew without these words."
        ),
    )


def _plate(page: Any, label: str) -> Box | None:  # noqa: ANN401
    """Where a bundle printed the number of a page on a plate of its own."""
    count = raw.FPDFPage_CountObjects(page)
    if count < _MARKS or not label:
        return None
    plate, number = (raw.FPDFPage_GetObject(page, at) for at in (count - 2, count - 1))
    kinds = raw.FPDFPageObj_GetType(plate), raw.FPDFPageObj_GetType(number)
    if kinds != (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_TEXT):
        return None
    text = page.get_textpage()
    printed = pypdfium2.PdfTextObj(number, textpage=text).extract().strip()
    text.close()
    return bounds_of(plate) if printed == label else None


def _is_within(box: Box, plate: Box) -> bool:
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return plate[0] <= across <= plate[2] and plate[1] <= up <= plate[3]
