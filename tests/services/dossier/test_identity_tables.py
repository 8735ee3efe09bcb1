"""A pseudonymised copy prints no short number under a head of a ruled table, and none that a clause names."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer, Table

from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Section
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier
from casebook.services.dossier.replacement_review import review
from casebook.services.evidence import redaction
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_bytes
from tests.services.evidence.test_redaction import opened, told

__all__ = ["opened"]

_TABLES = (
    (
        ("Name", "Place", "Passport", "Note"),
        ("Gu Weidong", "Suiping", "88801", "wept"),
        ("Wang Li", "Beijing", "88803", "fled"),
        ("Officer", "Beijing", "8805", "came"),
    ),
    (("Person", "ID"), ("The son of Gu", "88821"), ("A man of Suiping", "88824")),
    (("No", "Who", "Doc", "No."), ("1", "Gu Weidong", "ID", "77 815"), ("2", "Ma Xiaoli", "ID", "88819")),
)
_STATED = (
    "The ID of Guo Ruolan is 88704. She told the police 88707, the number of her passport. "
    "They gave her the number 88708 for her passport. Page 88709 stays."
)
_NUMBERS = {
    *("88801", "88803", "8805", "88821", "88824", "77 815", "88819", "88704", "88707", "88708"),
}


def _page() -> bytes:
    written = io.BytesIO()
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    flow: list[Flowable] = [one for rows in _TABLES for one in (Table(rows, style=grid), Spacer(1, 24))]
    SimpleDocTemplate(written, pagesize=A4, invariant=1).build(flow)
    return written.getvalue()


def test_short_numbers_of_ruled_tables_and_clauses_are_listed_and_hidden(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    on = StatedDate(edtf="2024-05")
    record.add(session, Fact(id=session.ids(), case_id=opened.id, statement=_STATED, on=on))
    [row] = run_in_line(take_in(session, opened.id, [from_bytes("family.pdf", _page())], Receipt()))
    assert row.document
    record.change(session, replace(row.document, exhibit_mark="T-1"))
    redaction.review(
        session, record.find(session, type(row.document), row.document.id), [1], shows_no_one=True
    )
    made = dossier.draft(session, opened.id, "Dossier")
    sections = (Section(id="c", kind="chronology"),)
    record.change(session, replace(made, sections=sections, exhibit_ids=(row.document.id,)))
    request = BuildRequest(dossier_id=made.id, copy_kind="pseudonymised")
    listed = {one.text for one in run_in_line(review(session, request)).replacements}
    assert listed >= _NUMBERS
    run_in_line(builds.build(session, request, tmp_path / "copy.pdf"))
    read = told(tmp_path / "copy.pdf")
    assert [number for number in _NUMBERS if number in read] == []
    assert {"88709", "Beijing", "fled"} <= {*read.replace(".", " ").split()}
