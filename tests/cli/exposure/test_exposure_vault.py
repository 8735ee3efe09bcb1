"""`casebook charge` and `casebook exposure` on a vault."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.cli.run import run

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*arguments: object) -> tuple[int, Any]:
        code = run([*(str(part) for part in arguments), "--json"], lambda _: 1)
        return code, json.loads(capsys.readouterr().out)

    return asked


def test_charges_are_added_and_computed(plain_office: Path, ask: Ask) -> None:
    charge = ("--set", "article=Article 225", "--set", "offence=cl-225", "--set", "act_to=2021-03-01")
    code, _ = ask("charge", "add", plain_office, "--case", "R-1", *charge, "--set", "band=2")
    assert code == 0
    code, answer = ask("exposure", "--vault", plain_office, "--case", "R-1")
    assert code == 0
    (row,) = answer["rows"]
    assert row["charge"]["article"] == "Article 225"
    assert row["exposure"]["band"]["min_months"] == 60
    assert row["not_computed"] is None


def test_a_charge_that_cannot_be_computed_says_why(plain_office: Path, ask: Ask) -> None:
    ask("charge", "add", plain_office, "--case", "R-1", "--set", "article=Article 9")
    code, answer = ask("exposure", "--vault", plain_office, "--case", "R-1")
    assert code == 0
    assert answer["rows"][0]["exposure"] is None
    assert "No offence is chosen" in answer["rows"][0]["not_computed"]
    assert ask("exposure", "--vault", plain_office)[0] == 3


def test_the_text_of_a_case_names_each_charge(
    plain_office: Path, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    ask("charge", "add", plain_office, "--case", "R-1", "--set", "article=Article 9")
    assert run(["exposure", "--vault", str(plain_office), "--case", "R-1"], lambda _: 1) == 0
    assert "Article 9" in capsys.readouterr().out


def test_what_the_state_says_of_limitation_stands_beside_the_working(
    plain_office: Path, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    charge = ("--set", "article=Article 225", "--set", "offence=cl-225", "--set", "act_to=2021-03-01")
    asserted = ("--set", "band=2", "--set", "limitation_asserted=Not barred.")
    assert ask("charge", "add", plain_office, "--case", "R-1", *charge, *asserted)[0] == 0
    _, answer = ask("exposure", "--vault", plain_office, "--case", "R-1")
    assert answer["rows"][0]["charge"]["limitation_asserted"] == "Not barred."
    assert answer["rows"][0]["exposure"]["limitation"]["lapses"] == "2036-03-01"
    run(["exposure", "--vault", str(plain_office), "--case", "R-1"], lambda _: 1)
    lines = capsys.readouterr().out.splitlines()
    assert "Limitation asserted by the State: Not barred." in lines
    assert any(line.startswith("  Limitation: 15 years") for line in lines)
