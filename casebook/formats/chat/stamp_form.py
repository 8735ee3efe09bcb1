"""The one form of the time stamps of a WhatsApp export, which a line pasted into a message seldom has.

The program writes every stamp of an export in the same form, so most stamps show it. A line in another form
was pasted, unless two exports were joined. Source: exports of both programs; WhatsApp documents no format.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from typing import NamedTuple

from casebook.formats.chat.stamp import HALVES, HIDDEN, ascii_digits, joined_halves

_DIGITS, _SPACE, _YEAR_DIGITS = re.compile(r"\d+"), re.compile(r"\s+"), 3
_HALF = re.compile("|".join(sorted(map(re.escape, HALVES), key=len, reverse=True)))
_DAY = timedelta(days=1)
_ALL_OUT_OF_ORDER = 100
"""After so many messages in a row their times are the order, and a single later one was wrong."""
_MAX_LATE, _FOLLOWING = 3, 10
"""So many messages may be the later ones, if for each of them so many that follow are earlier."""
_MIN_JOINED, _JOINED_SHARE = 10, 5
"""Fewer stamps at an end, or less than this part of all, are no export of their own."""
_Parts = tuple[str, tuple[bool | None, ...]]
Stamp = tuple[str, bool]
"""A stamp as it is written, and whether it stands in brackets."""


class StampForm(NamedTuple):
    """A form of time stamps.

    Attributes:
        shape: a stamp without its numbers and half of the day: brackets, signs, seconds, length of the year.
        is_padded: for each number, whether one below ten has a zero before it; None where none shows it.
    """

    shape: str
    is_padded: tuple[bool | None, ...] = ()

    def fits(self, written: str, *, is_bracketed: bool) -> bool:
        """Whether a stamp, as it is written, has this form."""
        return self.has(_parts(written, is_bracketed=is_bracketed))

    def has(self, parts: _Parts) -> bool:
        """Whether a stamp of these parts has it."""
        shape, padding = parts
        return shape == self.shape and not any(
            None not in pair and pair[0] != pair[1] for pair in zip(padding, self.is_padded, strict=True)
        )


def form_of(stamps: Sequence[Stamp]) -> StampForm:
    """Return the form that most stamps of an export have; of two as frequent, that of the first.

    >>> form_of([("15/03/24, 14:05", False)]).fits("15/03/24, 14:05:33", is_bracketed=True)
    False
    """
    return _form_of([_parts(written, is_bracketed=is_bracketed) for written, is_bracketed in stamps])


def _form_of(parts: Sequence[_Parts]) -> StampForm:
    if not parts:
        return StampForm("")
    shape = Counter(shape for shape, _ in parts).most_common(1)[0][0]
    columns = zip(*(padding for one, padding in parts if one == shape), strict=True)
    return StampForm(shape, tuple(map(_majority, columns)))


def begin_messages(stamps: Sequence[Stamp]) -> tuple[bool, ...]:
    """Return for each stamp whether it begins a message; a line with one that does not was pasted.

    The first does, as nothing stands before it. A second form counts where two exports were joined: at the
    beginning or end, without a gap, and for a fifth of all stamps.
    """
    parts = [_parts(written, is_bracketed=is_bracketed) for written, is_bracketed in stamps]
    begin = list(map(_form_of(parts).has, parts))
    least = max(_MIN_JOINED, len(stamps) / _JOINED_SHARE)
    head, tail = _run(parts, begin), _run(parts[::-1], begin[::-1])
    if head >= least:
        begin[:head] = [True] * head
    if tail >= least:
        begin[-tail:] = [True] * tail
    return (True, *begin[1:])


def _run(parts: Sequence[_Parts], fit: Sequence[bool]) -> int:
    """How many stamps at the beginning have one form of their own."""
    other = [one for one, _ in takewhile(lambda pair: not pair[1], zip(parts, fit, strict=True))]
    return len(list(takewhile(_form_of(other).has, other)))


def out_of_order(times: Sequence[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the places of times more than a day earlier than those before them, and later than those after.

    A few that stand out from times before and after them which agree are the later ones; else what follows
    them is earlier.

    Args:
        times: in ISO 8601 without an offset, in the order of the export; "" where there is none.

    Returns:
        Places from 0.
    """
    early, late = set[int](), set[int]()
    kept: list[tuple[int, datetime]] = []  # each with the latest time up to it
    run = 0
    stamped = [(at, datetime.fromisoformat(text)) for at, text in enumerate(times) if text]
    for number, (at, when) in enumerate(stamped):
        above = sum(latest - when > _DAY for _, latest in kept[-_MAX_LATE - 1 :])
        following = [one for _, one in stamped[number : number + _FOLLOWING * above]]
        if above and above <= _MAX_LATE and above < len(kept) and max(following) < kept[-1][1] - _DAY:
            late.update(place for place, _ in kept[-above:])
            del kept[-above:]
        elif above and run < _ALL_OUT_OF_ORDER:
            early.add(at)
            run += 1
            continue
        elif above:
            kept.clear()
        run = 0
        kept.append((at, max(when, kept[-1][1]) if kept else when))
    return frozenset(early), frozenset(late)


def _parts(written: str, *, is_bracketed: bool) -> tuple[str, tuple[bool | None, ...]]:
    """The shape of a stamp, and of each number whether a zero stands before it."""
    plain = HIDDEN.sub("", written)
    own = ascii_digits(plain)
    numbers = _DIGITS.findall(own)
    shape = _HALF.sub("H", joined_halves(_SPACE.sub(" ", own.strip()).lower()))
    shape = _DIGITS.sub(lambda one: "y" if len(one[0]) >= _YEAR_DIGITS else "n", shape)
    marks = f"{'[' if is_bracketed else '-'}{'' if own == plain else 'd'}"
    return f"{marks}{shape}", tuple(
        number.startswith("0") and len(number) > 1 if int(number) < 10 else None  # noqa: PLR2004 - one digit
        for number in numbers
    )


def _majority(column: tuple[bool | None, ...]) -> bool | None:
    shown = Counter(one for one in column if one is not None)
    return shown.most_common(1)[0][0] if shown else None
