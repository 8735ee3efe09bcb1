"""Whether the pages that another program laid out have the words and the figures of the file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_LETTERS = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"[a-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]+")
"""Words of scripts whose words stand apart and whose letters a PDF gives back as they were written."""
_GAPS = re.compile(r"[\s\u00ad\u2010-]+")
_MAX_SOUGHT = 2_000
_TOO_NARROW = "###"
"""What a spreadsheet prints where a number or a date does not fit its cell."""
_DATE = re.compile(r"(\d{4})-\d\d-(\d\d)")
_FIGURES = re.compile(r"\d+")
_LONG_FRACTION = re.compile(r"\d+\.\d{10,}")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[.,'\u2019 ]\d{2,4})+(?!\d)")
_FRACTION = re.compile(r"(?<=[.,])\d+")
_BETWEEN_DIGITS = re.compile(r"[\s,.'\u2019\u00ad\u2010-]+")
"""What stands between the digits of a figure, and between two figures that a PDF gives as one."""


def lacks_words(pages: Iterable[str], laid_out: Iterable[str]) -> bool:
    """Return whether a word of a file is missing from its pages, or stands there less often.

    Figures are not compared, see `lacks_figures`. A word that a line breaks is found. Of Chinese, Arabic and
    the like each letter is counted.

    Args:
        pages: what was read of the file.
        laid_out: the text of its pages.

    >>> lacks_words(["They came at night"], ["They came"]), lacks_words(["at night"], ["At ni-", "ght"])
    (True, False)
    """
    text = _folded("\n".join(laid_out))
    sought = Counter(_words(_folded("\n".join(pages))))
    missing = sought - Counter(_words(text))
    if len(missing) > _MAX_SOUGHT:
        return True
    joined = _GAPS.sub("", text) if missing else ""
    return any(joined.count(word) < sought[word] for word in missing)


def lacks_figures(pages: Iterable[str], laid_out: Iterable[str]) -> bool:
    """Return whether a figure of a spreadsheet is missing from its pages, or stands there less often.

    Groups of digits, zeros at the ends and years of two digits count as the same figure, and months are not
    sought, since they may be words; what is rounded, or written with an exponent, is missing.

    Args:
        pages: what was read of the file.
        laid_out: the text of its pages.

    >>> lacks_figures(["1234567.5"], ["1,234,567.50"]), lacks_figures(["1234567"], ["1.2E+06"])
    (False, True)
    """
    text, read = _folded("\n".join(laid_out)), _folded("\n".join(pages))
    if text.count(_TOO_NARROW) > read.count(_TOO_NARROW):
        return True
    read = _DATE.sub(r"\1 \2", read)
    read = _LONG_FRACTION.sub(lambda found: f"{float(found[0]):.15g}", read)
    sought = Counter(figure for one in _FIGURES.findall(read) if (figure := one.strip("0") and one))
    shown = _shown_figures(text)
    joined = _BETWEEN_DIGITS.sub("", text)
    return any(
        max(shown[one] for one in _spellings(figure)) < count
        and max(joined.count(one) for one in _spellings(figure)) < count
        for figure, count in sought.items()
    )


def _shown_figures(text: str) -> Counter[str]:
    """How often each figure stands on the pages, counted once in each way to write it."""
    shown = Counter(form for one in _FIGURES.findall(text) for form in {one, one.lstrip("0")})
    for grouped in _GROUPED.findall(text):
        parts = _FIGURES.findall(grouped)
        whole = parts if len(parts[-1]) == len("000") else parts[:-1]
        shown.update({"".join(parts), "".join(whole)} - {*parts})
    shown.update(one.rstrip("0") for one in _FRACTION.findall(text) if one.endswith("0"))
    return shown


def _spellings(figure: str) -> tuple[str, ...]:
    return (
        figure,
        figure.lstrip("0"),
        *((figure[2:], figure[2:].lstrip("0")) if len(figure) == len("2019") else ()),
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _words(text: str) -> Iterable[str]:
    for run in _LETTERS.findall(text):
        end = 0
        for word in _SPACED.finditer(run):
            yield from run[end : word.start()]
            yield word[0]
            end = word.end()
        yield from run[end:]
