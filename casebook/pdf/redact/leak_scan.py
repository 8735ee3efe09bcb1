"""Searches a finished PDF for hidden names, in text, metadata, bookmarks and links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

Hides = Callable[[str], bool]
Place = tuple[int, str]
"""Page from 1, or 0 for the file, and the place: text, properties, objects or attachment."""


class LeakScan:
    """Searches a finished file for every occurrence of hidden content.

    Args:
        hides: whether a text says it.
        kinds_in: the kinds of what a text says.

    Attributes:
        found: the places, those in the text of pages last.
        kinds: of what the text of a page says, by its number.
    """

    def __init__(
        self, hides: Hides, kinds_in: Callable[[str], AbstractSet[str]] = lambda _: frozenset()
    ) -> None:
        self._hides, self._kinds_in = hides, kinds_in
        self.found: list[Place] = []
        self.kinds: dict[int, AbstractSet[str]] = {}

    def open(self, pdf: Pdf) -> None:
        """Strings anywhere in the file: bookmarks, notes, properties, names, and metadata streams."""
        self.found = [(0, place) for place in dict.fromkeys(self._in_objects(pdf))]

    def look(self, index: int, page: Any, text: Any, page_text: str) -> None:  # noqa: ANN401, ARG002 - an examiner
        """Search the text of a page."""
        if self._hides(page_text):
            self.found.append((index + 1, "text"))
            self.kinds[index + 1] = self._kinds_in(page_text)

    def _in_objects(self, pdf: Pdf) -> Iterator[str]:
        hides = self._hides
        if any(hides(text) for text in _strings(pdf.trailer.get(Name.Info))):
            yield "properties"
        if any(hides(text) for thing in pdf.objects for text in _strings(thing)):
            yield "objects"
        if any(hides(text) for text in _metadata(pdf)):
            yield "properties"
        if any(hides(name) for name in pdf.attachments):
            yield "attachment"


def _metadata(pdf: Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.XML:
            yield thing.read_bytes().decode("utf-8", errors="replace")


def _strings(thing: Object | None) -> Iterator[str]:
    """The texts directly in an object; what it points at is an object of its own."""
    if isinstance(thing, String):
        yield str(thing)
    elif isinstance(thing, Array):
        for part in thing:
            yield from _nested(part)
    elif isinstance(thing, (Dictionary, Stream)):
        for part in thing.values():  # a key in another encoding than UTF-8 cannot be asked for
            yield from _nested(part)


def _nested(part: object) -> Iterator[str]:
    if isinstance(part, Object) and not part.is_indirect:
        yield from _strings(part)
