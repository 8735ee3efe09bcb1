"""Objects of a PDF that were met before, so that what several pages share is looked through once."""

from __future__ import annotations

from pikepdf import Object


class MetObjects:
    """The indirect objects met so far, by number and generation."""

    def __init__(self) -> None:
        self._met: set[tuple[int, int]] = set()

    def is_new(self, thing: Object) -> bool:
        """Note an object; return whether it was not met before. A direct object is new each time."""
        if not thing.is_indirect:
            return True
        is_new = thing.objgen not in self._met
        self._met.add(thing.objgen)
        return is_new
