"""The one form of the time stamps of a WhatsApp export, which a line pasted into a message seldom has.

The program writes every stamp of an export in the same form, and nothing stands before the first. A line in
another form was pasted. Source: exports of both programs; WhatsApp documents no format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from casebook.formats.chat.stamp import HALVES, HIDDEN, ascii_digits, joined_halves

_DIGITS, _SPACE, _YEAR_DIGITS = re.compile(r"\d+"), re.compile(r"\s+"), 3
_HALF = re.compile("|".join(sorted(map(re.escape, HALVES), key=len, reverse=True)))
_LOOKED_AT = 5000
_DAY = timedelta(days=1)
_ALL_OUT_OF_ORDER = 100
"""After so many messages in a row their times are the order, and a single later one was wrong."""


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
        shape, padding = _parts(written, is_bracketed=is_bracketed)
        return shape == self.shape and not any(
            None not in pair and pair[0] != pair[1] for pair in zip(padding, self.is_padded, strict=True)
        )


def form_of(stamps: Iterable[tuple[str, bool]]) -> StampForm:
    """Return the form of an export.

    It is that of the first stamp. Whether a number has a zero before it, where the first is too large to show
    it, is what most stamps show.

    >>> form_of([("15/03/24, 14:05", False)]).fits("15/03/24, 14:05:33", is_bracketed=True)
    False

    Args:
        stamps: as they are written, in the order of the file, each with whether it stands in brackets.
    """
    looked_at = [_parts(written, is_bracketed=bracketed) for written, bracketed in islice(stamps, _LOOKED_AT)]
    if not looked_at:
        return StampForm("")
    shape = looked_at[0][0]
    columns = zip(*(padding for one, padding in looked_at if one == shape), strict=True)
    return StampForm(shape, tuple(map(_majority, columns)))


def out_of_order(times: Sequence[str]) -> frozenset[int]:
    """Return the places, from 0, of the times that are more than a day earlier than those before them.

    Args:
        times: in ISO 8601 without an offset, in the order of the export; "" where there is none.
    """
    early: set[int] = set()
    latest: datetime | None = None
    run = 0
    for at, text in enumerate(times):
        if not text:
            continue
        when = datetime.fromisoformat(text)
        is_early = latest is not None and latest - when > _DAY
        run = run + 1 if is_early else 0
        if is_early and run <= _ALL_OUT_OF_ORDER:
            early.add(at)
        else:
            latest, run = when if is_early or latest is None else max(latest, when), 0
    return frozenset(early)


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
    if column[0] is not None:
        return column[0]
    shown = [one for one in column if one is not None]
    return 2 * sum(shown) >= len(shown) if shown else None
