"""The terms of the library that every search treats as one."""

from __future__ import annotations

from functools import cache

from casebook.language.synonym import Synonyms
from casebook.packs.library.synonym import read_synonyms


@cache
def synonyms() -> Synonyms:
    """Return the terms that are supplied with the program, read once."""
    return Synonyms(each.terms for each in read_synonyms())
