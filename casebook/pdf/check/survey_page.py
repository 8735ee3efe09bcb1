"""Survey of each page: size, text, images and overlapping content."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any

from pypdfium2 import PdfDocument, raw

from casebook.base.frequency import most_frequent
from casebook.domain.dossier.filings.survey import PageSurvey, Print
from casebook.pdf.check.covered_words import covered_letters, letters_under_notes
from casebook.pdf.page.frame import MM_PT, Box, Frame

_STRIP_PT = 22 * MM_PT
"""Distance of a page number from the upper and lower edge."""
_ALONE = re.compile(
    r"^\W*(?:page|p\.|seite|página|σελίδα|第)?\s*(\d{1,6})(?:\s*(?:of|/|von|de|sur|页|頁).*)?\W*$",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"^\W*(?:page|p\.|seite|página|σελίδα|第)?\s*(\d{1,6})(?:\s*(?:of|/|von|de|sur)\s*\d{1,6}|\s*[页頁])?\s+(\d{1,6})\W*$",
    re.IGNORECASE,
)
"""A page's own number and that of the bundle on one line, far apart: the text read has one blank there."""
_UNREADABLE = re.compile("[\ufffd\ufffe\ue000-\uf8ff]")
_MIN_TO_COMPARE = 200
_GOOD_PART = 0.2
_SAMPLE = 24
_MIN_LINES = 5
_COMMON = 0.05


@dataclass(slots=True)
class _Drawn:
    """What is drawn on a page beside text."""

    dpi: int = 0
    has_picture: bool = False


class PageSurveyor:
    """Surveys a page.

    Args:
        frames: what is seen of each page.
        labels: of each page.
        is_measured: whether to measure type too.
        finds_covered: whether to look for words under something; whoever builds a copy names its exhibits.
        drawn_over: indexes of pages on which something is drawn over the content.
        flat: the file with that drawn into its pages; empty where there are none.
    """

    def __init__(
        self,
        frames: Sequence[Frame],
        labels: Sequence[str],
        *,
        is_measured: bool,
        finds_covered: bool,
        drawn_over: AbstractSet[int] = frozenset(),
        flat: bytes = b"",
    ) -> None:
        self._frames, self._labels, self._is_measured = frames, labels, is_measured
        self._finds_covered, self._drawn_over, self._flat_bytes = finds_covered, drawn_over, flat

    def __call__(
        self,
        index: int,
        page: Any,  # noqa: ANN401 - untyped library
        text: Any,  # noqa: ANN401
        page_text: str,
    ) -> tuple[PageSurvey, Print | None]:
        """Survey a page; returns also how its text is set, where that was asked for."""
        frame, label = self._frames[index], self._labels[index]
        covered = covered_letters(page, index, label) if self._finds_covered else 0
        if index in self._drawn_over:
            covered += letters_under_notes(page, self._flat[index], index)
        survey = _page(page, text, page_text, frame, label, covered)
        return survey, _print(text, index + 1, frame) if self._is_measured else None

    @cached_property
    def _flat(self) -> PdfDocument:
        """The flat file, opened once in each process that surveys."""
        return PdfDocument(self._flat_bytes)


def _page(
    page: Any,  # noqa: ANN401
    text: Any,  # noqa: ANN401
    page_text: str,
    frame: Frame,
    label: str,
    covered: int,
) -> PageSurvey:
    letters = "".join(page_text.split())
    marks = raw.FPDFPage_CountObjects(page)
    drawn = _drawn(page, marks, frame)
    return PageSurvey(
        width_pt=frame.width_pt,
        height_pt=frame.height_pt,
        label=label,
        numbers=tuple(_numbers(text, frame)) if letters else (),
        letters=len(letters),
        unreadable=len(_UNREADABLE.findall(letters)),
        has_ink=marks > 0,
        has_picture=drawn.has_picture,
        dpi=drawn.dpi,
        is_upside_down=bool(letters) and _is_upside_down(text, frame),
        covered_letters=covered,
        fingerprint=_fingerprint(letters),
    )


def _numbers(text: Any, frame: Frame) -> Iterator[int]:  # noqa: ANN401 - untyped library
    """Numbers on lines of their own at the foot, then at the head; also two on one line."""
    for base_pt in (0.0, frame.height_pt - _STRIP_PT):
        strip = _user_box(frame, 0, base_pt, frame.width_pt, _STRIP_PT)
        for line in text.get_text_bounded(*strip).splitlines():
            alone = _ALONE.match(line.strip())
            if alone:
                yield int(alone[1])
            elif two := _TWO.match(line.strip()):
                yield from map(int, two.groups())


