"""Spelling dictionaries of this computer, and which of them serves a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from casebook.domain.base.entity import entity

DictionaryFault = Literal["damaged", "large", "failed", "unconfined"]
"""Why one cannot be used: its files are damaged or too large, what reads it failed, or cannot be isolated."""
_NAMED = re.compile(r"([a-z]{2,3})(?:[_-]([A-Z][a-z]{3}))?(?:[_-]([A-Z]{2}))?(?![A-Za-z])")
_USUAL = {"en": "GB", "pt": "PT", "sr": "RS", "sv": "SE", "da": "DK", "el": "GR", "uk": "UA", "cs": "CZ"}
"""Whose spelling a language has where the office is elsewhere; of most it is the country of the same name."""


@entity
class Dictionary:
    """A dictionary of Hunspell.

    Attributes:
        tag: BCP 47 tag of its language.
        aff: the file of its rules.
        dic: the file of its words, beside it.
    """

    tag: str
    aff: Path
    dic: Path


def tag_of(stem: str) -> str:
    """Return the language of a dictionary by its file name without ending, or "".

    >>> [tag_of(stem) for stem in ("en_GB", "de_DE_frami", "sr_Latn_RS", "ga", "Readme")]
    ['en-GB', 'de-DE', 'sr-Latn-RS', 'ga', '']
    """
    named = _NAMED.match(stem)
    return "-".join(filter(None, named.groups())) if named else ""


def dictionary_for(dictionaries: Iterable[Dictionary], language: str, country: str) -> Dictionary | None:
    """Return the dictionary for a text, or None where there is none of its language.

    Args:
        dictionaries: all that are installed.
        language: BCP 47 tag of the text.
        country: ISO 3166 code of the office's country, or "", whose spelling is preferred.
    """
    base = language.partition("-")[0]
    usual = _USUAL.get(base, base.upper())

    def place(one: Dictionary) -> tuple[bool, bool, bool, bool, str]:
        region = one.tag.rpartition("-")[2]
        return (one.tag != language, region != country[:2], one.tag != base, region != usual, one.tag)

    same = [one for one in dictionaries if one.tag.partition("-")[0] == base]
    return min(same, key=place, default=None)
