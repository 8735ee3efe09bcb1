"""Whether the pages that another program laid out have the words of the file."""

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


def lacks_words(pages: Iterable[str], laid_out: Iterable[str]) -> bool:
    """Return whether a word of a file is missing from its pages, or stands there less often.

    Figures are not compared, since a program writes 3.5 as 3.50. A word that a line breaks is found. Of
    Chinese, Arabic and the like each letter is counted.

    Args:
        pages: what was read of the file.
        laid_out: the text of its pages.

    >>> lacks_words(["They came at night"], ["They came"]), lacks_words(["at night"], ["At ni-", "ght"])
    (True, False)
    """
    text = _folded("\n".join(laid_out))
    missing = Counter(_words(_folded("\n".join(pages)))) - Counter(_words(text))
    if len(missing) > _MAX_SOUGHT:
        return True
    joined = _GAPS.sub("", text) if missing else ""
    whole = Counter(_words(_folded("\n".join(pages))))
    return any(joined.count(word) < whole[word] for word in missing)


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
