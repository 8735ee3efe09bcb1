"""Quotations from exhibits against the pages they are cited from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.ids import seeded_ids
from casebook.domain.case.assurance import Assurance
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.evidence.recording import Recording
from casebook.domain.evidence.transcript import transcript_lines
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.gate.quotation_check import overlong_transcripts
from casebook.services.dossier.precheck import precheck
from casebook.services.evidence.recording import RecordingSheet
from tests.vaults import SAMPLE_AT, MasterVault


@pytest.fixture
def session(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    clock, ids = fixed_clock(SAMPLE_AT), seeded_ids(1)
    with open_session(path, sample_vault.code, clock=clock, ids=ids) as vault_session:
        yield vault_session


def hearing(session: Session) -> Dossier:
    return next(one for one in record.every(session, Dossier) if one.kind == "hearing-dossier")


def misquoted(session: Session, *texts: str) -> list[FilingProblem]:
    """What is said of the quotations of the sample, or of these texts in its place."""
    dossier = hearing(session)
    if texts:
        sections = tuple(
            Section(id=f"t{place}", kind="free-text", text=text) for place, text in enumerate(texts)
        )
        dossier = record.change(session, replace(dossier, sections=sections), seen=dossier)
    checked = precheck(session, BuildRequest(dossier_id=dossier.id, copy_kind="filing"))
    return [one.problem for one in checked.foreseen if one.problem.check == "quotation"]


def test_the_sample_quotes_what_its_exhibits_say(session: Session) -> None:
    assert misquoted(session) == []


def test_a_misquotation_is_named_with_section_paragraph_and_page(session: Session) -> None:
    right = "They write: “Come back and nothing will happen” ([[9]]; [[10 p.1]])."
    wrong = "He said so.\n\nThe notice says: “within seven days of the service of this notice” ([[6 p.1]])."
    (problem,) = misquoted(session, right, wrong)
    assert str(problem.what) == (
        "Section B, paragraph 3: the words quoted are not on page 1 of exhibit 6: "
        "“within seven days of the service of this notice”"
    )
    assert not problem.is_blocking


COMPARED = (
    "“Within seven days […] to return to the country …” ([[5]]; [[6 p.1]]).",
    "The words were “七日内，劝说林志远回国” ([[5]]).",
    "He calls it “the flood book”. There are sixty-one names ([[4 p.1]]).",
    "The request (“the Request”) is of 28 January 2026 ([[1 p.1]]).",
    "The scan is not compared: “a list of names” ([[3]]).",
)
"""Words that are there, or that cannot be compared."""


def test_what_is_there_or_cannot_be_compared_is_not_named(session: Session) -> None:
    assert misquoted(session, *COMPARED) == []


def test_an_assurance_that_does_not_read_so_stops_the_filing(session: Session) -> None:
    (assurance,) = record.every(session, Assurance)
    parts = assurance.text.strip().split("\n\n")
    changed = "\n\n".join([parts[0].replace("his extradition", "extradition"), *parts[1:]])
    record.change(session, replace(assurance, text=changed), seen=assurance)
    (problem,) = misquoted(session)
    assert problem.is_blocking
    assert str(problem.what).startswith(
        "Section C: assurance 1 does not read so on page 1, 2 of exhibit 19 (paragraph 1): “The penalty of"
    )


def test_a_transcript_that_outlasts_its_recording_is_named(session: Session) -> None:
    request = BuildRequest(dossier_id=hearing(session).id, copy_kind="filing")
    data = load_for_preview(session, request)
    shown = data.exhibits[0]
    lines = transcript_lines("0:00:01 They came.\n0:01:12 No one asked why.")
    sheet = RecordingSheet(
        document=shown,
        recording=Recording(id=shown.id, case_id=shown.case_id, length_seconds=60),
        lines=lines,
    )
    (problem,) = overlong_transcripts(replace(data, recordings={shown.id: sheet}))
    words = "its transcript goes on to 0:01:12, and the recording lasts 0:01:00."
    assert str(problem.problem.what) == f"Exhibit {shown.exhibit_mark}: {words}"
    whole = replace(sheet, recording=replace(sheet.recording, length_seconds=72))
    assert [*overlong_transcripts(replace(data, recordings={shown.id: whole}))] == []
