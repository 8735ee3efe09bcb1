"""Authorities that a section cites: first in full, with a note of the later history, then in short form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.domain.dossier.composition import Block, Line, Span
from casebook.domain.dossier.text_numbering import relined
from casebook.domain.library.citation import source_line, with_history
from casebook.domain.library.source import Source
from casebook.services.dossier.dossier_data import DossierData

_ASIDE = re.compile(r" \([^)]*\)$")


def shortened(blocks: tuple[Block, ...], dossier_data: DossierData) -> tuple[Block, ...]:
    """Return the blocks of a section with each authority of its text cited in full once."""
    if not dossier_data.text_sources:
        return blocks
    citations = _Citations(dossier_data)
    return tuple(relined(block, citations.line) for block in blocks)


def short_title(source: Source) -> str:
    """Return the title by which an authority is cited again, without an aside at its end."""
    return _ASIDE.sub("", source.title)


class _Citations:
    def __init__(self, dossier_data: DossierData) -> None:
        words = dossier_data.words
        sources = dossier_data.text_sources.values()
        self._lines = {
            source_line(source, words): (source, with_history("-", source, words)[1:]) for source in sources
        }
        self._cited: set[str] = set()

    def line(self, line: Line) -> Line:
        return tuple(new for span in line for new in self._span(span))

    def _span(self, span: Span) -> Iterator[Span]:
        full = next((each for each in self._lines if span.text.startswith(each)), "")
        if not full or span.to is not None:
            yield span
            return
        source, history = self._lines[full]
        text = span.text.removesuffix(history)
        if source.id in self._cited:
            yield replace(span, text=short_title(source) + text.removeprefix(full))
            return
        self._cited.add(source.id)
        yield replace(span, text=text)
        if history:
            yield Span("", note=(Span(history.removeprefix(". ")),))
