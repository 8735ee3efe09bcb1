"""A rendered document: page sizes, pixels, and text with positions for search and marking."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from casebook.domain.base.entity import entity

_SOFT_HYPHEN = "\u00ad"
_HAN_PLANES = 0x20000
"""The first code point of the planes with rare Chinese characters."""


@entity
class PageSize:
    """The size of a page in points; an image counts one point a pixel."""

    width_pt: float
    height_pt: float


@entity
class Pixels:
    """A rendered page.

    Attributes:
        width_px: pixels in a row.
        height_px: rows.
        data: rows from the top without padding; blue, green, red and a fourth byte without meaning.
    """

    width_px: int
    height_px: int
    data: bytes | bytearray


@entity
class Box:
    """A rectangle in points from the upper left corner of a page."""

    left_pt: float
    top_pt: float
    right_pt: float
    bottom_pt: float


@entity
class Word:
    """A word on a page; Chinese text is divided into runs of characters."""

    text: str
    box: Box


@entity
class PageText:
    """The characters of a page with their positions.

    Attributes:
        text: all characters, lines ended by a line feed.
        edges: four numbers for each character: left, top, right, bottom in points; all 0 for one without
            place.
    """

    text: str
    edges: Sequence[float]

    def words(self) -> Iterator[Word]:
        """Yield the words in reading order, each with its box."""
        start = 0
        for end in range(len(self.text) + 1):
            if end == len(self.text) or self.text[end].isspace():
                if boxes := self.boxes(start, end):
                    yield Word(text=self.text[start:end], box=boxes[0])
                start = end + 1

    def find(self, sought: str) -> list[tuple[Box, ...]]:
        """Return the positions of a text, ignoring case, width of letters and line breaks.

        Args:
            sought: words as a person types them.

        Returns:
            For each place the boxes to mark, one a line.
        """
        wanted, _ = _plain(sought)
        wanted = wanted.strip()
        if not wanted:
            return []
        there, places = _plain(self.text)
        places_found = []
        at = there.find(wanted)
        while at >= 0:
            places_found.append(tuple(self.boxes(places[at], places[at + len(wanted) - 1] + 1)))
            at = there.find(wanted, at + len(wanted))
        return [boxes for boxes in places_found if boxes]

    def boxes(self, start: int, end: int) -> list[Box]:
        """Return the boxes of a run of characters, adjacent ones merged."""
        boxes: list[Box] = []
        for index in range(start, end):
            left, top, right, bottom = self.edges[4 * index : 4 * index + 4]
            if left == right or top == bottom:
                continue
            box = Box(left_pt=left, top_pt=top, right_pt=right, bottom_pt=bottom)
            if boxes and _is_beside(boxes[-1], box):
                boxes[-1] = _around(boxes[-1], box)
            else:
                boxes.append(box)
        return boxes


def _is_beside(one: Box, other: Box) -> bool:
    """Return whether two boxes are on the same line, or in the same column of a rotated page."""
    across = min(one.right_pt, other.right_pt) - max(one.left_pt, other.left_pt)
    down = min(one.bottom_pt, other.bottom_pt) - max(one.top_pt, other.top_pt)
    height = min(one.bottom_pt - one.top_pt, other.bottom_pt - other.top_pt)
    width = min(one.right_pt - one.left_pt, other.right_pt - other.left_pt)
    return down > height / 2 or (across > width / 2 and down > -height / 2)


def _around(one: Box, other: Box) -> Box:
    return Box(
        left_pt=min(one.left_pt, other.left_pt),
        top_pt=min(one.top_pt, other.top_pt),
        right_pt=max(one.right_pt, other.right_pt),
        bottom_pt=max(one.bottom_pt, other.bottom_pt),
    )


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text normalised for comparison, and the original index of each character.

    Cases and widths are levelled; white space becomes one space, and none after a soft hyphen or between
    Chinese characters, where only the line ended.
    """
    letters: list[str] = []
    places: list[int] = []
    is_broken = False
    for index, character in enumerate(text):
        if character.isspace():
            if not is_broken and letters and letters[-1] != " ":
                letters.append(" ")
                places.append(index)
            continue
        is_broken = character == _SOFT_HYPHEN
        if is_broken:
            continue
        if len(letters) > 1 and letters[-1] == " " and _is_han(letters[-2]) and _is_han(character):
            letters.pop()
            places.pop()
        for letter in unicodedata.normalize("NFKC", character).casefold():
            letters.append(letter)
            places.append(index)
    return "".join(letters), places


def _is_han(character: str) -> bool:
    return (
        "\u2e80" <= character <= "\u9fff"
        or ord(character) >= _HAN_PLANES
        or "\uf900" <= character <= "\ufaff"
    )
