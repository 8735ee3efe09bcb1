from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from casebook.base.errors import DamagedSource
from casebook.domain.dossier.filings.survey import Survey
from casebook.pdf.check.survey import survey
from casebook.pdf.page.page_kind import write_page_kinds
from tests.pdf import corpus


def surveyed(data: bytes, folder: Path, *, is_measured: bool = False) -> Survey:
    path = folder / "file.pdf"
    path.write_bytes(data)
    with path.open("rb") as stream:
        return survey(stream, path.name, is_measured=is_measured)


def drawn(*draw: str) -> bytes:
    """One page for each word."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    for how in draw:
        canvas.setFont("Helvetica", 12)
        if how == "boxed":
            canvas.drawString(72, 700, "The witness is Ceshi Yi of no street")
            canvas.setFillGray(0)
            canvas.rect(60, 690, 300, 30, stroke=0, fill=1)
        elif how == "white on black":
            canvas.rect(60, 690, 300, 30, stroke=0, fill=1)
            canvas.setFillGray(1)
            canvas.drawString(72, 700, "A heading on a dark bar")
        elif how == "on its head":
            canvas.rotate(180)
            canvas.drawString(-300, -500, "Read me from the other side")
        elif how == "numbered":
            canvas.drawString(72, 700, "Text")
            canvas.drawCentredString(297, 30, "Page 7 of 9")
        elif how == "numbered twice":
            canvas.drawCentredString(297, 30, "1")
            canvas.drawRightString(540, 30, "4")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def test_text_under_a_black_box_is_found_and_a_light_heading_on_one_is_not(tmp_path: Path) -> None:
    boxed, heading = surveyed(drawn("boxed", "white on black"), tmp_path).pages
    assert boxed.covered_letters > 20
    assert heading.covered_letters == 0


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_on_its_head_is_told_by_how_it_is_shown(tmp_path: Path, degrees: int) -> None:
    assert surveyed(corpus.turned(degrees), tmp_path).pages[0].is_upside_down == (degrees == 180)


def test_text_turned_against_the_page_and_back_by_the_viewer_is_upright(tmp_path: Path) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = 180

    assert surveyed(drawn("on its head"), tmp_path).pages[0].is_upside_down
    assert not surveyed(corpus.changed(drawn("on its head"), turn), tmp_path).pages[0].is_upside_down


def test_a_number_at_the_foot_is_read_with_the_words_around_it(tmp_path: Path) -> None:
    assert surveyed(drawn("numbered"), tmp_path).pages[0].numbers == (7,)


def test_the_number_of_the_bundle_is_read_beside_the_own_one(tmp_path: Path) -> None:
    assert surveyed(drawn("numbered twice"), tmp_path).pages[0].numbers == (1, 4)


def test_what_does_not_show_is_listed(tmp_path: Path) -> None:
    residue = {word for _, word in surveyed(corpus.armed(), tmp_path).residue}
    assert {"script", "attachment", "action"} <= residue
    assert {word for _, word in surveyed(corpus.layered(), tmp_path).residue} & {"hidden-layer", "layer"}
    assert surveyed(corpus.signed(), tmp_path).is_signed
    assert surveyed(corpus.locked(), tmp_path).is_encrypted


def test_a_redaction_that_was_marked_and_not_applied_is_listed(tmp_path: Path) -> None:
    def mark(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=Array([60, 690, 300, 720]))
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    assert surveyed(corpus.changed(corpus.typed(1), mark), tmp_path).residue == ((1, "redaction-mark"),)


def test_links_and_bookmarks_tell_their_page(tmp_path: Path) -> None:
    file_survey = surveyed(corpus.bookmarked(), tmp_path)
    assert [(mark.text, mark.to_page) for mark in file_survey.bookmarks] == [
        ("Account", 1),
        ("The arrest", 3),
        ("Lost", 0),
    ]
    assert any(link.to_page for link in surveyed(corpus.linked("Linked"), tmp_path).links)


def test_the_setting_of_type_is_measured_only_when_asked_for(tmp_path: Path) -> None:
    assert surveyed(corpus.typed(1), tmp_path).prints == ()
    assert surveyed(corpus.typed(1), tmp_path, is_measured=True).prints[0].least_pt == 12


def test_copies_of_a_page_have_one_fingerprint(tmp_path: Path) -> None:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    for page, words in enumerate(("removal", "return", "removal"), start=1):
        for line in range(12):
            canvas.drawString(72, 700 - 20 * line, f"The order of {words} was read out, not explained")
        canvas.drawString(297, 30, str(page))
        canvas.showPage()
    canvas.save()
    first, second, third = (page.fingerprint for page in surveyed(written.getvalue(), tmp_path).pages)
    assert first == third != second


@pytest.mark.parametrize("data", [b"", b"not a PDF", corpus.locked(user="secret"), corpus.typed(20)[:9000]])
def test_what_cannot_be_read_is_refused_with_a_remedy(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DamagedSource) as refusal:
        surveyed(data, tmp_path)
    assert refusal.value.remedy


def test_a_file_tells_which_of_its_pages_counsel_wrote(tmp_path: Path) -> None:
    data = drawn(*["plain text"] * 4)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = [page.obj for page in pdf.pages]
        write_page_kinds(pdf, pages, ("front", "argument", "argument", "exhibit"))
        told = io.BytesIO()
        pdf.save(told)
    prints = surveyed(told.getvalue(), tmp_path, is_measured=True).prints
    assert [one.kind for one in prints] == ["front", "argument", "argument", "exhibit"]
    assert {one.kind for one in surveyed(data, tmp_path, is_measured=True).prints} == {""}
