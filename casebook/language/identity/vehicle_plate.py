"""Plates of vehicles that a text states behind a word for one: they find whom a car belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.language.identity.paper_words import alone, marks, plain_text

_PLATE = re.compile(
    r"(?:[A-Z\u0370-\u03ff\u0410-\u042f]{1,3}[ \-\u00b7.]?){1,2}\d{1,6}"
    r"(?:[ \-]?[A-Z\u0410-\u042f]{1,3})?(?:[ \-]?\d{2,3})?"
    r"|\d{1,4}[ \-]?[A-Z\u0410-\u042f]{1,4}[ \-]?\d{2,5}"
)
_MIN_SIGNS, _WITHIN = 5, 40
_EDGES = " .:#\uff1a(\"'\u201c\u201e"


def vehicle_plates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the plates in a text, as slices.

    >>> said = "a taxi with plate TDX 915; licence plate number: HJX 771; the plate was gold"
    >>> [said[start:end] for start, end in vehicle_plates(said)]
    ['TDX 915', 'HJX 771']
    """
    plain, last = plain_text(text), 0
    for mark in marks(text, plain, ("plate",)):
        at = _behind_links(plain, mark.end)
        place = _PLATE.match(text, at)
        if (
            place
            and at >= last
            and sum(map(str.isalnum, place[0])) >= _MIN_SIGNS
            and not text[place.end() :][:1].isalnum()
        ):
            last = place.end()
            yield place.span()


def _behind_links(plain: str, at: int) -> int:
    """Return where the words for a number and those that link end."""
    end = min(len(plain), at + _WITHIN)
    while at < end:
        at += len(plain[at:end]) - len(plain[at:end].lstrip(_EDGES))
        link = alone("number").match(plain, at) or alone("link").match(plain, at)
        if link is None or link.end() == at:
            break
        at = link.end()
    return at
