"""The words of a text whose spelling can be checked, with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’ʼ](?=[^\W\d_\u0300-\u036f]))*[\u0300-\u036f]*")
_NO_PROSE = re.compile(r"\[\[.*?(?:\]\]|$)|\{[#-].*?(?:\}|$)|\S*(?:@|://|www\.|\\)\S*")
"""References and labels of a dossier, addresses and paths."""
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u1800-\u18af"
    "\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)
"""Scripts that part no words by spaces, and Chinese, Japanese, Korean, Tibetan and Mongolian."""


class WordSpan(NamedTuple):
    """A word and where it stands, from its first character to behind its last."""

    start: int
    end: int
    word: str


def words_to_check(text: str) -> Iterator[WordSpan]:
    """Yield the words of a text that can be misspelt.

    Left out are addresses, references, abbreviations in capitals, single letters, what has figures in it, and
    scripts that no dictionary is made for.

    >>> [span.word for span in words_to_check("Don’t mail a@b.example, see [[5 p.3]]: RSDL, 指定居所, H2O.")]
    ['Don’t', 'mail', 'see']
    """
    passed_over = [match.span() for match in _NO_PROSE.finditer(text)]
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        is_shouted = word.upper() == word and word.lower() != word
        if len(word) == 1 or is_shouted or _WITHOUT_SPACES.search(word):
            continue
        if _is_joined(text[start - 1 : start]) or _is_joined(text[end : end + 1]):
            continue
        if not any(begin <= start < behind for begin, behind in passed_over):
            yield WordSpan(start, end, word)


def _is_joined(beside: str) -> bool:
    """Return whether a character belongs to the word beside it, such as a figure or a vowel sign."""
    return bool(beside) and (beside.isdigit() or beside == "_" or unicodedata.category(beside)[0] == "M")
