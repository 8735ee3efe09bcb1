"""The one form of the time stamps of a WhatsApp export, which a line pasted into a message seldom has.

The program writes every stamp of an export in the same form, and an export begins with its own. A line in
another form was pasted, or is of another export. Source: exports of both programs; WhatsApp documents no
format.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from typing import NamedTuple

from casebook.base.frequency import most_frequent
from casebook.formats.chat.stamp import HALVES, HIDDEN, ascii_digits, joined_halves

_DIGITS, _SPACE, _YEAR_DIGITS = re.compile(r"\d+"), re.compile(r"\s+"), 3
_HALF = re.compile("|".join(sorted(map(re.escape, HALVES), key=len, reverse=True)))
_DAY = timedelta(days=1)
_MAX_BETWEEN = 100
"""After so many earlier messages in a row their times are the order, unless more came before them."""
_FOLLOWING = 10
"""For each of a few later messages, so many that follow and are earlier make these few doubtful, too."""
_NEARLY_ALL = 0.9
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


def begin_messages(stamps: Sequence[Stamp]) -> tuple[bool, ...]:
    """Return for each stamp whether it begins a message; a line with one that does not is text.

    The first does, and so does every other in its form. Where its numbers show no zeros, those of most do.

    >>> begin_messages([("15/03/24, 14:05", False), ("[14:05, 15/03/24]", True), ("16/03/24, 9:05", False)])
    (True, False, True)
    """
    parts = [_parts(written, is_bracketed=is_bracketed) for written, is_bracketed in stamps]
    if not parts:
        return ()
    first = StampForm(*parts[0])
    columns = zip(*(padding for shape, padding in parts if first.has((shape, padding))), strict=True)
    return tuple(map(StampForm(first.shape, tuple(map(_majority, columns))).has, parts))


def stands_apart(stamps: Sequence[Stamp]) -> bool:
    """Return whether the first stamp alone has its form, and nearly all others have that of the second.

    >>> stands_apart([("1/3/24, 9:00", False), ("[14:05, 15/03/24]", True), ("[14:06, 15/03/24]", True)])
    True
    """
    others = begin_messages(stamps[1:])
    return bool(others) and sum(begin_messages(stamps)) == 1 and sum(others) >= _NEARLY_ALL * len(others)


def out_of_order(times: Sequence[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the places of times more than a day earlier than those before them, and later than those after.

    Where time goes back, those that follow are the earlier ones if it soon comes forward again, or if they
    are fewer; else those before them are the later ones.

    Args:
        times: in ISO 8601 without an offset, in the order of the export; "" where there is none.

    Returns:
        Places from 0.
    """
    early, late = set[int](), set[int]()
    places, latest = list[int](), list[datetime]()  # of messages in order, each with the latest time so far
    stamped = [(at, datetime.fromisoformat(text)) for at, text in enumerate(times) if text]
    number = 0
    while number < len(stamped):
        at, when = stamped[number]
        before = bisect_right(latest, when + _DAY)
        above = len(places) - before
        earlier = _earlier(stamped, number, latest[-1] - _DAY, above) if above else []
        if above and (not earlier or (before and len(earlier) > _FOLLOWING * above)):
            late.update(places[before:])
        if earlier:
            early.update(earlier)
            number += len(earlier)
            continue
        del places[before:], latest[before:]
        places.append(at)
        latest.append(max(when, latest[-1]) if latest else when)
        number += 1
    return frozenset(early), frozenset(late)


def _earlier(stamped: Sequence[tuple[int, datetime]], number: int, least: datetime, above: int) -> list[int]:
    """The places of the earlier messages from one on; none where those before it are the later ones."""
    most = max(above, _MAX_BETWEEN)
    following = stamped[number : number + most + 1]
    places = [at for at, _ in takewhile(lambda one: one[1] < least, following)]
    comes_back = len(places) < len(following)
    return places if len(places) <= (most if comes_back else above) else []


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
    return most_frequent(shown) if shown else None
