"""Reads internal links of a PDF with their resolved targets, and writes them into the bundle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String

from casebook.domain.dossier.composition import ReferenceTarget
from casebook.pdf.page.frame import frame_of
from casebook.pdf.page.name_text import name_text

SCHEME = "casebook:"
_SAFE_SCHEMES = ("http://", "https://", "mailto:")
_LOOK = {Name.Border: 3, Name.C: 4, Name.QuadPoints: 800}


@dataclass(frozen=True, slots=True)
class PagePoint:
    """A point on a page.

    Attributes:
        page: index from 0, in the document at hand.
        left, top: in the page's own units; None for the page's beginning.
    """

    page: int
    left: float | None = None
    top: float | None = None

    def moved(self, pages: int) -> PagePoint:
        """Return the point shifted by this many pages."""
        return PagePoint(self.page + pages, self.left, self.top)


@dataclass(frozen=True, slots=True)
class Link:
    """A clickable area of a page.

    Attributes:
        rect: left, bottom, right, top in the page's own units.
        to: a point in the same document, a reference of our own, or an address on the web.
        look: its border, colour and quadrilaterals, where it has any.
    """

    rect: tuple[float, ...]
    to: PagePoint | ReferenceTarget | str
    look: tuple[tuple[str, tuple[float, ...]], ...] = ()


class Destinations:
    """Resolves destinations of one document to pages."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        root = pdf.Root
        names = root.get(Name.Names)
        tree = names.get(Name.Dests) if isinstance(names, Dictionary) else None
        self._tree = NameTree(tree) if isinstance(tree, Dictionary) else None
        old = root.get(Name.Dests)
        self._old = old if isinstance(old, Dictionary) else None

    def place(self, destination: object) -> PagePoint | None:
        """Return the point of an explicit or named destination, or None if it is invalid."""
        explicit = self.explicit(destination)
        page = None if explicit is None else self._page(explicit[0])
        return None if explicit is None or page is None else PagePoint(page, *_left_top(explicit))

    def explicit(self, destination: object) -> Array | None:
        """Return a destination as page, kind and place, resolving names, or None if there is none."""
        if isinstance(destination, (String, Name)):
            destination = self._named(destination)
        if isinstance(destination, Dictionary):
            destination = destination.get(Name.D)
        return destination if isinstance(destination, Array) and len(destination) > 0 else None

    def _named(self, name: String | Name) -> object:
        if isinstance(name, Name):
            return self._old.get(name) if self._old is not None else None
        if self._tree is None:
            return None
        try:
            return self._tree[str(name)]
        except (KeyError, ValueError):
            return None

    def _page(self, page: object) -> int | None:
        if isinstance(page, Dictionary):
            return self._pages.get(page.objgen)
        if isinstance(page, int) and 0 <= page < len(self._pages):
            return page
        return None


def _left_top(destination: Array) -> tuple[float | None, float | None]:
    """Return left and top of a destination by its kind. Source: ISO 32000-1, table 151."""
    coordinates = [_number(part) for part in list(destination)[2:6]] + [None] * 4
    match name_text(destination[1]) if len(destination) > 1 else "":
        case "/XYZ":
            return coordinates[0], coordinates[1]
        case "/FitH" | "/FitBH":
            return None, coordinates[0]
        case "/FitV" | "/FitBV":
            return coordinates[0], None
        case "/FitR":
            return coordinates[0], coordinates[3]
    return None, None


def _number(value: object) -> float | None:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def read_link(annotation: Dictionary, destinations: Destinations) -> Link | None:
    """Return a link annotation as a link, or None if invalid, external or running something."""
    to = _aim(annotation, destinations)
    rect = _numbers(annotation.get(Name.Rect))
    if to is None or len(rect) != len(("left", "bottom", "right", "top")):
        return None
    return Link(rect, to, tuple(_look_of(annotation)))


def _aim(annotation: Dictionary, destinations: Destinations) -> PagePoint | str | None:
    action = annotation.get(Name.A)
    if not isinstance(action, Dictionary):
        return destinations.place(annotation.get(Name.Dest))
    if action.get(Name.S) == Name.GoTo:
        return destinations.place(action.get(Name.D))
    if action.get(Name.S) == Name.URI:
        address = str(action.get(Name.URI, ""))
        return address if address.lower().startswith(_SAFE_SCHEMES) else None
    return None


def read_own_link(annotation: Dictionary, destinations: Destinations) -> Link | None:
    """Return a link on typeset pages: a reference of `casebook.pdf.page.anchor`, or any other."""
    action = annotation.get(Name.A)
    address = str(action.get(Name.URI, "")) if isinstance(action, Dictionary) else ""
    if not address.startswith(SCHEME):
        return read_link(annotation, destinations)
    anchor, _, page = address.removeprefix(SCHEME).partition("?page=")
    target = ReferenceTarget(anchor=_plain(anchor), page=int(page or 0))
    return Link(_numbers(annotation.get(Name.Rect)), target, tuple(_look_of(annotation)))


def _plain(encoded: str) -> str:
    first, *rest = encoded.encode().split(b"%")
    return (first + b"".join(bytes.fromhex(part[:2].decode()) + part[2:] for part in rest)).decode()


def _look_of(annotation: Dictionary) -> Iterator[tuple[str, tuple[float, ...]]]:
    for key, most in _LOOK.items():
        numbers = _numbers(annotation.get(key))[:most]
        if numbers:
            yield str(key), numbers


def _numbers(value: object) -> tuple[float, ...]:
    if not isinstance(value, Array):
        return ()
    found = [_number(part) for part in value]
    return tuple(number for number in found if number is not None)


def destination(place: PagePoint, pages: Sequence[Object]) -> Array:
    """Return the direct destination of a point: its corner at 100 %.

    A point beside what is seen of the page, as where it was cropped later, becomes the nearest that is seen.

    Args:
        place: page counted in the whole bundle.
        pages: of the whole bundle.
    """
    page = pages[place.page]
    frame = frame_of(page)
    left = frame.beginning[0] if place.left is None else place.left
    top = frame.beginning[1] if place.top is None else place.top
    shown = (min(max(left, frame.left), frame.right), min(max(top, frame.bottom), frame.top))
    return Array([page, Name.XYZ, *shown, 1])


def write_links(
    pdf: Pdf, pages: Sequence[Object], links: Mapping[int, Sequence[tuple[Link, PagePoint | str]]]
) -> None:
    """Write the links of the bundle to its pages.

    Args:
        pdf: the bundle.
        pages: all of them, in order.
        links: by page index; each with where it leads: a point in the bundle or an address on the web.
    """
    for index, on_page in links.items():
        pages[index].Annots = Array([pdf.make_indirect(_annotation(link, to, pages)) for link, to in on_page])


def _annotation(link: Link, to: PagePoint | str, pages: Sequence[Object]) -> Dictionary:
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(link.rect), F=4)
    for key, numbers in link.look:
        annotation[key] = Array(numbers)
    if isinstance(to, PagePoint):
        annotation.Dest = destination(to, pages)
    else:
        annotation.A = Dictionary(S=Name.URI, URI=String(to))
    return annotation
