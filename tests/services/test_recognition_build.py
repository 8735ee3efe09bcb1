"""A scan is read by machine, and the dossier it goes into can be searched and passes the forum's own rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2

from casebook.domain.build import BuildRequest
from casebook.services import build as builds
from casebook.services import case, dossier, recognition, record
from casebook.services.flow import run_in_line
from casebook.services.intake import Receipt, take_in
from casebook.services.intake_source import from_paths
from casebook.services.session import Session
from tests.services.test_recognition import scan


def test_a_scan_that_was_read_is_searchable_in_the_dossier(session: Session, tmp_path: Path) -> None:
    opened = case.open_case(session, reference="R-1", title="", jurisdiction="GB")
    path = tmp_path / "scan.png"
    path.write_bytes(scan("Summons to the police station"))
    (row,) = run_in_line(take_in(session, opened.id, from_paths([path]), Receipt()))
    document = row.document
    assert document is not None
    record.change(session, replace(document, exhibit_mark="1"))
    made = dossier.draft(session, opened.id, "Hearing dossier")

    request = BuildRequest(dossier_id=made.id, profile_id="gb-ew-court-ebundle")

    def checks() -> tuple[bool, set[str]]:
        report = run_in_line(builds.build(session, request, tmp_path / "out.pdf"))
        return report.build.is_ready, {problem.check for problem in report.problems}

    is_ready, found = checks()
    assert not is_ready
    assert "text" in found
    run_in_line(recognition.recognise(session, document.id))
    is_ready, found = checks()
    assert is_ready
    assert not found & {"text", "scans"}
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pdf:
        assert "police station" in pdf[len(pdf) - 1].get_textpage().get_text_range()
