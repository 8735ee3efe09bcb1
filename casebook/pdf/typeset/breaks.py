"""Line break opportunities: after spaces and hyphens, between Chinese characters, after Tibetan syllables.

Words are never divided: what a court searches for must stand in one piece; nor is a place in a document
("p. 61", "§ 83", "No. 4"). A web address may be parted at its own signs. Source: Unicode Standard Annex 14
and GB/T 15834 for what may not begin or end a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_EAST = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENERS = "（《〈「『【〔［“‘(\\["
_CLOSERS = "，。、；：？！）》〉」』】〕］…—·”’.,;:!?)\\]%⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = re.compile(r" +|(?<=\w[-‐–—])(?=[^\W\d])|(?<=\u200b)")
_EASTERN = (
    _PLAIN.pattern
    + f"|(?<=[{_EAST}])(?<![{_OPENERS}])(?![{_CLOSERS}\\s])(?=.)"
    + f"|(?<=\\S)(?<![{_OPENERS}])(?=[{_EAST}])(?![{_CLOSERS}])"
    + "|(?<=\u0f0b)(?=[\u0f40-\u0fbc])"
)
"""Compiled by the first text that needs it, as the names are: that takes longer than a page of others."""
_IS_EASTERN = re.compile(f"[{_EAST}\u0f00-\u0fff]")
_SHORT_NAME = f"(?<![{_EAST}])[{_HAN}]{{2,4}}(?![{_EAST}])"
_TIBETAN_NAME = r"(?<![\u0f00-\u0fff])[\u0f00-\u0fff]{2,24}(?![\u0f00-\u0fff])"
_PLACE_WORD = re.compile(
    r"(?:^|[\s(\[“‘])(?:[Pp]{1,2}|[Nn]os?|[Pp]aras?|[Aa]rts?|[Cc]h|[Vv]ol|[Ss]s?|Abs|Satz|Nr|Rn|§|§§|¶|¶¶)\.?$"
)
"""What a number stands behind: the space between them is no place for a line to end."""
_LONG = 24
_ADDRESS_SIGN = re.compile(r"(?<=[/?&=#_.%-])(?=\w)")

Unit = tuple[int, int, int]


def units(text: str) -> Iterator[Unit]:
    """Yield the unbreakable units: start, end without trailing spaces, start of the next.

    >>> text = "the well-known 王志远 said"
    >>> [text[a:b] for a, b, _ in units(text)]
    ['the', 'well-', 'known', '王志远', 'said']
    """
    start = 0
    has_address = "://" in text
    for end, after in (*_opportunities(text), (len(text), len(text))):
        if has_address or end - start > _LONG:
            yield from _parted(text, start, end, after)
        elif start < len(text):
            yield start, end, after
        start = after


def _opportunities(text: str) -> list[tuple[int, int]]:
    if not _IS_EASTERN.search(text):
        return [match.span() for match in _PLAIN.finditer(text) if not _is_before_number(text, *match.span())]
    # A Chinese or Tibetan name inside other writing stays whole.
    names = (name for pattern in (_SHORT_NAME, _TIBETAN_NAME) for name in re.finditer(pattern, text))
    kept = {at for name in names for at in range(name.start() + 1, name.end())}
    spans = (match.span() for match in re.finditer(_EASTERN, text) if match.start() not in kept)
    return [span for span in spans if not _is_before_number(text, *span)]


def _is_before_number(text: str, end: int, after: int) -> bool:
    """Return whether a space stands between a word such as "p." and its number."""
    if after == end or not text[after : after + 1].isdigit():
        return False
    return bool(_PLACE_WORD.search(text, max(0, end - 8), end))


def _parted(text: str, start: int, end: int, after: int) -> Iterator[Unit]:
    if end - start > _LONG or ("://" in text and "://" in text[text.rfind(" ", 0, start) + 1 : end]):
        for sign in _ADDRESS_SIGN.finditer(text, start, end):
            if start < sign.start() < end and text[sign.start() - 2 : sign.start()] not in {":/", "//"}:
                yield start, sign.start(), sign.start()
                start = sign.start()
    yield start, end, after
