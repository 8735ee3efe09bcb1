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
_GROUP = r"(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{3,6}"
_IN_GROUPS = (
    r"(?<![A-Za-z\d])(?![A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?!\w))"
    rf"(?:{_GROUP}[ \-/.]){{1,2}}{_GROUP}(?:-[A-Z]{{1,3}})?(?![A-Za-z\d])"
)
"""Groups of capitals and figures; a postcode of the United Kingdom is none."""
_ON_PAGE = re.compile(rf"{_IN_GROUPS}|{_SERIAL.pattern}")
_DOUBTFUL = re.compile(
    rf"{_IN_GROUPS}|{_SERIAL.pattern}|(?<![A-Za-z\d_.\-])(?=[a-z\d]*[a-z]\d+[a-z]|\d[a-z\d]*\d)[a-z\d]{{7,10}}(?![A-Za-z\d_\-])"
    r"|(?<![\w.\-])[b-df-hj-np-tv-xz]{5,8}\d{1,4}(?![\w\-])"
    r"|(?<=[\u4e00-\u9fff])[a-z]{3,12}\d{1,4}(?![A-Za-z\d])|(?<![A-Za-z\d])[a-z]{3,12}\d{1,4}(?=[\u4e00-\u9fff])"
)
"""The same in small letters, and an account of small letters beside a Chinese sign."""
_KNOWN = re.compile(
    r"(?:COVID|EWCA|EWHC|UKSC|UKUT|CHAPTER|ARTICLE|SECTION|ANNEX|EXHIBIT|WINDOWS|G20SUMMIT|ISO)\d*"
)
_FULL_WIDTH = {0xFF01 + at: 0x21 + at for at in range(94)}
_WEB_ADDRESS = re.compile(r"\S*(?:://|www\.|@|\w\.\w{2,4}/)\S*")


def card_serials(text: str, plain: str, documents: Sequence[PaperWord]) -> Iterator[tuple[int, int]]:
    """Yield such serials of a text that speaks of a document, as slices; none of one that does not.

    Args:
        text: as written.
        plain: the same as `plain_text` returns it.
        documents: its words for documents, from left to right.
    """
    if not documents:
        return
    narrow = text.translate(_FULL_WIDTH)
    for start, end in _serials(narrow, _ON_PAGE):
        before = next((one for one in reversed(documents) if one.end <= start), None)
        is_behind = before is not None and words_between(plain[before.end : start]) == 0
        if is_behind or not _WORD_AND_NUMBER.fullmatch(narrow, start, end):
            yield start, end


def doubtful_serials(text: str) -> Iterator[tuple[int, int]]:
    """Yield what may be such a serial in any text, as slices; in full width or small letters, too.

    >>> said = "Hong, C4FGHKL8N, C7XK 4M9RQ, c7xk4m9rt, ZQWRTPL40, COVID19; https://x.example/AB12CDE9"
    >>> [said[start:end] for start, end in doubtful_serials(said)]
    ['C4FGHKL8N', 'C7XK 4M9RQ', 'c7xk4m9rt', 'ZQWRTPL40']
    """
    narrow = text.translate(_FULL_WIDTH)
    for start, end in _serials(narrow, _DOUBTFUL):
        if not _KNOWN.fullmatch(narrow, start, end):
            yield start, end


def _serials(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    places = [place for place in pattern.finditer(text) if _is_serial(place[0])]
    addresses = [place.span() for place in _WEB_ADDRESS.finditer(text)] if places else []
    for place in places:
        if not any(first <= place.start() and place.end() <= last for first, last in addresses):
            yield place.span()


def _is_serial(written: str) -> bool:
    letters, figures = sum(map(str.isalpha, written)), sum(map(str.isdigit, written))
    return letters >= _MIN_LETTERS and 0 < figures <= _MAX_FIGURES
