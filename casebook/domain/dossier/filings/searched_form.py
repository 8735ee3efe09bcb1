"""How one spelling of a name is looked for in pages and passages of copies and letters."""

from __future__ import annotations

from typing import NamedTuple


class SearchedForm(NamedTuple):
    """A form of a name, given names alone, nicknames each with the part it is of.

    Some forms are no spelling of the whole name: "Ah Hang", 拉珍 of 才让拉珍.
    """

    text: str
    is_spelling: bool
    given: tuple[str, ...]
    nicknames: tuple[tuple[str, str], ...]


SearchedForms = dict[str, tuple[SearchedForm, ...]]
"""These of each name that was looked for."""
