"""Footnotes of a page; a long one continues on the next page."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.line_box import LineBox, RuledLine

Note = tuple[LineBox, ...]
"""The lines of a note."""

_WHOLE = 4
"""Maximum lines of a note that is never divided."""
_MIN_LINES = 2
"""Minimum lines of a longer note on either page."""
_ROOM_PT = 14.0
"""Space between text and notes, including the rule."""
_RULE_SHARE = 0.3
_BODY_LINES = 4
"""Minimum lines of text on a page with continued notes."""


@dataclass(slots=True)
class FootnoteArea:
    """The notes of the current page, and those continued on the next.

    Attributes:
        line_boxes: set at the foot of this page.
    """

    line_boxes: list[LineBox] = field(default_factory=list)
    _over: deque[Note] = field(default_factory=deque)

    @property
    def is_over(self) -> bool:
        """Return whether part of a note continues on the next page."""
        return bool(self._over)

    @property
    def height_pt(self) -> float:
        """Return the height of the notes on the page, with the space above them."""
        return _ROOM_PT + _height(self.line_boxes) if self.line_boxes else 0

    def least_pt(self, notes: Sequence[Note]) -> float:
        """Return the minimum space needed to call these notes on this page in addition to existing ones."""
        if not notes:
            return 0
        room_pt = 0 if self.line_boxes else _ROOM_PT
        return room_pt + sum(_height(note if len(note) <= _WHOLE else note[:_MIN_LINES]) for note in notes)

    def take(self, notes: Iterable[Note], free_pt: float) -> None:
        """Set notes as far as they fit the free space; the rest is continued, in order."""
        for note in notes:
            fitting = 0 if self._over else self._fitting(note, free_pt)
            if fitting:
                free_pt -= _height(note[:fitting]) + (0 if self.line_boxes else _ROOM_PT)
                self.line_boxes += note[:fitting]
            if fitting < len(note):
                self._over.append(note[fitting:])

    def _fitting(self, note: Note, free_pt: float) -> int:
        """Return how many lines of a note fit, without a single line on either page."""
        free_pt -= 0 if self.line_boxes else _ROOM_PT
        count = 0
        for line_box in note:
            free_pt -= line_box.height_pt + line_box.before_pt
            if free_pt < -0.01:  # noqa: PLR2004 - what rounding leaves
                break
            count += 1
        if count == len(note):
            return count
        if len(note) <= _WHOLE or count < _MIN_LINES:
            return 0
        return min(count, len(note) - _MIN_LINES)

    def turn(self, column_pt: float) -> None:
        """Begin a new page: continued notes come first, leaving space for some text."""
        waiting, self._over, self.line_boxes = self._over, deque(), []
        self.take(waiting, column_pt - _BODY_LINES * page_style.USUAL.body.leading_pt)


def _height(line_boxes: Iterable[LineBox]) -> float:
    return sum(line_box.height_pt + line_box.before_pt for line_box in line_boxes)


def foot_rule(width_pt: float) -> LineBox:
    """Return the space between text and notes, with a short rule."""
    rule = RuledLine(0, width_pt * _RULE_SHARE, _ROOM_PT - 4, page_style.HAIRLINE)
    return LineBox(height_pt=_ROOM_PT, rules=(rule,))
