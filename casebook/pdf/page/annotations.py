"""Annotations of exhibits: links within are kept, visible marks flattened, the rest removed and reported.

A bundle is paper: nothing in it may run, be filled in, or say more than it shows. Marks and form entries that
a reader sees become part of the page; the hidden text of comments, attached files and scripts are left out,
and each loss is reported so that nobody files a bundle believing it was whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from casebook.pdf.page.drawn_mark import draw_background, draw_mark, has_no_shape
from casebook.pdf.page.links import Destinations, Link, read_link
from casebook.pdf.page.name_text import name_text

_INVISIBLE, _HIDDEN, _PRINT, _NO_VIEW = 1, 2, 4, 32
"""Flags of an annotation. Source: ISO 32000-1, table 165."""
_SAID = (Name.Contents, Name.RC)
ObjGen = tuple[int, int]


Losses = dict[str, list[int]]
"""Kinds of lost content, each with its page indexes.

Here: "comments", "attachments", "scripts", "links", "hidden", "unseen".
"""


def flatten_annotations(pdf: Pdf, pages: Sequence[Object], losses: Losses) -> dict[int, list[Link]]:
    """Remove every annotation from the pages: links are returned, visible marks become page content.

    SECURITY: what shows on paper alone is drawn too. It may be the box that blackens words.

    Args:
        pdf: changed in memory; its content must be closed, its form entries drawn.
        pages: all of them, in order.
        losses: added to.

    Returns:
        The links of each page, by page index.
    """
    marked = [(index, page) for index, page in enumerate(pages) if isinstance(page.get(Name.Annots), Array)]
    if not marked:
        return {}
    sorting = _Sorting(pdf, Destinations(pdf), layers_off(pdf), losses)
    is_any_drawn = False
    for index, page in marked:
        drawn = [
            note for note in page.Annots if isinstance(note, Dictionary) and sorting.is_drawn(note, index)
        ]
        page.Annots = Array(drawn)
        is_any_drawn = is_any_drawn or bool(drawn)
    if is_any_drawn:
        pdf.flatten_annotations("screen")
    for _, page in marked:
        if Name.Annots in page:
            del page.Annots
    return sorting.links


@dataclass(frozen=True, slots=True)
class _Sorting:
    """Decides what happens to each annotation."""

    pdf: Pdf
    destinations: Destinations
    layers_off: set[ObjGen]
    losses: Losses
    links: dict[int, list[Link]] = field(default_factory=dict)

    def is_drawn(self, note: Dictionary, page: int) -> bool:
        """Return whether it becomes page content; otherwise it is a link, or its loss is reported."""
        kind = name_text(note.get(Name.Subtype))
        if _runs_a_script(note):
            self._lose("scripts", page)
        if kind == "/Link":
            self._keep_link(note, page)
            return False
        if kind == "/FileAttachment":
            self._lose("attachments", page)
            return False
        if kind in {"/Text", "/Popup"}:
            if kind == "/Text":
                self._lose("comments", page)
            return False
        return self._is_seen(note, kind, page)

    def _keep_link(self, note: Dictionary, page: int) -> None:
        link = read_link(note, self.destinations)
        # SECURITY: an address behind a page of somebody else's leads whoever clicks there to them.
        if link is None or isinstance(link.to, str):
            self._lose("links", page)
        else:
            self.links.setdefault(page, []).append(link)

    def _is_seen(self, note: Dictionary, kind: str, page: int) -> bool:
        flags = int(note.get(Name.F, 0))
        if flags & _PRINT and flags & _NO_VIEW:
            flags -= _NO_VIEW
            note.F = flags
        if flags & (_INVISIBLE | _HIDDEN | _NO_VIEW) or self._is_off(note):
            self._lose("hidden", page)
            return False
        if kind == "/Widget":
            return _has_picture(note) or draw_background(self.pdf, note)
        if kind != "/FreeText" and any(str(note.get(key, "")).strip() for key in _SAID):
            self._lose("comments", page)
        if not _has_picture(note) and not draw_mark(self.pdf, note):
            self._lose("hidden" if has_no_shape(note) else "unseen", page)
            return False
        return True

    def _lose(self, kind: str, page: int) -> None:
        self.losses.setdefault(kind, []).append(page)

    def _is_off(self, note: Dictionary) -> bool:
        layer = note.get(Name.OC)
        return isinstance(layer, Dictionary) and layer.objgen in self.layers_off


def _has_picture(note: Dictionary) -> bool:
    appearance = note.get(Name.AP)
    return isinstance(appearance, Dictionary) and isinstance(appearance.get(Name.N), (Stream, Dictionary))


def _runs_a_script(note: Dictionary) -> bool:
    action = note.get(Name.A)
    return Name.AA in note or (isinstance(action, Dictionary) and action.get(Name.S) == Name.JavaScript)


def layers_off(pdf: Pdf) -> set[ObjGen]:
    """Return the layers that a document does not show when it is opened."""
    layers = pdf.Root.get(Name.OCProperties)
    usual = layers.get(Name.D) if isinstance(layers, Dictionary) else None
    off = usual.get(Name.OFF) if isinstance(usual, Dictionary) else None
    if not isinstance(off, Array):
        return set()
    return {layer.objgen for layer in off if isinstance(layer, Dictionary)}
