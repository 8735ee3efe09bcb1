"""Handles, hashtags, addresses and links, which are replaced as a whole."""

from __future__ import annotations

import re

from casebook.domain.dossier.hiding.name_pattern import MIN_LETTERS
from casebook.domain.dossier.hiding.plain_letters import LONG_LETTERS, UNPARTED

HANDLE = re.compile(r"[\w.+%/:?=&~#@\uff03\uff20\-]+")
_OF_HANDLE = ("#", "@", "_", "%", "=", "\uff03", "\uff20", "://")
"""Characters of no ordinary word: a handle, hashtag, address or link, which is replaced as a whole."""
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_BEFORE_HAN = "\u2e80"
_AROUND = ".,:;?!/-"
_LONGEST_HANDLE = 64
_JOINED_BEFORE = re.compile(rf"[^\W{UNPARTED}]*[\d_]\Z")
_WORD_BEFORE, _WORD_AFTER = re.compile(rf"[^\W{UNPARTED}]+\Z"), re.compile(rf"[^\W{UNPARTED}]+")
_JOINED_AFTER = re.compile(rf"(?:_|\d(?!\d*[\-./]\d))[^\W{UNPARTED}]*")
"""Not the year of a date, whose month and day would be left."""


def has_handle(text: str) -> bool:
    """Return whether a text has a character of a handle, hashtag, address or link."""
    return any(sign in text for sign in _OF_HANDLE)


def decoded(word: str) -> str:
    """Return a word of a link with its percent-encoding decoded (RFC 3986, UTF-8)."""
    return _ENCODED.sub(lambda run: bytes.fromhex(run[0].replace("%", "")).decode(errors="replace"), word)


def fills_handle(letters: str) -> bool:
    """Return whether a Latin or Chinese form is too long to be part of another word."""
    return (letters.isascii() and len(letters) >= LONG_LETTERS) or (
        letters > _BEFORE_HAN and len(letters) >= MIN_LETTERS
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a word without surrounding punctuation."""
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    while start < end and text[start] in _AROUND:
        start += 1
    return start, end


def whole_handle(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the word containing a name, if digits or low lines join it to more; else the name.

    >>> whole_handle("see KaYan_notes.pdf", 4, 9)
    (4, 15)
    """
    before, after = (
        _JOINED_BEFORE.search(text[max(0, start - _LONGEST_HANDLE) : start]),
        _JOINED_AFTER.match(text, end),
    )
    return start - (len(before[0]) if before else 0), after.end() if after else end


def whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the word containing a name to which other words are joined without a sign: "KaYanNotes".

    >>> whole_word("see KaYanNotes.pdf", 4, 9)
    (4, 14)
    """
    before, after = (
        _WORD_BEFORE.search(text[max(0, start - _LONGEST_HANDLE) : start]),
        _WORD_AFTER.match(text, end),
    )
    return start - len(before[0] if before else ""), after.end() if after else end
