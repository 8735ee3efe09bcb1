"""Takes words that no page shows out of what draws a page: marks, comments, names of layers and inks.

SECURITY: programs write names of files, people and projects there, and a viewer's side pane or a search of
the bytes shows them. Nobody looks for them before a copy is given away, so they are not carried into one.

Source: ISO 32000-1, 7.2.3 (comments), 8.6.6.4 and 8.6.6.5 (Separation, DeviceN), 8.11 (layers), 14.6 (marked
content), 14.9.4 (ActualText).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, PikepdfError, Stream, String

from casebook.pdf.page.met_objects import MetObjects
from casebook.pdf.page.name_text import name_text

_MARKS = (b"BDC", b"BMC", b"DP", b"MP")
_MARK = re.compile(rb"(?<![^\s>\])])(?:BDC|BMC|DP|MP)(?![^\s\[</(%])")
_TAGS = (
    "Artifact|Art|Caption|Code|Div|Document|Figure|Form|H[1-6]?|LBody|LI|Lbl|Link|L|NonStruct|Note|P|Part|Quote"
    "|Reference|Sect|Span|TBody|TD|TFoot|THead|TH|TOCI|TOC|TR|Table|Tx"
)
_PLAIN_MARK = re.compile(
    rb"/(?:OC\s*/[^\s()<>\[\]{}/%%]+\s*BDC|(?:%b)\s*<<\s*/MCID\s+\d+\s*>>\s*BDC|(?:%b)\s+BMC)"
    % (_TAGS.encode(), _TAGS.encode())
)
"""Marks that say nothing in words of their own; only these are left as they are."""
_MAX_LETTERS = 8
"""Letters that stand for a glyph of a complex script, for search; what is longer could be a text."""
_COLOURS = {"/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black", "/Red", "/Green", "/Blue", "/Gray"}
_OPENS, _POINTS = {"BDC", "BMC"}, {"DP", "MP"}
_USAGES = {"/View", "/Print", "/Export", "/Zoom"}
_SETTINGS = {"/BaseState", "/ON", "/OFF", "/AS", "/RBGroups", "/Locked", "/Intent"}
_DRAWN = ("/XObject", "/Pattern", "/Shading", "/ExtGState", "/Font")
_LAYER_TYPES = {"/OCG", "/OCMD"}
_INDEXED, _SEPARATION = 2, 4
"""The fewest parts of a colour space by index, and of one with an ink of its own."""

ObjGen = tuple[int, int]


def without_words(pdf: Pdf, data: bytes, resources: Object | None) -> bytes:
    """Return drawing instructions without comments, and without marks that hold words.

    Layers stay, and so do the few letters that stand for a glyph. What cannot be parsed stays as it is.

    Args:
        pdf: the document they are of.
        data: decoded.
        resources: what they name.
    """
    if b"%" not in data and not any(mark in data for mark in _MARKS):  # as on nearly every page
        return data
    if b"%" not in data and len(_MARK.findall(data)) <= len(_PLAIN_MARK.findall(data)):
        return data
    properties = resources.get(Name.Properties) if isinstance(resources, Dictionary) else None
    try:
        instructions = pikepdf.parse_content_stream(pdf.make_stream(data))
        return pikepdf.unparse_content_stream(list(_plain(instructions, properties)))
    except (PikepdfError, ValueError):
        return data


def _plain(instructions: Sequence[Any], properties: Object | None) -> Iterator[Any]:
    for one in instructions:
        operator = str(one.operator)
        if operator in _POINTS:
            continue
        if operator in _OPENS:
            yield _plain_mark(list(one.operands), properties)
        else:
            yield one


def _plain_mark(operands: list[Object], properties: Object | None) -> tuple[list[object], Operator]:
    last = operands[-1] if operands else None
    if len(operands) == 2 and operands[0] == Name.OC and isinstance(last, Name):  # noqa: PLR2004
        return [*operands], Operator("BDC")
    if isinstance(last, Name) and isinstance(properties, Dictionary):
        last = properties.get(last)
    letters = last.get(Name.ActualText) if isinstance(last, Dictionary) else None
    if isinstance(letters, String) and len(str(letters)) <= _MAX_LETTERS:
        return [Name.Span, Dictionary(ActualText=letters)], Operator("BDC")
    return [Name.Span], Operator("BMC")


class UnseenWords:
    """What pages of a document draw, with the words taken out; what they share is cleared once."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._met = MetObjects()
        self._waiting: list[tuple[Object, Object]] = []

    def take(self, page: Object) -> None:
        """Clear what a page draws with, however deep; its own instructions are cleared by `without_words`."""
        self._resources(page.get(Name.Resources))
        while self._waiting:  # no calls within calls: a file may nest as deep as it likes
            self._thing(*self._waiting.pop())

    def _resources(self, resources: Object | None) -> None:
        if not isinstance(resources, Dictionary) or not self._met.is_new(resources):
            return
        keys = resources.keys()
        for space in _values(resources.ColorSpace) if "/ColorSpace" in keys else ():
            _clear_space(space)
        for kind in filter(keys.__contains__, _DRAWN):
            named = resources[kind]
            if not isinstance(named, Dictionary) or not self._met.is_new(named):
                continue  # nothing, or shared with a page before, as fonts often are
            self._waiting += ((thing, resources) for thing in _values(named))
        if "/Properties" in keys:
            _keep_layers(resources.Properties)

    def _thing(self, thing: Object | None, outer: Object) -> None:
        """A form, image, pattern, shading, state of graphics, or font."""
        if not isinstance(thing, (Dictionary, Stream)) or not self._met.is_new(thing):
            return
        _clear_layer(thing.get(Name.OC))
        _clear_space(thing.get(Name.ColorSpace))
        group = thing.get(Name.Group)
        if isinstance(group, Dictionary):
            _clear_space(group.get(Name.CS))
        own = thing.get(Name.Resources)
        if isinstance(thing, Stream) and (thing.get(Name.Subtype) == Name.Form or Name.PatternType in thing):
            self._clear(thing, own if isinstance(own, Dictionary) else outer)
        for glyph in _values(thing.get(Name.CharProcs)):
            if isinstance(glyph, Stream):
                self._clear(glyph, own if isinstance(own, Dictionary) else outer)
        self._resources(own)
        mask = thing.get(Name.SMask)
        inner = (thing.get(Name.Shading), mask.get(Name.G) if isinstance(mask, Dictionary) else mask)
        self._waiting += ((one, outer) for one in inner if one is not None)

    def _clear(self, stream: Stream, resources: Object) -> None:
        try:
            data = stream.read_bytes()
        except PikepdfError:
            return
        plain = without_words(self._pdf, data, resources)
        if plain != data:
            stream.write(plain)


