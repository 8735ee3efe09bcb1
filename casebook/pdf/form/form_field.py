"""The fields of a fillable PDF, each with the marks that show it on pages.

Source: ISO 32000-2:2020, 12.7 (forms).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from casebook.domain.dossier.official_form import FormChoice, FormFieldKind

_MAX_DEPTH = 32
"""A tree of fields that goes deeper, or round, is not followed further."""
MAX_FIELDS = 5_000
MAX_CHOICES = 500
_READ_ONLY, _REQUIRED = 1, 1 << 1
MULTILINE, PASSWORD, COMB = 1 << 12, 1 << 13, 1 << 24
RADIO, PUSH_BUTTON = 1 << 15, 1 << 16
COMBO, OPEN_COMBO = 1 << 17, 1 << 18
_FILE = 1 << 20
MULTI_SELECT = 1 << 21
"""Flags. Source: ISO 32000-2, tables 227, 228, 229, 231 and 233."""
_BARCODE_NAMES = ("barcode", "pdf417", "qrcode", "datamatrix")


@dataclass(slots=True, eq=False)
class PdfMark:
    """A mark of a field on a page.

    Attributes:
        page: index of the page.
        widget: the annotation.
    """

    page: int
    widget: Object

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top in the page's own units; all 0 where it has none."""
        try:
            x1, y1, x2, y2 = (float(side) for side in self.widget.Rect)
        except (AttributeError, TypeError, ValueError):
            return 0.0, 0.0, 0.0, 0.0
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    @property
    def states(self) -> tuple[str, ...]:
        """Return the names of its appearances other than Off."""
        looks = _dictionary(_dictionary(self.widget.get(Name.AP)).get(Name.N))
        if isinstance(looks, Stream):
            return ()
        return tuple(key[1:] for key in looks.keys() if key != "/Off")  # noqa: SIM118 - no mapping of its own


@dataclass(slots=True, eq=False)
class PdfField:
    """A field with its marks, in the order of the pages.

    Attributes:
        name: its full name.
        nodes: the objects that hold its value: several where a file has several fields of one name.
    """

    name: str
    nodes: list[Object] = field(default_factory=list)
    marks: list[PdfMark] = field(default_factory=list)

    def get(self, key: Name) -> Object | None:
        """Return an entry of the field or of what it belongs to."""
        return inherited(self.nodes[0], key) if self.nodes else None

    @property
    def flags(self) -> int:
        """Return its flags."""
        return whole(self.get(Name.Ff))

    @property
    def is_read_only(self) -> bool:
        """Return whether nobody may fill it in."""
        return bool(self.flags & _READ_ONLY)

    @property
    def is_required(self) -> bool:
        """Return whether the form must not be handed in without it."""
        return bool(self.flags & _REQUIRED)

    @property
    def kind(self) -> FormFieldKind:
        """Return what it takes."""
        flags = self.flags
        kind: FormFieldKind = "button"
        match str(self.get(Name.FT) or ""):
            case "/Btn" if not flags & PUSH_BUTTON:
                kind = "radio" if flags & RADIO else "check"
            case "/Ch":
                kind = "choice" if flags & COMBO else "list"
            case "/Sig":
                kind = "signature"
            case "/Tx" if self._is_printed_barcode:
                kind = "barcode"
            case "/Tx" if not flags & (PASSWORD | _FILE):
                kind = "text"
        return kind

    @property
    def _is_printed_barcode(self) -> bool:
        """Return whether a viewer draws it as a barcode. Source: Adobe Supplement to ISO 32000, 8.6.3."""
        nodes = (*self.nodes, *(mark.widget for mark in self.marks))
        return any(isinstance(node.get(Name("/PMD")), Dictionary) for node in nodes)

    @property
    def has_barcode(self) -> bool:
        """Return whether it is a barcode, by what draws it or by its name."""
        name = self.name.casefold()
        return self._is_printed_barcode or any(word in name for word in _BARCODE_NAMES)

    @property
    def max_length(self) -> int:
        """Return the most characters it takes, or 0."""
        return max(0, whole(self.get(Name.MaxLen)))

    @property
    def is_comb(self) -> bool:
        """Return whether each character has a cell of its own. Source: ISO 32000-2, table 231."""
        return bool(self.flags & COMB and self.max_length and not self.flags & MULTILINE)

    @property
    def choices(self) -> tuple[FormChoice, ...]:
        """Return the states of a box to tick, or the options of a choice."""
        options = tuple(_options(self.get(Name.Opt)))
        if self.kind not in {"check", "radio"}:
            return options
        states = dict.fromkeys(state for mark in self.marks for state in mark.states)
        if not states and self.kind == "check":
            states = {"Yes": None}  # it has no appearance at all: one is drawn
        labels = {str(place): option.label or option.value for place, option in enumerate(options)}
        return tuple(FormChoice(value=state, label=labels.get(state, "")) for state in states)

    @property
    def value(self) -> str:
        """Return what it holds, as text."""
        value = self.get(Name.V)
        if isinstance(value, Name):
            return str(value)[1:]
        if isinstance(value, Array):
            return "; ".join(str(one) for one in value)
        if isinstance(value, Stream):
            return value.read_bytes().decode("latin-1")
        return str(value) if isinstance(value, String) else ""


