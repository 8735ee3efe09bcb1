"""What keeps a whole PDF from being shown on paper: said at import, and again where it is bound."""

from __future__ import annotations

import io

from pikepdf import Array, Dictionary, Name, Pdf, PikepdfError, String
from pypdfium2 import PdfiumError

from casebook.pdf.page.drawn_form import draw_by_pdfium
from casebook.pdf.page.forms import draw_entries
from casebook.pdf.page.opening import open_faulty_pdf

_FAULTS = (PikepdfError, PdfiumError, ValueError, TypeError, LookupError, AttributeError)


def obstacle_of(pdf: Pdf) -> str:
    """Why the pages of a document exist in some viewers only, "portfolio" or "xfa"; else ""."""
    if Name.Collection in pdf.Root:
        return "portfolio"
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary) or Name.XFA not in form:
        return ""
    return "" if len(form.get(Name.Fields) or Array()) else "xfa"


def load_for_obstacles() -> None:
    """Draw a form, for a process that will soon be given no more memory to run code in, as pdfium needs."""
    sample = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        entry = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("é"))
        entry.Rect, entry.DA = Array([10, 10, 90, 30]), String("/Helv 9 Tf")
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(entry)])
        pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].obj.Annots, NeedAppearances=True)
        pdf.save(sample)
    obstacle_in(sample.getvalue())


def obstacle_in(data: bytes) -> str:
    """As `obstacle_of`, or "form" where an entry of its form cannot be drawn."""
    try:
        with open_faulty_pdf(io.BytesIO(data)) as pdf:
            entries = draw_entries(pdf, [page.obj for page in pdf.pages])
            is_undrawn = bool(entries) and draw_by_pdfium(pdf, data, entries) is not None
            return obstacle_of(pdf) or ("form" if is_undrawn else "")
    except _FAULTS:
        return ""
