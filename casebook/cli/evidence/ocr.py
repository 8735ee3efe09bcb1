"""``ocr``: text recognition of scans in a vault, where tesseract is installed."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, table
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import unlocked
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import Recognition
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.evidence import recognition


def ocr(
    *,
    vault: Path,
    document_id: str,
    of_case: str,
    language: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        asked = language or ["eng"]
        read = [
            run_in_line(recognition.recognise(session, scan_id, asked, progress=Counter()))
            for scan_id in _wanted(session, document_id, of_case)
        ]
    rows = [
        {
            "id": scan.id,
            "pages": len(scan.pages),
            "doubtful_pages": scan.doubtful_pages,
            "engine": scan.engine,
        }
        for scan in read
    ]
    answer({"rows": rows}, _recognition_text(read), json_wanted=json)


def _wanted(session: Session, document_id: str, of_case: str) -> list[str]:
    if bool(document_id) == bool(of_case):
        raise InvalidInput(
            "Enter one document or a case.", field="document", remedy="Enter an ID or use --case."
        )
    if document_id:
        return [document_id]
    found = case.named(session, of_case)
    return [
        document.id
        for document in record.of_case(session, Document, found.id)
        if recognition.is_scan(document)
    ]


def _recognition_text(read: list[Recognition]) -> str:
    if not read:
        return "No scan without text."
    rows = [[scan.id, len(scan.pages), ", ".join(map(str, scan.doubtful_pages))] for scan in read]
    return table(["document", "pages read", "pages to compare"], rows)
