"""The words of an imported PDF are all that its pages show, whatever draws them."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from casebook.pdf.raster.imported_pages import uploaded_pdf
from tests.pdf.corpus import changed, filled, typed

SHOWN = b"BT /Helv 11 Tf 2 6 Td (asylum interview) Tj ET"


def marked(kind: Name, flags: int = 4) -> bytes:
    """Return a sheet with one mark, drawn by its own picture; 4 is printed, 2 hidden."""

    def change(pdf: Pdf) -> None:
        helv = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        picture = pdf.make_stream(
            SHOWN,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 128, 20]),
            Resources=Dictionary(Font=Dictionary(Helv=helv)),
        )
        mark = Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array([72, 500, 200, 520]), F=flags)
        mark.Contents, mark.AP = String(""), Dictionary(N=picture)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(mark)])

    return changed(typed(1), change)


@pytest.mark.parametrize("kind", [Name.FreeText, Name.Stamp, Name.Square])
def test_words_of_a_mark_drawn_on_a_page_are_read(kind: Name) -> None:
    (page,) = uploaded_pdf(marked(kind), 10_000).pages
    assert "asylum interview" in page
    assert "Statement" in page


def test_words_of_a_hidden_mark_are_not() -> None:
    assert "asylum" not in uploaded_pdf(marked(Name.Stamp, 2), 10_000).pages[0]


@pytest.mark.parametrize("has_picture", [False, True])
def test_words_of_the_fields_of_a_form_are_read(*, has_picture: bool) -> None:
    assert "Adil" in uploaded_pdf(filled(has_picture=has_picture), 10_000).pages[0]
