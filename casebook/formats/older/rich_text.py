"""The words of Rich Text Format."""

from __future__ import annotations

import re

from casebook.formats.fault import Damaged
from casebook.formats.media_type import RTF
from casebook.formats.read import Read, bounded
from casebook.host.protocol.extract_protocol import MAX_WORDS

_PICTURE = re.compile(r"\{(?:\\\*\\shppict\s*\{)?\\pict[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
"""Pictures are most of the bytes of such a file; reading their digits one by one would take minutes."""


def read_rich_text(data: bytes) -> Read:
    """The words of an RTF file.

    Raises:
        Damaged: its groups do not close.
    """
    kept, is_cut = bounded((rich_text_words(data),), MAX_WORDS)
    return Read(media_type=RTF, pages=kept, is_cut=is_cut)


def rich_text_words(data: bytes) -> str:
    """The words of rich text, in the code page that each of its fonts names.

    Raises:
        Damaged: its groups do not close.
    """
    from striprtf.striprtf import rtf_to_text

    text = _PICTURE.sub("", data.decode("latin-1"))
    try:
        return str(rtf_to_text(text, errors="replace")).strip()  # type: ignore[no-untyped-call] # has no types
    except (ValueError, LookupError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise Damaged from error


def load_for_rich_text() -> None:
    """Load what reading RTF takes, before files are given up."""
    read_rich_text(rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}\f0 \'c1\'d6\u26519?}")
