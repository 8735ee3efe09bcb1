"""A public register of people or incidents: who keeps it, what it holds, and what it can and cannot prove."""

from __future__ import annotations

from typing import Literal

from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.library.reading_level import ReadingLevel

RegisterKind = Literal[
    "political-prisoners",
    "detentions",
    "wanted",
    "civil-enforcement",
    "judgments",
    "incidents",
    "statistics",
    "own",
]
RegisterRead = Literal["article", "article-part", "excerpt", "summary", "rule-pack", "unread"]
"""What was read of it, in finer words than a reading level."""
OWN_LIST = "own-list"
"""The register of a list that the office keeps or was given."""
ABSENCE = gettext_noop("Absence from a register proves nothing.")
"""Said with every result; translated where it is shown."""


@entity
class PublicRegister:
    """A register.

    Attributes:
        publisher: who keeps it.
        has_people: its rows name people, so that they can be compared with those of the casebook.
        access: how it is got.
        holds: what it holds, with counts as of the page read.
        columns: headings of its file as far as they were seen.
        is_every_column: whether these are all of them.
        export: in which form it gives its rows.
        key: what numbers a row.
        url: address of the publisher, or "".
        is_site_only: the address is that of the site; the page must be found before it is cited.
        reliability: what it can and cannot prove; goes with every finding from it.
        use: what it is good for.
        caution: what to mind, or "".
        reading_level, read: how well its description was read.
        as_of: the state that was read, in words, or "".
        confidence: of the compiler: "high", "medium" or "low".
    """

    id: str
    title: str
    publisher: str
    kind: RegisterKind
    has_people: bool
    languages: tuple[str, ...]
    access: str
    reliability: str
    use: str
    reading_level: ReadingLevel
    read: RegisterRead
    confidence: str
    holds: str = ""
    columns: tuple[str, ...] = ()
    is_every_column: bool = False
    export: str = ""
    key: str = ""
    url: str = ""
    is_site_only: bool = False
    licence: str = ""
    caution: str = ""
    as_of: str = ""


@entity
class MatchingAdvice:
    """A working rule for comparing people with registers."""

    id: str
    text: str


@entity
class Registers:
    """The pack."""

    registers: tuple[PublicRegister, ...]
    advice: tuple[MatchingAdvice, ...]
    version: str
