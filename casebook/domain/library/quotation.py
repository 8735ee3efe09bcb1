"""A quotation entered by the user, compared with the stored copy.

Equal means equal once white space and quotation marks are written one way; nothing else is evened out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from casebook.domain.base.entity import entity

QuotationState = Literal["exact", "differs", "absent", "no-copy"]
"""`absent`: too little of it occurs in the copy; `no-copy`: the vault has no readable copy."""

_LEAST_ALIKE = 0.6
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″「」『』", '"') | dict.fromkeys("‘’‚‛‹›′", "'"))
_CJK = r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BETWEEN_CJK = re.compile(rf"(?<={_CJK})\s+(?={_CJK})")
_WORDS = re.compile(rf"{_CJK}|[^\s\u3000-\u9fff\uf900-\uffef]+")


_PARAGRAPHS = re.compile(
    r"(?:\bpara(?:graph)?s?\b\.?|§{1,2}|\bRn\.|\bat (?=\[))"
    r"\s*(?P<numbers>[\d\[\]–, -]*\d\]?(?: and \[?\d+\]?)?)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)\]?(?:\s*[–-]\s*\[?(\d+))?")
_MOST_PARAGRAPHS = 60
"""More paragraphs than this are no passage relied on."""


def paragraphs(pinpoint: str) -> tuple[int, ...]:
    """Return the numbers of the paragraphs that a pinpoint names, each once.

    >>> paragraphs("paras. 79-81 and 83, p. 12")
    (79, 80, 81, 83)
    """
    numbers: dict[int, None] = {}
    for named in _PARAGRAPHS.finditer(pinpoint):
        for first, last in _RANGE.findall(named["numbers"]):
            numbers.update(dict.fromkeys(range(int(first), int(last or first) + 1)[:_MOST_PARAGRAPHS]))
    return tuple(numbers)


@entity
class QuotationDifference:
    """A difference between quotation and copy.

    Attributes:
        typed: the words as they were typed; "" where something is left out.
        copy: the words as they stand in the copy; "" where something was added.
    """

    typed: str
    copy: str


@entity
class QuotationCheck:
    """The result of a comparison.

    Attributes:
        page: of the copy, from 1; 0 where it stands nowhere.
        differences: in the order of the text; none where it is exact.
    """

    state: QuotationState
    page: int = 0
    differences: tuple[QuotationDifference, ...] = ()


def normalised(text: str) -> str:
    """Return a text with uniform white space and quotation marks.

    >>> normalised("He said  “no”.")
    'He said "no".'
    """
    spaced = re.sub(r"\s+", " ", text.translate(_QUOTES)).strip()
    return _BETWEEN_CJK.sub("", spaced)


def compare(quote: str, pages: Sequence[str]) -> QuotationCheck:
    """Search for a quotation in the pages of a copy, also across page breaks.

    Args:
        quote: as typed, not empty.
        pages: the text of each page in order.
    """
    wanted, texts = normalised(quote), [normalised(page) for page in pages]
    for number, page in enumerate(texts, start=1):
        if wanted in page:
            return QuotationCheck(state="exact", page=number)
    for number, (page, following) in enumerate(pairwise(texts), start=1):
        if wanted in normalised(f"{page} {following}"):
            return QuotationCheck(state="exact", page=number)
    return _nearest(_WORDS.findall(wanted), texts)


def _nearest(typed: list[str], texts: Sequence[str]) -> QuotationCheck:
    """Return the passage most similar to the typed text, and the differences."""
    best, nearest = _LEAST_ALIKE, QuotationCheck(state="absent")
    for number, page in enumerate(texts, start=1):
        stands = _passage(typed, _WORDS.findall(page))
        matcher = SequenceMatcher(a=typed, b=stands, autojunk=False)
        if matcher.ratio() > best:
            best = matcher.ratio()
            nearest = QuotationCheck(
                state="differs", page=number, differences=_differences(matcher, typed, stands)
            )
    return nearest


def _passage(typed: list[str], words: list[str]) -> list[str]:
    """Return a passage of as many words as typed, aligned by the longest common run."""
    run = SequenceMatcher(a=typed, b=words, autojunk=False).find_longest_match()
    start = max(0, run.b - run.a)
    return words[start : start + len(typed)]


def _differences(
    matcher: SequenceMatcher[str], typed: list[str], stands: list[str]
) -> tuple[QuotationDifference, ...]:
    return tuple(
        QuotationDifference(typed=" ".join(typed[a:b]), copy=" ".join(stands[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )
