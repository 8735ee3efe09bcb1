"""Survey of document structure: bookmarks, links and hidden content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, OutlineStructureError, Pdf, Stream

from casebook.domain.dossier.filings.survey import Jump
from casebook.pdf.page.links import Destinations
from casebook.pdf.page.name_text import name_text

_COMMENTS = frozenset(
    {
        "/Text",
        "/FreeText",
        "/Highlight",
        "/Underline",
        "/Squiggly",
        "/StrikeOut",
        "/Stamp",
        "/Caret",
        "/Ink",
        "/Line",
        "/Square",
        "/Circle",
        "/Polygon",
        "/PolyLine",
        "/Popup",
        "/Sound",
    }
)
_ATTACHED = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/3D", "/Screen"})
_PROGRAM_MARK = frozenset({"/Producer", "/Creator", "/CreationDate", "/ModDate", "/Title", "/Trapped"})
_SAYS_NOTHING = frozenset({"", "anonymous", "unspecified", "untitled"})
_MAX_DEPTH = 64


def bookmarks(pdf: Pdf) -> Iterator[Jump]:
    """Every bookmark in reading order; none where the outline is not as the format has it."""
    destinations = Destinations(pdf)
    try:
        with pdf.open_outline() as outline:
            items = list(_flat(outline.root, 0))
    except (OutlineStructureError, ValueError, TypeError):
        return
    for item in items:
        action = item.action
        aim = item.destination if action is None else action.get(Name.D)
        yield _jump(0, item.title, aim, destinations)


def _flat(items: Sequence[OutlineItem], depth: int) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        if depth < _MAX_DEPTH:
            yield from _flat(item.children, depth + 1)


def links(pdf: Pdf, pages: Sequence[Object]) -> Iterator[Jump]:
    """Every link to a place in a file; links to the web are no concern of a bundle's numbers."""
    destinations = Destinations(pdf)
    for number, page in enumerate(pages, start=1):
        for note in _notes(page):
            if note.get(Name.Subtype) != Name.Link:
                continue
            action = note.get(Name.A)
            if isinstance(action, Dictionary) and action.get(Name.S) == Name.URI:
                continue
            aim = action.get(Name.D) if isinstance(action, Dictionary) else note.get(Name.Dest)
            yield _jump(number, "", aim, destinations)


def _jump(page: int, text: str, aim: object, destinations: Destinations) -> Jump:
    place = destinations.place(aim)
    explicit = destinations.explicit(aim)
    return Jump(
        page=page,
        text=text,
        to_page=0 if place is None else place.page + 1,
        is_at_full_size=explicit is not None and _zoom(explicit) == 1,
    )


def _zoom(explicit: Array) -> float:
    """The magnification a destination asks for, 0 for none. Source: ISO 32000-1, table 151."""
    if len(explicit) < len(("page", "kind", "left", "top", "zoom")) or explicit[1] != Name.XYZ:
        return 0
    try:
        return float(explicit[4])
    except (TypeError, ValueError):
        return 0


def _notes(page: Object) -> Iterator[Dictionary]:
    notes = page.get(Name.Annots)
    for note in notes if isinstance(notes, Array) else ():
        if isinstance(note, Dictionary):
            yield note


def has_notes(page: Object) -> bool:
    """Whether a page has annotations other than links."""
    return any(note.get(Name.Subtype) != Name.Link for note in _notes(page))


def residue(pdf: Pdf, pages: Sequence[Object]) -> Iterator[tuple[int, str]]:
    """What a reader does not see on paper: page from 1, or 0 for the whole file, and a stable word."""
    for number, page in enumerate(pages, start=1):
        yield from ((number, word) for word in dict.fromkeys(_on_page(page)))
    yield from ((0, word) for word in dict.fromkeys(_in_file(pdf)))


def _on_page(page: Object) -> Iterator[str]:
    for note in _notes(page):
        kind = name_text(note.get(Name.Subtype))
        if kind in _COMMENTS:
            yield "comment"
        elif kind in _ATTACHED:
            yield "attachment"
        elif kind == "/Widget":
            yield "form"
        elif kind == "/Redact":
            yield "redaction-mark"
        if Name.AA in note:
            yield "action"
        if _is_script(note.get(Name.A)):
            yield "script"
    if Name.AA in page:
        yield "action"


def _in_file(pdf: Pdf) -> Iterator[str]:
    if pdf.attachments:
        yield "attachment"
    opening = pdf.Root.get(Name.OpenAction)
    if Name.AA in pdf.Root or isinstance(opening, Dictionary):
        yield "action"
    layers = pdf.Root.get(Name.OCProperties)
    if isinstance(layers, Dictionary):
        usual = layers.get(Name.D)
        is_hidden = isinstance(usual, Dictionary) and (
            len(usual.get(Name.OFF, Array())) > 0 or usual.get(Name.BaseState) == Name.OFF
        )
        yield "hidden-layer" if is_hidden else "layer"
    if any(str(value).strip("( )").casefold() not in _SAYS_NOTHING for value in _said_of_it(pdf)):
        yield "metadata"
    names = pdf.Root.get(Name.Names)
    if (isinstance(names, Dictionary) and Name.JavaScript in names) or _is_script(opening):
        yield "script"
    if any(_is_script(thing) for thing in pdf.objects):
        yield "script"


def _said_of_it(pdf: Pdf) -> Iterator[Object]:
    """What the properties say beyond the program and the title."""
    return (value for key, value in pdf.docinfo.items() if key not in _PROGRAM_MARK)


def _is_script(thing: object) -> bool:
    if not isinstance(thing, (Dictionary, Stream)):
        return False
    return Name.JS in thing or thing.get(Name.S) == Name.JavaScript
