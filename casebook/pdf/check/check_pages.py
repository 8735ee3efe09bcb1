"""Preflight of rendered pages: their printed number, ink and text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.pdf.check.finding import BLANK, COVERED, GARBLED, NUMBERS, SCANNED, TEXT, found
from casebook.pdf.page.frame import Frame, Matrix
from casebook.pdf.page.plan import Bundle, PlannedPage
from casebook.pdf.page.stamp import SPOTS, Spot, Stamp, place_stamp, user_box

_NEAR = 0.5
"""Maximum distance of a number from its place, in page units; rotation may differ by a thousandth."""
_UNREADABLE = re.compile("[\ufffd\ufffe\ue000-\uf8ff]")
_MAX_UNREADABLE = 0.05
_OUR_MARKS = 1
_OUR_MARKS_ON_PLATE = 2


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page as a viewer finds it.

    Attributes:
        marks: how many things are drawn on it.
        last: matrix of the last of them where that is unclipped text, or None.
        number: what that text says.
        text: everything the page says.
        under: what stands within the plate of its number, that number included.
    """

    marks: int
    last: Matrix | None
    number: str
    text: str
    under: str


@dataclass(frozen=True, slots=True)
class PageFinding:
    """What was found on a page.

    Attributes:
        problems: of the page.
        spot: where there is room for its number if that stands on print; None where it does not, or where
            there is no such place.
        is_scan: it has no searchable text, and never had.
    """

    problems: tuple[FilingProblem, ...]
    spot: Spot | None
    is_scan: bool


def found_nothing(index: int, page: Any, text: Any, page_text: str) -> None:  # noqa: ANN401 - a `Look`
    """Look at a page that there is nothing to compare with."""


@dataclass(frozen=True, slots=True)
class PageCheck:
    """Checks a page against its plan.

    Attributes:
        bundle: what was built.
        frames: what is seen of each page.
        rects: of the links on each page of the index, by page index.
    """

    bundle: Bundle
    frames: Sequence[Frame]
    rects: Mapping[int, Sequence[tuple[float, ...]]]

    def __call__(self, index: int, page: Any, text: Any, page_text: str) -> PageFinding:  # noqa: ANN401 - untyped library
        """Check a page."""
        planned, frame, number = self.bundle.plan.pages[index], self.frames[index], index + 1
        seen, place = _look(page, text, page_text, frame, planned)
        problems = [*_number(number, planned, seen, frame, place)]
        is_covering = any(problem.check == COVERED.name for problem in problems)
        problems += _ink_and_text(number, planned, seen)
        if index in self.rects:
            problems += _index(index, text, self.rects[index], self.bundle)
        return PageFinding(
            problems=tuple(problems),
            spot=_room(text, frame, planned.label) if is_covering else None,
            is_scan=not (planned.has_text or planned.is_photograph) and len(page_text.split()) <= 1,
        )


class PageProblems:
    """What was found on all pages.

    Attributes:
        spots: where there is room for numbers that stand on print, such as an exhibit's own page number, by
            page from 1; pages without such a place are left out.
    """

    def __init__(self) -> None:
        self._problems: list[FilingProblem] = []
        self._scans: list[int] = []
        self.spots: dict[int, Spot] = {}

    def add(self, number: int, finding: PageFinding) -> None:
        """Add a page, by its number from 1."""
        self._problems += finding.problems
        if finding.spot:
            self.spots[number] = finding.spot
        if finding.is_scan:
            self._scans.append(number)

    def all_problems(self) -> list[FilingProblem]:
        """The problems of all pages checked."""
        scans = self._scans
        if not scans:
            return self._problems
        more = " …" if len(scans) > len(scans[:20]) else ""
        what = Message.plural(
            "{number} page has no searchable text: {pages}.",
            "{number} pages have no searchable text: {pages}.",
            len(scans),
            pages=", ".join(map(str, scans[:20])) + more,
        )
        return [*self._problems, found(SCANNED, scans[0], what)]


def _look(page: Any, text: Any, page_text: str, frame: Frame, planned: PlannedPage) -> tuple[_Seen, Stamp]:  # noqa: ANN401
    marks = raw.FPDFPage_CountObjects(page)
    last = _last_text(page, text, marks)
    matrix = last.get_matrix().get() if last is not None else None
    printed = last.extract().strip() if last is not None else ""
    place = _nearest(frame, planned, matrix)
    under = text.get_text_bounded(*user_box(frame, place))
    return _Seen(marks, matrix, printed, page_text, under), place


