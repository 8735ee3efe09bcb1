"""Excerpts around a match, in the original spelling, which the index folds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from casebook.base.ignorable import IGNORABLE, SOFT_BREAK
from casebook.language.hanzi import simplified

Cover = Callable[[str], str]
_BEYOND = 400
"""Characters on either side that are covered before the text is cut."""
BEFORE, AFTER = 30, 70
"""Characters shown before and after the start of the match."""
_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")
"""Letters that only change their case, and any other one."""


def around(words: str, query: str, cover: Cover = str) -> str:
    """Return the part of a text around the first matching word of a query, or its beginning.

    Args:
        words: the text.
        query: what it was found by.
        cover: puts code names in place of names; before the text is cut, for a half of a name is unknown.

    >>> around("He is called 林志遠 in Hong Kong", "林志远")
    'He is called 林志遠 in Hong Kong'
    """
    plain = " ".join(SOFT_BREAK.sub("", words).split())
    key, places = _folded(plain)
    starts = [key.find(_folded(word)[0]) for word in query.split()]
    hit = next((places[start] for start in starts if start >= 0), 0)
    if cover is not str:
        lead = cover(plain[max(0, hit - _BEYOND) : hit])
        plain = cover(plain[max(0, hit - _BEYOND) : hit + _BEYOND])
        hit = min(len(lead), len(plain))
    begin, end = max(0, hit - BEFORE), min(len(plain), hit + AFTER)
    return ("…" if begin else "") + plain[begin:end].strip() + ("…" if end < len(plain) else "")


def _folded(words: str) -> tuple[str, Sequence[int]]:
    """Return the text as the index compares it, and the original index of each character."""
    if words.isascii():
        return words.lower(), range(len(words) or 1)
    simple = simplified(words)
    if len(simple) != len(words):  # a conversion by phrase: places would no longer answer each other
        simple = "".join(simplified(letter)[:1] for letter in words)
    key: list[str] = []
    places: list[int] = []
    for run in _RUN.finditer(simple):
        letters, place = run[0], run.start()
        if letters.isascii():
            key.append(letters.lower())
            places.extend(range(place, run.end()))
            continue
        for part in unicodedata.normalize("NFKD", letters).casefold():
            if not (unicodedata.combining(part) or IGNORABLE.match(part)):
                key.append(part)
                places.append(place)
    return "".join(key), places or [0]
