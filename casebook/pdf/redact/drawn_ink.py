"""Strokes on a page that may be of a hand: a signature drawn in ink, a scribble, a traced picture of one.

A search for names reads no strokes. What is drawn with curves of many turns or as a line of many short steps
is left to a person; boxes, rules, circles and rounded corners are not.
"""

from __future__ import annotations

from typing import Any

from pypdfium2 import raw

_MAX_NESTED = 15
_MANY_POINTS = 15
"""Points of five curves of one stroke, with their handles; a circle and a rounded box have twelve."""
_MANY_STEPS = 24
"""Straight steps of one stroke; the star of a seal has ten."""
_MAX_SEGMENTS = 50_000
"""A page of more was not drawn by a word processor; nobody waits for it to be counted."""


def has_ink(page: Any) -> bool:  # noqa: ANN401 - untyped library
    """Return whether something on a page, as pypdfium2 has it, may be drawn by a hand."""
    total = 0
    for thing in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=_MAX_NESTED):
        total += raw.FPDFPath_CountSegments(thing.raw)
        if total > _MAX_SEGMENTS or _is_of_hand(thing.raw):
            return True
    return False


def _is_of_hand(path: Any) -> bool:  # noqa: ANN401
    curves = steps = 0
    count = raw.FPDFPath_CountSegments(path)
    for at in range(count if count >= _MANY_POINTS else 0):
        kind = raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(path, at))
        if kind == raw.FPDF_SEGMENT_MOVETO:
            curves = steps = 0
        curves += kind == raw.FPDF_SEGMENT_BEZIERTO
        steps += kind == raw.FPDF_SEGMENT_LINETO
        if curves >= _MANY_POINTS or steps >= _MANY_STEPS:
            return True
    return False
