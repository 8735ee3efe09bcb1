"""A form with one field, on which a worker tries out reading and filling before it gives up file access."""

from __future__ import annotations

import io

from pikepdf import Array, Dictionary, Name, Pdf, String

FIELD = "text"
SCRIPTS = "a \u00e9 \u0391 \u0416 \u6797 \u9060 \u0627 \u0f40 \u1820 \u2713"
"""A letter of each script, so that its font is found and opened."""


def small_form() -> bytes:
    """Return the form as a PDF."""
    written = io.BytesIO()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 60))
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String(FIELD),
                Rect=Array([9, 9, 290, 30]),
                P=page.obj,
            )
        )
        page.obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/F 0 Tf 0 g"))
        pdf.save(written)
    return written.getvalue()
