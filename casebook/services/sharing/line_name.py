"""Who wrote a version, by its line: the one place that gives a line its name."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.sharing.stamp import line_of, tick_of

_THIS, _OTHER, _BEFORE = Message("this casebook"), Message("another casebook"), Message("not recorded")


class LineNames:
    """The names of lines, as they are known in the casebook that writes on its own line."""

    def __init__(self, own_line: bytes) -> None:
        self._own = own_line

    def who_of(self, line: bytes) -> Message:
        """Return who writes on a line of 8 bytes."""
        return _THIS if line == self._own else _OTHER

    def author_of(self, stamp: bytes) -> Message:
        """Return who wrote the value with this stamp; one older than all stamps does not say."""
        return self.who_of(line_of(stamp)) if tick_of(stamp) else _BEFORE
