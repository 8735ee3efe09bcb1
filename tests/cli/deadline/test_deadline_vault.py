"""`casebook deadline` and `casebook calendar` on a vault: documents, exit codes, own rules and closures."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casebook.cli.run import run
from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.deadline.closure import Closure
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case.case import named
from casebook.services.deadline.own_rule import RULES

Say = Callable[..., tuple[int, Any]]


@pytest.fixture
def office(plain_office: Path) -> Path:
    """A vault with a decision served, an own rule and a day the registry is shut."""
    with open_session(plain_office, plain_office.with_name("code.txt").read_text()) as session:
        case = named(session, "R-1")
        record.add(session, Proceeding(id="p", case_id=case.id, kind="asylum", forum="Asylum Service"))
        on = StatedDate(edtf="2026-04-03")
        served = Event(
            id="served", case_id=case.id, kind="decision-served", title="Served", on=on, proceeding_id="p"
        )
        record.add(session, served)
        RULES.keep(session, RULES.draft("cy-ipac-15"))
        record.add(session, Closure(id="c", calendar_id="GB-ENG", on=date(2026, 3, 16), why="storm"))
    return plain_office


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def said(*arguments: object) -> tuple[int, Any]:
        code = run([*(str(part) for part in arguments), "--json"], lambda _: 1)
        return code, json.loads(capsys.readouterr().out)

    return said


def test_own_rules_and_closures_count_where_the_vault_is_named(office: Path, say: Say) -> None:
    code, answer = say("deadline", "rules", "--jurisdiction", "CY", "--vault", office)
    assert code == 0
    assert {row["id"]: row["own"] for row in answer["rows"]}["own-cy-ipac-15"] is True
    code, answer = say("deadline", "compute", "own-cy-ipac-15", "--on", "2026-03-02", "--vault", office)
    assert (code, answer["due"]) == (0, "2026-03-17")
    assert say("deadline", "compute", "own-cy-ipac-15", "--on", "2026-03-02")[0] == 3
    asked = ("deadline", "compute", "gb-pd52d-coa-statutory-28", "--on", "2026-02-16")
    assert say(*asked)[1]["due"] == "2026-03-16"
    assert say(*asked, "--vault", office)[1]["due"] == "2026-03-17"


def test_a_deadline_is_added_listed_extended_and_met(office: Path, say: Say) -> None:
    code, answer = say(
        "deadline",
        "add",
        office,
        "--event",
        "served",
        "--rule",
        "gb-pd52d-coa-statutory-28",
        "--who",
        "DK",
        "--other-country",
    )
    assert (code, answer["due"], answer["status"]) == (0, "2026-05-01", "open")
    plain_office = answer["id"]
    code, answer = say("deadline", "list", office, "--of-case", "R-1")
    assert [(row["case"], row["due"], row["rule"]) for row in answer["rows"]] == [
        ("R-1", "2026-05-01", "gb-pd52d-coa-statutory-28")
    ]
    code, answer = say("deadline", "show", office, plain_office)
    assert answer["working"]["basis"]["citation"] == "CPR PD 52D paras 3.3, 3.3A"
    assert say("deadline", "extend", office, plain_office, "--to", "2026-05-01", "--order", "Order 7")[0] == 3
    code, answer = say("deadline", "extend", office, plain_office, "--to", "2026-06-01", "--order", "Order 7")
    assert (answer["due"], answer["status"]) == ("2026-06-01", "extended")
    code, answer = say("deadline", "met", office, plain_office, "--why", "filed", "--on", "2026-05-20")
    assert (answer["status"], answer["ended_on"]) == ("met", "2026-05-20")
    code, answer = say("deadline", "waive", office, plain_office, "--why", "late")
    assert (code, answer["error"]["kind"]) == (6, "refused")
    assert say("deadline", "list", office, "--running")[1]["rows"] == []


def test_all_that_bears_on_a_date_is_told_with_it(office: Path, say: Say) -> None:
    base = (
        "deadline",
        "add",
        office,
        "--event",
        "served",
        "--rule",
        "gb-pd52d-coa-statutory-28",
        "--other-country",
    )
    spans = ("--suspended", "2026-04-10..2026-04-14", "--served-on", "2026-04-06")
    code, answer = say(*base, *spans, "--remind", 20, "--remind", 5)
    assert (code, answer["due"], answer["remind_days"]) == (0, "2026-05-01", [20, 5])
    assert answer["working"]["latest_arguable"]["on"] == "2026-05-06"
    tribunal = (
        "deadline",
        "add",
        office,
        "--event",
        "served",
        "--rule",
        "gb-pd52d-coa-statutory-28",
        "--other-country",
    )
    first = say(*tribunal)[1]
    assert first["due"] == "2026-05-01"
    assert say(*base)[1]["error"]["title"].startswith("This deadline is already set")
    assert say(*tribunal, "--closed", "2026-05-01")[1]["due"] == "2026-05-05"
    assert say(*base, "--also-on", "2026-04-04")[1]["due"] == "2026-05-01"
    assert say(*base, "--calendar", "nowhere")[1]["error"]["field"] == "calendar"
    assert say(*base, "--restarted-on", "2026-04-13")[1]["due"] == "2026-05-01"
    code, answer = say(*base, "--extended-by", "10 days")
    assert (code, answer["error"]["field"]) == (3, "order")
    longer = ("--extended-by", "10 days", "--order", "Order 7", "--ordered-on", "2026-04-20")
    code, answer = say(*base, *longer)
    assert (answer["due"], answer["status"], answer["extensions"][0]["order"]) == (
        "2026-05-11",
        "extended",
        "Order 7",
    )
    code, answer = say("deadline", "extend", office, answer["id"], "--by", "1 week", "--order", "Order 8")
    assert (code, answer["due"]) == (0, "2026-05-18")
    code, answer = say("deadline", "extend", office, answer["id"], "--by", "soon", "--order", "Order 9")
    assert (code, answer["error"]["field"]) == (3, "by")
    code, answer = say("deadline", "check", office, first["id"], "--initials", "DK")
    assert (code, answer["checks"][0]["initials"]) == (0, "DK")


def test_by_order_or_by_hand_and_what_is_refused(office: Path, say: Say) -> None:
    base = ("deadline", "set", office, "--case", "R-1", "--title", "Skeleton argument")
    code, answer = say(*base, "--due", "2026-05-15T16:00+03:00", "--order", "Order of 22 April")
    assert (code, answer["origin"], answer["due_at"]) == (0, "order", "2026-05-15T16:00:00+03:00")
    assert say(*base, "--due", "2026-05-15")[1]["error"]["field"] == "reason"
    assert say(*base, "--due", "2026-05-15T16:00", "--reason", "x")[1]["error"]["field"] == "due"
    assert say(*base, "--reason", "x", "--due", "soon")[0] == 3
    assert say("deadline", "add", office, "--event", "nothing", "--rule", "cy-ipac-30")[0] == 3


def test_the_calendar_leaves_without_names(office: Path, say: Say, tmp_path: Path) -> None:
    say("deadline", "add", office, "--event", "served", "--rule", "cy-ipac-30")
    out = tmp_path / "phone.ics"
    code, answer = say("calendar", "export", office, "--out", out)
    assert (code, answer["entries"]) == (0, 1)
    assert "R-1" not in out.read_text(encoding="utf-8")
    say("calendar", "export", office, "--out", out, "--titles", "reference")
    assert "R-1" in out.read_text(encoding="utf-8")
    assert say("calendar", "export", office, "--out", tmp_path / "none" / "phone.ics")[0] == 3


def test_a_closed_day_is_noted_from_the_command_line(office: Path, say: Say) -> None:
    base = ("deadline", "closed", office, "--on", "2026-05-15", "--why", "strike", "--calendar")
    code, answer = say(*base, "CY")
    assert (code, [row["calendar_id"] for row in answer["rows"]]) == (0, ["CY", "GB-ENG"])
    assert say(*base, "CY")[0] == 6
    assert say(*base, "nowhere")[0] == 3


def test_a_rule_is_confirmed_listed_and_the_confirmation_withdrawn(office: Path, say: Say) -> None:
    code, answer = say("rule", "confirm", office, "cy-ipac-30", "--initials", "AB")
    assert (code, answer["confirmation"]["initials"], answer["confirmation"]["state"]) == (0, "AB", "current")
    code, answer = say("rule", "list", "--jurisdiction", "CY", "--vault", office)
    rows = {row["id"]: row for row in answer["rows"]}
    assert rows["cy-ipac-30"]["confirmation"]["digest"] == rows["cy-ipac-30"]["digest"]
    assert rows["cy-ipac-30"]["read_by"] == "compilers"
    assert rows["cy-ipac-15"]["confirmation"] is None
    _, answer = say("deadline", "compute", "cy-ipac-30", "--on", "2026-03-02", "--vault", office)
    assert "Confirmed for this office by AB." in answer["warnings"]
    assert say("rule", "withdraw", office, "cy-ipac-30")[1]["confirmation"]["state"] == "none"
    assert say("rule", "withdraw", office, "cy-ipac-30")[0] == 3


def test_rules_to_review_are_those_near_their_date(say: Say) -> None:
    code, answer = say("rule", "list", "--to-review")
    assert code == 0
    assert answer["unverified"] == []
    assert all(row["review"] == "to-review" for row in answer["rows"])
    dates = [row["review_by"] for row in answer["rows"]]
    assert dates == sorted(dates)


def test_the_safe_date_and_the_cautions_stand_with_a_kept_deadline(
    office: Path, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = say(
        "deadline", "add", office, "--event", "served", "--rule", "at-bvwg-2w", "--other-country"
    )
    assert (code, answer["due"]) == (0, "2026-04-17")
    run(["deadline", "show", str(office), answer["id"]], lambda _: 1)
    shown = capsys.readouterr().out
    assert "safe_on: 2026-04-10" in shown
    assert "! No lawyer has confirmed this rule." in shown
    run(["deadline", "list", str(office)], lambda _: 1)
    assert "2026-04-10" in capsys.readouterr().out
    assert say("deadline", "list", office)[1]["rows"][0]["safe"] == "2026-04-10"


def test_who_confirmed_a_rule_is_listed(office: Path, say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    say("rule", "confirm", office, "cy-ipac-30", "--initials", "QZ")
    run(["rule", "list", "--jurisdiction", "CY", "--vault", str(office)], lambda _: 1)
    head, *lines = capsys.readouterr().out.splitlines()
    assert "confirme" in head
    assert sum("QZ" in line for line in lines) == 1


def test_the_day_of_sending_counts_where_the_rule_runs_from_it(office: Path, say: Say) -> None:
    base = (
        "deadline",
        "add",
        office,
        "--event",
        "served",
        "--rule",
        "gb-ftt-appeal-in-country",
        "--other-country",
    )
    code, answer = say(*base)
    assert (code, answer["due"], answer["working"]["earliest_safe"]) == (0, "2026-04-17", None)
    assert answer["reservations"] == ["no-safe-date", "receipt"]
    (row,) = say("deadline", "list", office)[1]["rows"]
    assert (row["act_by"], row["safe"], row["doubt"]) == ("2026-04-17", None, "no safe date")
    assert "trigger-day" in {caution["kind"] for caution in answer["working"]["cautions"]}
    code, answer = say(*base, "--sent-on", "2026-04-01")
    assert (code, answer["due"], answer["working"]["earliest_safe"]["on"]) == (0, "2026-04-15", "2026-04-15")
    code, answer = say(*base, "--sent-on", "2026-04-04")
    assert (code, answer["error"]["field"]) == (3, "sent-on")
