"""What a page draws, however deep: pictures, fonts and layers in forms, patterns, glyphs and soft masks.

Source: ISO 32000-1, 7.8.3 (resources), 8.7 (patterns), 8.10 (forms), 9.6.5 (Type 3), 11.6.5.3 (soft masks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from casebook.pdf.page.content import read_content
from casebook.pdf.page.met_objects import MetObjects

_NAME = re.compile(rb"/([^\s()<>\[\]{}/%]*)")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_INLINE = re.compile(rb"(?<![^\s\]>})])BI(?=[\s/])")
_PICTURE_SHADINGS = {1, 4, 5, 6, 7}
"""Those by function, and the meshes: they can show a picture point by point."""
_MAX_NESTED = 24


@dataclass(slots=True)
class PageTraits:
    """What a page draws.

    Attributes:
        has_picture: a picture, an inline picture, or a shading that can be one.
        has_layers: something is shown or not by a layer.
        fonts: used anywhere on it, as the file describes them.
    """

    has_picture: bool = False
    has_layers: bool = False
    fonts: list[Dictionary] = field(default_factory=list)


def traits_of(page: Object) -> PageTraits:
    """Look through a page that holds its own attributes.

    What cannot be decoded or is nested without end counts as a picture: nobody knows what it shows.
    """
    seen = PageTraits()
    walk = _Walk(seen)
    try:
        walk.content(read_content(page), page.get(Name.Resources), 0)
    except Exception:  # noqa: BLE001 - libraries stumble over hostile files in ways nobody can list
        seen.has_picture = True
    return seen


def has_usage(pdf: Pdf) -> bool:
    """Whether layers of a document are shown by their usage, which not every viewer heeds.

    SECURITY: poppler draws a box in a layer that is "off in view" (ISO 32000-1, 8.11.4.4), and pdfium does
    not; a court that blackened words there sees them blackened, and on paper a layer for print.
    """
    return any(True for _ in used_layers(pdf))


def used_layers(pdf: Pdf) -> Iterator[Dictionary]:
    """The layers of a document that are shown by their usage."""
    layers = pdf.Root.get(Name.OCProperties)
    known = layers.get(Name.OCGs) if isinstance(layers, Dictionary) else None
    for layer in known if isinstance(known, Array) else ():
        if isinstance(layer, Dictionary) and isinstance(layer.get(Name.Usage), Dictionary):
            yield layer


def is_on_somewhere(layer: Dictionary) -> bool:
    """Whether the usage of a layer switches it on in view, print or export (ISO 32000-1, table 102)."""
    states = (("/View", "/ViewState"), ("/Print", "/PrintState"), ("/Export", "/ExportState"))
    asked = ((layer.Usage.get(Name(event)), Name(state)) for event, state in states)
    return any(isinstance(one, Dictionary) and one.get(state) == Name.ON for one, state in asked)


class _Walk:
    """One page looked through; what was met once is not looked through again."""

    def __init__(self, seen: PageTraits) -> None:
        self._seen = seen
        self._met = MetObjects()

    def content(self, data: bytes, resources: Object | None, depth: int) -> None:
        """Drawing instructions with what they name."""
        if depth > _MAX_NESTED:
            raise RecursionError
        self._seen.has_picture = self._seen.has_picture or _INLINE.search(data) is not None
        if not isinstance(resources, Dictionary):
            return
        used = {_plain(name) for name in _NAME.findall(data)}
        self._seen.has_layers = self._seen.has_layers or "OC" in used
        for thing in _used(resources, Name.XObject, used):
            self._object(thing, resources, depth)
        for thing in _used(resources, Name.Pattern, used):
            self._pattern(thing, resources, depth)
        for thing in _used(resources, Name.Shading, used):
            self._shading(thing)
        for thing in _used(resources, Name.ExtGState, used):
            self._state(thing, resources, depth)
        for thing in _used(resources, Name.Font, used):
            self._font(thing, resources, depth)

    def _object(self, thing: Object, resources: Object, depth: int) -> None:
        if not isinstance(thing, Stream) or not self._met.is_new(thing):
            return
        self._seen.has_layers = self._seen.has_layers or Name.OC in thing
        if thing.get(Name.Subtype) == Name.Form:
            self.content(thing.read_bytes(), thing.get(Name.Resources, resources), depth + 1)
        else:
            self._seen.has_picture = True

    def _pattern(self, thing: Object, resources: Object, depth: int) -> None:
        if isinstance(thing, Stream):
            if self._met.is_new(thing):
                self.content(thing.read_bytes(), thing.get(Name.Resources, resources), depth + 1)
        elif isinstance(thing, Dictionary):
            self._shading(thing.get(Name.Shading))
            self._state(thing.get(Name.ExtGState), resources, depth)

    def _shading(self, thing: Object | None) -> None:
        if (
            isinstance(thing, (Dictionary, Stream))
            and int(thing.get(Name.ShadingType, 0)) in _PICTURE_SHADINGS
        ):
            self._seen.has_picture = True

    def _state(self, thing: Object | None, resources: Object, depth: int) -> None:
        if not isinstance(thing, Dictionary):
            return
        mask = thing.get(Name.SMask)
        if isinstance(mask, Dictionary) and isinstance(mask.get(Name.G), Stream):
            self._object(mask.G, resources, depth)
        font = thing.get(Name.Font)
        if isinstance(font, Array) and len(font):
            self._font(font[0], resources, depth)

    def _font(self, thing: Object, resources: Object, depth: int) -> None:
        if not isinstance(thing, Dictionary) or not self._met.is_new(thing):
            return
        self._seen.fonts.append(thing)
        glyphs = thing.get(Name.CharProcs)
        if isinstance(glyphs, Dictionary):
            for key in glyphs.keys():  # noqa: SIM118 - not a mapping of its own
                glyph = glyphs[key]
                if isinstance(glyph, Stream):
                    self.content(glyph.read_bytes(), thing.get(Name.Resources, resources), depth + 1)


def _used(resources: Object, kind: Name, used: set[str]) -> Iterator[Object]:
    named = resources.get(kind)
    if isinstance(named, Dictionary):
        for key in named.keys():  # noqa: SIM118 - not a mapping of its own
            if key[1:] in used:
                yield named[key]


def _plain(name: bytes) -> str:
    """A name without escapes, as the library gives it."""
    return _ESCAPE.sub(lambda code: bytes((int(code[1], 16),)), name).decode("utf-8", "replace")
