"""A folder of the files that clients bring: each is found by its words, or refused with its reason."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.domain.exchange.list_import import Listed
from casebook.formats.credentials.content_credentials import read_credentials
from casebook.formats.proofs.proof import role_of
from casebook.services.base import search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence import time_proof
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_paths
from casebook.services.exchange.import_list import plan, suggest
from casebook.services.exchange.list_reading import read_list
from casebook.services.library import citation
from tests.paths import KINDS_OF_FILES

SOURCES: list[dict[str, Any]] = tomllib.loads((KINDS_OF_FILES / "SOURCES.toml").read_text(encoding="utf-8"))[
    "file"
]


def test_every_file_is_listed_with_its_origin_and_digest() -> None:
    digests = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in KINDS_OF_FILES.iterdir()
        if path.name != "SOURCES.toml"
    }
    assert {file["name"]: file["sha256"] for file in SOURCES} == digests
    assert all(file["kind"] and file["made_by"] and file["licence"] for file in SOURCES)


@pytest.mark.parametrize("step", [8, pytest.param(1, marks=pytest.mark.proof)])
def test_each_kind_is_read_or_refused_with_its_reason(session: Session, step: int) -> None:
    """Each eighth with the other tests, every one with the proofs."""
    files = SOURCES[::step]
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    paths = [KINDS_OF_FILES / file["name"] for file in files]
    rows = run_in_line(take_in(session, case.id, from_paths(paths), Receipt()))
    by_name: dict[str, list[IntakeRow]] = {}
    for row in rows:
        by_name.setdefault(row.name.partition("/")[0], []).append(row)
    faults = {file["name"]: fault for file in files if (fault := _fault(session, file, by_name))}
    assert faults == {}


@pytest.mark.process
def test_lists_citations_and_proofs_are_also_used_as_what_they_are(session: Session) -> None:
    case_id = open_case(session, reference="R-1", title="", jurisdiction="CY").id
    used = [file for file in SOURCES if "used" in file]
    assert {file["used"] for file in used} == {*get_args(Listed), *_ELSEWHERE}
    expected = {file["name"]: file.get("rows", 1) for file in used}
    assert {file["name"]: _used_rows(session, case_id, file) for file in used} == expected


@pytest.mark.process
def test_a_proof_covers_the_file_it_was_made_for(session: Session) -> None:
    case_id = open_case(session, reference="R-1", title="", jurisdiction="CY").id
    run_in_line(take_in(session, case_id, from_paths([KINDS_OF_FILES / "letter.pdf"]), Receipt()))
    brought = [
        KINDS_OF_FILES / file["name"] for file in SOURCES if file.get("used") in {"rfc3161", "certificate"}
    ]
    proof = run_in_line(time_proof.add(session, case_id, brought))
    assert (proof.kind, len(proof.document_ids)) == ("rfc3161", 1)
    states = {check.name: check.state for check in proof.checks}
    assert states["signature"] == states["chain"] == "passed"


def _used_rows(session: Session, case_id: str, file: dict[str, Any]) -> int:
    """How many records a list has, or 1 where a file is what the list of files says."""
    path = KINDS_OF_FILES / file["name"]
    noun = next((noun for noun in get_args(Listed) if noun == file["used"]), None)
    if noun is None:
        return _ELSEWHERE[file["used"]](path)
    grid = run_in_line(read_list(from_paths([path])[0]))
    planned = plan(session, noun, grid, suggest(noun, grid), case_id)
    return sum(row.fate == "new" for row in planned.rows)


_ELSEWHERE: dict[str, Callable[[Path], int]] = {
    "library": lambda path: len(run_in_line(citation.read_file(path)).references),
    "rfc3161": lambda path: role_of(path.read_bytes()) == "proof",
    "opentimestamps": lambda path: role_of(path.read_bytes()) == "proof",
    "certificate": lambda path: role_of(path.read_bytes()) == "certificate",
    "credentials": lambda path: bool(read_credentials(path.read_bytes()).checks),
}


def _fault(session: Session, file: dict[str, Any], by_name: dict[str, list[IntakeRow]]) -> str:
    """What became of a file otherwise than the list says, or ""; a part may be that of another, too."""
    rows = by_name[file["name"]]
    if reason := file.get("refused", ""):
        remarks = " ".join(map(str, rows[0].remarks))
        return "" if rows[0].outcome == "refused" and reason in remarks else f"{rows[0].outcome}: {remarks}"
    if rows[0].outcome != "taken" or any(row.outcome not in {"taken", "duplicate"} for row in rows[1:]):
        return "; ".join(f"{row.outcome}: {' '.join(map(str, row.remarks))}" for row in rows)
    ids = {row.document.id for row in rows if row.document}
    missing = [word for word in file["words"] if ids.isdisjoint(hit.id for hit in search.find(session, word))]
    return f"not found: {', '.join(missing)}" if missing else ""


@pytest.mark.process
def test_the_remarks_name_what_a_file_does_not_print(session: Session) -> None:
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    (row,) = run_in_line(take_in(session, case.id, from_paths([KINDS_OF_FILES / "tracked.docx"]), Receipt()))
    (remark,) = map(str, row.remarks)
    assert "not printed: deletions in tracked changes (1), hidden text (1)." in remark


@pytest.mark.process
def test_an_office_file_without_text_says_that_it_cannot_be_searched(
    session: Session, tmp_path: Path
) -> None:
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    docx.Document().save(str(tmp_path / "empty.docx"))
    (row,) = run_in_line(take_in(session, case.id, from_paths([tmp_path / "empty.docx"]), Receipt()))
    assert list(map(str, row.remarks)) == ["It has no text, so its content cannot be searched."]


@pytest.mark.process
def test_a_file_with_comments_alone_is_not_said_to_be_unsearchable(session: Session, tmp_path: Path) -> None:
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"].comment = Comment("They came at night.", "A")
    book.save(tmp_path / "noted.xlsx")
    (row,) = run_in_line(take_in(session, case.id, from_paths([tmp_path / "noted.xlsx"]), Receipt()))
    (remark,) = map(str, row.remarks)
    assert "comments (1). Search finds this text" in remark
