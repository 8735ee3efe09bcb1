"""A sheet that can be filled in: its fields, its font, its bytes; and that no bundle has any."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Name, Pdf, String

from casebook.domain.dossier.composition import Composition, DossierPart, FormField, FormFields, Pairs, Span
from casebook.pdf.bundle.checked_bundle import build_checked_bundle
from casebook.pdf.bundle.fillable_sheet import set_fillable
from casebook.pdf.page.forms import draw_entries
from casebook.pdf.typeset.fonts.missing_fonts import missing_fonts
from casebook.services.dossier.filing_check import check_file
from tests.pdf.read import texts

SHEET = Composition(
    title="Certificate",
    language="en",
    has_index=False,
    parts=(
        DossierPart(
            title="Certificate",
            anchor="certificate",
            blocks=(
                Pairs(rows=(("Parties", (Span("王书云 v A State"),)),)),
                FormFields(
                    rows=(
                        FormField(label="Address", name="address", lines=2),
                        FormField(label="Signature"),
                        FormField(label="Date of signature", name="signed-on"),
                    )
                ),
            ),
        ),
    ),
)


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return set_fillable(SHEET)


def test_every_blank_but_the_signature_is_a_field_with_its_label(sheet: bytes) -> None:
    with Pdf.open(io.BytesIO(sheet)) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        assert list(fields) == ["address", "signed-on"]
        assert [str(field.TU) for field in fields.values()] == ["Address", "Date of signature"]
        assert [bool(int(field.Ff) & 1 << 12) for field in fields.values()] == [True, False]
        assert {str(field.V) for field in fields.values()} == {""}
        heights = [float(field.Rect[3]) - float(field.Rect[1]) for field in fields.values()]
        assert heights[0] > 2 * heights[1] - 8
        assert pdf.pages[0].Annots[0].objgen == fields["address"].objgen


def test_it_names_its_maker_by_its_title_only_and_repeats(sheet: bytes) -> None:
    assert set_fillable(SHEET) == sheet
    with Pdf.open(io.BytesIO(sheet)) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Certificate",
            "/Producer": "Casebook",
        }
        assert pdf.Root.Lang == "en"
        assert Name.Metadata not in pdf.Root


def test_its_fonts_are_in_it_also_for_what_will_be_typed(sheet: bytes) -> None:
    with Pdf.open(io.BytesIO(sheet)) as pdf:
        assert list(missing_fonts(pdf, {})) == []
        font = pdf.Root.AcroForm.DR.Font.F
        assert len(font.Widths) == 255 - 32 + 1
        assert font.Widths[ord("W") - 32] > font.Widths[ord("i") - 32] > 0
        assert len(bytes(font.FontDescriptor.FontFile2.read_bytes())) > 10_000


def test_what_was_typed_is_drawn_when_it_is_bound_into_a_bundle(sheet: bytes) -> None:
    with Pdf.open(io.BytesIO(sheet)) as pdf:
        field = pdf.Root.AcroForm.Fields[1]
        field.V = String("2 March 2026")
        del field.AP
        assert draw_entries(pdf, [page.obj for page in pdf.pages]) == []
        assert b"2 March 2026" in bytes(field.AP.N.read_bytes())


def test_the_check_reports_a_form_still_to_be_filled_and_blocks_nothing(sheet: bytes, tmp_path: Path) -> None:
    path = tmp_path / "certificate.pdf"
    path.write_bytes(sheet)
    report = check_file(path)
    assert report.blocking == 0
    assert [(problem.check, problem.page) for problem in report.problems] == [("residue", 1)]
    assert "form fields" in str(report.problems[0].what)
    assert texts(path)[0].split("\n")[0].strip() == "Certificate"
    assert "王书云" in texts(path)[0]


def test_a_bundle_has_the_lines_and_no_field() -> None:
    out = io.BytesIO()
    build_checked_bundle(replace(SHEET, is_archived=True), out)
    with Pdf.open(out) as pdf:
        assert Name.AcroForm not in pdf.Root
        assert Name.Annots not in pdf.pages[0]
