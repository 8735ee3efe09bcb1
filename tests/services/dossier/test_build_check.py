"""What refuses a copy is found all at once, before its replacements are reviewed."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from casebook.domain.case.case import Case
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier.exhibit_check import UnbuildableCopy, require_buildable
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_bytes
from tests.services.dossier.test_set_exhibits import letter
from tests.services.evidence.test_redaction import opened

__all__ = ["opened"]


@pytest.fixture
def asked(session: Session, opened: Case) -> BuildRequest:
    """A pseudonymised copy with a passage to be written, an empty workbook, and a Word file without text."""
    empty = io.BytesIO()
    docx.Document().save(empty)
    files = [
        from_bytes("list.xlsx", b"PK\x05\x06" + bytes(18)),
        from_bytes("proof.docx", empty.getvalue()),
        from_bytes("letter.eml", letter()),
    ]
    rows = run_in_line(take_in(session, opened.id, files, Receipt()))
    documents = [
        replace(row.document, exhibit_mark=str(place))
        for place, row in enumerate(rows, start=14)
        if row.document
    ]
    for document in documents:
        record.change(session, document)
    made = Dossier(
        id=session.ids(),
        case_id=opened.id,
        title="Dossier",
        sections=(Section(id="t", kind="free-text", title="Note", text="He says [[?what]]."),),
        exhibit_ids=tuple(document.id for document in documents),
    )
    record.add(session, made)
    return BuildRequest(dossier_id=made.id, copy_kind="pseudonymised", purpose="court")


def test_all_that_refuses_a_copy_is_named_at_once(session: Session, asked: BuildRequest) -> None:
    with pytest.raises(UnbuildableCopy) as caught:
        run_in_line(require_buildable(session, asked))
    text = str(caught.value.message)
    assert "3 items are open" in text
    assert "Section A: 1 passage is still to be written." in text
    assert "exhibit 14" in text.lower()
    assert "exhibit 15" in text.lower()
    assert "exhibit 16" not in text.lower(), "it can be shown"
    exhibit_ids = record.find(session, Dossier, asked.dossier_id).exhibit_ids
    assert set(caught.value.exhibits) == set(exhibit_ids[:2])


def test_a_copy_with_nothing_open_may_be_reviewed(session: Session, asked: BuildRequest) -> None:
    dossier = record.find(session, Dossier, asked.dossier_id)
    record.change(session, replace(dossier, sections=(), exhibit_ids=dossier.exhibit_ids[2:]))
    run_in_line(require_buildable(session, asked))
    now = record.find(session, Dossier, asked.dossier_id)
    record.change(session, replace(now, exhibit_ids=dossier.exhibit_ids))
    run_in_line(require_buildable(session, replace(asked, placeholders=frozenset({"14", "15"}))))
