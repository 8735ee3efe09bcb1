"""A source of country conditions: its type, author and reading level."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from casebook.base.i18n import Translator
from casebook.domain.base.absence import NOT_HERE_YET
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.entity import entity
from casebook.domain.library.history import CiteUse, states_nothing_later
from casebook.domain.library.reading_level import ReadingLevel

SourceType = Literal[
    "legislation",
    "judgment",
    "tribunal-decision",
    "un-treaty-body",
    "un-report",
    "government-report",
    "parliamentary",
    "ngo-report",
    "academic",
    "expert",
    "news",
]
_REPLACED = re.compile(r"\breplaced by\b")
DECISION = "legal_case"
"""The CSL type of what a court, a tribunal or a treaty body decided in a case."""


@entity
class Source:
    """A source.

    Attributes:
        id: stable word of the pack, or an id for the person's own.
        title_original: the title in its own language and script, or "".
        type: what sort of authority it is.
        csl_type: the same for reference managers (CSL 1.0.2).
        issued: when it was adopted or decided, or published where nothing else is known, as stated, or None.
        published: when it was published, where that is another day, or None.
        accessed_on: the day a person last opened it, or None.
        replaces: id of the edition or version it took the place of, or "".
        follows: id of the decision before it in the same case, such as the one appealed against, or "".
        history: the later history of a decision, as it prints with every citation; "" where nothing is known.
        cite_use: how it may be cited because of that.
        number: application number, UN symbol, docket or note of adoption, as printed.
        ecli: European Case Law Identifier, or "".
        url: the address to cite; never that of a mirror.
        topics: topic ids.
        reliability: note on what it can and cannot prove; prints with a dossier.
        access: how to get and quote it.
        verify: what a person must check first, or "".
        reading_level: what of it the compilers of the pack read. `document` means words of the
            document itself, often only its opening, headnote or contents, never that it was read through.
        checked_on: the day it was last checked, or None where nobody noted one.
        pack: version of the pack it came with, "" for the person's own.
    """

    id: str
    title: str
    author: str
    body: str
    type: SourceType
    title_original: str = ""
    publisher: str = ""
    csl_type: str = "report"
    issued: StatedDate | None = None
    published: StatedDate | None = None
    accessed_on: date | None = None
    replaces: str = ""
    follows: str = ""
    history: str = ""
    cite_use: CiteUse = "plain"
    number: str = ""
    ecli: str = ""
    url: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()
    reliability: str = ""
    access: str = ""
    verify: str = ""
    reading_level: ReadingLevel = "none"
    checked_on: date | None = None
    pack: str = ""

    @property
    def is_decision(self) -> bool:
        """Whether it is what a court, a tribunal or a treaty body decided in a case."""
        return self.csl_type == DECISION

    @property
    def court(self) -> str:
        """Who decided it, where it is a decision."""
        return self.body

    @property
    def decided_on(self) -> StatedDate | None:
        """When it was decided or adopted."""
        return self.issued

    @property
    def publisher_apart(self) -> str:
        """Return the publisher, if it is not the author."""
        publisher = self.publisher or self.body
        return "" if publisher in self.author or self.author in publisher else publisher


def absent_source(source_id: str) -> Source:
    """Return what stands in a list for a source that is not here; nothing is printed from it."""
    return Source(id=source_id, title=NOT_HERE_YET, author="", body="", type="expert")


def with_successors(sources: Iterable[Source], successors: Iterable[Source]) -> tuple[Source, ...]:
    """Return sources with the history of those that a later edition replaced, so that no citation omits it.

    A history that already says so stays: its pack may know from when the later text holds.
    """
    newer = {source.replaces: source for source in successors if source.replaces}
    return tuple(_replaced(each, newer[each.id]) if each.id in newer else each for each in sources)


def is_replaced(source: Source) -> bool:
    """Return whether a text says that a later one replaced it; a decision is overtaken, never replaced."""
    return not source.is_decision and _REPLACED.search(source.history) is not None


def _replaced(source: Source, newer: Source) -> Source:
    use = "with-history" if source.cite_use == "plain" else source.cite_use
    if is_replaced(source):
        return replace(source, cite_use=use)
    day = f", {in_words(newer.issued, Translator())}" if newer.issued else ""
    text = f"Since replaced by {newer.title}{day}."
    before = "" if states_nothing_later(source.history) else source.history
    return replace(source, history=f"{before} {text}".strip(), cite_use=use)
