"""Every file of mail of the tests' own folder, taken in and found by its words."""

from __future__ import annotations

import tomllib
from hashlib import sha256

import pytest

from casebook.domain.evidence.intake import Receipt
from casebook.services.base import search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_paths
from tests.paths import DATA

FILES = [
    entry
    for entry in tomllib.loads((DATA / "files" / "SOURCES.toml").read_text(encoding="utf-8"))["file"]
    if entry["name"].startswith("mail-")
]


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: str(entry["name"]))
def test_the_words_of_a_file_of_mail_are_found(session: Session, entry: dict[str, object]) -> None:
    path = DATA / "files" / str(entry["name"])
    assert sha256(path.read_bytes()).hexdigest() == entry["sha256"]
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    rows = run_in_line(take_in(session, case.id, from_paths([path]), Receipt()))
    assert {row.outcome for row in rows} == {"taken"}
    words = entry["words"]
    assert isinstance(words, list)
    assert [word for word in words if not search.find(session, word)] == []
