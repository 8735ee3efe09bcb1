"""Areas of a document marked, suggested, decided on and removed from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.cli.said import Say
from tests.pdf.corpus import typed


@pytest.fixture
def document(plain_office: Path, say: Say, tmp_path: Path) -> str:
    path = tmp_path / "letter.pdf"
    path.write_bytes(typed(2, "The witness Ceshi Weiming"))
    (row,) = say("import", plain_office, "R-1", path, "--json").json["rows"]
    return str(row["id"])


def test_names_are_piped_in_and_decided_beside_areas_and_looked_at_pages(
    plain_office: Path, say: Say, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("weiming ceshi\n"))
    suggestions = say(
        "redact", "suggest", plain_office, document, "-", "--names", "--copy", "pseudonymised", "--json"
    ).json
    assert [(row["number"], row["page"], row["state"]) for row in suggestions["rows"]] == [
        (1, 1, "suggested"),
        (2, 2, "suggested"),
    ]
    assert suggestions["rows"][0]["copies"] == ["pseudonymised"]
    rows = say("redact", "decide", plain_office, document, "reject", "--page", 2, "--json").json["rows"]
    assert [row["state"] for row in rows] == ["suggested", "rejected"]
    area = ("--page", 2, "--area", "0.1,0.2,0.5,0.25", "--reason", "privileged")
    *_, row = say("redact", "add", plain_office, document, *area, "--json").json["rows"]
    assert (row["page"], row["left"], row["bottom"], row["reason"]) == (2, 0.1, 0.25, "privileged")
    assert row["copies"] == ["service", "pseudonymised"]
    assert len(say("redact", "remove", plain_office, document, row["number"], "--json").json["rows"]) == 2
    assert "reviewed: 1-2" in say("redact", "review", plain_office, document, 1, 2).out


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("add", "--page", 1, "--area", "0.1,0.2"), "area"),
        (("add", "--page", 1, "--area", "0.1,0.2,0.5,0.25", "--reason", "taste"), "reason"),
        (("suggest", "Weiming"), "words"),
    ],
)
def test_what_is_no_area_is_refused_and_no_word_comes_from_arguments(
    say: Say, tmp_path: Path, arguments: tuple[object, ...], field: str
) -> None:
    verb, *others = arguments
    said = say("redact", verb, tmp_path, "document", *others, "--json")
    assert (said.code, said.json["error"]["field"]) == (3, field)
    assert "Weiming" not in said.out + said.err
