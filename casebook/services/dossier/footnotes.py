"""Turns references into footnotes: those below paragraphs and those in brackets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casebook.domain.dossier.composition import Block, DossierPart, Line, Span, TextParagraph

_BETWEEN = frozenset({"; ", ", ", "–"})
_STOPS = ".,;:"


def as_footnotes(parts: Iterable[DossierPart], language: str) -> tuple[DossierPart, ...]:
    """Parts with their references as footnotes.

    A reference that is part of a sentence ("see exhibit 5") stays in it: without it nobody could read on.

    Args:
        parts: as they were composed.
        language: BCP 47 tag; English sets the call of a note behind the stop that follows.
    """
    return tuple(
        replace(part, blocks=tuple(_block(block, language) for block in part.blocks)) for part in parts
    )


def _block(block: Block, language: str) -> Block:
    if not isinstance(block, TextParagraph):
        return block
    line = _bracketed(block.line, is_english=language.partition("-")[0] == "en")
    if block.reference:
        line = (*line, Span("", note=block.reference))
    return replace(block, line=line, reference=())


def _bracketed(line: Line, *, is_english: bool) -> Line:
    """Return a line with bracketed references as notes."""
    new_spans: list[Span] = []
    spans = list(line)
    while spans:
        span = spans.pop(0)
        note = _note(spans) if _opens(span) else ()
        if not note:
            new_spans.append(span)
            continue
        closing = spans[len(note)]
        after = closing.text.removeprefix(")")
        stop = after[:1] if is_english and after[:1] in _STOPS else ""
        before = span.text.removesuffix("(").rstrip() + stop
        new_spans += [replace(span, text=before), Span("", note=note)]
        spans[: len(note) + 1] = [replace(closing, text=after.removeprefix(stop))]
    return tuple(span for span in new_spans if span.text or span.note)


def _opens(span: Span) -> bool:
    return span.to is None and span.text.endswith("(")


def _note(spans: list[Span]) -> Line:
    """The references that follow an opening bracket up to the closing one; none where anything else does."""
    for at, span in enumerate(spans):
        if at and span.to is None and span.text.startswith(")"):
            return tuple(spans[:at])
        is_exhibit = span.to is not None and span.to.anchor.startswith("exhibit:")
        if not is_exhibit and span.text not in _BETWEEN:
            return ()
    return ()
