"""Files attached to a PDF, taken in as documents of their own, and what stays inside with its reason."""

from __future__ import annotations

import io
import zlib
from email.message import EmailMessage

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.formats.member import Members
from casebook.pdf.raster.attached_files import take_attached_files
from casebook.services.base import search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.document import contents
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes
from tests.worker.documents import letter_pdf


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def written(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def carrier(*files: tuple[str, bytes], at_page: bytes = b"", is_portfolio: bool = False) -> bytes:
    """A PDF with files attached to it as a whole, and one to a place on its page."""
    pdf = pikepdf.open(io.BytesIO(letter_pdf()))
    for name, data in files:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
    if at_page:
        stated = Dictionary(
            Type=Name.Filespec, UF=String("C:\\notes\\便条.txt"), EF=Dictionary(F=pdf.make_stream(at_page))
        )
        pin = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([9, 9, 19, 19]), FS=stated)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(pin)])
    if is_portfolio:
        pdf.Root.Collection = Dictionary(Type=Name.Collection)
    return written(pdf)


def take(session: Session, case: Case, name: str, data: bytes, *passwords: str) -> tuple[IntakeRow, ...]:
    return run_in_line(take_in(session, case.id, [from_bytes(name, data)], Receipt(), passwords=passwords))


def document(row: IntakeRow) -> Document:
    assert row.document is not None
    return row.document


def test_files_attached_to_a_pdf_are_documents_of_their_own(session: Session, case: Case) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Summons", "registry@court.example"
    mail.set_content("the word is quince")
    mail.add_attachment(b"the word is medlar", maintype="text", subtype="plain", filename="annex.txt")
    inner = carrier(("deep.txt", b"the word is sorb"))
    data = carrier(("summons.eml", mail.as_bytes()), ("inner.pdf", inner), at_page=b"the word is damson")
    rows = take(session, case, "ruling.pdf", data)
    whole, within, deep, letter, annex, note = map(document, rows)
    assert [one.part_of for one in (whole, within, deep, letter, annex, note)] == [
        "",
        *(whole.id, within.id, whole.id, letter.id, whole.id),
    ]
    assert [row.name for row in rows[1:]] == [
        *("ruling.pdf/inner.pdf", "ruling.pdf/inner.pdf/deep.txt"),
        *("ruling.pdf/summons.eml", "ruling.pdf/summons.eml/annex.txt", "ruling.pdf/便条.txt"),
    ]
    for word, one in (("quince", letter), ("medlar", annex), ("sorb", deep), ("damson", note)):
        assert {hit.id for hit in search.find(session, word)} == {one.id}
    with contents(session, whole) as stream:
        assert stream.read() == data
    assert not any("not read" in str(remark) for row in rows for remark in row.remarks)


def test_the_files_of_a_portfolio_are_taken_out(session: Session, case: Case) -> None:
    cover, letter = take(session, case, "file.pdf", carrier(("a.txt", b"pear"), is_portfolio=True))
    assert "It is a portfolio" in str(cover.remarks[0])
    assert document(letter).part_of == document(cover).id


def test_a_file_attached_to_a_locked_pdf_comes_with_its_password(session: Session, case: Case) -> None:
    with pikepdf.open(io.BytesIO(carrier(("a.txt", b"the word is pear")))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(user="u 1", owner="o 1"))
    locked, plain, note = map(document, take(session, case, "f.pdf", out.getvalue(), "u 1"))
    assert (plain.part_of, note.part_of) == (locked.id, plain.id)
    assert {hit.id for hit in search.find(session, "pear")} == {note.id}


def test_an_attachment_that_swells_or_is_broken_stays_inside_the_pdf(session: Session, case: Case) -> None:
    pdf = pikepdf.open(
        io.BytesIO(carrier(("bomb.bin", b"x"), ("cut.txt", b"y"), ("odd.bin", b"z"), ("a.txt", b"sound")))
    )
    packed = zlib.compress(bytes(64 << 20), 9)
    for name, data, packing in (
        ("bomb.bin", packed, Name.FlateDecode),
        ("cut.txt", zlib.compress(b"cut" * 99)[:-9], Name.FlateDecode),
        ("odd.bin", b"z", Name.JBIG2Decode),
    ):
        stream = pdf.attachments[name].obj.EF.F
        stream.write(data, filter=packing)
    rows = take(session, case, "ruling.pdf", written(pdf))
    assert [(row.name, row.outcome) for row in rows] == [
        ("ruling.pdf", "taken"),
        ("ruling.pdf/bomb.bin", "refused"),
        ("ruling.pdf/cut.txt", "refused"),
        ("ruling.pdf/odd.bin", "refused"),
        ("ruling.pdf/a.txt", "taken"),
    ]
    assert ["large" in str(rows[1].remarks[0]), "damaged" in str(rows[2].remarks[0])] == [True, True]
    assert "remain inside it" in str(rows[0].remarks[-1])


def test_a_broken_list_of_attachments_hides_none_on_the_pages() -> None:
    pdf = pikepdf.open(io.BytesIO(carrier(at_page=b"pinned")))
    pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = Array([String("no tree"), 7])
    pages = pdf.pages[0].obj
    pages.Annots = Array([Dictionary(Subtype=Name.FileAttachment, FS=7), *pages.Annots])
    members = Members(1_000)
    take_attached_files(written(pdf), members)
    assert [(one.name, one.data) for one in members.files] == [("便条.txt", b"pinned")]
