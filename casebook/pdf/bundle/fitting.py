"""Scales exhibit pages to the paper size a court requires, with their links and bookmarks.

The page's own drawing instructions become a form object, which is then placed on the sheet: nothing is drawn
anew, so text stays text and pictures keep their pixels. Source: ISO 32000-1, 8.10.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pikepdf import Array, Name

from casebook.base.message import Message
from casebook.domain.dossier.composition import ReferenceTarget
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.paper import PAPERS_PT, Paper, is_paper
from casebook.pdf.page.content import isolate, read_content
from casebook.pdf.page.frame import Frame, Matrix
from casebook.pdf.page.links import Link, PagePoint
from casebook.pdf.page.opened_exhibit import OpenedExhibit
from casebook.pdf.page.outline import Bookmark

_QUAD_KEY = "/QuadPoints"
_PERCENT = 100


def fit_to_paper(opened_exhibit: OpenedExhibit, paper: Paper) -> None:
    """Fit every page of an exhibit to the paper, portrait or landscape as displayed.

    Larger pages are scaled down as a whole; smaller ones keep their size in the middle of the sheet. Pages
    that are of this paper already are left as they are.

    Args:
        opened_exhibit: changed in place: pages, frames, links and bookmarks; the least scale is noted.
        paper: of the sheets.
    """
    moves = {
        index: _move(frame, paper)
        for index, frame in enumerate(opened_exhibit.frames)
        if not is_paper(frame.width_pt, frame.height_pt, paper)
    }
    for index, (sheet, matrix, scale) in moves.items():
        _place(opened_exhibit, index, sheet, matrix)
        opened_exhibit.fitted[index] = round(scale * _PERCENT)
    matrices = {index: matrix for index, (_, matrix, _) in moves.items()}
    before = dict(enumerate(opened_exhibit.frames))
    opened_exhibit.links = {
        index: [_moved_link(link, matrices.get(index), matrices, before) for link in links]
        for index, links in opened_exhibit.links.items()
    }
    opened_exhibit.bookmarks = tuple(
        _moved_bookmark(mark, matrices, before) for mark in opened_exhibit.bookmarks
    )
    opened_exhibit.frames = [moves[at][0] if at in moves else frame for at, frame in before.items()]


def tell_fitted(
    opened_exhibits: Sequence[OpenedExhibit], paper: Paper, page_of: Callable[[ReferenceTarget], int]
) -> Iterator[FilingProblem]:
    """Yield the notice on all scaled pages, or nothing.

    Args:
        opened_exhibits: the exhibits.
        paper: they were fitted to.
        page_of: the bundle page of a target.
    """
    fitted = [opened_exhibit for opened_exhibit in opened_exhibits if opened_exhibit.fitted]
    if not fitted:
        return
    pages = sum(len(opened_exhibit.fitted) for opened_exhibit in fitted)
    least = min(fitted, key=lambda opened_exhibit: opened_exhibit.scale_percent)
    first = fitted[0]
    aim = ReferenceTarget(anchor=f"exhibit:{first.exhibit.key}", page=min(first.fitted) + 1)
    yield FilingProblem(
        check="fitted",
        page=page_of(aim),
        what=Message.plural(
            "{number} exhibit page was scaled to fit {paper}, with nothing cut off: in exhibit {mark}, to "
            "{percent}%.",
            "{number} exhibit pages were scaled to fit {paper}, with nothing cut off. The smallest, "
            "in exhibit {mark}, was scaled to {percent}%.",
            pages,
            paper=paper,
            mark=least.exhibit.name,
            percent=least.scale_percent,
        ),
        is_blocking=False,
        rule=Message(
            "Scaled pages can no longer be used for measurements, and small print becomes even smaller."
        ),
        mend=Message("Check these pages. Where print is hard to read, submit the exhibit on paper as well."),
    )


def _move(frame: Frame, paper: Paper) -> tuple[Frame, Matrix, float]:
    """Return the sheet for a page, the matrix from user space onto it, and the scale."""
    width_pt, height_pt = PAPERS_PT[paper] if frame.height_pt >= frame.width_pt else PAPERS_PT[paper][::-1]
    scale = min(width_pt / frame.width_pt, height_pt / frame.height_pt, 1.0)
    left_pt = (width_pt - frame.width_pt * scale) / 2
    base_pt = (height_pt - frame.height_pt * scale) / 2
    a, b, c, d, e, f = frame.upright()
    matrix = (a * scale, b * scale, c * scale, d * scale, e * scale + left_pt, f * scale + base_pt)
    return Frame(0, 0, width_pt, height_pt, 0, 1.0), matrix, scale


def _place(opened_exhibit: OpenedExhibit, index: int, sheet: Frame, matrix: Matrix) -> None:
    page, old = opened_exhibit.pages[index], opened_exhibit.frames[index]
    isolate(
        opened_exhibit.pdf,
        page,
        read_content(page),
        box=Array([old.left, old.bottom, old.right, old.top]),
        matrix=Array([round(number, 6) for number in matrix]),
    )
    box = Array([0, 0, sheet.right, sheet.top])
    page.MediaBox, page.CropBox, page.Rotate = box, box, 0  # said, so that nothing is inherited from the tree
    if Name.UserUnit in page:
        del page.UserUnit


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _moved_link(
    link: Link, own: Matrix | None, matrices: dict[int, Matrix], before: dict[int, Frame]
) -> Link:
    to = _moved_place(link.to, matrices, before) if isinstance(link.to, PagePoint) else link.to
    if own is None:
        return replace(link, to=to)
    corners = [_at(own, x, y) for x in link.rect[::2] for y in link.rect[1::2]]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    look = tuple((key, _quads(own, value) if key == _QUAD_KEY else value) for key, value in link.look)
    return Link((min(across), min(up), max(across), max(up)), to, look)


def _quads(matrix: Matrix, numbers: tuple[float, ...]) -> tuple[float, ...]:
    points = zip(numbers[::2], numbers[1::2], strict=False)
    return tuple(side for x, y in points for side in _at(matrix, x, y))


def _moved_bookmark(mark: Bookmark, matrices: dict[int, Matrix], before: dict[int, Frame]) -> Bookmark:
    return replace(
        mark,
        place=_moved_place(mark.place, matrices, before),
        children=tuple(_moved_bookmark(child, matrices, before) for child in mark.children),
    )


def _moved_place(place: PagePoint, matrices: dict[int, Matrix], before: dict[int, Frame]) -> PagePoint:
    """Return a point of a scaled page on its sheet; a page's beginning is the sheet's beginning."""
    matrix = matrices.get(place.page)
    if matrix is None or (place.left is None and place.top is None):
        return place
    left, top = before[place.page].beginning
    x, y = _at(matrix, left if place.left is None else place.left, top if place.top is None else place.top)
    return PagePoint(place.page, x, y)
