"""The fields and traits of forms, and what is no form."""

from __future__ import annotations

import io

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from reportlab.pdfgen.canvas import Canvas

from casebook.base.errors import DamagedSource
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.form_check import refusal_of
from casebook.domain.dossier.official_form import FormTraits, OfficialForm
from casebook.domain.dossier.pdf_result import FormContent
from casebook.pdf.form.form_reading import read_form
from tests.pdf.written_form import (
    altered,
    field,
    locked,
    signed,
    with_barcode,
    with_xfa,
    written_form,
    xfa_alone,
)

FORM = Exhibit(key="form", mark="", title="", media_type="", open=io.BytesIO, file="form.pdf")


def read(data: bytes) -> FormContent:
    return read_form(FORM, io.BytesIO(data))


def refusal(traits: FormTraits) -> str:
    form = OfficialForm(id="f", title="", attachment_id="", sha256="", size_bytes=0, traits=traits)
    return str(refusal_of(form) or "")


def test_every_field_is_listed_in_the_order_of_the_pages() -> None:
    content = read(written_form())
    assert [(one.name, one.kind, one.page) for one in content.fields] == [
        ("name", "text", 1),
        ("born", "text", 1),
        ("reasons", "text", 1),
        ("short", "text", 1),
        ("office", "text", 1),
        ("legal-aid", "check", 2),
        ("sex", "radio", 2),
        ("country", "choice", 2),
        ("court", "list", 2),
    ]


def test_a_field_says_what_it_takes() -> None:
    fields = {one.name: one for one in read(written_form()).fields}
    assert fields["name"].label == "Name of the applicant"
    assert fields["name"].is_required
    assert (fields["born"].is_comb, fields["born"].max_length) == (True, 8)
    assert fields["reasons"].is_multiline
    assert not fields["office"].is_fillable
    assert [choice.value for choice in fields["sex"].choices] == ["F", "M"]
    assert [place.state for place in fields["sex"].places] == ["F", "M"]
    assert [choice.value for choice in fields["country"].choices] == ["Cyprus", "Malta"]
    assert fields["country"].value == "Malta"


def test_a_field_stands_where_the_page_shows_it() -> None:
    place = read(written_form()).fields[0].places[0]
    assert (place.left, place.right) == pytest.approx((50 / 595, 300 / 595), abs=1e-3)
    assert (place.top, place.bottom) == pytest.approx((122 / 842, 142 / 842), abs=1e-3)


def test_a_turned_page_is_measured_as_it_is_shown() -> None:
    turned = altered(lambda pdf: setattr(pdf.pages[0].obj, "Rotate", 90))
    place = read(turned).fields[0].places[0]
    assert (place.left, place.right) == pytest.approx((700 / 842, 720 / 842), abs=1e-3)
    assert (place.top, place.bottom) == pytest.approx((50 / 595, 300 / 595), abs=1e-3)


@pytest.mark.parametrize(
    ("data", "trait", "reason"),
    [
        (with_xfa(), "hybrid", ""),
        (with_xfa(needs_rendering=True), "only", "XFA only"),
        (xfa_alone(), "only", "XFA only"),
        (written_form(), "", ""),
    ],
)
def test_xfa_beside_fields_is_told_from_xfa_alone(data: bytes, trait: str, reason: str) -> None:
    traits = read(data).traits
    assert traits.xfa == trait
    assert reason in refusal(traits)
    assert traits.can_be_filled is not bool(reason)


def test_what_stands_against_filling_is_named() -> None:
    assert "signature" in refusal(read(signed()).traits)
    assert "forbidden" in refusal(read(locked(allows_filling=False)).traits)
    assert refusal(read(locked()).traits) == ""
    assert read(locked()).traits.is_encrypted


def test_barcodes_and_scripts_are_seen() -> None:
    assert [one.name for one in read(with_barcode()).fields if one.has_barcode] == ["short"]

    def add_script(pdf: Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))

    assert read(altered(add_script)).traits.has_scripts
    assert not read(written_form()).traits.has_scripts


def test_a_pdf_without_a_form_has_no_fields() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(50, 700, "A letter")
    canvas.showPage()
    canvas.save()
    assert read(out.getvalue()).fields == ()


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n", written_form()[:900]])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedSource, match=r"form\.pdf"):
        read(data)


def test_a_form_that_wants_a_password_is_refused() -> None:
    with pytest.raises(DamagedSource, match="password"):
        read(locked(user="secret"))


def test_fields_that_go_round_in_a_circle_end() -> None:
    def tie(pdf: Pdf) -> None:
        one = field(pdf, "name")
        one.Parent = one

    assert len(read(altered(tie)).fields) == 9


def test_a_label_hides_no_character() -> None:
    def mislead(pdf: Pdf) -> None:
        field(pdf, "name").TU = String("pay \u202eeurt")
        field(pdf, "short").Rect = Array([1, 2])

    fields = {one.name: one for one in read(altered(mislead)).fields}
    assert fields["name"].label == "pay ⟨U+202E⟩eurt"
    assert fields["short"].places[0].right == 0