def _values(named: Object | None) -> list[Object]:
    return [named[key] for key in named.keys()] if isinstance(named, Dictionary) else []  # noqa: SIM118


def _keep_layers(properties: Object | None) -> None:
    if isinstance(properties, Dictionary):
        for key in list(properties.keys()):
            if not _clear_layer(properties[key]):
                del properties[key]


def _clear_layer(layer: Object | None) -> bool:
    """Take the words off a layer, which a document may list or not; returns whether it is one."""
    if not isinstance(layer, Dictionary) or name_text(layer.get(Name.Type)) not in _LAYER_TYPES:
        return False
    if Name.Name in layer:
        layer.Name = String("Layer")
    _keep_keys(layer.get(Name.Usage), _USAGES)
    among = layer.get(Name.OCGs)
    for one in among if isinstance(among, Array) else [among]:
        if isinstance(one, Dictionary) and Name.OCGs not in one:
            _clear_layer(one)
    return True


def _clear_space(space: Object | None) -> None:
    """Give the inks of a colour space names that say nothing; the same ink has one name everywhere."""
    if not isinstance(space, Array) or len(space) < _INDEXED:
        return
    kind = name_text(space[0])
    if kind in {"/Indexed", "/Pattern"}:
        _clear_space(space[1])
    elif kind == "/Separation" and len(space) >= _SEPARATION:
        space[1] = _ink(space[1], _digest(space))
    elif kind == "/DeviceN" and len(space) >= _SEPARATION and isinstance(space[1], Array):
        _clear_mixture(space)


