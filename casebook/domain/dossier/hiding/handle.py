"""Handles, hashtags, addresses and links, which are replaced as a whole."""

from __future__ import annotations

import re

from casebook.domain.dossier.hiding.name_pattern import MIN_LETTERS
from casebook.domain.dossier.hiding.plain_letters import LONG_LETTERS

HANDLE = re.compile(r"[\w.+%/:?=&~#@\uff03\uff20\-]+")
_OF_HANDLE = ("#", "@", "_", "%", "=", "\uff03", "\uff20", "://")
"""Characters of no ordinary word: a handle, hashtag, address or link, which is replaced as a whole."""
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_BEFORE_HAN = "\u2e80"
_AROUND = ".,:;?!/-"


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
    """Return the handle containing a name, if digits or dashes join it to more; else the name."""
    first, last = start, end
    while first and re.match(r"[\d_]", text[first - 1]):
        first -= 1
    while last < len(text) and re.match(r"[\d_]", text[last]):
        last += 1
    return first, last
