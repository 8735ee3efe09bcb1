"""Searches a finished PDF for hidden names, in text, metadata, bookmarks and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from casebook.domain.dossier.hiding.plain_letters import folded, squeezed
from casebook.pdf.page.examiner import Look

if TYPE_CHECKING:  # it finds names, and most bundles hide none
    from casebook.domain.dossier.hiding.last_search import LeftWord

Hides = Callable[[str], bool]
LeftIn = Callable[[str], "Sequence[LeftWord]"]
RefusedOn = Callable[[int], Sequence[str] | None]
"""What stays on a page of an exhibit by its number in the file, from 1; None for another page."""
Place = tuple[int, str]
"""Page from 1, or 0 for the file, and the place: text, properties, objects or attachment."""


def _no_exhibit(page: int) -> None:  # noqa: ARG001 - a `RefusedOn`
    return None


class LeakScan:
    """Searches a finished file for every occurrence of hidden content.

    Args:
        hides: whether a text says it.
        left_in: what a text says, refused replacements too.
        refused_on: the refused replacements of pages of exhibits; asked once all pages were read.

    Attributes:
        found: the places, those in the text of pages last.
        kinds: of what the text of a page says, by its number.
        like_refused: numbers of pages with words whose replacement was refused, though not there.
    """

    def __init__(self, hides: Hides, left_in: LeftIn, refused_on: RefusedOn = _no_exhibit) -> None:
        self._hides, self._left_in, self._refused_on = hides, left_in, refused_on
        self.found: list[Place] = []
        self.kinds: dict[int, AbstractSet[str]] = {}
        self.like_refused: set[int] = set()

    def open(self, pdf: Pdf) -> Look:  # noqa: ARG002 - an examiner
        """Return what searches the text of a page."""
        self.found, self.kinds, self.like_refused = [], {}, set()
        return partial(_left_on_page, self._left_in)

    def whole(self, pdf: Pdf) -> None:
        """Strings anywhere in the file: bookmarks, notes, layers, links, properties, and metadata streams."""
        self.found = list(dict.fromkeys(self._in_objects(pdf)))

    def take(self, index: int, finding: Sequence[LeftWord]) -> None:
        """Take what the text of a page says."""
        page = index + 1
        left = [*_not_refused(finding, self._refused_on(page))]
        if left:
            self.found.append((page, "text"))
            self.kinds[page] = {one.kind for one in left}
        if any(one.is_like_refused for one in left):
            self.like_refused.add(page)

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


def _not_refused(words: Sequence[LeftWord], refused: Sequence[str] | None) -> Iterator[LeftWord]:
    """Yield what nobody refused to have replaced on this page.

    SECURITY: an exhibit's page may say a refused word as often as it was refused on it. Lines beside it are
    set anew, so that its neighbours there are others.
    """
    if refused is None:
        yield from (one for one in words if not one.is_refused)
        return
    allowed = [squeezed(folded(one)) for one in refused]
    for one in words:
        stays = next((at for at, passage in enumerate(allowed) if one.letters in passage), None)
        if stays is None:
            yield one
        else:
            del allowed[stays]


def _left_on_page(
    left_in: LeftIn,
    index: int,  # noqa: ARG001 - a `Look`
    page: Any,  # noqa: ANN401, ARG001
    text: Any,  # noqa: ANN401, ARG001
    page_text: str,
) -> Sequence[LeftWord]:
    return left_in(page_text)


def _metadata(pdf: Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.XML:
            yield thing.read_bytes().decode("utf-8", errors="replace")


def _strings(thing: Object | None) -> Iterator[str]:
    """The texts directly in an object; what it points at is an object of its own."""
    if isinstance(thing, String):
        yield str(thing)
        return
    for part in _parts(thing):
        if isinstance(part, Object) and not part.is_indirect:
            yield from _strings(part)


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
    for part in _parts(thing):
        if isinstance(part, Object) and part.is_indirect:
            yield part
        else:
            yield from _pointed_at(part)


def _parts(thing: object) -> Iterable[object]:
    if isinstance(thing, Array):
        return thing
    # A key in another encoding than UTF-8 cannot be asked for.
    return thing.values() if isinstance(thing, (Dictionary, Stream)) else ()
