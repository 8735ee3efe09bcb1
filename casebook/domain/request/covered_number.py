"""Numbers of which a paper shows a part: 1101…1234 or 1101**********1234."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_GAPS = re.compile(r"[\s·-]")
_COVERED = re.compile(r"([a-z]{0,3}\d*)((?:[*•●×_]{2,}|x{3,}|\.{3,})+)(\d*[a-z]?)")
_MIN_SHOWN = 4


class _Shown(NamedTuple):
    """What stands before and behind a cover, and how many signs there are; 0 where it does not tell."""

    head: str
    tail: str
    length: int


def agrees_as_shown(one: str, other: str) -> bool | None:
    """Return whether what is shown of two numbers agrees; None where neither hides a part.

    >>> agrees_as_shown("1101**********1234", "110105198312081234"), agrees_as_shown("1101…1234", "3301…1234")
    (True, False)
    """
    plain = [_GAPS.sub("", unicodedata.normalize("NFKC", text).casefold()) for text in (one, other)]
    first, second = map(_shown, plain)
    if first is None and second is None:
        return None
    if first is not None and second is not None:
        heads, tails = (first.head, second.head), (first.tail, second.tail)
        return (
            any(long.startswith(short) for long, short in (heads, heads[::-1]))
            and any(long.endswith(short) for long, short in (tails, tails[::-1]))
            and (0 in {first.length, second.length} or first.length == second.length)
        )
    shown, whole = (first, plain[1]) if first is not None else (second, plain[0])
    if shown is None:
        return None
    return whole.startswith(shown.head) and whole.endswith(shown.tail) and shown.length in {0, len(whole)}


def _shown(plain: str) -> _Shown | None:
    found = _COVERED.fullmatch(plain)
    if found is None or len(found[1] + found[3]) < _MIN_SHOWN:
        return None
    return _Shown(found[1], found[3], 0 if ".." in found[2] else len(plain))
