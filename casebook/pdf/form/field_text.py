"""Lays out what stands in a text field: on one line, on several, or a character to each cell of a comb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.domain.dossier.composition import Span
from casebook.pdf.typeset.lines import PlacedPiece, SetLine, Setting, set_lines
from casebook.pdf.typeset.text import Type, words

_LARGEST_PT, _SMALLEST_PT = 12.0, 5.0
"""Bounds of a size that the form leaves to the viewer; smaller print nobody reads on paper."""
_STEP_PT = 0.5
_LEADING = 1.2
_CAPITALS = 0.714
_ASCENT = 0.95
"""Heights of capitals and of the tallest letters, in sizes."""
_PADDING_PT = 2.0
_WIDE_PT = 1e6
CENTRED, RIGHT = 1, 2
"""Places of a text in its field. Source: ISO 32000-2, table 224 (Q)."""
_NUMBERS = r"((?:[-+]?\d*\.?\d+\s+){%d})"
_SIZE = re.compile(r"([-+]?\d*\.?\d+)\s+Tf")
_COLOURS = [
    re.compile(_NUMBERS % count + operator + r"(?!\w)") for count, operator in ((1, "g"), (3, "rg"), (4, "k"))
]

Row = tuple[Sequence[PlacedPiece], float, float]
"""Pieces of a line, and where it begins, in points from the lower left corner of the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLook:
    """How a form wants the text of a field.

    Attributes:
        width_pt, height_pt: of the box, upright.
        size_pt: of the letters; 0 leaves it to whoever draws them.
        colour: the operator that sets it, such as "0 g".
        place: 0 for left, 1 for centred, 2 for right.
        border_pt: width of its border.
        cells: of a comb; 0 for none.
    """

    width_pt: float
    height_pt: float
    size_pt: float = 0
    colour: str = "0 g"
    place: int = 0
    border_pt: float = 1
    cells: int = 0
    is_multiline: bool = False

    @property
    def inset_pt(self) -> float:
        """Return the space between its edge and its text."""
        return max(_PADDING_PT, 2 * self.border_pt)

    @property
    def sizes_pt(self) -> Iterator[float]:
        """Yield the sizes to try, the best first: a size the form asks for is kept as far as it fits."""
        size_pt = self.size_pt
        if size_pt <= 0:
            size_pt = _LARGEST_PT
            if not self.is_multiline:
                size_pt = min(_LARGEST_PT, max(self.height_pt - 2 * self.border_pt, 1) / _LEADING)
        yield size_pt
        while (size_pt := size_pt - _STEP_PT) >= _SMALLEST_PT:
            yield size_pt


def look_of(appearance: str) -> tuple[float, str]:
    """Return size in points and operator of the colour of a default appearance string.

    Source: ISO 32000-2, 12.7.4.3 (variable text).

    >>> look_of("/Helv 9 Tf 0 0 1 rg")
    (9.0, '0 0 1 rg')
    >>> look_of("/Helv 0 Tf")
    (0.0, '0 g')
    """
    size = _SIZE.search(appearance)
    colours = [match.group(0) for colour in _COLOURS if (match := colour.search(appearance))]
    return abs(float(size[1])) if size else 0.0, colours[-1].strip() if colours else "0 g"


def laid_out(text: str, look: FieldLook, language: str = "") -> list[Row] | None:
    """Return the lines of a text in a field, or None where it does not fit legibly.

    Raises:
        Uncovered: no font has a letter.
    """
    if look.cells:
        return list(_combed(text, look, language))
    for size_pt in look.sizes_pt:
        rows = (
            _several(text, look, size_pt, language)
            if look.is_multiline
            else _one(text, look, size_pt, language)
        )
        if rows is not None:
            return rows
    return None


def _one(text: str, look: FieldLook, size_pt: float, language: str) -> list[Row] | None:
    line = _line(" ".join(text.split("\n")), size_pt, language)
    room_pt = look.width_pt - 2 * look.inset_pt
    if line.width_pt > room_pt or line.top_pt - line.bottom_pt > look.height_pt:
        return None
    left_pt = look.inset_pt + (room_pt - line.width_pt) * look.place / 2
    lowest_pt, highest_pt = -line.bottom_pt, look.height_pt - line.top_pt
    base_pt = min(max((look.height_pt - _CAPITALS * size_pt) / 2, lowest_pt), highest_pt)
    return [(line.placed, left_pt, base_pt)]


def _several(text: str, look: FieldLook, size_pt: float, language: str) -> list[Row] | None:
    room_pt = look.width_pt - 2 * look.inset_pt
    style = Type(size_pt=size_pt, leading_pt=_LEADING * size_pt)
    setting: Setting = "centred" if look.place == CENTRED else "ragged"
    lines = set_lines(words((Span(text),), style, language=language), room_pt, setting)
    needed_pt = (len(lines) - 1) * style.leading_pt + 1.2 * size_pt
    is_wide = any(line.width_pt > room_pt + 0.01 for line in lines)
    if is_wide or needed_pt > look.height_pt - 2 * look.border_pt:
        return None
    first_pt = look.height_pt - look.inset_pt - _ASCENT * size_pt
    return [
        (
            line.placed,
            look.inset_pt + ((room_pt - line.width_pt) if look.place == RIGHT else 0),
            first_pt - number * style.leading_pt,
        )
        for number, line in enumerate(lines)
    ]


def _combed(text: str, look: FieldLook, language: str) -> Iterator[Row]:
    cell_pt = look.width_pt / look.cells
    size_pt = look.size_pt or min(_LARGEST_PT, look.height_pt / _LEADING, cell_pt * 1.4)
    first = {CENTRED: (look.cells - len(text)) // 2, RIGHT: look.cells - len(text)}.get(look.place, 0)
    for number, letter in enumerate(text, start=max(first, 0)):
        line = _line(letter, min(size_pt, cell_pt * 1.4), language)
        middle_pt = (number + 0.5) * cell_pt
        yield line.placed, middle_pt - line.width_pt / 2, (look.height_pt - _CAPITALS * size_pt) / 2


def _line(text: str, size_pt: float, language: str) -> SetLine:
    style = Type(size_pt=size_pt, leading_pt=_LEADING * size_pt)
    return set_lines(words((Span(text),), style, language=language), _WIDE_PT, "ragged")[0]
