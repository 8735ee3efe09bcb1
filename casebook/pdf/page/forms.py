"""Form fields of exhibits: an appearance is generated for each before it is flattened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import AcroFormField, Annotation, Array, Dictionary, Name, Object, Pdf, PikepdfError, Stream
from pikepdf.form import ExtendedAppearanceStreamGenerator

_TYPED = {"/Tx", "/Ch"}
_FONT = re.compile(rb"(/[^\s/\[\]<>(){}%]+)\s+[-+.\d]+\s+Tf(?![^\s/\[<(%])")


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A text or choice entry of a form.

    Attributes:
        page, place: index of its page, and of its mark among the marks on that page.
        field: what it holds.
        widget: the mark.
    """

    page: int
    place: int
    field: AcroFormField
    widget: Object


def draw_entries(pdf: Pdf, pages: Sequence[Object]) -> list[FormEntry]:
    """Draw every form entry that has no appearance or requests a new one.

    Args:
        pdf: changed in memory.
        pages: all of them, in order.

    Returns:
        The entries that pikepdf cannot draw: several choices at once, letters beyond ASCII, no font that the
        form knows, or several lines in one that the file does not describe.
    """
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return []
    asks_anew = bool(form.get(Name.NeedAppearances))
    undrawn = []
    wanting: dict[str, FormEntry] = {}
    for entry in _entries(pdf, pages):
        field = entry.field
        if _has_picture(entry.widget) and not asks_anew:
            continue
        if isinstance(field.value, Array) or not field.value_as_string.isascii() or not _has_font(field):
            undrawn.append(entry)
        elif field.value_as_string or asks_anew:
            wanting[field.fully_qualified_name] = entry
    pen = ExtendedAppearanceStreamGenerator(pdf, pdf.acroform)
    undrawn += [entry for entry in wanting.values() if not _is_drawn(pen, entry.field)]
    form.NeedAppearances = False
    return sorted(undrawn, key=lambda entry: (entry.page, entry.place))


def _has_font(field: AcroFormField) -> bool:
    """Return whether the default appearance of an entry names a font of the form."""
    named = _FONT.search(bytes(field.default_appearance))
    resources: object = field.default_resources
    held = resources.get(Name.Font) if isinstance(resources, Dictionary) else None
    if named is None or not isinstance(held, Dictionary):
        return False
    return named[1].decode("utf-8", "replace") in held.keys()  # noqa: SIM118 - not a mapping of its own


def is_signed(pdf: Pdf) -> bool:
    """Return whether the document contains a digital signature."""
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return False
    return any(field.field_type == "/Sig" and field.value is not None for field in pdf.acroform.fields)


def _entries(pdf: Pdf, pages: Sequence[Object]) -> Iterator[FormEntry]:
    """Yield every text or choice entry on a page."""
    for index, page in enumerate(pages):
        notes = page.get(Name.Annots)
        for place, note in enumerate(notes if isinstance(notes, Array) else ()):
            if isinstance(note, Dictionary) and note.get(Name.Subtype) == Name.Widget:
                field = pdf.acroform.get_field_for_annotation(Annotation(note))
                if field.field_type in _TYPED:
                    yield FormEntry(index, place, field, note)


def _has_picture(widget: Object) -> bool:
    appearance = widget.get(Name.AP)
    return isinstance(appearance, Dictionary) and isinstance(appearance.get(Name.N), Stream)


def _is_drawn(pen: ExtendedAppearanceStreamGenerator, field: AcroFormField) -> bool:
    try:
        if field.field_type == "/Ch":
            pen.generate_choice(field)
        else:
            pen.generate_text(field)
    except (AttributeError, LookupError, TypeError, ValueError, NotImplementedError, PikepdfError):
        return False  # the font is not described as the pen needs it
    return True
