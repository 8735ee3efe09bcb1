"""PDFs and Office files with a password: opened with it, kept as they came, and never with a wrong one."""

from __future__ import annotations

import io

import docx
import pikepdf
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.services.base import record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.document import contents
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes
from casebook.services.evidence.set_kinds import can_be_exhibit
from tests.paths import KINDS_OF_FILES
from tests.pdf.corpus import typed


def locked_pdf() -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(typed(1, "Urumqi"))) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="o", user="passé"))
    return written.getvalue()


def locked_docx() -> bytes:
    document, plain, locked = docx.Document(), io.BytesIO(), io.BytesIO()
    document.add_paragraph("Urumqi")
    document.save(plain)
    OOXMLFile(plain).encrypt("passé", locked)
    return locked.getvalue()


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def taken(session: Session, case: Case, name: str, data: bytes, *passwords: str) -> tuple[IntakeRow, ...]:
    offers = [from_bytes(name, data)]
    return run_in_line(take_in(session, case.id, offers, Receipt(), passwords=passwords))


@pytest.mark.parametrize(
    ("name", "data", "password"),
    [
        ("scan.pdf", locked_pdf(), "passé"),
        ("letter.docx", locked_docx(), "passé"),
        ("table.xls", (KINDS_OF_FILES / "locked.xls").read_bytes(), "password"),
    ],
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
