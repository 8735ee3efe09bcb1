"""Marks that came without a picture are drawn; those nobody can draw are a question."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from casebook.pdf.bundle.checked_bundle import build_checked_bundle
from casebook.pdf.raster.imported_pages import uploaded_pdf
from tests.pdf.corpus import changed, composition, exhibit, typed

RED = Array([1, 0, 0])
MARKS = {
    "Polygon": {"Vertices": Array([100, 400, 200, 400, 150, 300]), "IC": RED},
    "PolyLine": {"Vertices": Array([100, 350, 200, 350, 200, 300])},
    "Line": {"L": Array([100, 350, 200, 350])},
    "Ink": {"InkList": Array([Array([100, 350, 150, 340, 200, 360])])},
    "Square": {"IC": RED},
    "Circle": {"IC": RED},
    "Highlight": {"QuadPoints": Array([100, 400, 200, 400, 100, 300, 200, 300])},
    "Underline": {"QuadPoints": Array([100, 400, 200, 400, 100, 350, 200, 350])},
    "StrikeOut": {"QuadPoints": Array([100, 400, 200, 400, 100, 300, 200, 300])},
    "Squiggly": {"QuadPoints": Array([100, 400, 200, 400, 100, 350, 200, 350])},
    "Caret": {},
}


def marked(kind: str, **entries: object) -> bytes:
    def change(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([90, 290, 210, 410]), C=RED)
        note.BS = Dictionary(W=4)
        for key, value in entries.items():
            note[Name("/" + key)] = value
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return changed(typed(1), change)


def bound(data: bytes) -> tuple[int, list[str]]:
    """How many red pixels the bound page has where the mark is, and what blocks."""
    out = io.BytesIO()
    bundle = build_checked_bundle(composition(exhibit(data), has_dividers=False), out)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        picture = document[bundle.items[0].first_page - 1].render().to_pil().convert("RGB")
    seen = picture.crop((85, picture.height - 415, 215, picture.height - 285))
    reds = sum(count for count, (r, g, b) in seen.getcolors(20_000) if r > 200 and max(g, b) < 90)
    return reds, [problem.check for problem in bundle.problems if problem.is_blocking]


@pytest.mark.parametrize("kind", MARKS)
def test_a_mark_without_a_picture_is_drawn(kind: str) -> None:
    reds, blocking = bound(marked(kind, **MARKS[kind]))
    assert reds > 200
    assert blocking == []


@pytest.mark.parametrize(
    ("kind", "entries"),
    [
        ("Stamp", {}),
        ("FreeText", {"Contents": String("Read this"), "DA": String("/Helv 12 Tf 1 0 0 rg")}),
        ("Line", {"L": Array([100, 350, 200, 350]), "LE": Array([Name.OpenArrow, Name("/None")])}),
        ("Square", {"BE": Dictionary(S=Name.C, I=1)}),
    ],
    ids=["stamp", "text box", "arrow", "cloud"],
)
def test_a_mark_that_cannot_be_drawn_blocks_and_is_known_at_import(
    kind: str, entries: dict[str, object]
) -> None:
    data = marked(kind, **entries)
    assert bound(data) == (0, ["unseen"])
    assert "unseen" in uploaded_pdf(data, 100).losses


@pytest.mark.parametrize(("colour", "drawn"), [([1, 0, 0], {True}), ([], {False})])
def test_a_form_field_without_an_appearance_keeps_its_background(colour: list[int], drawn: set[bool]) -> None:
    def in_form(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, Ff=65536, T="a")
        note.Rect, note.MK = Array([90, 290, 210, 410]), Dictionary(BG=Array(colour))
        fields = Array([pdf.make_indirect(note)])
        pdf.pages[0].obj.Annots = fields
        pdf.Root.AcroForm = Dictionary(Fields=fields)

    red, blocking = bound(changed(typed(1), in_form))
    assert {red > 0} == drawn
    assert blocking == []