def _user_box(frame: Frame, left_pt: float, base_pt: float, width_pt: float, height_pt: float) -> Box:
    *_, x1, y1 = frame.upright_at(left_pt, base_pt)
    *_, x2, y2 = frame.upright_at(left_pt + width_pt, base_pt + height_pt)
    return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _drawn(page: Any, marks: int, frame: Frame) -> _Drawn:  # noqa: ANN401
    seen = _Drawn()
    whole = max((frame.right - frame.left) * (frame.top - frame.bottom), 1)
    for at in range(marks):
        thing = raw.FPDFPage_GetObject(page, at)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(thing)
            area = (box[2] - box[0]) * (box[3] - box[1])
            seen.has_picture = seen.has_picture or area >= _GOOD_PART * whole
            seen.dpi = max(seen.dpi, _dpi(thing, area * frame.unit_pt**2))
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            seen.has_picture = seen.has_picture or _holds_picture(thing)
    return seen


def _holds_picture(form: Any) -> bool:  # noqa: ANN401 - untyped library
    return any(
        raw.FPDFPageObj_GetType(raw.FPDFFormObj_GetObject(form, at)) == raw.FPDF_PAGEOBJ_IMAGE
        for at in range(raw.FPDFFormObj_CountObjects(form))
    )


def _bounds(thing: Any) -> Box:  # noqa: ANN401 - untyped library
    sides = [raw.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *sides):
        return (0, 0, 0, 0)
    left, bottom, right, top = (float(side.value) for side in sides)
    return (left, bottom, right, top)


def _dpi(picture: Any, area: float) -> int:  # noqa: ANN401 - untyped library
    """Dots per inch, taken from the areas, so that turning does not matter."""
    width, height = raw.c_uint(), raw.c_uint()
    if area <= 0 or not raw.FPDFImageObj_GetImagePixelSize(picture, width, height):
        return 0
    return round(72 * math.sqrt(width.value * height.value / area))


def _is_upside_down(text: Any, frame: Frame) -> bool:  # noqa: ANN401 - untyped library
    """Return whether most of a sample of letters is upside down on the displayed page."""
    count = text.count_chars()
    step = max(count // _SAMPLE, 1)
    turns = [math.degrees(raw.FPDFText_GetCharAngle(text, at)) for at in range(0, count, step)]
    heads = sum(abs((turn + frame.turn_degrees) % 360 - 180) < 45 for turn in turns if turn >= 0)  # noqa: PLR2004 - an eighth of a turn
    return heads * 2 > len(turns)


def _fingerprint(letters: str) -> str:
    """Of the words without digits, so that another page number does not hide a copy."""
    words = "".join(letter for letter in letters.casefold() if letter.isalpha())
    return (
        hashlib.blake2b(words.encode(), digest_size=16).hexdigest() if len(words) >= _MIN_TO_COMPARE else ""
    )


def _print(text: Any, number: int, frame: Frame) -> Print:  # noqa: ANN401 - untyped library
    """Sizes from a sample of letters; spacing from the feet of the lines."""
    count = text.count_chars()
    step = max(count // 400, 1)
    sizes = Counter(_size(text, at, frame) for at in range(0, count, step))
    sizes.pop(0.0, None)
    common = [size for size, times in sizes.items() if times >= _COMMON * sizes.total()]
    rects = [text.get_rect(at) for at in range(text.count_rects())] if frame.turn_degrees == 0 else []
    usual = most_frequent(sizes) if sizes else 0.0
    feet = _feet((rect[1] for rect in rects), usual / 2 / frame.unit_pt)
    gaps = [above - below for above, below in pairwise(feet)]
    is_known = usual > 0 and len(gaps) >= _MIN_LINES - 1
    return Print(
        page=number,
        least_pt=min(common, default=0.0),
        spacing=round(median(gaps) * frame.unit_pt / usual, 2) if is_known else 0.0,
    )


def _size(text: Any, at: int, frame: Frame) -> float:  # noqa: ANN401 - untyped library
    """The size of a letter as printed, to the half point; 0 for blanks."""
    matrix = raw.FS_MATRIX()
    if chr(raw.FPDFText_GetUnicode(text, at)).isspace() or not raw.FPDFText_GetMatrix(text, at, matrix):
        return 0.0
    scale = math.hypot(matrix.c, matrix.d) * frame.unit_pt
    return round(2 * float(raw.FPDFText_GetFontSize(text, at)) * scale) / 2


def _feet(feet: Iterable[float], apart: float) -> list[float]:
    """Return the foot of each line, from above: what hangs lower in a line, such as a comma, is no line.

    >>> _feet([700.0, 676.0, 674.5, 652.0], 6)
    [700.0, 676.0, 652.0]
    """
    lines: list[float] = []
    for foot in sorted(feet, reverse=True):
        if not lines or lines[-1] - foot > apart:
            lines.append(foot)
    return lines
