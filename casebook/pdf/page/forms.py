"""Form fields of exhibits: an appearance is generated for each before it is flattened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import AcroFormField, Array, Dictionary, Name, Object, Page, Pdf, PikepdfError, Stream
from pikepdf.form import ExtendedAppearanceStreamGenerator

_TYPED = {"/Tx", "/Ch"}


def draw_entries(pdf: Pdf, pages: Sequence[Object]) -> list[int]:
    """Draw every entry of a form that has no picture, or asks for a new one.

    Args:
        pdf: changed in memory.
        pages: all of them, in order.

    Returns:
        The index of each page with an entry that cannot be drawn: several choices at once, letters beyond
        ASCII, or several lines in a font the file does not describe.
    """
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return []
    asks_anew = bool(form.get(Name.NeedAppearances))
    undrawn = []
    wanting: dict[str, tuple[int, AcroFormField]] = {}
    for index, field, widget in _entries(pdf, pages):
        if _has_picture(widget) and not asks_anew:
            continue
        if isinstance(field.value, Array) or not field.value_as_string.isascii():
            undrawn.append(index)
        elif field.value_as_string or asks_anew:
            wanting[field.fully_qualified_name] = (index, field)
    pen = ExtendedAppearanceStreamGenerator(pdf, pdf.acroform)
    undrawn += [index for index, field in wanting.values() if not _is_drawn(pen, field)]
    form.NeedAppearances = False
    return sorted(undrawn)


def is_signed(pdf: Pdf) -> bool:
    """Whether a digital signature stands in the document."""
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return False
    return any(field.field_type == "/Sig" and field.value is not None for field in pdf.acroform.fields)


def _entries(pdf: Pdf, pages: Sequence[Object]) -> Iterator[tuple[int, AcroFormField, Object]]:
    """Every text or choice entry on a page, with its field and its place."""
    for index, page in enumerate(pages):
        if Name.Annots not in page:
            continue
        for widget in pdf.acroform.get_widget_annotations_for_page(Page(page)):
            field = pdf.acroform.get_field_for_annotation(widget)
            if field.field_type in _TYPED:
                yield index, field, widget.obj


def _has_picture(widget: Object) -> bool:
    appearance = widget.get(Name.AP)
    return isinstance(appearance, Dictionary) and isinstance(appearance.get(Name.N), Stream)


def _is_drawn(pen: ExtendedAppearanceStreamGenerator, field: AcroFormField) -> bool:
    try:
        if field.field_type == "/Ch":
            pen.generate_choice(field)
        else:
            pen.generate_text(field)
    except (AttributeError, KeyError, TypeError, ValueError, NotImplementedError, PikepdfError):
        return False  # the font is not described as the pen needs it
    return True
