"""Numbers of bank accounts that a text states behind a word for one.

Where an account is kept at a bank of the State that looks for somebody, its number finds the holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.language.identity.number_shape import Shape, shapes
from casebook.language.identity.paper_column import numbers_in_columns
from casebook.language.identity.paper_words import marks, plain_text, words_between
from casebook.language.identity.unexplained import is_dated

_MIN_DIGITS, _FAR_DIGITS, _MAX_WORDS, _WITHIN = 5, 8, 4, 80
_BANKS = (
    "ban",
    "\u03c4\u03c1\u03b1\u03c0\u03b5\u03b6",
    "\u0431\u0430\u043d\u043a",
    "\u94f6\u884c",
    "\u9280\u884c",
    "account",
    "konto",
    "compte",
    "cuenta",
)
"""How words for a bank begin, and those for an account that are said twice."""
_ENDS = re.compile(r"[.!?;](?=\s+[^\W\d_])|[。！？；]|\n\s*\n")
_ABBREVIATED = re.compile(r"(?:no|nr|num|n|acc|acct)\.\s", re.IGNORECASE)


def bank_accounts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers of bank accounts in a text, as slices; one may come twice.

    >>> said = "Her account at the Bank of China is 6013820800012345678; account no. 0128-05-227611"
    >>> [said[start:end] for start, end in bank_accounts(said)]
    ['6013820800012345678', '0128-05-227611']
    """
    plain = plain_text(text)
    accounts = [*marks(text, plain, ("account",))]
    yield from numbers_in_columns(text, accounts)
    last = 0
    for mark in accounts:
        end = min(len(text), mark.end + _WITHIN)
        while end < len(text) and text[end].isalnum():
            end += 1
        piece = _ABBREVIATED.sub(lambda place: place[0].replace(".", " "), text[mark.end : end])
        if (ends := _ENDS.search(piece)) is not None:
            piece = piece[: ends.start()]
        one = _first(piece, plain[mark.end : mark.end + len(piece)])
        if one is not None and mark.end + one.start >= last:
            last = mark.end + one.end
            yield mark.end + one.start, last


def _first(text: str, plain: str) -> Shape | None:
    """Return the number of an account in what follows its word, if the first number there is one."""
    one = next(
        (one for one in shapes(text, plain) if not (one.is_day or is_dated(plain[one.start : one.end]))), None
    )
    if one is None or one.is_amount or one.is_in_thousands or one.is_of_year:
        return None
    between = plain[: one.start]
    others = marks(text[: one.start], between, ("other",))
    if any(not between.startswith(_BANKS, mark.start) for mark in others):
        return None
    words = words_between(between)
    is_near = words == 0 and one.digits >= _MIN_DIGITS
    return one if is_near or (one.digits >= _FAR_DIGITS and words <= _MAX_WORDS) else None
