"""PDFs and Office files with a password: opened with it, kept as they came, and never with a wrong one."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from casebook.domain.case.case import Case
from casebook.domain.dossier.build import Build, BuildRequest
from casebook.domain.dossier.certificate import CertificateRequest
from casebook.domain.dossier.dossier import Section
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.services.base import record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier import build, dossier
from casebook.services.dossier.forms import certificate
from casebook.services.evidence.document import contents
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes
from casebook.services.evidence.set_kinds import can_be_exhibit
from tests.paths import KINDS_OF_FILES
from tests.pdf.corpus import typed
from tests.sampled import sampled


def locked_pdf() -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(typed(1, "Urumqi"))) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="o", user="passé"))
    return written.getvalue()


def locked_pdf_with_metadata() -> bytes:
    """As LibreOffice writes one: with metadata in XML."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(typed(1, "Urumqi"))) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["pdf:PDFVersion"] = "1.7"
        pdf.save(written, encryption=pikepdf.Encryption(owner="o", user="passé"))
    return written.getvalue()


def locked_docx() -> bytes:
    document, plain, locked = docx.Document(), io.BytesIO(), io.BytesIO()
    document.add_paragraph("Urumqi")
    document.save(plain)
    OOXMLFile(plain).encrypt("passé", locked)
    return locked.getvalue()


def misplaced_table() -> bytes:
    """Return a locked PDF whose table of objects is not where the file says."""
    before, _, _ = locked_pdf().rpartition(b"startxref")
    return before + b"startxref\n7\n%%EOF\n"


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def taken(session: Session, case: Case, name: str, data: bytes, *passwords: str) -> tuple[IntakeRow, ...]:
    offers = [from_bytes(name, data)]
    return run_in_line(take_in(session, case.id, offers, Receipt(), passwords=passwords))


def test_a_locked_file_that_was_cut_short_is_damaged(session: Session, case: Case) -> None:
    (row,) = taken(session, case, "scan.pdf", misplaced_table().removesuffix(b"%%EOF\n"), "passé")
    assert (row.outcome, str(row.remarks[0])) == ("refused", "It is damaged or incomplete.")


def test_an_unusual_length_of_key_is_not_called_damage(session: Session, case: Case) -> None:
    data = locked_docx().replace(b'keyBits="256"', b'keyBits="160"')
    (row,) = taken(session, case, "letter.docx", data, "passé")
    assert row.outcome == "taken"
    assert [str(remark)[:54] for remark in row.remarks] == [
        "It is protected by a password with a cipher that canno"
    ]


@pytest.mark.parametrize(
    ("name", "data", "password"),
    sampled(
        (
            ("office.pdf", locked_pdf_with_metadata(), "passé"),
            ("letter.docx", locked_docx(), "passé"),
            ("table.xls", (KINDS_OF_FILES / "locked.xls").read_bytes(), "password"),
            ("scan.pdf", locked_pdf(), "passé"),
            ("misplaced.pdf", misplaced_table(), "passé"),
        ),
        kept=3,
    ),
)
def test_a_locked_file_is_kept_and_its_content_becomes_a_document(
    session: Session, case: Case, name: str, data: bytes, password: str
) -> None:
    for wrong in ((), ("wrong",)):
        (refused,) = taken(session, case, name, data, *wrong)
        assert refused.outcome == "refused"
        assert "password" in str(refused.remarks[0])
    assert record.of_case(session, Document, case.id) == []
    locked, plain = taken(session, case, name, data, "wrong", password)
    assert locked.document is not None
    assert plain.document is not None
    assert contents(session, locked.document).read() == data
    assert (plain.document.part_of, plain.document.has_text) == (locked.document.id, True)
    assert plain.document.title.endswith("(unlocked)")
    if name in {"scan.pdf", "letter.docx"}:
        assert can_be_exhibit(plain.document)
        assert plain.document.id in {hit.id for hit in search.find(session, "Urumqi")}


def test_a_locked_file_that_was_kept_is_opened_once_by_a_later_password(session: Session, case: Case) -> None:
    data = locked_pdf()
    offers = [from_bytes("scan.pdf", data)]
    (kept,) = run_in_line(take_in(session, case.id, offers, Receipt(), keeps_damaged=True))
    (wrong,) = taken(session, case, "scan.pdf", data, "wrong")
    assert (wrong.outcome, str(wrong.remarks[0])) == ("duplicate", "The password does not open it.")
    known, plain = taken(session, case, "scan.pdf", data, "passé")
    assert (known.outcome, plain.outcome) == ("duplicate", "taken")
    assert kept.document is not None
    assert plain.document is not None
    assert (plain.document.part_of, plain.document.original_sha256) == (
        kept.document.id,
        kept.document.sha256,
    )
    assert [row.outcome for row in taken(session, case, "scan.pdf", data, "passé")] == ["duplicate"]


def test_pages_and_certificate_name_the_file_as_received_and_its_copy(
    session: Session, case: Case, tmp_path: Path
) -> None:
    locked, plain = (row.document for row in taken(session, case, "letter.docx", locked_docx(), "passé"))
    assert locked is not None
    assert plain is not None
    assert plain.original_sha256 == locked.sha256 != plain.sha256
    assert locked.original_sha256 == ""
    made = dossier.draft(session, case.id, "Dossier")
    parts = (Section(id="s", kind="exhibit-custody"),)
    record.change(session, replace(made, sections=parts, exhibit_ids=(plain.id,)))
    run_in_line(build.build(session, BuildRequest(dossier_id=made.id), out := tmp_path / "out.pdf"))
    with pypdfium2.PdfDocument(out) as pdf:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    for page in (next(one for one in pages if "Copied" in one), pages[-1]):
        assert locked.sha256[:32] in page
        assert plain.sha256[:32] in page
    assert any("openedwithitspassword" in page for page in pages if "Copied" in page)
    assert "Itsnameisletter.docx." in pages[-1]
    (built,) = record.every(session, Build)
    record.add(session, replace(built, id="served", copy_kind="filing"))
    (served,) = certificate.fill_in(
        session, CertificateRequest(kind="service", dossier_id=made.id, build_id="served")
    ).exhibits
    assert (served.sha256, served.copy_sha256) == (locked.sha256, plain.sha256)


def test_a_locked_presentation_before_2007_names_what_opens_it(session: Session, case: Case) -> None:
    data = (KINDS_OF_FILES / "locked.ppt").read_bytes()
    for passwords in ((), ("password",)):
        (refused,) = taken(session, case, "talk.ppt", data, *passwords)
        assert "which this program cannot open" in str(refused.remarks[-1])
        assert "copy without a password" in str(refused.remedy)
