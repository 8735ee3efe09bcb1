"""Filled forms, as poppler and pdfium show them, and values that cannot stand in their field."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Dictionary, Name, Pdf, String

from casebook.base.errors import DamagedSource
from casebook.pdf.form.form_filling import fill_form
from casebook.pdf.form.form_reading import read_form
from tests.pdf.form.test_form_reading import FORM
from tests.pdf.read import texts
from tests.pdf.written_form import altered, field, locked, with_xfa, written_form

ANSWERS = {
    "name": "Lin Zhiyuan 林志远",
    "born": "19840724",
    "reasons": "First line\nA second line about 北京市 that is so long that it must be broken in two.",
    "legal-aid": "Yes",
    "sex": "M",
    "country": "Cyprus",
    "court": "second",
}


def filled(
    answers: Mapping[str, str] = ANSWERS, data: bytes | None = None, *, is_flat: bool = False
) -> bytes:
    made, faults = fill_form(FORM, data or written_form(), answers, is_flat=is_flat)
    assert faults == ()
    return made


def faults_of(answers: Mapping[str, str], data: bytes | None = None) -> list[tuple[str, str]]:
    made, faults = fill_form(FORM, data or written_form(), answers, is_flat=False)
    assert made == b""
    return [(fault.field, fault.kind) for fault in faults]


def by_poppler(data: bytes, tmp_path: Path) -> str:
    path = tmp_path / "filled.pdf"
    path.write_bytes(data)
    return " ".join(" ".join(texts(path)).split())


def by_pdfium(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        shown = []
        for index in range(len(document)):
            if document.formenv:
                document[index].flatten()
            shown.append(document[index].get_textpage().get_text_bounded())
        return " ".join(" ".join(shown).split())


@pytest.mark.parametrize("is_flat", [False, True])
def test_both_readers_show_every_value(*, is_flat: bool, tmp_path: Path) -> None:
    data = filled(is_flat=is_flat)
    for shown in (by_poppler(data, tmp_path), by_pdfium(data)):
        for text in ("Lin Zhiyuan 林志远", "First line", "北京市", "broken in two", "Cyprus", "second"):
            assert text in shown
        assert "1 9 8 4 0 7 2 4" in shown or "19840724" in shown


def test_the_file_itself_holds_values_and_states() -> None:
    with Pdf.open(io.BytesIO(filled())) as pdf:
        form = pdf.Root.AcroForm
        assert Name.NeedAppearances not in form
        assert str(field(pdf, "name").V) == ANSWERS["name"]
        assert str(field(pdf, "reasons").V).startswith("First line\rA second")
        assert field(pdf, "legal-aid").V == field(pdf, "legal-aid").AS == Name.Yes
        sex = field(pdf, "sex")
        assert sex.V == Name.M
        assert [str(kid.AS) for kid in sex.Kids] == ["/Off", "/M"]
        assert str(field(pdf, "court").V) == "second"
        assert list(field(pdf, "court").I) == [1]


def test_a_box_is_cleared_by_off() -> None:
    ticked = filled()
    with Pdf.open(io.BytesIO(filled({"legal-aid": "Off"}, ticked))) as pdf:
        assert str(field(pdf, "legal-aid").AS) == "/Off"


def test_a_flat_copy_has_no_fields_left() -> None:
    with Pdf.open(io.BytesIO(filled(is_flat=True))) as pdf:
        assert Name.AcroForm not in pdf.Root
        assert all(len(page.obj.get(Name.Annots, [])) == 0 for page in pdf.pages)


def test_each_character_of_a_comb_has_its_cell() -> None:
    with pypdfium2.PdfDocument(filled({"born": "1984"})) as document:
        document.init_forms()
        document[0].flatten()
        shown = document[0].get_textpage()
        for place, digit in enumerate("1984"):
            assert shown.get_text_bounded(50 + 20 * place, 660, 70 + 20 * place, 680).strip() == digit


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"unknown": "x"}, "absent"),
        ({"office": "x"}, "read-only"),
        ({"short": "longer"}, "too-long"),
        ({"name": "word " * 80}, "no-room"),
        ({"reasons": "word " * 390}, "no-room"),
        ({"name": "\ue000"}, "no-letter"),
        ({"sex": "X"}, "no-choice"),
        ({"country": "Atlantis"}, "no-choice"),
    ],
)
def test_a_value_that_cannot_stand_is_named(answers: Mapping[str, str], kind: str) -> None:
    ((name, found),) = faults_of({**answers, "born": "1984"})
    assert (name, found) == (next(iter(answers)), kind)


def test_a_filled_hybrid_has_no_xfa_and_no_rights_for_the_unchanged_file() -> None:
    def add_rights(pdf: Pdf) -> None:
        pdf.Root.Perms = Dictionary(UR3=Dictionary(Type=Name.Sig))

    with Pdf.open(io.BytesIO(filled(data=altered(add_rights, with_xfa())))) as pdf:
        assert Name.XFA not in pdf.Root.AcroForm
        assert Name.Perms not in pdf.Root


def test_a_form_that_may_be_filled_is_decrypted() -> None:
    with Pdf.open(io.BytesIO(filled(data=locked()))) as pdf:
        assert not pdf.is_encrypted
        assert str(field(pdf, "name").V) == ANSWERS["name"]


def test_what_the_form_holds_is_shown_where_no_viewer_need_draw_it(tmp_path: Path) -> None:
    def leave_to_viewer(pdf: Pdf) -> None:
        pdf.Root.AcroForm.NeedAppearances = True
        office = field(pdf, "office")
        office.V = String("Registry 7")
        del office.AP

    data = filled({"born": "1984"}, altered(leave_to_viewer))
    assert "Registry 7" in by_poppler(data, tmp_path)


def test_a_box_without_appearances_gets_a_cross() -> None:
    def strip(pdf: Pdf) -> None:
        del field(pdf, "legal-aid").AP

    bare = altered(strip)
    assert read_form(FORM, io.BytesIO(bare)).fields[5].choices[0].value == "Yes"

    def darkness(data: bytes) -> int:
        with pypdfium2.PdfDocument(data) as document:
            document.init_forms()
            picture = document[1].render(scale=1, may_draw_forms=True).to_pil().convert("L")
            return sum(value < 100 for value in picture.crop((50, 122, 70, 142)).tobytes())

    assert darkness(filled({"legal-aid": "Yes"}, bare)) > darkness(filled({"born": "1984"}, bare))


def test_a_turned_field_is_drawn_along_its_box() -> None:
    def turn(pdf: Pdf) -> None:
        one = field(pdf, "name")
        one.Rect = [50, 400, 70, 650]
        one.MK.R = 90

    with pypdfium2.PdfDocument(filled({"name": "Lin Zhiyuan"}, altered(turn))) as document:
        document.init_forms()
        document[0].flatten()
        shown = document[0].get_textpage().get_text_bounded(50, 400, 70, 650)
    assert "".join(shown.split()) == "LinZhiyuan"


def test_fields_of_one_name_share_a_value(tmp_path: Path) -> None:
    def repeat(pdf: Pdf) -> None:
        field(pdf, "short").T = String("name")
        del field(pdf, "name").MaxLen

    data = filled({"name": "Lin"}, altered(repeat))
    assert by_poppler(data, tmp_path).count("Lin") == 2


def test_an_impossible_number_is_named_as_damage() -> None:
    def spoil(pdf: Pdf) -> None:
        field(pdf, "name").F = 99_999_999_999

    with pytest.raises(DamagedSource, match="cannot be filled in"):
        fill_form(FORM, altered(spoil), {"name": "x"}, is_flat=True)
