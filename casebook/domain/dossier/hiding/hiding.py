"""What a pseudonymised or redacted copy hides on the pages of its exhibits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.last_search import LastSearch
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.evidence.recognition import RecognisedPage
from casebook.domain.evidence.redaction import Area

DrawnWords = Mapping[str, tuple[RecognisedPage, ...]]
"""The words text recognition read on rendered pages with text of their own, by exhibit key."""


@entity
class Hiding:
    """What a copy hides on the pages of its exhibits.

    SECURITY: exhibits are distinguished by their keys. Several may have no number, and two the same one.

    Attributes:
        pseudonyms: finds the names.
        leaves_out: whether pages nobody but a person can read are left out until one has looked at them.
        reviewed: those that stay, by exhibit key.
        typeset: keys of exhibits whose pages the program set; they show what their text says.
        note: what stands on a page that takes the place of one left out.
        areas: accepted ones, by exhibit key.
        label: printed on each area.
        drawn: what text recognition read on pages as they are drawn, by exhibit key.
        not_redrawn: keys of exhibits whose pages are written anew rather than drawn, as a person decided.
        refused: what stays in the text of the copy because its replacement was refused, with words beside it.
        listed: the texts of exhibits whose replacements a person was shown, each after its place, by key.
        protected: names; one that an area covers as a protected person's must stand nowhere in the copy.
    """

    pseudonyms: NameReplacer
    leaves_out: bool = True
    reviewed: Mapping[str, frozenset[int]] = field(default_factory=dict)
    typeset: frozenset[str] = frozenset()
    note: str = ""
    areas: Mapping[str, tuple[Area, ...]] = field(default_factory=dict)
    label: str = ""
    drawn: DrawnWords = field(default_factory=dict)
    not_redrawn: frozenset[str] = frozenset()
    refused: tuple[str, ...] = ()
    listed: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    protected: NameReplacer = field(default_factory=lambda: NameReplacer(()))

    @property
    def last_search(self) -> LastSearch:
        """Return what searches the finished copy."""
        return LastSearch(self.pseudonyms, self.refused)
