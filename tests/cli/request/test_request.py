"""``request`` and ``papers`` as scripts see them."""

from __future__ import annotations

import io
import itertools
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from casebook.cli.request import papers, request
from casebook.cli.run import run
from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.request import compared_paper, request_test


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = run([*arguments, "--json"], lambda _: 0)
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, document


def test_routes_say_how_each_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    code, document = answered(capsys, "request", "routes", "it")
    assert code == 0
    assert {row["id"]: row["reading_level"] for row in document["routes"]} == {
        "it-prc": "document",
        "it-cpp": "document",
    }


def test_numbers_come_from_standard_input_and_none_of_them_is_repeated(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = "110105190001010011"
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"11010519000101001X\n{wrong}\n"))
    code, document = answered(capsys, "papers", "look", "-")
    assert code == 0
    assert [len(row["look_here"]) for row in document["rows"]] == [0, 1]
    (hit,) = document["rows"][1]["look_here"]
    assert (hit["check"], bool(hit["caution"])) == ("id18-check", True)
    assert wrong not in json.dumps(document)


def test_a_file_of_numbers_is_read_and_an_empty_one_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    numbers = tmp_path / "numbers.txt"
    numbers.write_text("A-19/1-2002\n", encoding="utf-8")
    code, document = answered(capsys, "papers", "look", str(numbers), "--kind", "interpol-number")
    assert (code, document["rows"][0]["look_here"]) == (0, [])
    numbers.write_text("\n", encoding="utf-8")
    code, refused = answered(capsys, "papers", "look", str(numbers))
    assert (code, refused["error"]["field"]) == (3, "file")
    code, refused = answered(capsys, "papers", "look", str(tmp_path / "gone.txt"))
    assert (code, refused["error"]["title"]) == (3, "There is no such file.")


def test_what_a_short_number_cannot_show_is_said_and_no_caution_is_empty(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("110105491231002\n"))
    assert run(["papers", "look", "-"], lambda _: 0) == 0
    assert "15 digits has no check character" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.StringIO("A-0\n"))
    assert run(["papers", "look", "-", "--kind", "interpol-number"], lambda _: 0) == 0
    assert "Caution" not in capsys.readouterr().out


def test_the_papers_of_the_sample_are_compared_in_words(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    comparison = compared_paper.comparison(sample, lin.id)
    said = papers._words(comparison).splitlines()
    assert not [line for line in said if comparison.differences[0].key in line]
    assert [
        line
        for line in said
        if line.startswith("Not compared, as fewer than two papers") and "Address" in line
    ]
    assert papers._key(comparison, "2") == comparison.differences[1].key
    assert papers._key(comparison, "99") == "99"
    assert any(line.startswith("Look here (1 · Request for extradition") for line in said)
    assert not [line for line in said if line.endswith("Caution: ")]


def test_what_follows_a_missing_paper_is_said_in_words(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    said = request._words(request_test.check(sample, lin.id)).splitlines()
    assert any(line.startswith("cn-outgoing-06 missing: The decision was not shown") for line in said)
    assert not any("cannot bind" in line for line in said), "art. 50(2) binds the judicial organs"
    assert any("art. 50(2) the judicial organs are bound" in line for line in said)
    assert any("As a model only, European Convention art. 16" in line for line in said)


def test_a_paper_due_within_hours_of_an_arrest_is_listed_with_them(sample: Session) -> None:
    assert "kz-cpc-01 due: 72 hours of arrest" in words_in(sample, "KZ").splitlines()


@pytest.mark.parametrize(("country", "times"), [("AT", 1), ("KZ", 0)])
def test_that_the_law_of_a_state_was_not_gathered_is_said(sample: Session, country: str, times: int) -> None:
    assert words_in(sample, country).count("was not gathered") == times


def words_in(sample: Session, country: str) -> str:
    """Return the check of a request to a State, where the person was arrested on 2 March 2026."""
    opened = case.open_case(sample, reference="R-1", title="", jurisdiction=country)
    record.add(
        sample,
        Proceeding(id="p1", case_id=opened.id, kind="extradition", forum="A court"),
        Event(
            id="e1",
            case_id=opened.id,
            proceeding_id="p1",
            kind="arrest",
            title="Arrest",
            on=StatedDate(edtf="2026-03-02"),
        ),
    )
    return request._words(request_test.check(sample, opened.id))


@pytest.mark.parametrize(
    ("country", "limits"),
    [
        (
            "DE",
            (("general rule", "2 months", "1 May 2026"), ("REQUESTED", "3 months", "1 May 2026 (Two months")),
        ),
        (
            "EE",
            (("release possible", "18 days", "19 March 2026"), ("release if", "40 days", "10 April 2026")),
        ),
        ("PT", (("not received", "18 days", "19 March 2026"), ("outer limit", "40 days", "10 April 2026"))),
        (
            "CA",
            (("Discharge if", "60 days", "1 May 2026"), ("Authority to proceed", "90 days", "31 May 2026")),
        ),
    ],
)
def test_each_rule_of_a_limit_is_shown_with_its_own_period(
    sample: Session, country: str, limits: tuple[tuple[str, str, str], ...]
) -> None:
    blocks = words_in(sample, country).split("Papers after provisional arrest:\n")[1:]
    assert len(blocks) == len(limits)
    for block, (rule, period, ends) in zip(blocks, limits, strict=True):
        assert rule in block.partition("\n")[0]
        rows = itertools.takewhile(lambda line: line.startswith("  "), block.split("\n"))
        lines = dict(row.strip().split(": ", 1) for row in rows)
        assert lines.get("Period", lines.get("Period of the rule")) == f"{period}."
        assert lines.get("Ends", lines.get("Ends, safe day", "")).startswith(ends)


def test_a_limit_shows_the_day_of_each_interpretation(sample: Session) -> None:
    of_italy = words_in(sample, "IT")
    assert "Ends, safe day: 31 March 2026 (The day of arrest counts" in of_italy
    assert "By another interpretation: 1 April 2026" in of_italy


def test_the_safe_day_of_a_limit_stands_first(sample: Session) -> None:
    of_estonia = words_in(sample, "EE")
    assert of_estonia.index("19 March 2026") < of_estonia.index("20 March 2026"), "the safe day first"
    assert of_estonia.index("20 March 2026") < of_estonia.index("Period of the rule: 18 days")


@pytest.mark.parametrize("country", ["TH", "TR", "MA"])
def test_a_route_whose_arrest_limit_nobody_read_says_so(sample: Session, country: str) -> None:
    assert "No time limit of provisional arrest was read for this route." in words_in(sample, country)


def test_nothing_is_called_good(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("11010519000101001X\n"))
    assert run(["papers", "look", "-"], lambda _: 0) == 0
    said = capsys.readouterr().out
    assert "Nothing to look at here." in said
    assert "April 2025" not in said or "valid" not in said


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("FR", ("; text of: ", "not read", "30 days")),
        ("AU", ("Ask which convention",)),
        ("NL", ("Note: Extradition only under a treaty",)),
        ("TH", ("Art. 9 (provisional arrest) was not visible",)),
        ("TN", ("30 days",)),
    ],
)
def test_the_words_say_what_is_noted_of_a_route_and_how_many_days(
    sample: Session, country: str, words: tuple[str, ...]
) -> None:
    opened = case.open_case(sample, reference="R-1", title="", jurisdiction=country)
    record.add(sample, Proceeding(id="p1", case_id=opened.id, kind="extradition", forum="A court"))
    said = request._words(request_test.check(sample, opened.id))
    for one in words:
        assert one in said
