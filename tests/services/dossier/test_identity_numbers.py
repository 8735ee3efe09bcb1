"""A pseudonymised copy prints no number of an identity document that a fact or an exhibit states."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Section
from casebook.domain.dossier.hiding.plain_letters import squeezed
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier
from casebook.services.dossier.replacement_review import refusal, review
from casebook.services.evidence import redaction
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_bytes
from tests.services.evidence.test_redaction import drawn, opened, read_by_machine, told

__all__ = ["opened"]

_FACTS = (
    "The police kept the old passport G28739461; new one E98237465.",
    "Sein Pass trägt die Nummer C4FJ2N9K7.",
    "Her ID number is 910501-1234567; invoice 20260304 stays.",
    "She carries a Registration Certificate (RC) no. DSLA/2011/51037; her residence permit, card 51000033.",
    "UNHCR registered him (individual number 385-00051035), Passport No G5l000043, passport_no=G51000058.",
    "户籍编号71000058，电话13905551237。",
)
_TEXT = "His green book number 4567890 was seen, and UNHCR case number 305-00123456."
_PERHAPS = "He showed his passport. The guard wrote K04938271 down."
_UNEXPLAINED = "He kept the white slip 52000077. The fund held 61234567 yuan, and case 7718294 went on."
_PAGE = (
    "Registration Certificate (RC) No. DL0123456",
    "NIE X-1234567-L, carta di identita AX 1234567",
    "Home Return Permit H12345678",
    "Exhibit of the police, flight CY9988776.",
)
_WORD = ("Passport No.", "EJ7654321"), ("dowód osobisty nr ABC123456", "občanský průkaz č. 123456789")
_NOTE = "паспорт серии 65 01 № 123457\n护照号码：E55566677\nSon passeport, numéro 18 FV 12345\nFile 4711.\n"
_NUMBERS = (
    *("G28739461", "E98237465", "C4FJ2N9K7", "910501-1234567", "4567890", "305-00123456", "DL0123456"),
    *("X-1234567-L", "AX 1234567", "H12345678", "EJ7654321", "ABC123456", "123456789", "65 01", "123457"),
    *("E55566677", "18 FV 12345", "K04938271", "DSLA/2011/51037", "51000033", "385-00051035", "G5l000043"),
    *("G51000058", "71000058", "13905551237", "52000077"),
)


def _pdf() -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, invariant=1)
    for at, line in enumerate(_PAGE):
        canvas.setFont("Helvetica", 14)
        canvas.drawString(72, 750 - 40 * at, line)
    canvas.save()
    return written.getvalue()


def _word() -> bytes:
    written, document = io.BytesIO(), docx.Document()
    table = document.add_table(rows=0, cols=2)
    for row in _WORD:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_paragraph("It was cold that winter.")
    document.save(written)
    return written.getvalue()


@pytest.fixture
def asked(session: Session, opened: Case) -> BuildRequest:
    """A pseudonymised copy with a chronology, a text, and an exhibit of each of three kinds of file."""
    for statement in _FACTS:
        on = StatedDate(edtf="2024-05")
        record.add(session, Fact(id=session.ids(), case_id=opened.id, statement=statement, on=on))
    files = (("page.pdf", _pdf()), ("list.docx", _word()), ("note.txt", _NOTE.encode()))
    rows = run_in_line(take_in(session, opened.id, [from_bytes(*one) for one in files], Receipt()))
    documents = [row.document for row in rows if row.document]
    for at, document in enumerate(documents, start=1):
        record.change(session, replace(document, exhibit_mark=f"T-{at}"))
    made = dossier.draft(session, opened.id, "Dossier")
    sections = (
        Section(id="c", kind="chronology"),
        Section(id="t", kind="free-text", title="Papers", text=f"{_TEXT}\n\n{_PERHAPS}\n\n{_UNEXPLAINED}"),
    )
    record.change(session, replace(made, sections=sections, exhibit_ids=tuple(one.id for one in documents)))
    page = next(one for one in documents if one.page_count)
    redaction.review(session, record.find(session, type(page), page.id), [1], shows_no_one=True)
    return BuildRequest(dossier_id=made.id, copy_kind="pseudonymised")


def _left(text: str) -> list[str]:
    """The numbers that a text has, however it parts their signs."""
    signs = squeezed(text.lower())
    return [one for one in _NUMBERS if squeezed(one.lower()) in signs and len(squeezed(one)) > 4]


def test_no_number_of_a_document_is_in_text_bytes_or_pictures(
    session: Session, asked: BuildRequest, tmp_path: Path
) -> None:
    out = tmp_path / "copy.pdf"
    run_in_line(builds.build(session, asked, out))
    read = told(out)
    assert _left(read) == []
    assert "65 01" not in read
    assert len(re.findall(r"identity\s+document\s+number", read)) >= 12
    for stays in ("20260304", "CY9988776", "4711", "It was cold", "61234567", "7718294"):
        assert stays in read
    with pikepdf.Pdf.open(out) as pdf:
        streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        page = next(at for at, one in enumerate(told(out).split("\f"), start=1) if "CY9988776" in one)
        assert page <= len(pdf.pages)
    for number in _NUMBERS:
        assert not [data for data in streams if len(number) > 6 and number.encode() in data]
    assert drawn(out, page, 60)
    assert _left(read_by_machine(out, page)) == []


def test_a_number_in_doubt_is_hidden_and_listed_to_be_kept(
    session: Session, asked: BuildRequest, tmp_path: Path
) -> None:
    listed = run_in_line(review(session, asked)).replacements
    doubtful = {one.text: one for one in listed if one.kind == "perhaps-paper"}
    assert set(doubtful) == {"K04938271", "52000077"}
    sure = {squeezed(one.text) for one in listed if one.kind == "paper"}
    assert {"G28739461", "E98237465", "C4FJ2N9K7", "DL0123456", "EJ7654321"} <= sure
    kept = replace(asked, decisions=(refusal(doubtful["K04938271"], "a badge"),))
    run_in_line(builds.build(session, kept, tmp_path / "kept.pdf"))
    assert _left(told(tmp_path / "kept.pdf")) == ["K04938271"]
