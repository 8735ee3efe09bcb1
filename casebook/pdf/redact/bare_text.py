"""Whether nothing lies over the text of a page, by the places of what it draws; most pages need no pixels.

What is not plainly so is left to pixels (`shown_letters.py`), which cost a hundred times as much.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from pypdfium2 import raw

from casebook.pdf.redact.page_layers import Box, bounds_of, is_dark, is_light

_MAX_NESTED = 24
_THIN_PT, _MAX_RULED = 2.0, 0.15
"""What is no wider than this is a line, and the share of the size of letters that lines may take: an
underline, a border of a table, one stroke through a word. Rows of dashes and scribbles take more."""
_MIN_SIDE_PT = 1.0
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


class _Drawn(NamedTuple):
    """An object of a page: its order among all that is drawn, its box, itself, and the matrix of its form."""

    order: int
    box: Box
    handle: Any
    matrix: Matrix


def lies_bare(page: Any) -> bool:  # noqa: ANN401 - untyped library
    """Whether nothing that a page draws meets its text but thin lines and a light ground under dark letters.

    Text of a colour that does not show on paper, invisible or clipped text lies bare, too: nothing was drawn
    over it.

    Args:
        page: of pypdfium2; it stays as it is.
    """
    texts: list[_Drawn] = []
    others: list[_Drawn] = []
    handle = page.raw  # asked for once: the wrapper around it costs as much as what it is asked
    count = raw.FPDFPage_CountObjects(handle)
    drawn = _drawn(handle, raw.FPDFPage_GetObject, count, _IDENTITY, 0)
    for order, (thing, kind, matrix) in enumerate(drawn):
        box = bounds_of(thing) if matrix is _IDENTITY else _moved(bounds_of(thing), matrix)
        (texts if kind == raw.FPDF_PAGEOBJ_TEXT else others).append(_Drawn(order, box, thing, matrix))
    if texts and others and _is_on_plate(texts[-1], others[-1]):
        texts.pop()
    if not texts:
        return True
    return not _has_drawn_notes(page) and not _are_hidden(texts, others) and not _overlap(texts)


def _drawn(
    holder: Any,  # noqa: ANN401
    get: Callable[[Any, int], Any],
    count: int,
    matrix: Matrix,
    depth: int,
) -> Iterator[tuple[Any, int, Matrix]]:
    """Every object that is no form, its kind, and the matrix from its units to those of the page."""
    if depth > _MAX_NESTED:
        raise ValueError("forms within forms without end")
    for at in range(count):
        thing = get(holder, at)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            inner = _times(_matrix_of(thing), matrix)
            yield from _drawn(
                thing, raw.FPDFFormObj_GetObject, raw.FPDFFormObj_CountObjects(thing), inner, depth + 1
            )
        else:
            yield thing, kind, matrix


def _is_on_plate(text: _Drawn, ground: _Drawn) -> bool:
    """Whether the last that is drawn is dark text on a light box of its own, like the number of a page."""
    left, low, right, top = ground.box
    return (
        text.order == ground.order + 1
        and left <= text.box[0]
        and low <= text.box[1]
        and text.box[2] <= right
        and text.box[3] <= top
        and is_dark(text.handle)
        and _is_light_path(ground.handle)
    )


def _is_light_path(thing: Any) -> bool:  # noqa: ANN401
    return raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH and is_light(thing)


def _has_drawn_notes(page: Any) -> bool:  # noqa: ANN401
    """Whether an annotation may show something: any but a link without an appearance."""
    return any(_is_drawn(page, at) for at in range(raw.FPDFPage_GetAnnotCount(page)))


def _is_drawn(page: Any, at: int) -> bool:  # noqa: ANN401
    note = raw.FPDFPage_GetAnnot(page, at)
    if not note:
        return True
    is_link = raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_LINK
    is_drawn = not is_link or bool(raw.FPDFAnnot_HasKey(note, b"AP"))
    raw.FPDFPage_CloseAnnot(note)
    return is_drawn


def _are_hidden(texts: list[_Drawn], others: list[_Drawn]) -> bool:
    """Whether something other than text may hide some of it."""
    texts = sorted(texts, key=lambda text: text.box[1])
    lows = [text.box[1] for text in texts]
    tallest = max(text.box[3] - text.box[1] for text in texts)
    ruled: dict[int, float] = {}
    for other in others:
        left, low, right, top = other.box
        first, last = bisect_left(lows, low - tallest), bisect_right(lows, top)
        met = [text for text in texts[first:last] if _meets(text.box, other.box)]
        if not met:
            continue
        if min(right - left, top - low) <= _THIN_PT:
            for text in met:
                ruled[text.order] = ruled.get(text.order, 0.0) + _share_ruled(text, other.box)
                if ruled[text.order] > _MAX_RULED:
                    return True
        elif not (
            _is_light_path(other.handle)
            and all(text.order > other.order and is_dark(text.handle) for text in met)
        ):
            return True
    return False


def _share_ruled(text: _Drawn, line: Box) -> float:
    """How much of the letters a line may take: its width, of their size or of the text's side across it."""
    wide, high = line[2] - line[0], line[3] - line[1]
    side = text.box[2] - text.box[0] if high > wide else text.box[3] - text.box[1]
    size = min(_em(text.handle, text.matrix), side)
    return min(wide, high) / size if size > 0 else math.inf


def _overlap(texts: list[_Drawn]) -> bool:
    """Whether letters may lie over others; lines of print set close together do not count."""
    below: list[Box] = []
    highest = -math.inf
    for left, low, right, top in sorted((text.box for text in texts), key=itemgetter(1)):
        box = (left, low + _MIN_SIDE_PT, right, top - _MIN_SIDE_PT)
        # Most lines begin above all before them, so that nothing need be compared.
        below = [other for other in below if other[3] > box[1]] if box[1] < highest else []
        if any(other[0] < right and left < other[2] for other in below):
            return True
        below.append(box)
        highest = max(highest, box[3])
    return False


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _em(text: Any, matrix: Matrix) -> float:  # noqa: ANN401
    """The size of letters on the page, in points; 0 where it is not known, so that no line may touch them."""
    size = raw.c_float()
    if not raw.FPDFTextObj_GetFontSize(text, size):
        return 0.0
    a, b, c, d, *_ = _times(_matrix_of(text), matrix)
    return float(size.value) * min(math.hypot(a, b), math.hypot(c, d))


def _matrix_of(thing: Any) -> Matrix:  # noqa: ANN401
    given = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, given):
        return _IDENTITY
    return given.a, given.b, given.c, given.d, given.e, given.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that does the one, then the other."""
    if other is _IDENTITY:
        return one
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)
