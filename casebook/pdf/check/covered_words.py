"""Text covered by a drawing, which can still be copied from the file.

One detector for finished files and for copies while they are built; it decides by pixels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from io import BytesIO
from itertools import groupby
from typing import Any, BinaryIO

import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf
from pypdfium2 import raw

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.filing import pages_named
from casebook.domain.dossier.pdf_result import BundleItem
from casebook.pdf.page.annotations import flatten_annotations
from casebook.pdf.page.examiner import Look
from casebook.pdf.page.forms import draw_entries
from casebook.pdf.page.opening import open_pdf
from casebook.pdf.page.plan import Bundle
from casebook.pdf.redact.bare_text import lies_bare
from casebook.pdf.redact.page_layers import Box, bounds_of, has_only_unseen_text
from casebook.pdf.redact.page_traits import has_usage, is_on_somewhere, used_layers
from casebook.pdf.redact.shown_letters import shown_letters

ReadPages = Mapping[str, AbstractSet[int]]
"""By exhibit key, the numbers from 1 of pages whose invisible text this build wrote itself."""

_MARKS = 2
"""A plate and the number on it, drawn last."""
_MARGIN_PT, _MAX_FIGURES = 60.0, 4
"""The area and maximum length of a page number: one stamped over hides nothing."""


def covered_letters(page: Any, index: int, label: str) -> int:  # noqa: ANN401 - untyped library
    """Return how many letters of a page are covered, except page numbers stamped over.

    Args:
        page: of pypdfium2.
        index: of it, from 0.
        label: of the page, as a bundle prints it.
    """
    if lies_bare(page):
        return 0
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


def flattened(pdf: Pdf) -> bytes:
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
    return copied.getvalue()


def _switch_on(layers: Object, layer: Dictionary) -> None:
    shown = layers.get(Name.D)
    if not isinstance(shown, Dictionary):
        return
    for key in (Name.ON, Name.OFF):
        known = shown.get(key)
        others = [one for one in known if one.objgen != layer.objgen] if isinstance(known, Array) else []
        shown[key] = Array([*others, layer] if key == Name.ON else others)


class CoverCheck:
    """An examiner that finds words under something on the pages of exhibits of a finished bundle.

    Args:
        finished: the file.
        bundle: what was built.
        read: pages that need no look where they have no other text; asked once the exhibits were bound.
    """

    def __init__(self, finished: BinaryIO, bundle: Bundle, read: Callable[[], ReadPages]) -> None:
        self._finished, self._bundle, self._read = finished, bundle, read
        self._covered: defaultdict[str, list[int]] = defaultdict(list)
        self._exhibit_of = {
            place - 1: (item.key, number)
            for item in bundle.items
            for number, place in _own_pages(item).items()
        }

    def open(self, pdf: Pdf) -> Look:
        """Return what looks for covered words on a page."""
        self._covered.clear()
        read = self._read()
        known = {at for at, (key, number) in self._exhibit_of.items() if number in read.get(key, ())}
        labels = [page.label for page in self._bundle.plan.pages]
        return _CoverLook(labels, self._exhibit_of.keys() - known, known, self._in_other_viewers(pdf))

    def whole(self, pdf: Pdf) -> None:
        """Do nothing: words lie under something on pages only."""

    def take(self, index: int, finding: bool) -> None:  # noqa: FBT001 - an examiner
        """Take whether words on a page are covered."""
        if finding:
            key, number = self._exhibit_of[index]
            self._covered[key].append(number)

    @property
    def problems(self) -> Iterator[FilingProblem]:
        """A blocking problem for each exhibit with words under something."""
        for item in self._bundle.items:
            if pages := self._covered.get(item.key):
                yield _problem(item, pages, _own_pages(item)[pages[0]])

    def _in_other_viewers(self, pdf: Pdf) -> bytes:
        """The file with its layers shown by its settings alone; empty where that is the same."""
        if not has_usage(pdf):
            return b""
        with open_pdf(self._finished) as again:  # it is changed, and the other is still to be read
            return flattened(again)


class _CoverLook:
    """Looks whether words on a page are covered, in one viewer or the other.

    Args:
        labels: of all pages.
        looked_at: indexes of the pages of exhibits.
        known: indexes of those that need no look where they have no text but what this program laid there.
        flat: the file as other viewers show it; empty where that is the same.
    """

    def __init__(
        self, labels: Sequence[str], looked_at: AbstractSet[int], known: AbstractSet[int], flat: bytes
    ) -> None:
        self._labels, self._looked_at, self._known, self._flat_bytes = labels, looked_at, known, flat

    def __call__(self, index: int, page: Any, text: Any, page_text: str) -> bool:  # noqa: ANN401, ARG002 - a `Look`
        if index not in self._looked_at and index not in self._known:
            return False
        pages = (page, self._flat[index]) if self._flat_bytes else (page,)
        return any(self._is_covered(one, index) for one in pages)

    def _is_covered(self, page: Any, index: int) -> bool:  # noqa: ANN401
        is_sure = index in self._known and has_only_unseen_text(page)
        return not is_sure and covered_letters(page, index, self._labels[index]) > 0

    @cached_property
    def _flat(self) -> pypdfium2.PdfDocument:
        """The file as other viewers show it, opened once in each process that looks."""
        return pypdfium2.PdfDocument(self._flat_bytes)


def _own_pages(item: BundleItem) -> dict[int, int]:
    """The pages of an exhibit from 1, each with its page of the file; its divider is none."""
    places = range(item.first_page, item.last_page + 1)
    numbered = {place - item.last_page + item.last_own: place for place in places}
    return {number: place for number, place in numbered.items() if number > 0}


def _problem(item: BundleItem, pages: list[int], place: int) -> FilingProblem:
    return FilingProblem(
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
    return is_at_edge and len(signs) <= _MAX_FIGURES and all(map(str.isdigit, signs))


def _is_within(box: Box, plate: Box) -> bool:
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return plate[0] <= across <= plate[2] and plate[1] <= up <= plate[3]
