"""Text covered by a drawing, which can still be copied from the file.

One detector for finished files and for copies while they are built; it decides by pixels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from io import BytesIO
from itertools import groupby
from typing import Any, BinaryIO

import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf
from pypdfium2 import raw

from casebook.base.message import Message
from casebook.domain.dossier.filings.filing import pages_named
from casebook.domain.dossier.pdf_job import BundleItem
from casebook.domain.dossier.preflight import PreflightProblem
from casebook.pdf.page.annotations import flatten_annotations
from casebook.pdf.page.forms import draw_entries
from casebook.pdf.page.opening import open_pdf
from casebook.pdf.page.plan import Bundle
from casebook.pdf.redact.page_layers import Box, bounds_of, has_only_unseen_text
from casebook.pdf.redact.page_traits import has_usage, is_on_somewhere, used_layers
from casebook.pdf.redact.shown_letters import shown_letters

ReadPages = Mapping[str, AbstractSet[int]]
"""By exhibit key, the numbers from 1 of pages whose invisible text this build wrote itself."""

_MARKS = 2
"""A plate and the number on it, drawn last."""
_MARGIN_PT, _MOST_FIGURES = 60.0, 4
"""The area and maximum length of a page number: one stamped over hides nothing."""


def covered_letters(page: Any, index: int, label: str) -> int:  # noqa: ANN401 - untyped library
    """Return how many letters of a page are covered, except page numbers stamped over.

    Args:
        page: of pypdfium2.
        index: of it, from 0.
        label: of the page, as a bundle prints it.
    """
    shown = shown_letters(page, index)
    covered = sorted(shown.covered | shown.marred)
    if not covered:
        return 0
    plate, paper = _plate(page, label), page.get_cropbox(fallback_ok=True)
    text = page.get_textpage()
    runs = [
        [at for _, at in run] for _, run in groupby(enumerate(covered), key=lambda pair: pair[1] - pair[0])
    ]
    signs = {at: chr(raw.FPDFText_GetUnicode(text, at)) for at in covered}
    boxes = {at: text.get_charbox(at) for at in covered}
    text.close()
    return sum(
        not (plate and _is_within(boxes[at], plate))
        for run in runs
        if not _is_page_number([signs[at] for at in run], boxes[run[0]], paper)
        for at in run
    )


def letters_under_notes(page: Any, flat_page: Any, index: int) -> int:  # noqa: ANN401 - untyped library
    """Return how many letters of a page are under a form field or another annotation.

    Args:
        page: of pypdfium2, with its annotations, which the library does not take for content.
        flat_page: the same page with what they show drawn into it.
        index: of both, from 0.
    """
    before, after = shown_letters(page, index), shown_letters(flat_page, index)
    return max(0, len(after.covered | after.marred) - len(before.covered | before.marred))


def flattened(pdf: Pdf) -> BinaryIO:
    """A copy of a document, changed in memory, with what its annotations show drawn into its pages.

    Its layers are shown by its settings alone, as `has_usage` says, and those that are on for some use.
    """
    for layer in used_layers(pdf):
        if is_on_somewhere(layer):
            _switch_on(pdf.Root.OCProperties, layer)
        del layer.Usage
    pages = [page.obj for page in pdf.pages]
    draw_entries(pdf, pages)
    flatten_annotations(pdf, pages, {})
    copied = BytesIO()
    pdf.save(copied)
    return copied


def _switch_on(layers: Object, layer: Dictionary) -> None:
    shown = layers.get(Name.D)
    if not isinstance(shown, Dictionary):
        return
    for key in (Name.ON, Name.OFF):
        known = shown.get(key)
        others = [one for one in known if one.objgen != layer.objgen] if isinstance(known, Array) else []
        shown[key] = Array([*others, layer] if key == Name.ON else others)


def _in_other_viewers(finished: BinaryIO) -> BinaryIO | None:
    """A finished file with its layers shown by its settings alone; None where that is the same."""
    finished.seek(0)
    with open_pdf(finished) as pdf:
        return flattened(pdf) if has_usage(pdf) else None


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
    covered: defaultdict[str, set[int]] = defaultdict(set)
    for file in filter(None, (finished, _in_other_viewers(finished))):
        for key, number in _covered_pages(file, bundle, read, tick):
            covered[key].add(number)
    for item in bundle.items:
        if pages := sorted(covered[item.key]):
            yield _problem(item, pages, _own_pages(item)[pages[0]])


def _covered_pages(
    file: BinaryIO, bundle: Bundle, read: ReadPages, tick: Callable[[], None]
) -> Iterator[tuple[str, int]]:
    """The key of an exhibit and the number of a page of it, for each with words under something."""
    file.seek(0)
    with pypdfium2.PdfDocument(file, autoclose=False) as document:
        for item in bundle.items:
            known = read.get(item.key, frozenset())
            for number, place in _own_pages(item).items():
                tick()
                page = document[place - 1]
                is_sure = number in known and has_only_unseen_text(page)
                if not is_sure and covered_letters(page, place - 1, bundle.plan.pages[place - 1].label):
                    yield item.key, number
                page.close()


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
            "Exhibit {mark}: text is covered by something drawn over it, but anyone can copy it: page "
            "{pages} of the exhibit.",
            mark=item.name,
            pages=pages_named(pages),
        ),
        is_blocking=True,
        rule=Message("Drawing something over text does not remove it."),
        mend=Message(
            "Ask for a clean copy, or leave the exhibit out. In a service copy, mark the place as a "
            "redaction area: the page is then redrawn without these words."
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


def _is_page_number(signs: Sequence[str], box: Box, paper: Box) -> bool:
    """Whether a run of letters is the number of a page, at the edge of the paper."""
    is_at_edge = any(abs(side - edge) <= _MARGIN_PT for side, edge in zip(box, paper, strict=True))
    return is_at_edge and len(signs) <= _MOST_FIGURES and all(map(str.isdigit, signs))


def _is_within(box: Box, plate: Box) -> bool:
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return plate[0] <= across <= plate[2] and plate[1] <= up <= plate[3]
