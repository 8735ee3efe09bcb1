"""Searches a finished PDF for hidden names, in text, metadata, bookmarks and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from casebook.pdf.page.examiner import Look

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

    def __init__(self, hides: Hides, kinds_in: Callable[[str], AbstractSet[str]] | None = None) -> None:
        self._hides, self._kinds_in = hides, kinds_in or _no_kinds
        self.found: list[Place] = []
        self.kinds: dict[int, AbstractSet[str]] = {}

    def open(self, pdf: Pdf) -> Look:  # noqa: ARG002 - an examiner
        """Return what searches the text of a page."""
        self.found, self.kinds = [], {}
        return partial(_kinds_on_page, self._hides, self._kinds_in)

    def whole(self, pdf: Pdf) -> None:
        """Strings anywhere in the file: bookmarks, notes, layers, links, properties, and metadata streams."""
        self.found = list(dict.fromkeys(self._in_objects(pdf)))

    def take(self, index: int, finding: AbstractSet[str] | None) -> None:
        """Take the kinds of what the text of a page says; None where it says nothing hidden."""
        if finding is not None:
            self.found.append((index + 1, "text"))
            self.kinds[index + 1] = finding

    def _in_objects(self, pdf: Pdf) -> Iterator[Place]:
        hides = self._hides
        if any(hides(text) for text in _strings(pdf.trailer.get(Name.Info))):
            yield 0, "properties"
        if any(hides(text) for thing in pdf.objects for text in _strings(thing)):
            yield from self._on_pages(pdf) or [(0, "objects")]
        if any(hides(text) for text in _metadata(pdf)):
            yield 0, "properties"
        if any(hides(name) for name in pdf.attachments):
            yield 0, "attachment"

    def _on_pages(self, pdf: Pdf) -> list[Place]:
        """Return the pages that hold such a string, as in a layer, link or note: so the exhibit is named."""
        return [
            (number, "objects")
            for number, page in enumerate(pdf.pages, start=1)
            if any(map(self._hides, _strings_beneath(page.obj)))
        ]


def _no_kinds(text: str) -> AbstractSet[str]:  # noqa: ARG001 - where nobody asks for them
    return frozenset()


def _kinds_on_page(
    hides: Hides,
    kinds_in: Callable[[str], AbstractSet[str]],
    index: int,  # noqa: ARG001 - a `Look`
    page: Any,  # noqa: ANN401, ARG001
    text: Any,  # noqa: ANN401, ARG001
    page_text: str,
) -> AbstractSet[str] | None:
    return kinds_in(page_text) if hides(page_text) else None


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


def _strings_beneath(page: Object) -> Iterator[str]:
    """The texts in a page and in whatever it points at but other pages."""
    seen, left = {page.objgen}, [page]
    while left:
        thing = left.pop()
        yield from _strings(thing)
        for part in _pointed_at(thing):
            is_page = isinstance(part, Dictionary) and part.get(Name.Type) in {Name.Page, Name.Pages}
            if part.objgen not in seen and not is_page:
                seen.add(part.objgen)
                left.append(part)


def _pointed_at(thing: object) -> Iterator[Object]:
    """The indirect objects named in an object, however deep in its own arrays and dictionaries."""
    parts: Iterable[object] = ()
    if isinstance(thing, Array):
        parts = thing
    elif isinstance(thing, (Dictionary, Stream)):
        parts = thing.values()
    for part in parts:
        if isinstance(part, Object) and part.is_indirect:
            yield part
        else:
            yield from _pointed_at(part)


def _nested(part: object) -> Iterator[str]:
    if isinstance(part, Object) and not part.is_indirect:
        yield from _strings(part)
