"""The characters of a PDF page with the edges of each, for search and selection."""

from __future__ import annotations

import math
from typing import Any

import pypdfium2
from pypdfium2 import raw

from casebook.host.protocol.render_protocol import MAX_CHARACTERS, MAX_SIDE_PT

Edges = tuple[float, float, float, float]

_NOWHERE: Edges = (0.0, 0.0, 0.0, 0.0)
_FINE = 100_000
"""Size of the grid, in each direction, on which the library maps points of the page."""
_APART = 1000.0
_HIGH_HALVES, _LOW_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_CARRIAGE_RETURN, _TAB, _LINE_FEED, _FIRST_SHOWN, _LAST = 0x0D, 0x09, 0x0A, 0x20, 0x10FFFF
_SOFT_HYPHENS = (0x02, 0xFFFE)
"""Characters by which the library replaces a hyphen at the end of a line."""


def placed_text(page: Any, width_pt: float, height_pt: float) -> tuple[str, list[Edges]]:  # noqa: ANN401
    """Return the page's text as displayed, rotated and cropped, and the edges of each character.

    Args:
        page: of pypdfium2.
        width_pt: of the page as shown.
        height_pt: of the page as shown.

    Returns:
        The text and as many edges: left, top, right, bottom in points from the upper left corner. Signs
        without a place, such as the end of a line, lie at 0.
    """
    text, edges, _ = numbered_text(page, width_pt, height_pt)
    return text, edges


def numbered_text(page: Any, width_pt: float, height_pt: float) -> tuple[str, list[Edges], list[int]]:  # noqa: ANN401
    """Return the same as `placed_text`, with the library's index of each character."""
    text_page = page.get_textpage()
    turned = _Turn(page, width_pt, height_pt)
    characters: list[str] = []
    edges: list[Edges] = []
    numbers: list[int] = []
    for index in range(min(text_page.count_chars(), MAX_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in _LOW_HALVES and characters and ord(characters[-1]) in _HIGH_HALVES:
            characters[-1] = _joined(ord(characters[-1]), code)
        elif code != _CARRIAGE_RETURN:
            characters.append(_shown(code))
            edges.append(_edges(text_page, index, turned))
            numbers.append(index)
    text_page.close()
    text = "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in characters)
    return text, edges, numbers


class LetterBoxes:
    """The positions of single letters of a page.

    Args:
        page: of pypdfium2.
        text_page: its text, still open.
        width_pt, height_pt: of the page as shown.
    """

    def __init__(self, page: Any, text_page: Any, width_pt: float, height_pt: float) -> None:  # noqa: ANN401
        self._text_page, self._turned = text_page, _Turn(page, width_pt, height_pt)

    def at(self, index: int) -> Edges:
        """Return the edges of a letter, as `placed_text` does."""
        return _edges(self._text_page, index, self._turned)

    def ink(self, index: int) -> Edges:
        """Return the ink box of a letter, in points from the displayed upper left corner."""
        left, right, low, top = (raw.c_double() for _ in range(4))
        if not raw.FPDFText_GetCharBox(self._text_page, index, left, right, low, top):
            return _NOWHERE
        return _placed(left.value, top.value, right.value, low.value, self._turned)

    def placed(self, box: Edges) -> Edges:
        """Return the displayed position of left, bottom, right and top in the page's own space."""
        left, low, right, top = box
        return _placed(left, top, right, low, self._turned)


class _Turn:
    """The mapping from points of a page to the displayed page."""

    def __init__(self, page: Any, width_pt: float, height_pt: float) -> None:  # noqa: ANN401
        placed = pypdfium2.PdfPosConv(page, (0, 0, _FINE, _FINE, 0))
        across, down = width_pt / _FINE, height_pt / _FINE
        corners = (placed.to_bitmap(0, 0), placed.to_bitmap(_APART, 0), placed.to_bitmap(0, _APART))
        (self._x, self._y), (right_x, right_y), (up_x, up_y) = ((x * across, y * down) for x, y in corners)
        self._right = ((right_x - self._x) / _APART, (right_y - self._y) / _APART)
        self._up = ((up_x - self._x) / _APART, (up_y - self._y) / _APART)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return (
            self._x + x * self._right[0] + y * self._up[0],
            self._y + x * self._right[1] + y * self._up[1],
        )


def _edges(text_page: Any, index: int, turned: _Turn) -> Edges:  # noqa: ANN401
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text_page, index, box):
        return _NOWHERE
    if box.left == box.right or box.top == box.bottom:
        return _NOWHERE
    return _placed(box.left, box.top, box.right, box.bottom, turned)


def _placed(left: float, top: float, right: float, low: float, turned: _Turn) -> Edges:
    (x, y), (other_x, other_y) = turned(left, top), turned(right, low)
    return _near(min(x, other_x)), _near(min(y, other_y)), _near(max(x, other_x)), _near(max(y, other_y))


def _near(place_pt: float) -> float:
    return min(max(place_pt, -MAX_SIDE_PT), MAX_SIDE_PT) if math.isfinite(place_pt) else 0.0


def _shown(code: int) -> str:
    if code in _SOFT_HYPHENS:
        return "\u00ad"
    if code > _LAST or (code < _FIRST_SHOWN and code not in (_TAB, _LINE_FEED)):
        return "\ufffd"
    return chr(code)


def _joined(high: int, low: int) -> str:
    return chr(0x10000 + ((high - _HIGH_HALVES.start) << 10) + low - _LOW_HALVES.start)
