"""Serials of capitals with few figures, as passports, travel documents and cards of some States have them.

They have too few figures for what else tells a number of a document ("C7K4XM9RT", "X4RTBPFW4"): a page that
speaks of a document at all makes each one perhaps that of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook.language.identity.paper_words import PaperWord, words_between

_SERIAL = re.compile(r"(?<![A-Za-z\d])(?=\D{0,9}\d)[A-Z\d]{7,10}(?![A-Za-z\d])")
_MAX_FIGURES, _MIN_LETTERS = 4, 3
_WORD_AND_NUMBER = re.compile(r"[A-Z]{3,}\d{1,4}|\d{1,4}[A-Z]{3,}")
"""COVID19, 21STCENTURY: a serial only directly behind a word for a document."""
_WEB_ADDRESS = re.compile(r"\S*(?:://|www\.|@|\w\.\w{2,4}/)\S*")


def card_serials(text: str, plain: str, documents: Sequence[PaperWord]) -> Iterator[tuple[int, int]]:
    """Yield such serials of a text that speaks of a document, as slices; none of one that does not.

    Args:
        text: as written.
        plain: the same as `plain_text` returns it.
        documents: its words for documents, from left to right.
    """
    for start, end in _serials(text) if documents else ():
        before = next((one for one in reversed(documents) if one.end <= start), None)
        is_behind = before is not None and words_between(plain[before.end : start]) == 0
        if is_behind or not _WORD_AND_NUMBER.fullmatch(text, start, end):
            yield start, end


def doubtful_serials(text: str) -> Iterator[tuple[int, int]]:
    """Yield what may be such a serial in any text, as slices.

    >>> said = "Hong, C4FGHKL8N, since COVID19; https://x.example/AB12CDE9"
    >>> [said[start:end] for start, end in doubtful_serials(said)]
    ['C4FGHKL8N']
    """
    for start, end in _serials(text):
        if not _WORD_AND_NUMBER.fullmatch(text, start, end):
            yield start, end


def _serials(text: str) -> Iterator[tuple[int, int]]:
    places = [place for place in _SERIAL.finditer(text) if _is_serial(place[0])]
    addresses = [place.span() for place in _WEB_ADDRESS.finditer(text)] if places else []
    for place in places:
        if not any(first <= place.start() and place.end() <= last for first, last in addresses):
            yield place.span()


def _is_serial(written: str) -> bool:
    letters = sum(map(str.isalpha, written))
    return letters >= _MIN_LETTERS and 0 < len(written) - letters <= _MAX_FIGURES
