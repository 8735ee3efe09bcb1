"""A composition in which hidden names are covered: every text of it, and every page of its exhibits."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO

from casebook.domain.composition import (
    Bars,
    Block,
    Composition,
    Cover,
    Exhibit,
    Heading,
    Line,
    Pairs,
    Paragraph,
    Part,
    Table,
)
from casebook.domain.filing import pages_named
from casebook.domain.preflight import PreflightProblem
from casebook.domain.pseudonym import Veil

Reviewed = Mapping[str, frozenset[int]]
"""Pages without text that a person has looked at, by exhibit mark; they show nobody."""


@dataclass(slots=True)
class Covering:
    """Covers a composition and remembers what a person must be told of it.

    Attributes:
        veil: what is hidden.
        reviewed: pages that may stay though nobody but a person can read them.
        note: what stands on the page that takes the place of one left out.
        withheld: pages left out, by exhibit mark; known once the exhibits were opened.
        covered: pages on which something was painted over, by exhibit mark.
    """

    veil: Veil
    reviewed: Reviewed
    note: str
    withheld: dict[str, tuple[int, ...]] = field(default_factory=dict)
    covered: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def cover(self, whole: Composition) -> Composition:
        """The composition without hidden names."""
        text = self.veil.cover
        return replace(
            whole,
            title=text(whole.title),
            running_head=text(whole.running_head),
            cover=_cover(whole.cover, text) if whole.cover else None,
            parts=tuple(_part(part, text) for part in whole.parts),
            exhibits=tuple(self._exhibit(exhibit) for exhibit in whole.exhibits),
        )

    def problems(self) -> list[PreflightProblem]:
        """What a person must still look at, and what was left out because nobody has."""
        looked = PreflightProblem(
            check="redaction",
            page=0,
            what="Handwriting, signatures, seals and faces are not found by a search for names.",
            is_blocking=False,
            rule="A person can be known by more than a name.",
            mend="Look at every page of the exhibits before this copy is handed to anyone.",
        )
        return [looked, *self._left_out()] if self.covered else []

    def _left_out(self) -> list[PreflightProblem]:
        return [
            PreflightProblem(
                check="redaction",
                page=0,
                what=f"Exhibit {mark}: pages without text were left out: {pages_named(pages)}.",
                is_blocking=False,
                rule="What no program can read, a person must look at before it leaves.",
                mend="Look at each; name those that betray nobody as reviewed, then build the copy again.",
            )
            for mark, pages in self.withheld.items()
            if pages
        ]

    def _exhibit(self, exhibit: Exhibit) -> Exhibit:
        text = self.veil.cover
        return replace(
            exhibit,
            title=text(exhibit.title),
            section=text(exhibit.section),
            note=text(exhibit.note),
            dated=text(exhibit.dated),
            media_type="application/pdf",
            recognised=(),
            open=partial(self._redacted, exhibit),
        )

    def _redacted(self, exhibit: Exhibit) -> BinaryIO:
        from casebook.pdf.page_picture import as_pdf, unread_pages
        from casebook.pdf.redact import redact

        read = {page.number: page for page in exhibit.recognised}
        pdf = as_pdf(exhibit.open(), exhibit.mark)
        unread = set(unread_pages(pdf, read)) - self.reviewed.get(exhibit.mark, frozenset())
        made = redact(pdf, self.veil.find, read, unread, self.note)
        self.withheld[exhibit.mark] = tuple(sorted(unread))
        self.covered[exhibit.mark] = made.covered
        return io.BytesIO(made.data)


def texts_of(whole: Composition) -> list[str]:
    """All that a composition says, but for its exhibits."""
    said: list[str] = []

    def note(text: str) -> str:
        said.append(text)
        return text

    for part in whole.parts:
        _part(part, note)
    if whole.cover:
        _cover(whole.cover, note)
    return [*said, whole.title, whole.running_head, *(exhibit.title for exhibit in whole.exhibits)]


def _cover(cover: Cover, text: Callable[[str], str]) -> Cover:
    return Cover(
        title=text(cover.title),
        court=text(cover.court),
        number=text(cover.number),
        parties=text(cover.parties),
        lines=tuple(text(line) for line in cover.lines),
    )


def _part(part: Part, text: Callable[[str], str]) -> Part:
    return replace(part, title=text(part.title), blocks=tuple(_block(block, text) for block in part.blocks))


def _block(block: Block, text: Callable[[str], str]) -> Block:
    if isinstance(block, Heading):
        return replace(block, text=text(block.text))
    if isinstance(block, Paragraph):
        return replace(block, line=_line(block.line, text), reference=_line(block.reference, text))
    if isinstance(block, Table):
        rows = tuple(tuple(_line(cell, text) for cell in row) for row in block.rows)
        return replace(block, head=tuple(text(head) for head in block.head), rows=rows)
    if isinstance(block, Bars):
        return Bars(
            rows=tuple(replace(bar, label=text(bar.label), said=text(bar.said)) for bar in block.rows)
        )
    return Pairs(rows=tuple((text(label), _line(line, text)) for label, line in block.rows))


def _line(line: Line, text: Callable[[str], str]) -> Line:
    return tuple(replace(span, text=text(span.text)) for span in line)
