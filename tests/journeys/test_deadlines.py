"""A lawyer in Nicosia: an arrest, a decision served before Easter, what runs from them, and what leaves."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Demo, answer, casebook


@pytest.fixture
def vault(demo: Demo, tmp_path: Path) -> Path:
    """The sample, to be written in."""
    return Path(shutil.copytree(demo.vault, tmp_path / "sample.casebook"))


def told(demo: Demo, *arguments: object) -> Any:  # noqa: ANN401 - a JSON document
    return answer(*arguments, key=demo.key)


def test_from_an_arrest_and_a_decision_before_easter_to_phone_and_file(
    demo: Demo, vault: Path, tmp_path: Path
) -> None:
    events = {row["title"]: row["id"] for row in told(demo, "event", "list", vault)["rows"]}
    arrest, served = events["Provisional arrest in Nicosia"], events["Refusal of the Asylum Service served"]
    rows = told(demo, "deadline", "list", vault, "--of-case", "ABL-2025-014")["rows"]
    dues = {row["rule"] or row["title"]: (row["due"], row["status"]) for row in rows}
    assert dues == {
        "coe-ece-art16-18": ("2025-11-27", "met"),
        "coe-ece-art16-40": ("2025-12-19", "met"),
        "cy-ipac-30": ("2026-05-03", "met"),
        "Written address to the Administrative Court": ("2026-05-22", "open"),
    }

    kept = told(demo, "deadline", "show", vault, next(row["id"] for row in rows if row["event"] == served))
    working = kept["working"]
    steps = working["readings"][0]["steps"]
    assert next(step["day"] for step in steps if step["counts"]) == "2026-04-04"
    assert sum(step["counts"] for step in steps) == 30
    assert working["basis"]["citation"] == "Law 73(I)/2018; Refugee Law 6(I)/2000"
    assert {row["event"] for row in rows} >= {arrest, served}

    deadline = told(demo, "deadline", "add", vault, "--event", served, "--rule", "echr-four-month-rule")
    assert deadline["due"] == "2026-08-03"
    deadline = told(
        demo,
        "deadline",
        "extend",
        vault,
        deadline["id"],
        "--to",
        "2026-09-01",
        "--order",
        "Letter of the Court",
    )
    assert (deadline["status"], deadline["due"]) == ("open", "2026-08-03"), (
        "the Convention gives no more time"
    )
    assert deadline["extensions"][0]["is_arguable"] is True
    refused = casebook("deadline", "waive", vault, deadline["id"], "--why", "", key=demo.key)
    assert refused.returncode == 3
    assert "Waiving a deadline requires a reason" in refused.stderr

    phone = tmp_path / "phone.ics"
    told(demo, "calendar", "export", vault, "--out", phone)
    text = phone.read_text(encoding="utf-8")
    assert "SUMMARY:Deadline" in text
    for hidden in (
        "Ablimit",
        "Tursunjan",
        "Zhiyuan",
        "LIN-2026",
        "Nicosia",
        "ABL-2025",
        "Skeleton",
        "asylum",
    ):
        assert hidden.casefold() not in text.casefold()


def test_the_decision_was_served_on_the_friday_before_easter(demo: Demo) -> None:
    rows = told(demo, "event", "list", demo.vault)["rows"]
    on = next(row["on"]["edtf"] for row in rows if row["title"] == "Refusal of the Asylum Service served")
    day = date.fromisoformat(on)
    assert (day.strftime("%A"), (date(2026, 4, 5) - day).days) == ("Friday", 2)
