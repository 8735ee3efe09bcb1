"""How one spelling of a name is looked for in pages and passages of copies and letters."""

from __future__ import annotations

import re
from typing import NamedTuple


class SearchedForm(NamedTuple):
    """A form of a name, given names alone, nicknames each with the part it is of.

    Some forms are no spelling of the whole name: "Ah Hang", 拉珍 of 才让拉珍.
    """

    text: str
    is_spelling: bool
    given: tuple[str, ...]
    nicknames: tuple[tuple[str, str], ...]


class SearchedForms(dict[str, tuple[SearchedForm, ...]]):
    """These of each name that was looked for, and what was made of them for texts that are read many times.

    Attributes:
        people: what finds these people by any part of their names, by the names.
        patterns: what finds names by all their forms, by the names of clients and those that are looked for.
        claims: what texts tell of a claim to protection, by what is known of the case and the text.
        published: what is printed of an entry of the supplied library, by language and ID, with the entry.
    """

    def __init__(self) -> None:
        super().__init__()
        self.people: dict[tuple[str, ...], re.Pattern[str]] = {}
        self.patterns: dict[tuple[tuple[str, ...], tuple[str, ...]], re.Pattern[str] | None] = {}
        self.claims: dict[tuple[tuple[str, ...], ...], dict[str, tuple[str, ...]]] = {}
        self.published: dict[tuple[str, str], tuple[object, tuple[str, ...]]] = {}

    def clear(self) -> None:
        """Forget all of them."""
        super().clear()
        self.people.clear()
        self.patterns.clear()
        self.claims.clear()
        self.published.clear()
