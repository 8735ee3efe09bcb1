"""Line boxes of footnotes, attached to the line that calls them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casebook.domain.dossier.composition import (
    Block,
    Line,
    ReferenceTarget,
    Span,
)
from casebook.domain.dossier.text_numbering import CALL, NOTE, lines_of
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.footnote_area import Note
from casebook.pdf.typeset.line_box import LineBox, PlacedText
from casebook.pdf.typeset.text_setter import TextSetter, line_boxes


def with_notes(setter: TextSetter, block: Block, set_: Sequence[LineBox]) -> Sequence[LineBox]:
    """Return the line boxes of a block with its notes and their return links.

    Raises:
        Uncovered: no font has a character of a note.
    """
    notes = {span.to.anchor: span.note for line in lines_of(block) for span in line if span.note and span.to}
    return [_noted(setter, line_box, notes) for line_box in set_] if notes else set_


def _noted(setter: TextSetter, line_box: LineBox, notes: Mapping[str, Line]) -> LineBox:
    pieces = (one.piece for at in line_box.lines for one in at.line.placed)
    called = [anchor for piece in pieces if piece.to and (anchor := piece.to.anchor) in notes]
    if not called:
        return line_box
    calls = tuple(CALL + anchor.removeprefix(NOTE) for anchor in called)
    return replace(
        line_box,
        anchors=(*line_box.anchors, *calls),
        notes=tuple(_note(setter, anchor, notes[anchor]) for anchor in called),
    )


def _note(setter: TextSetter, anchor: str, line: Line) -> Note:
    """Return a note with its number, linked back to its call."""
    style = setter.types.small
    lines = setter.lines(line, style, "justified", setter.width_pt - page_style.NOTE_INDENT)
    first, *others = line_boxes(lines, style, x_pt=page_style.NOTE_INDENT, before_pt=page_style.BETWEEN_NOTES)
    number = anchor.removeprefix(NOTE)
    (label,) = setter.lines((Span(number, to=ReferenceTarget(anchor=f"{CALL}{number}")),), style)
    down_pt = first.lines[0].down_pt
    begun = replace(first, lines=(PlacedText(0, down_pt, label), *first.lines), anchors=(anchor,))
    return (begun, *others)
