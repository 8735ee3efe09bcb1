"""Chinese characters: finding them, folding traditional to simplified, setting them apart for search."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, product
from math import prod
from typing import Any

from casebook.language import readings
from casebook.language.table import rows, several

HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Character class of the Han ranges of Unicode 16, for use inside brackets of a pattern."""

_ONE = re.compile(f"([{HAN}])")


MAX_MIXTURES = 64
"""Mixtures of forms given for one text; a longer name has too many."""
MAX_TRADITIONAL = 6
"""Traditional forms given for one simplified text."""


@cache
def _to_simplified() -> Any:  # noqa: ANN401 - opencc ships no types
    import opencc

    return opencc.OpenCC("t2s")


@cache
def _merged() -> dict[str, tuple[str, ...]]:
    return {row["simplified"]: several(row["traditional"]) for row in rows("one-to-many")}


@cache
def _doubtful(place: str) -> frozenset[str]:
    """Return the characters whose first traditional form is not sure, in a "family" or "given" name."""
    return frozenset(row["simplified"] for row in rows("one-to-many") if place in several(row["doubtful"]))


def has_han(text: str) -> bool:
    """Whether the text contains a Chinese character."""
    return not text.isascii() and _ONE.search(text) is not None


def simplified(text: str) -> str:
    """The text with traditional characters folded to simplified ones.

    >>> simplified("林志遠")
    '林志远'
    """
    return str(_to_simplified().convert(text)) if has_han(text) else text


def traditional(text: str) -> tuple[str, ...]:
    """Return the possible traditional forms of a simplified name, the most likely first.

    >>> traditional("范红")
    ('范紅', '範紅')
    """
    if not has_han(text):
        return ()
    letters = (_merged().get(letter) or (readings.traditional(letter),) for letter in text)
    return tuple("".join(form) for form in islice(product(*letters), MAX_TRADITIONAL))


def leaves_doubt(text: str) -> bool:
    """Return whether the first traditional form of a simplified name, family name first, may be another name.

    >>> [leaves_doubt(name) for name in ("周雅婷", "张志强", "钟爱国", "张杰")]
    [False, False, True, True]
    """
    return text[:1] in _doubtful("family") or not _doubtful("given").isdisjoint(text[1:])


def set_apart(text: str) -> str:
    """Return the text with each Chinese character separate, so that a word index finds any run.

    >>> set_apart("林志远 in 喀什")
    '林 志 远 in 喀 什'
    """
    return re.sub(r"  +", " ", _ONE.sub(r" \1 ", text)).strip()


def in_mixed_characters(text: str) -> tuple[str, ...]:
    """Return a short text with each character in its simplified or a traditional form, in every mixture.

    >>> in_mixed_characters("张伟民")
    ('张伟民', '张偉民', '張伟民', '張偉民')
    """
    letters = [tuple(dict.fromkeys((simplified(one), *traditional(simplified(one))))) for one in text]
    return tuple(map("".join, product(*letters))) if prod(map(len, letters)) <= MAX_MIXTURES else ()