def _clear_mixture(space: Array) -> None:
    traits = space[4] if len(space) > _SEPARATION else None
    inks = traits.get(Name.Colorants) if isinstance(traits, Dictionary) else None
    names: list[Name] = []
    kept: dict[str, Array] = {}
    for at, name in enumerate(space[1]):
        own = inks.get(Name(name_text(name))) if isinstance(inks, Dictionary) else None
        if isinstance(own, Array) and len(own) >= _SEPARATION:
            names.append(_ink(name, _digest(own)))
            _clear_space(own)
            kept[str(names[-1])] = own
        else:
            names.append(_ink(name, f"{_digest(space)}-{at}"))
    space[1] = Array(names)
    if isinstance(traits, Dictionary):
        for key in (Name.MixingHints, Name.Colorants):
            if key in traits:
                del traits[key]
        if kept:
            traits.Colorants = Dictionary(kept)


def _ink(name: Object, digest: str) -> Name:
    """Return a name by what the ink looks like: PDF/A wants inks of one name to be the same."""
    return Name(name_text(name)) if name_text(name) in _COLOURS else Name(f"/Ink-{digest}")


def _digest(space: Array) -> str:
    tint = space[3]
    looks = tint.read_bytes() if isinstance(tint, Stream) else tint.unparse(resolved=True)
    return hashlib.sha256(space[2].unparse(resolved=True) + looks).hexdigest()[:8]


def clear_layers(pdf: Pdf, pages: Iterable[Object] | None = None) -> None:
    """Give the layers of a document numbers for names, and take out those that these pages do not use.

    Args:
        pdf: changed in memory.
        pages: whose layers are kept; None for those of the whole document.
    """
    known = pdf.Root.get(Name.OCProperties)
    if not isinstance(known, Dictionary) or not isinstance(layers := known.get(Name.OCGs), Array):
        return
    if pages is None:
        used = {one.objgen for one in layers}
    else:
        used = set(chain.from_iterable(map(_layers_of, pages)))
    kept = [one for one in layers if isinstance(one, Dictionary) and one.objgen in used]
    for number, layer in enumerate(kept, start=1):
        layer.Name = String(f"Layer {number}")
        _keep_keys(layer.get(Name.Usage), _USAGES)
    if not kept:
        del pdf.Root.OCProperties
        return
    known.OCGs = Array(kept)
    _keep_keys(known, {"/OCGs", "/D"})
    usual = known.get(Name.D)
    if isinstance(usual, Dictionary):
        _keep_keys(usual, _SETTINGS)
        for key in list(usual.keys()):
            usual[key] = _only(usual[key], used)
        usual.Name, usual.Order = String("Layers"), Array(kept)


def _only(value: Object, used: AbstractSet[ObjGen]) -> Object:
    """Return what a setting says of these layers."""
    if isinstance(value, Array):
        kept = (_only(one, used) for one in value if not isinstance(one, Dictionary) or _is_kept(one, used))
        return Array(list(kept))
    if isinstance(value, Dictionary) and Name.OCGs in value:  # in "AS": which layers follow their usage
        value.OCGs = _only(value.OCGs, used)
    return value


def _is_kept(one: Dictionary, used: AbstractSet[ObjGen]) -> bool:
    return one.objgen in used or name_text(one.get(Name.Type)) != "/OCG"


def _keep_keys(thing: Object | None, kept: AbstractSet[str]) -> None:
    if isinstance(thing, Dictionary):
        for key in list(thing.keys()):
            if key not in kept:
                del thing[key]


def _layers_of(page: Object) -> Iterator[ObjGen]:
    """Yield the layers that can be reached from a page, by whatever way."""
    met: set[ObjGen] = set()
    rest: list[Any] = [page]
    while rest:
        thing = rest.pop()
        if isinstance(thing, Object) and thing.is_indirect:
            if thing.objgen in met:
                continue
            met.add(thing.objgen)
        if isinstance(thing, Dictionary) and name_text(thing.get(Name.Type)) == "/OCG":
            yield thing.objgen
        elif isinstance(thing, (Dictionary, Stream)):
            rest += [thing[key] for key in thing.keys() if key not in {"/Parent", "/Dest", "/A"}]  # noqa: SIM118
        elif isinstance(thing, Array):
            rest += list(thing)
