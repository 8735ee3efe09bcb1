"""`casebook outcome`: what became of people, and packs of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from casebook.cli.run import run
from casebook.domain.case.outcome import Outcome
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.sharing import device
from tests.services.exchange.outcomes.written import ROWS, foreign_pack, keep

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*arguments: object) -> tuple[int, Any]:
        code = run([*(str(part) for part in arguments), "--json"], lambda _: 1)
        return code, json.loads(capsys.readouterr().out)

    return asked


@pytest.fixture
def office(plain_office: Path) -> Path:
    """Return a vault with five outcomes that may leave, and a card."""
    with open_session(plain_office, (plain_office.parent / "code.txt").read_text()) as session:
        keep(session, range(5))
        device.make_own(session, "Office of Here")
    return plain_office


def test_an_outcome_is_added_listed_and_refused_without_its_source(office: Path, ask: Ask) -> None:
    stated = ("--set", "person_id=p1", "--set", "ended=removal", "--set", "ended_on=2025-04")
    code, added = ask("outcome", "add", office, "--case", "R-1", *stated, "--set", "requested=Cyprus")
    assert (code, added["requested"]) == (0, "CY")
    _, listed = ask("outcome", "list", office, "--case", "R-1")
    assert {row["ended"] for row in listed["rows"]} >= {"removal"}
    entry = json.dumps([{"became": "died", "on": {"edtf": "2024"}}])
    code, refused = ask("outcome", "edit", office, added["id"], "--set", f"entries={entry}")
    assert code == 3
    assert refused["error"]["field"] == "entries"


def test_the_preview_says_what_leaves_and_the_file_holds_it(office: Path, ask: Ask, tmp_path: Path) -> None:
    code, shown = ask("outcome", "export", office)
    assert (code, [row["people"] for row in shown["rows"]], shown["file"]) == (0, [5], None)
    assert [row["people"] for row in shown["said_of_all"]] == [5, 5]
    code, shown = ask("outcome", "export", office, "--said-of-all")
    out = tmp_path / "2026.casebook-outcomes"
    code, written = ask("outcome", "export", office, "--said-of-all", "--out", out)
    assert (code, len(written["rows"]), written["rows"]) == (0, 3, shown["rows"])
    assert out.is_file()
    _, packs = ask("outcome", "packs", office)
    assert [(row["kind"], row["rows"], row["consent_missing_now"]) for row in packs["rows"]] == [
        ("given", 3, [])
    ]
    assert ask("outcome", "export", office, "--threshold", 6, "--out", tmp_path / "b")[0] == 6


def test_a_pack_is_looked_at_imported_and_removed(plain_office: Path, ask: Ask, tmp_path: Path) -> None:
    file = foreign_pack(tmp_path / "x.casebook-outcomes")
    code, view = ask("outcome", "import", plain_office, file, "--dry-run")
    assert (code, view["signer_state"]) == (0, "unknown")
    assert [row["state"] for row in view["rows"]] == ["new"] * 3
    assert ask("outcome", "import", plain_office, file)[0] == 6
    code, taken = ask("outcome", "import", plain_office, file, "--uncompared", "--skip", ROWS[0].key)
    assert (code, taken["imported"]) == (0, 2)
    _, ledger = ask("outcome", "ledger", plain_office, "--result", "kept")
    (row,) = ledger["rows"]
    assert (row["origin"], row["signer_compared"], row["name"]) == ("uncompared", False, None)
    assert ask("outcome", "import", plain_office, file, "--uncompared")[0] == 6
    assert ask("outcome", "remove-pack", plain_office, taken["pack"])[0] == 0
    assert ask("outcome", "ledger", plain_office)[1]["rows"] == []
    assert ask("outcome", "restore-pack", plain_office, taken["pack"])[0] == 0
    assert len(ask("outcome", "ledger", plain_office)[1]["rows"]) == 2


def test_a_figure_goes_from_one_casebook_to_another(plain_office: Path, ask: Ask, tmp_path: Path) -> None:
    """Ten people of ten cases consent in A: of five an assurance was kept, of five breached; B reads both."""
    there = plain_office.with_name("b.casebook")
    copytree(plain_office, there)
    with open_session(plain_office, (plain_office.parent / "code.txt").read_text()) as session:
        keep(session, range(10))
        for number in range(5):
            outcome = record.find(session, Outcome, f"o{number}")
            kept = replace(outcome.assurances[0], result="kept")
            record.change(session, replace(outcome, assurances=(kept,)))
        device.make_own(session, "Office of Here")
    out = tmp_path / "2026.casebook-outcomes"
    code, written = ask("outcome", "export", plain_office, "--out", out)
    assert (code, sorted(row["people"] for row in written["rows"])) == (0, [5, 5, 10])
    code, view = ask("outcome", "import", there, out, "--dry-run")
    assert (code, [row["one_half_alone"] for row in view["rows"]]) == (0, [False] * 3)
    assert ask("outcome", "import", there, out, "--uncompared")[1]["imported"] == 3
    _, ledger = ask("outcome", "ledger", there, "--state", "CN")
    (assurances,) = [one for one in ledger["tables"] if one["counts"] == "assurances"]
    numbers = {(one["row"], one["column"]): one["number"] for one in assurances["numbers"]}
    assert (numbers["monitoring", "kept"], numbers["monitoring", "breached"]) == (5, 5)
    assert [row["name"] for row in ledger["rows"]] == [None] * 3


def test_what_is_no_pack_ends_with_3(plain_office: Path, ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("{}")
    code, refused = ask("outcome", "import", plain_office, tmp_path / "x", "--dry-run")
    assert (code, refused["error"]["field"]) == (3, "file")
    assert ask("outcome", "import", plain_office, tmp_path / "absent")[0] == 3


def test_the_ledger_hides_small_numbers_and_writes_a_file(office: Path, ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "ledger.csv"
    code, ledger = ask("outcome", "ledger", office, "--out", out, "--threshold", 10)
    assert (code, ledger["file"]) == (0, str(out))
    assert {one["number"] for table in ledger["tables"] for one in table["numbers"]} == {None}
    assert out.read_text(encoding="utf-8-sig").count("\n") == 1
    assert ask("outcome", "ledger", office, "--state", "Atlantis")[0] == 3


def test_the_text_of_each_verb(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(foreign_pack(tmp_path / "x.casebook-outcomes"))
    for verb, words in {
        ("ledger", str(office)): "Returned by extradition",
        ("export", str(office)): "1 row leaves",
        ("import", str(office), file, "--dry-run"): "not compared",
        ("packs", str(office)): "given",
    }.items():
        assert run(["outcome", *verb], lambda _: 1) == 0
        text = capsys.readouterr().out
        assert words in text or verb[0] == "packs"
