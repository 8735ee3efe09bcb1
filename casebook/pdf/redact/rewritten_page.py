"""Rewritten pages, as an alternative to images: the same visible marks, and nothing invisible.

A page is read instruction by instruction, and only what the format has a use for is written again: property
lists, tags, comments and unknown entries are left behind, and every name somebody chose is replaced. A page
with anything else is not written anew; whoever asked draws it instead.

Source: ISO 32000-1, annex A (operators) and 14.6 (marked content).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    Dictionary,
    Name,
    Object,
    Operator,
    Pdf,
    Stream,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from casebook.pdf.page.content import read_content
from casebook.pdf.redact.plain_value import Unrewritable, packed, plain, plain_keys
from casebook.pdf.redact.rewritten_font import rewritten_font
from casebook.pdf.redact.rewritten_paint import rewritten_image, rewritten_shading, rewritten_space

__all__ = ["PageRewriter", "Unrewritable"]

_MARKING = frozenset(("BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"))
_DRAWING = frozenset(
    (
        *("w", "J", "j", "M", "d", "i", "q", "Q", "cm", "m", "l", "c", "v", "y", "h", "re", "S"),
        *("s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*", "BT", "ET", "Tc", "Tw", "Tz", "TL"),
        *(
            "Tr",
            "Ts",
            "Td",
            "TD",
            "Tm",
            "T*",
            "Tj",
            "TJ",
            "'",
            '"',
            "SC",
            "sc",
            "SCN",
            "scn",
            "G",
            "g",
            "RG",
            "rg",
            "K",
            "k",
            "d0",
            "d1",
            "ri",
        ),
    )
)
_NAMING = {
    "gs": "ExtGState",
    "Do": "XObject",
    "Tf": "Font",
    "cs": "ColorSpace",
    "CS": "ColorSpace",
    "sh": "Shading",
    "scn": "Pattern",
    "SCN": "Pattern",
}
_STATE = (
    "LW",
    "LC",
    "LJ",
    "ML",
    "D",
    "RI",
    "OP",
    "op",
    "OPM",
    "FL",
    "SM",
    "SA",
    "CA",
    "ca",
    "AIS",
    "TK",
    "BM",
)
_PAGE = ("MediaBox", "CropBox", "Rotate", "UserUnit")
_FORM = ("FormType", "BBox", "Matrix")
_TILE = ("PatternType", "PaintType", "TilingType", "BBox", "XStep", "YStep", "Matrix")
_MAX_NESTED = 24

ObjGen = tuple[int, int]


@dataclass(slots=True)
class _Named:
    """What drawing instructions name, under new names.

    Attributes:
        old: resources as they were.
        new: those that are used.
        names: the new name of each that was met, by its kind and its old name.
    """

    old: Object | None
    new: Dictionary = field(default_factory=Dictionary)
    names: dict[tuple[str, str], Name] = field(default_factory=dict)

    def find(self, kind: str, name: str) -> Object | None:
        """Return the resource of an old name."""
        named = self.old.get(f"/{kind}") if isinstance(self.old, Dictionary) else None
        return named.get(name) if isinstance(named, Dictionary) else None

    def add(self, kind: str, old: str, thing: Object) -> Name:
        """Add a resource under a meaningless name."""
        name = Name(f"/{kind[0]}{len(self.names)}")
        if f"/{kind}" not in self.new:
            self.new[f"/{kind}"] = Dictionary()
        self.new[f"/{kind}"][name] = thing
        self.names[kind, old] = name
        return name


class PageRewriter:
    """Rewrites pages of one document in another.

    Args:
        pdf: takes them.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._depth = 0
        self._written: dict[tuple[str, ObjGen], Object] = {}
        self._makers: dict[str, Callable[[Object], Object]] = {
            "ExtGState": self._state,
            "XObject": self._object,
            "Font": lambda font: self._pdf.make_indirect(rewritten_font(self._pdf, font, self._content)),
            "ColorSpace": lambda space: rewritten_space(self._pdf, space),
            "Shading": lambda shading: rewritten_shading(self._pdf, shading),
            "Pattern": self._pattern,
        }

    def page(self, old: Object) -> Dictionary:
        """Return a rewritten page with its own attributes, in no tree yet.

        Raises:
            Unrewritable: it holds what the format has no use for, or what may hide more than it shows.
        """
        self._depth = 0
        try:
            data, resources = self._content(read_content(old), old.get(Name.Resources))
            page = Dictionary(
                Type=Name.Page,
                Resources=resources,
                Contents=packed(self._pdf, data, {}),
                **plain_keys(old, _PAGE),
            )
            if Name.Group in old:
                page.Group = self._group(old.Group)
        except Exception as error:
            raise Unrewritable from error
        return page

    def _content(self, data: bytes, resources: Object | None) -> tuple[bytes, Dictionary]:
        """Drawing instructions with what they name."""
        self._depth += 1
        if self._depth > _MAX_NESTED:
            raise Unrewritable
        named = _Named(resources)
        instructions: list[tuple[Sequence[Object], Operator]] = []
        with Pdf.new() as scratch:
            for instruction in parse_content_stream(scratch.make_stream(data)):
                if isinstance(instruction, ContentStreamInlineImage):
                    raise Unrewritable
                operator = str(instruction.operator)
                if operator in _MARKING:
                    self._require_no_layer(list(instruction.operands))
                    continue
                operands = self._operands(operator, list(instruction.operands), named)
                instructions.append((operands, Operator(operator)))  # type: ignore[arg-type]
            written = unparse_content_stream(instructions)
        self._depth -= 1
        return written, named.new

    @staticmethod
    def _require_no_layer(operands: Sequence[object]) -> None:
        if len(operands) and operands[0] == Name.OC:
            raise Unrewritable

    def _operands(self, operator: str, operands: list[Object], named: _Named) -> list[object]:
        if operator not in _DRAWING and operator not in _NAMING:
            raise Unrewritable
        kind = _NAMING.get(operator)
        place = 0 if operator == "Tf" else len(operands) - 1
        return [
            self._name(kind, str(operand), named)
            if kind and at == place and isinstance(operand, Name)
            else _text(operand)
            for at, operand in enumerate(operands)
        ]

    def _name(self, kind: str, old: str, named: _Named) -> Name:
        if (kind, old) in named.names:
            return named.names[kind, old]
        thing = named.find(kind, old)
        if thing is None:
            if kind == "ColorSpace":
                return Name(str(plain(Name(old))))
            raise Unrewritable
        return named.add(kind, old, self._made(kind, thing))

    def _made(self, kind: str, thing: Object) -> Object:
        """Return a rewritten resource, cached for all pages that use it."""
        if not thing.is_indirect:
            return self._makers[kind](thing)
        key = (kind, thing.objgen)
        if key not in self._written:
            self._written[key] = self._makers[kind](thing)
        return self._written[key]

    def _object(self, thing: Object) -> Object:
        if not isinstance(thing, Stream) or Name.OC in thing or Name.Ref in thing or Name.F in thing:
            raise Unrewritable
        if thing.get(Name.Subtype) == Name.Image:
            return rewritten_image(self._pdf, thing)
        if thing.get(Name.Subtype) != Name.Form or Name.Resources not in thing:
            raise Unrewritable
        data, resources = self._content(thing.read_bytes(), thing.Resources)
        entries = {
            "Type": Name.XObject,
            "Subtype": Name.Form,
            "Resources": resources,
            **plain_keys(thing, _FORM),
        }
        if Name.Group in thing:
            entries["Group"] = self._group(thing.Group)
        return packed(self._pdf, data, entries)

    def _group(self, group: Object) -> Dictionary:
        new = Dictionary(S=Name.Transparency, **plain_keys(group, ("I", "K")))
        if Name.CS in group:
            new.CS = rewritten_space(self._pdf, group.CS)
        return new

    def _pattern(self, thing: Object) -> Object:
        if not isinstance(thing, Stream):
            shading = rewritten_shading(self._pdf, thing.Shading)
            return Dictionary(
                Type=Name.Pattern, PatternType=2, Shading=shading, **plain_keys(thing, ("Matrix",))
            )
        data, resources = self._content(thing.read_bytes(), thing.get(Name.Resources))
        entries = {"Type": Name.Pattern, "Resources": resources, **plain_keys(thing, _TILE)}
        return packed(self._pdf, data, entries)

    def _state(self, state: Object) -> Object:
        new = Dictionary(Type=Name.ExtGState, **plain_keys(state, _STATE))
        mask = state.get(Name.SMask)
        if isinstance(mask, Dictionary):
            new.SMask = Dictionary(
                S=plain(mask.S), G=self._made("XObject", mask.G), **plain_keys(mask, ("BC",))
            )
        elif mask is not None:
            new.SMask = Name("/None")
        font = state.get(Name.Font)
        if isinstance(font, Array):
            new.Font = Array([self._made("Font", font[0]), plain(font[1])])
        return new


def _text(operand: Object) -> object:
    """Text to be shown, or what is plain."""
    if isinstance(operand, String):
        return String(bytes(operand))
    if isinstance(operand, Array):
        return Array([_text(each) for each in operand])
    return plain(operand)
