"""Footnotes become strips, each kept by the line that calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from casebook.domain.dossier.composition import Block, Line, Pairs, Paragraph, Span, Table, Target
from casebook.domain.dossier.numbers import CALL, NOTE
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.foot import Note
from casebook.pdf.typeset.line_box import At, Strip
from casebook.pdf.typeset.text_setter import Hand, strips


def with_notes(hand: Hand, block: Block, set_: Sequence[Strip]) -> Sequence[Strip]:
    """The strips of a block, those that call notes with these and with what leads back to them.

    Raises:
        Uncovered: no font has a character of a note.
    """
    notes = {span.to.anchor: span.note for line in _lines(block) for span in line if span.note and span.to}
    return [_noted(hand, strip, notes) for strip in set_] if notes else set_


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield from (block.line, block.reference)
    elif isinstance(block, Table):
        yield from (cell for row in block.rows for cell in row)
    elif isinstance(block, Pairs):
        yield from (line for _, line in block.rows)


def _noted(hand: Hand, strip: Strip, notes: Mapping[str, Line]) -> Strip:
    pieces = (one.piece for at in strip.lines for one in at.line.placed)
    called = [anchor for piece in pieces if piece.to and (anchor := piece.to.anchor) in notes]
    if not called:
        return strip
    calls = tuple(CALL + anchor.removeprefix(NOTE) for anchor in called)
    return replace(
        strip,
        anchors=(*strip.anchors, *calls),
        notes=tuple(_note(hand, anchor, notes[anchor]) for anchor in called),
    )


def _note(hand: Hand, anchor: str, line: Line) -> Note:
    """A note with its number before it, which leads back to its call."""
    style = hand.types.small
    lines = hand.lines(line, style, "justified", hand.width_pt - page_style.NOTE_INDENT)
    first, *others = strips(lines, style, x_pt=page_style.NOTE_INDENT, before_pt=page_style.BETWEEN_NOTES)
    number = anchor.removeprefix(NOTE)
    (label,) = hand.lines((Span(number, to=Target(anchor=f"{CALL}{number}")),), style)
    down_pt = first.lines[0].down_pt
    begun = replace(first, lines=(At(0, down_pt, label), *first.lines), anchors=(anchor,))
    return (begun, *others)
