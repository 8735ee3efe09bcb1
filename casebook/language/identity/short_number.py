"""Numbers of five or six figures that nothing explains: a person decides whether one is of a document.

SECURITY: a page may set the heads, rows and remarks of a table in any order, so that no reading of its words
tells which column a short number is in. What stays of them is therefore listed, each once, before a copy is
built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from casebook.language.identity.number_shape import has_unit
from casebook.language.identity.paper_words import alone, plain_text
from casebook.language.identity.unexplained import cited_places, is_dated

_UNSEEN = "\xad\u200b-\u200d\u2060\ufeff"
"""Signs within a number that no page shows."""
_SHORT = re.compile(rf"(?<!\d)\d(?:[{_UNSEEN}]*\d){{4,5}}(?!\d)")
_PART_BEFORE = re.compile(r"\d[A-Za-z_]*\Z")
_PART_BEHIND = re.compile(r"/(?:19|20)?\d\d(?!\d)|[A-Za-z_]*\d|[A-Za-z_]{3}")
"""Beside the figures of a digest or of a file of a year ("37610/18"), not those of "P39002", "41014A"."""
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[!-+\--~]+")
_MONEY_BEFORE = re.compile(
    r"(?:[a-z]{0,3}[$\u20ac\xa3\xa5]|(?<!\w)(?:eur|usd|gbp|cny|rmb|hkd|twd|chf|euros?|yuan)) ?$"
)
_NEXT_NUMBER = re.compile(r" ?[^\W\d]{0,5}[$\u20ac\xa3\xa5]? ?\d")
"""A number behind a currency has it, not the one before it: "39002 EUR 450"."""
_LOOK_BACK, _LONGEST_CURRENCY = 40, 8


def short_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of such numbers, as slices; none is an amount, a day, or part of a citation.

    >>> said = "Hong 81102 300 yuan, Li P39002,39003 EUR 450; paid 51200 yuan; 37610/18; 12,345; id 87654321"
    >>> [said[start:end] for start, end in short_numbers(said)]
    ['81102', '39002', '39003']
    """
    places = [place for place in _SHORT.finditer(text) if not _is_part(text, *place.span())]
    if not places:
        return
    plain = plain_text(text)
    cited = [*cited_places(plain), *(place.span() for place in _WEB_ADDRESS.finditer(plain))]
    for place in places:
        start, end = place.span()
        is_cited = any(first < end and start < last for first, last in cited)
        is_other = _numbered().search(plain, max(0, start - _LOOK_BACK), start) is not None
        if not (is_cited or is_other or _is_amount(plain, start, end) or is_dated(place[0])):
            yield start, end


def _is_part(text: str, start: int, end: int) -> bool:
    """Return whether figures are part of a larger number or of a word."""
    before = _PART_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    return before is not None or _PART_BEHIND.match(text, end) is not None


@cache
def _numbered() -> re.Pattern[str]:
    """Return what finds a thing of number directly before it: "judgment no. 21125"; a bare word is none."""
    return re.compile(
        rf"(?<!\w)(?:{alone('other').pattern})[ .,:]{{0,2}}(?:{alone('number').pattern})[ .:]{{0,2}}$"
    )


def _is_amount(plain: str, start: int, end: int) -> bool:
    if _MONEY_BEFORE.search(plain, max(0, start - _LONGEST_CURRENCY), start):
        return True
    return has_unit(plain, end) and not _NEXT_NUMBER.match(plain, end)
