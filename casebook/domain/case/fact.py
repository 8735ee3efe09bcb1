"""An alleged event, with every account of it."""

from __future__ import annotations

import unicodedata
from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity

FactStatus = Literal["asserted", "undisputed", "disputed", "inconsistent"]
Inconsistency = Literal["", "calendar", "romanisation", "interpreter", "memory", "trauma", "time-zone"]


@entity
class Pinpoint:
    """A place in a document of the case.

    Attributes:
        document_id: which document.
        page: page of that document, from 1; 0 for the whole of it.
    """

    document_id: str
    page: int = 0


@entity
class Account:
    """The account of a fact by one person or document, in its own words; never corrected.

    Attributes:
        stated_by: who says so.
        words: what is said, in the language it was said in.
        translation: those words in the language of the court, or "" where they need none.
        on: the date this account gives, where it gives one.
        pinpoint: where it stands, or None for an oral account.
    """

    stated_by: str
    words: str
    on: StatedDate | None = None
    pinpoint: Pinpoint | None = None
    translation: str = ""

    @property
    def needs_translation(self) -> bool:
        """Whether its words have letters, none of them Latin or Greek, and no translation."""
        letters = [letter for letter in self.words if letter.isalpha()]
        return bool(letters) and not self.translation and not any(map(_is_western, letters))


def _is_western(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "GREEK"))


@entity
class Fact:
    """A fact of a case; facts sorted by `on` form the chronology.

    Attributes:
        statement: one sentence.
        on: when, as exactly as it is known.
        status: asserted until the other side has agreed or contradicted, or another account differs.
        inconsistency: what explains a difference between accounts, where something does.
        explanation: that explanation in words.
        pinpoints: the documents that show it.
        finding_ids: findings of the library that bear it out, or bear on it.
    """

    id: str
    case_id: str
    statement: str
    on: StatedDate
    place: str = ""
    status: FactStatus = "asserted"
    inconsistency: Inconsistency = ""
    explanation: str = ""
    accounts: tuple[Account, ...] = ()
    pinpoints: tuple[Pinpoint, ...] = ()
    finding_ids: tuple[str, ...] = ()

    @property
    def is_untranslated(self) -> bool:
        """Whether the chronology, which quotes only disputed facts, would quote foreign words alone."""
        return self.status == "disputed" and any(account.needs_translation for account in self.accounts)
