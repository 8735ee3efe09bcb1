"""A scan is read by machine, and the dossier it goes into can be searched and passes the forum's own rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import build as builds
from casebook.services.dossier import copy_review, dossier
from casebook.services.evidence import recognition
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_paths
from tests.services.evidence.test_recognition import scan


def _with_scan(session: Session, tmp_path: Path) -> tuple[Document, Dossier]:
    opened = case.open_case(session, reference="R-1", title="", jurisdiction="GB")
    path = tmp_path / "scan.png"
    path.write_bytes(scan("Summons to the police station"))
    (row,) = run_in_line(take_in(session, opened.id, from_paths([path]), Receipt()))
    document = row.document
    assert document is not None
    record.change(session, replace(document, exhibit_mark="1"))
    return document, dossier.draft(session, opened.id, "Hearing dossier")


def _last_page(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return str(pdf[len(pdf) - 1].get_textpage().get_text_range())


def test_a_scan_that_was_read_is_searchable_in_the_dossier(session: Session, tmp_path: Path) -> None:
    document, made = _with_scan(session, tmp_path)
    request = BuildRequest(dossier_id=made.id, profile_id="gb-ew-court-ebundle")

    def checks() -> tuple[bool, set[str]]:
        report = run_in_line(builds.build(session, request, tmp_path / "out.pdf"))
        return report.build.is_ready, {problem.check for problem in report.problems}

    is_ready, problems = checks()
    assert not is_ready
    assert "text" in problems
    run_in_line(recognition.recognise(session, document.id))
    is_ready, problems = checks()
    assert is_ready
    assert not problems & {"text", "scans"}
    assert "police station" in _last_page(tmp_path / "out.pdf")


def test_a_recognised_scan_is_not_pseudonymised_until_a_person_looked(
    session: Session, tmp_path: Path
) -> None:
    document, draft = _with_scan(session, tmp_path)
    consent = Consent(purpose="court", given_on=session.clock().date())
    names = (Name(text="Lin Zhiyuan", script="Latn"),)
    record.add(session, Person(id="p", names=names, consents=(consent,)))
    opened = record.find(session, Case, draft.case_id)
    record.change(session, replace(opened, parties=(Party(person_id="p"),)))
    run_in_line(recognition.recognise(session, document.id))
    out = tmp_path / "out.pdf"
    request = BuildRequest(dossier_id=draft.id, copy_kind="pseudonymised")
    (unread,) = run_in_line(copy_review.pages_to_review(session, draft.id))
    assert unread.pages == (1,)
    run_in_line(builds.build(session, request, out))
    assert "police station" not in _last_page(out)
    run_in_line(builds.build(session, replace(request, reviewed={"1": frozenset({1})}), out))
    assert "police station" in _last_page(out), "what was read can still be searched"