def _last_text(page: Any, text: Any, marks: int) -> Any:  # noqa: ANN401 - untyped library
    """What is drawn last on a page, where that is text and nothing clips it; else None."""
    if marks == 0:
        return None
    last = raw.FPDFPage_GetObject(page, marks - 1)
    clip = raw.FPDFPageObj_GetClipPath(last)
    is_clipped = bool(clip) and raw.FPDFClipPath_CountPaths(clip) > 0
    if is_clipped or raw.FPDFPageObj_GetType(last) != raw.FPDF_PAGEOBJ_TEXT:
        return None
    return pypdfium2.PdfTextObj(last, textpage=text)


def _nearest(frame: Frame, planned: PlannedPage, matrix: Matrix | None) -> Stamp:
    """The place of a number: the usual one, or one of those it gives way to."""

    def at(spot: Spot) -> Stamp:
        return place_stamp(frame, planned.label, spot, planned.number_pt)

    def distance(place: Stamp) -> float:
        x, y = frame.upright_at(place.left, place.base)[4:]
        return abs(x - matrix[4]) + abs(y - matrix[5]) if matrix else 0

    usual, *others = SPOTS
    place = at(usual)
    return place if distance(place) <= _NEAR else min((place, *map(at, others)), key=distance)


def _room(text: Any, frame: Frame, label: str) -> Spot | None:  # noqa: ANN401 - untyped library
    """A place at the foot of the page where its number would not cover any content."""
    for spot in SPOTS[1:]:
        if not text.get_text_bounded(*user_box(frame, place_stamp(frame, label, spot))).strip():
            return spot
    return None


def _number(
    number: int, planned: PlannedPage, seen: _Seen, frame: Frame, place: Stamp
) -> Iterator[FilingProblem]:
    meant = frame.upright_at(place.left, place.base)
    if seen.last is None or any(
        abs(is_ - should) > (_NEAR if at >= len("abcd") else 1e-3)
        for at, (is_, should) in enumerate(zip(seen.last, meant, strict=True))
    ):
        yield found(
            NUMBERS,
            number,
            Message("The page number is not upright at the foot of the page, or something covers it."),
        )
    elif seen.number != planned.label:
        yield found(NUMBERS, number, Message("Another number is printed on the page."))
    elif not planned.is_ours and "".join(seen.under.split()) != planned.label:
        yield found(COVERED, number, Message("The page number covers something on the exhibit."))


def _ink_and_text(number: int, planned: PlannedPage, seen: _Seen) -> Iterator[FilingProblem]:
    ours = _OUR_MARKS if planned.is_ours else _OUR_MARKS_ON_PLATE
    if planned.has_ink and seen.marks <= ours:
        yield found(
            BLANK,
            number,
            Message("The page had visible content before it was added to the bundle and is now blank."),
        )
    letters = "".join(seen.text.split())
    if planned.has_text and len(letters) <= len(planned.label):
        yield found(
            TEXT,
            number,
            Message("The page contained text before it was added to the bundle and now contains none."),
        )
    elif len(_UNREADABLE.findall(letters)) > _MAX_UNREADABLE * len(letters):
        yield found(GARBLED, number, Message("Text copied from the page differs from the text shown on it."))


def _index(
    index: int,
    text: Any,  # noqa: ANN401 - untyped library
    rects: Sequence[tuple[float, ...]],
    bundle: Bundle,
) -> Iterator[FilingProblem]:
    """Each line of the index, over all its links, must show the page it leads to."""
    pages = bundle.plan.pages
    last_page = {item.first_page: item.last_page for item in bundle.items}
    lines: dict[int, list[str]] = {}
    for rect, aim in zip(rects, bundle.plan.links.get(index, ()), strict=False):
        lines.setdefault(aim + 1, []).append("".join(text.get_text_bounded(*rect).split()))
    for page, shown in lines.items():
        if page < 1:
            continue
        first, last = pages[page - 1].label, last_page.get(page, page)
        numbers = (first, f"{first}–{pages[last - 1].label}")
        goes_on = rf"(?<!\d){re.escape(first)}–[A-Z0-9.-]*\d[A-Z]*\W.*"
        is_last = last == len(pages)
        if not any(line.endswith(numbers) or (is_last and re.search(goes_on, line)) for line in shown):
            yield found(
                NUMBERS,
                index + 1,
                Message(
                    "The index gives a different page number from page {page}, which its link opens.",
                    page=first,
                ),
            )
