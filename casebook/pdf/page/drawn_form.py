"""Draws form entries with pdfium, which supports more scripts, lists and fonts than pikepdf."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pypdfium2
from pikepdf import AcroFormField, Array, Dictionary, Name, Object, Pdf, Stream

from casebook.pdf.page.forms import FormEntry
from casebook.pdf.page.writing import readable_copy

_PASSWORD = 1 << 13
"""The flag of a password entry, shown as dots. Source: ISO 32000-1, table 228."""


def draw_by_pdfium(pdf: Pdf, data: bytes, entries: Sequence[FormEntry]) -> FormEntry | None:
    """Give form entries the appearance drawn by pdfium; returns the first that lacks its content.

    Args:
        pdf: changed in memory: the pictures of these entries, and nothing else.
        data: its file as received, from which pdfium draws.
        entries: of the file, as `pdf` holds them.

    Raises:
        pikepdf.PikepdfError, pypdfium2.PdfiumError: the file cannot be read.
    """
    with Pdf.open(io.BytesIO(data)) as asking:
        asking.Root.AcroForm.NeedAppearances = True
        asked = readable_copy(asking)
    drawn = _drawn(asked)
    with Pdf.open(io.BytesIO(drawn)) as source:
        for entry in entries:
            widget = source.pages[entry.page].obj.Annots[entry.place]
            appearance = widget.get(Name.AP)
            picture = appearance.get(Name.N) if isinstance(appearance, Dictionary) else None
            if isinstance(picture, Stream):
                entry.widget.AP = Dictionary(N=pdf.copy_foreign(picture))
    return _first_unshown(drawn, entries)


def _drawn(data: bytes) -> bytes:
    out = io.BytesIO()
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        for index in range(len(document)):
            document[index].close()  # what is loaded is drawn
        document.save(out)
    return out.getvalue()


def _first_unshown(data: bytes, entries: Sequence[FormEntry]) -> FormEntry | None:
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        for index in sorted({entry.page for entry in entries}):
            page = document[index]
            page.flatten()
            page.close()
        return next((entry for entry in entries if not _shows(document, entry)), None)


def _shows(document: pypdfium2.PdfDocument, entry: FormEntry) -> bool:
    """Return whether one of the texts of an entry is in its place."""
    wanted = {_bare(text) for text in _texts(entry.field)} - {""}
    page = document[entry.page]
    text = page.get_textpage()
    seen = _bare(text.get_text_bounded(*_box(entry.widget)))
    text.close()
    page.close()
    return not wanted or any(text in seen for text in wanted)


def _texts(field: AcroFormField) -> Iterator[str]:
    if field.field_type == "/Tx":
        yield "" if int(field.flags) & _PASSWORD else field.value_as_string
        return
    chosen = field.value
    values = {str(one) for one in chosen} if isinstance(chosen, Array) else {field.value_as_string}
    yield from values
    options = field.obj.get(Name.Opt)
    for option in options if isinstance(options, Array) else ():
        if isinstance(option, Array) and len(option) > 1 and str(option[0]) in values:
            yield str(option[1])


def _box(widget: Object) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(side) for side in widget.Rect)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _bare(text: str) -> str:
    return "".join(text.split())
