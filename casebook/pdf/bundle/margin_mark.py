"""Marks in the margin beside the passages relied on, found in the text of an exhibit.

A quotation is looked for by its words, whatever blanks, line ends and quotation marks the copy has. A
paragraph is looked for by its number at the start of a line, and reaches to the next number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pypdfium2
from pikepdf import Array, Name, Object, Pdf, Stream

from casebook.base.message import Message
from casebook.domain.dossier.composition import Passage
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.pdf.page.frame import Frame
from casebook.pdf.page.opened_exhibit import OpenedExhibit
from casebook.pdf.raster.raster_text import Edges, placed_text

_QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
_GAP = r"[\s\u00ad\u0002]*"
_HYPHEN = r"(?:[-\u00ad\u0002\ufffe]\s*)?"
_LONGEST = 12000
"""A paragraph of more characters is taken for a number that is not one."""
_AWAY_PT, _MIN_PT, _WIDE_PT = 9.0, 4.0, 1.5
"""Distance of a mark from the text, its least distance from the edge of the page, and its width."""


@dataclass(frozen=True, slots=True)
class _PageText:
    """The text of a page and the edges of each sign."""

    text: str
    edges: Sequence[Edges]


def mark_passages(opened_exhibit: OpenedExhibit) -> None:
    """Draw a line in the margin beside each passage of an exhibit; keeps those that were not found."""
    passages = opened_exhibit.exhibit.passages
    if not passages:
        return
    pages = list(_texts(opened_exhibit.data()))
    whole = "\n".join(page.text for page in pages)
    starts = [0, *accumulate(len(page.text) + 1 for page in pages)]
    for passage in passages:
        span = _found(whole, passage)
        if span is None:
            opened_exhibit.unmarked.append(passage)
            continue
        for at, page in enumerate(pages):
            edges = _shown(page, span[0] - starts[at], span[1] - starts[at])
            if edges:
                beside = _beside(page, edges)
                _draw(opened_exhibit.pdf, opened_exhibit.pages[at], opened_exhibit.frames[at], beside)


def tell_unmarked(opened_exhibit: OpenedExhibit, first: int) -> Iterator[FilingProblem]:
    """Yield a warning for each passage that was not found; `first` is the bundle page of the exhibit."""
    exhibit = opened_exhibit.exhibit
    for passage in opened_exhibit.unmarked:
        yield FilingProblem(
            check="passages",
            page=first,
            what=Message(
                "Copy {mark}: {passage} was not found in its text, so its margin has no mark.",
                mark=exhibit.name,
                passage=passage.name,
            ),
            is_blocking=False,
            rule=Message("The court looks for the passages relied on by the marks in the margin."),
            mend=Message("Mark it by hand, or use a copy with searchable text."),
        )


def _texts(data: bytes) -> Iterator[_PageText]:
    pdf = pypdfium2.PdfDocument(data)
    try:
        for page in pdf:
            yield _PageText(*placed_text(page, *page.get_size()))
            page.close()
    finally:
        pdf.close()


def _found(whole: str, passage: Passage) -> tuple[int, int] | None:
    """Return where a passage begins and ends in the text; None where it is not found."""
    if passage.words:
        match = re.search(_of_words(passage.words), whole)
        return match.span() if match else None
    begins = [match.start() for match in _numbered(passage.paragraph).finditer(whole)]
    following = _numbered(passage.paragraph + 1)
    for begin in begins:
        after = following.search(whole, begin)
        if after and after.start() - begin <= _LONGEST:
            return begin, after.start()
    if len(begins) != 1:
        return None
    end = whole.find("\n\n", begins[0])
    return begins[0], min(end if end > 0 else len(whole), begins[0] + _LONGEST)


def _of_words(words: str) -> str:
    """Return an expression for a quotation, also across lines and pages."""
    signs = (f"[{_QUOTES}]" if sign in _QUOTES else re.escape(sign) for sign in words if not sign.isspace())
    return f"{_HYPHEN}{_GAP}".join(signs)


def _numbered(number: int) -> re.Pattern[str]:
    """Return an expression for a line that begins with the number of a paragraph."""
    return re.compile(rf"^[ \t]*\[?{number}[.\])]?[ \t]+(?=[^\W\d_]|[{_QUOTES}(\[])", re.MULTILINE)


def _shown(page: _PageText, first: int, last: int) -> list[Edges]:
    """Return the edges of the visible signs of a page from one place to another, which may lie beyond it."""
    held = zip(page.text[max(first, 0) : max(last, 0)], page.edges[max(first, 0) : max(last, 0)], strict=True)
    return [edges for sign, edges in held if not sign.isspace() and edges[3] > edges[1]]


def _beside(page: _PageText, edges: Sequence[Edges]) -> Edges:
    """Return the box of these signs, widened to all that stands beside them: numbers hang in the margin."""
    top, bottom = min(edge[1] for edge in edges), max(edge[3] for edge in edges)
    lines = [edge for edge in page.edges if edge[3] > edge[1] and edge[1] < bottom and edge[3] > top]
    return min(edge[0] for edge in lines), top, max(edge[2] for edge in lines), bottom


def _draw(pdf: Pdf, page: Object, frame: Frame, beside: Edges) -> None:
    """Draw a line on the left of a box, upright as the page is seen."""
    left, (_, top, _, bottom) = max(beside[0] - _AWAY_PT, _MIN_PT), beside
    a, b, c, d, e, f = frame.upright_at(0, 0)
    bar = f"{left - _WIDE_PT / 2:.2f} {frame.height_pt - bottom:.2f} {_WIDE_PT:.2f} {bottom - top:.2f} re f"
    drawn = f"\nQ\n/Artifact BMC\nq {a:.5g} {b:.5g} {c:.5g} {d:.5g} {e:.3f} {f:.3f} cm 0 g {bar} Q\nEMC\n"
    old = page.get(Name.Contents)
    kept = [old] if isinstance(old, Stream) else list(old) if isinstance(old, Array) else []
    # In brackets of its own: a page may end in a state that would turn or move the mark.
    page.Contents = Array([pdf.make_stream(b"q\n"), *kept, pdf.make_stream(drawn.encode("ascii"))])
