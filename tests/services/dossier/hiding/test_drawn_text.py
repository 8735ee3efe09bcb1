"""What only text recognition finds on a page is listed among the replacements before a copy is built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casebook.domain.case.case import Case
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.evidence.recognition import RecognisedPage, SeenWord
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import dossier
from casebook.services.dossier.replacement_review import review
from tests.pdf.corpus import typed
from tests.services.evidence.test_redaction import opened, taken

__all__ = ["opened"]


def test_a_name_that_only_recognition_reads_is_listed(session: Session, opened: Case, tmp_path: Path) -> None:
    path = tmp_path / "typed.pdf"
    path.write_bytes(typed(1, "Ceshi Weiming"))
    document = taken(session, opened, path)
    read = "Ceshi Weiming and her passport no. E12345678 for Weiming"
    word = SeenWord(text=read, left=0.1, top=0.1, right=0.9, bottom=0.2, confidence=90)
    session.drawn_pages[document.sha256] = {1: RecognisedPage(number=1, words=(word,))}
    made = dossier.draft(session, opened.id, "Dossier")
    record.change(session, replace(made, parties="", sections=(), exhibit_ids=(document.id,)))
    listed = run_in_line(review(session, BuildRequest(dossier_id=made.id, copy_kind="pseudonymised")))
    rows = [(one.text, str(one.place)) for one in listed.replacements if "Exhibit" in str(one.place)]
    assert rows == [
        ("Ceshi Weiming", "Exhibit 1, page 1"),
        ("Weiming", "Exhibit 1, page 1, read by text recognition"),
    ]