def form_fields(pdf: Pdf) -> list[PdfField]:
    """Return the fields of a form in the order of its pages, each with all of its marks."""
    fields: dict[str, PdfField] = {}
    if not isinstance(pdf.Root.get(Name.AcroForm), Dictionary):
        return []
    pdf.acroform.validate(repair=True)  # fields that only pages list are put into the form
    for index, page in enumerate(pdf.pages):
        for widget in _widgets(page.obj):
            node = _field_of(widget)
            name = full_name(node)
            known = fields.get(name)
            if known is None:
                if len(fields) >= MAX_FIELDS:
                    return list(fields.values())
                known = fields[name] = PdfField(name)
            if all(node.objgen != other.objgen or node.objgen == (0, 0) for other in known.nodes):
                known.nodes.append(node)
            known.marks.append(PdfMark(index, widget))
    return list(fields.values())


def inherited(node: Object, key: Name) -> Object | None:
    """Return an entry of a field, or of the nearest of what it belongs to that has it."""
    for _ in range(_MAX_DEPTH):
        value = node.get(key)
        if value is not None:
            return value
        parent = node.get(Name.Parent)
        if not isinstance(parent, Dictionary):
            return None
        node = parent
    return None


def full_name(node: Object) -> str:
    """Return the partial names from the root to a field, joined by points."""
    parts: list[str] = []
    for _ in range(_MAX_DEPTH):
        part = node.get(Name.T)
        if isinstance(part, String):
            parts.append(str(part))
        parent = node.get(Name.Parent)
        if not isinstance(parent, Dictionary):
            break
        node = parent
    return ".".join(reversed(parts))


def _widgets(page: Object) -> Iterator[Object]:
    notes = page.get(Name.Annots)
    for note in notes if isinstance(notes, Array) else ():
        if isinstance(note, Dictionary) and note.get(Name.Subtype) == Name.Widget:
            yield note


def _field_of(widget: Object) -> Object:
    """Return the field of a widget: itself, or what it belongs to where it has no name of its own."""
    node = widget
    for _ in range(_MAX_DEPTH):
        parent = node.get(Name.Parent)
        if Name.T in node or not isinstance(parent, Dictionary):
            break
        node = parent
    return node


def _options(options: Object | None) -> Iterator[FormChoice]:
    for option in list(options)[:MAX_CHOICES] if isinstance(options, Array) else ():
        if isinstance(option, Array) and len(option) > 1:
            yield FormChoice(value=str(option[0]), label=str(option[1]))
        elif isinstance(option, String):
            yield FormChoice(value=str(option), label=str(option))


def _dictionary(value: Object | None) -> Object:
    return value if isinstance(value, Dictionary | Stream) else Dictionary()


def whole(value: object) -> int:
    """Return a number of the file as a whole one; 0 where it is none."""
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError):
        return 0
