"""The contract of `casebook deadline`: documents, exit codes, and a clear answer to every bad input."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest

from casebook.base.resources import resource
from casebook.cli.run import run


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the one document on standard output."""
    code = run(["deadline", *arguments, "--json"], lambda _: 1)
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, document


CONTRACT = {
    "act_by",
    "due",
    "due_at",
    "extendable",
    "earliest_safe",
    "latest_arguable",
    "readings",
    "trace",
    "citation",
    "as_of",
    "warnings",
}


def test_compute_gives_the_document_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "compute", "cy-ipac-30", "--on", "2026-03-02")
    assert code == 0
    assert set(answer) >= CONTRACT
    assert (answer["due"], answer["due_at"], answer["earliest_safe"]) == ("2026-04-01", None, "2026-04-01")
    assert answer["trace"][1] == {"day": "2026-03-03", "counts": True, "why": "day 1"}
    assert sum(step["counts"] for step in answer["trace"]) == 30
    assert answer["citation"] == "Law 73(I)/2018; Refugee Law 6(I)/2000"
    assert "No lawyer has confirmed this rule." in answer["warnings"]


def test_count_gives_the_same_document(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "count", "fr-cpc-641", "--from", "2026-01-15", "--period", "1 month + 15 days")
    assert (code, answer["due"], answer["method"]) == (0, "2026-03-02", "fr-cpc-641")
    assert set(answer) >= CONTRACT


def test_hours_have_an_instant(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "compute", "it-extradition-validation-48h", "--on", "2026-03-27T22:30+01:00")
    assert (code, answer["due"], answer["due_at"]) == (0, "2026-03-29", "2026-03-29T23:30+02:00")
    assert (answer["nature"], answer["earliest_safe"]) == ("authority", None)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["gb-cpr-2.8", "--from", "2023-10-20", "--period", "3 days", "--direction", "before"], "2023-10-16"),
        (["gb-cpr-2.8", "--from", "2023-10-20", "--period", "2 days + 1 day"], "2023-10-25"),
        (["gb-cpr-2.8", "--from", "2023-10-01", "--period", "28 days", "--edge", "earliest"], "2023-10-30"),
        (
            [
                "gb-cpr-2.8",
                "--from",
                "2026-03-02",
                "--period",
                "14 days",
                "--closed",
                "2026-03-16,2026-03-17",
            ],
            "2026-03-18",
        ),
        (
            ["de-bgb-vwgo", "--from", "2026-03-04", "--period", "1 week", "--deemed-service", "2026-03-08"],
            "2026-03-16",
        ),
        (
            [
                "fr-cpc-641",
                "--from",
                "2026-03-02",
                "--period",
                "14 days",
                "--suspended",
                "2026-03-05..2026-03-06",
            ],
            "2026-03-18",
        ),
        (["nl-atw", "--from", "2026-04-02T14:00", "--period", "48 process-hours"], "2026-04-13"),
        (["pl-kpa-57", "--from", "2026-03-30", "--period", "7 days", "--calendar", "GB-ENG"], "2026-04-07"),
        (
            ["pl-kpa-57", "--from", "2026-03-02", "--period", "7 days", "--extended-by", "7 days"],
            "2026-03-16",
        ),
    ],
)
def test_the_options_of_count(
    capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str
) -> None:
    code, answer = ask(capsys, "count", *arguments)
    assert (code, answer["due"]) == (0, expected)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["de-asylg-klage-1w", "--on", "2026-09-02", "--by", "registered-post"], "2026-09-14"),
        (["de-asylg-klage-1w", "--on", "2026-09-02", "--served-on", "2026-09-07"], "2026-09-14"),
        (["echr-four-month-rule", "--on", "2022-03-15", "--decision-on", "2022-01-20"], "2022-09-15"),
        (["ie-extradition-discharge-1m", "--on", "2026-03-02", "--on", "2026-03-05"], "2026-04-05"),
    ],
)
def test_the_options_of_compute(
    capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str
) -> None:
    code, answer = ask(capsys, "compute", *arguments)
    assert (code, answer["due"]) == (0, expected)


def test_a_rule_without_a_number_is_a_task_and_not_a_date(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "compute", "echr-rule39-request", "--on", "2026-03-02")
    assert (code, answer["due"], answer["earliest_safe"], answer["trace"]) == (0, None, None, [])
    assert any("urgent task" in warning for warning in answer["warnings"])


@pytest.mark.parametrize(
    ("arguments", "code", "field", "remedy"),
    [
        (["compute", "nothing", "--on", "2026-03-02"], 3, "rule", "to list them"),
        (["compute", "cy-prc-treaty", "--on", "2026-03-02"], 6, "rule", "look up the period"),
        (["compute", "cy-ipac-30", "--on", "2026-02-29"], 3, "on", "Enter a date"),
        (["compute", "cy-ipac-30", "--on", "2 March"], 3, "on", "Enter a date"),
        (["compute", "eu-apr-appeal-regular", "--on", "2026-01-02"], 3, "on", "law in force at that time"),
        (["compute", "nl-hk-provisional-arrest", "--on", "2026-01-02"], 3, "on", "replaced it"),
        (
            ["compute", "it-extradition-validation-48h", "--on", "2026-03-29T02:30"],
            3,
            "on",
            "what time the clock showed",
        ),
        (["compute", "it-extradition-validation-48h", "--on", "2026-03-29"], 3, "on", "with its UTC offset"),
        (["compute", "ca-extradition-court-24h", "--on", "2026-03-02T10:00"], 3, "zone", "offset"),
        (["compute", "cy-ipac-30", "--on", "2026-03-02", "--calendar", "XX"], 3, "calendar", "GB-ENG"),
        (["count", "nothing", "--from", "2026-03-02", "--period", "1 day"], 3, "method", "Available methods"),
        (
            ["count", "cy-art-146", "--from", "2026-03-02", "--period", "0 days"],
            3,
            "period",
            "Enter a number",
        ),
        (
            ["count", "cy-art-146", "--from", "2026-03-02", "--period", "1 month"],
            3,
            "period",
            "another method",
        ),
        (
            ["count", "us-8cfr-1003", "--from", "2026-03-02", "--period", "9 days", "--direction", "before"],
            3,
            "direction",
            "us-eoir",
        ),
        (
            [
                "count",
                "fr-cpc-641",
                "--from",
                "2026-03-02",
                "--period",
                "9 days",
                "--suspended",
                "2026-03-05..",
            ],
            3,
            "suspended",
            "both ends",
        ),
        (
            [
                "count",
                "fr-cpc-641",
                "--from",
                "2026-03-02",
                "--period",
                "9 days",
                "--suspended",
                "2026-03-05",
            ],
            3,
            "suspended",
            "both ends",
        ),
    ],
)
def test_bad_input_gets_a_remedy_and_never_a_date(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, field: str, remedy: str
) -> None:
    given, answer = ask(capsys, *arguments)
    assert (given, answer["error"]["field"]) == (code, field)
    assert remedy in answer["error"]["remedy"]


def test_overlapping_suspensions_are_refused_with_the_one_they_make(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["fr-cpc-641", "--from", "2026-03-02", "--period", "9 days"]
    spans = "2026-03-05..2026-03-09,2026-03-07..2026-03-12"
    code, answer = ask(capsys, "count", *arguments, "--suspended", spans)
    assert (code, answer["error"]["field"]) == (3, "suspended")
    assert "2026-03-05..2026-03-12" in answer["error"]["remedy"]


def test_a_date_that_is_not_certain_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, words in (
        (
            ["compute", "cy-ipac-30", "--on", "2089-03-02", "--claimed-on", "2026-03-02"],
            "has not happened yet",
        ),
        (
            ["count", "pl-kpa-57", "--from", "2026-03-02", "--period", "14 days", "--calendar", "UA"],
            "not certain",
        ),
        (
            ["count", "pl-kpa-57", "--from", "2040-03-02", "--period", "14 days"],
            "predicted, not yet officially announced",
        ),
        (
            ["compute", "eu-apr-appeal-regular", "--on", "2026-09-01", "--claimed-on", "2026-08-01"],
            "not a usable time limit",
        ),
        (["compute", "it-extradition-validation-48h", "--on", "2026-10-25T02:30"], "occurred twice"),
    ):
        code, answer = ask(capsys, *arguments)
        assert code == 0
        assert any(words in warning for warning in answer["warnings"]), arguments


def test_counted_back_without_holidays_no_date_is_safe(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["gb-cpr-2.8", "--from", "2026-04-14", "--period", "9 days", "--direction", "before"]
    assert ask(capsys, "count", *arguments)[1]["earliest_safe"] == "2026-04-02"
    for nowhere in ("UA", "none"):
        _, answer = ask(capsys, "count", *arguments, "--calendar", nowhere)
        assert answer["earliest_safe"] is None
        assert answer["warnings"]


def test_what_goes_together_and_what_is_in_time_stand_beside_the_date(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, answer = ask(capsys, "compute", "cz-expulsion-action-10d", "--on", "2026-07-07")
    assert (answer["due"], answer["in_time_if"]) == ("2026-07-17", "sent")
    assert any(warning.startswith("To be asked for together: suspensive") for warning in answer["warnings"])
    assert run(["deadline", "compute", "gb-ea2003-p2-appeal-s103", "--on", "2026-03-02"], lambda _: 1) == 0
    assert capsys.readouterr().out.count("Within the period: ") == 2
    assert run(["deadline", "compute", "ca-rad-notice", "--on", "2026-03-02"], lambda _: 1) == 0
    assert "In time if it is received by then" in capsys.readouterr().out


def test_rules_are_rows_and_gaps_stand_apart(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "rules")
    assert (code, len(answer["rows"]), len(answer["unverified"])) == (0, 309, 65)
    _, answer = ask(capsys, "rules", "--jurisdiction", "GB", "--proceeding", "extradition")
    assert {(row["jurisdiction"], row["proceeding"]) for row in answer["rows"]} == {("GB", "extradition")}
    assert answer["unverified"] == []


def test_words_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["deadline", "compute", "fr-oqtf-seven-days", "--on", "2026-03-02"], lambda _: 1) == 0
    printed = capsys.readouterr().out
    assert "Due: 9 March 2026" in printed
    assert "Arguable: 2026-03-10" in printed
    assert "! No lawyer has confirmed this rule." in printed
    assert run(["deadline", "compute", "echr-rule39-request", "--on", "2026-03-02"], lambda _: 1) == 0
    assert "urgent task" in capsys.readouterr().out
    assert run(["deadline", "rules", "--jurisdiction", "CY"], lambda _: 1) == 0
    assert "cy-prc-treaty (no fixed period)" in capsys.readouterr().out
    _, answer = ask(capsys, "rules", "--jurisdiction", "ES")
    unread = [row for row in answer["rows"] if not row["seen"]]
    assert [(row["id"], row["read_on"], row["text_age"]) for row in unread] == [
        ("es-extradition-suplica", None, "unread")
    ]
    arguments = ["count", "gb-cpr-2.8", "--from", "2026-03-02", "--period", "9 days", "--edge", "earliest"]
    assert run(["deadline", *arguments], lambda _: 1) == 0
    assert "First day allowed: 12 March 2026" in capsys.readouterr().out
    trap = ["compute", "ca-asylum-14-day-land-border", "--on", "2026-03-02"]
    assert run(["deadline", *trap], lambda _: 1) == 0
    reason = "Acting early and acting late both carry a risk: no date is safe."
    assert f"Safe: no safe date ({reason})" in capsys.readouterr().out
    _, answer = ask(capsys, *trap)
    assert (answer["earliest_safe"], answer["no_safe_because"]) == (None, reason)


def test_a_first_day_that_is_not_certain_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = ask(capsys, "compute", "de-irg-detention-review", "--on", "2026-03-02")
    assert (answer["first_day"], answer["earliest_safe"]) == ("2026-05-02", None)
    assert "a shorter interval that the court orders" in str(answer["no_safe_because"])
    assert run(["deadline", "compute", "de-irg-detention-review", "--on", "2026-03-02"], lambda _: 1) == 0
    assert "Not certain: A shorter time may apply" in capsys.readouterr().out
    _, certain = ask(capsys, "compute", "ca-prra-bar-12m", "--on", "2026-03-02")
    assert (certain["first_day"], certain["earliest_safe"]) == ("2027-03-03", "2027-03-03")
    assert certain["no_safe_because"] is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_year_nobody_counts_in_is_bad_input(capsys: pytest.CaptureFixture[str], day: str) -> None:
    assert run(["deadline", "compute", "cy-ipac-30", "--on", day], lambda _: 1) == 3
    assert f"{day} is outside the years 1900 to 2090" in capsys.readouterr().err


def test_usage_is_told_apart_from_bad_input() -> None:
    assert run(["deadline", "count", "cy-art-146", "--from", "2026-03-02"], lambda _: 1) == 2
    arguments = ["count", "cy-art-146", "--from", "2026-03-02", "--period", "1 day", "--direction", "up"]
    assert run(["deadline", *arguments], lambda _: 1) == 2


def test_months_counted_from_the_day_itself_are_explained_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for rule_id in ("gb-ea2003-p2-hearing-s76", "de-irg-provisional-3m"):
        _, answer = ask(capsys, "compute", rule_id, "--on", "2026-10-20")
        reasons = [step["why"] for step in answer["trace"]]
        assert not any("is not counted" in reason for reason in reasons), rule_id
        assert any("was day 1" in reason for reason in reasons), rule_id


def test_the_text_read_is_named_and_a_country_without_rules_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["deadline", "rules", "--jurisdiction", "JP"], lambda _: 0) == 0
    assert "No rule of this kind is known for JP." in capsys.readouterr().out
    run(["deadline", "compute", "ch-irsg-provisional-18", "--on", "2026-03-03"], lambda _: 0)
    assert "Text read: edition of 2013" in capsys.readouterr().out
    _, listed = ask(capsys, "rules", "--jurisdiction", "CH")
    ages = {row["id"]: row["text_age"] for row in listed["rows"]}
    assert (ages["ch-irsg-provisional-18"], ages["ch-irsg-declare-5"]) == ("old", "undated")


@pytest.mark.parametrize(
    "rule",
    [
        "us-pfr-30",
        "gb-ut-permission-in-country",
        "gb-ut-permission-out-of-country",
        "us-bia-appeal-10-ifr-vacated",
    ],
)
def test_what_must_arrive_says_that_posting_is_not_enough(
    capsys: pytest.CaptureFixture[str], rule: str
) -> None:
    assert ask(capsys, "compute", rule, "--on", "2026-11-20")[1]["in_time_if"] == "received"
    run(["deadline", "compute", rule, "--on", "2026-11-20"], lambda _: 1)
    assert "posting on the last day is not enough" in capsys.readouterr().out


def test_a_rule_that_was_not_read_for_it_says_so_at_its_date(capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = ask(capsys, "compute", "de-asylg-zulassung-1m", "--on", "2026-11-20")
    assert answer["in_time_if"] == ""
    assert "whether posting is enough was not read" in str(answer["in_time"])
    run(["deadline", "compute", "de-asylg-zulassung-1m", "--on", "2026-11-20"], lambda _: 1)
    assert "In time if it arrives by then" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rule", "on", "first"),
    [
        ("ca-prra-bar-12m", "2026-11-13", "2027-11-14"),
        ("cz-asylum-release-request-15d", "2026-11-13", "2026-11-29"),
    ],
)
def test_a_first_day_to_act_is_no_day_to_act_by(
    capsys: pytest.CaptureFixture[str], rule: str, on: str, first: str
) -> None:
    _, answer = ask(capsys, "compute", rule, "--on", on)
    assert (answer["nature"], answer["first_day"], answer["act_by"]) == ("earliest", first, None)
    run(["deadline", "compute", rule, "--on", on], lambda _: 1)
    text = capsys.readouterr().out
    assert "Not before: " in text
    assert "Act by" not in text
    assert "Act before then" not in text


@pytest.mark.parametrize(
    ("rule", "on", "first"),
    [
        ("ca-extradition-minister-90", "2026-09-27", "2026-12-27"),
        ("ca-extradition-surrender-45", "2026-10-28", "2026-12-13"),
        ("us-extradition-two-months", "2026-11-13", "2027-01-14"),
        ("de-irg-provisional-2m", "2026-11-13", "2027-01-13"),
        ("gb-ea2003-p2-sos-decision", "2026-11-13", "2027-01-13"),
        ("gb-ea2003-p2-removal-no-appeal", "2026-11-13", "2026-12-11"),
        ("gr-extradition-detention-12m", "2026-11-27", "2027-11-28"),
        ("at-arhg-detention-6m", "2026-08-31", "2027-02-28"),
        ("at-arhg-detention-6m", "2026-09-01", "2027-03-01"),
        ("pe-corte-suprema-3", "2026-03-30", "2026-03-30"),  # the file may go on any day
    ],
)
def test_after_a_limit_on_the_authority_the_person_may_act(
    capsys: pytest.CaptureFixture[str], rule: str, on: str, first: str
) -> None:
    _, answer = ask(capsys, "compute", rule, "--on", on)
    assert (answer["nature"], answer["first_day"], answer["act_by"]) == ("authority", first, None)
    assert answer["earliest_safe"] is None
    run(["deadline", "compute", rule, "--on", on], lambda _: 1)
    text = capsys.readouterr().out
    assert "The authority must act by: " in text
    assert f"From {first}" in text
    assert not any(word in text for word in ("Act by", "Act before then", "In time if", "Safe: "))


@pytest.mark.parametrize(
    ("rule", "due", "more"),
    [
        ("at-arhg-detention-6m", "26 August 2026", "to one year in all"),
        (
            "gr-extradition-detention-12m",
            "27 February 2028, but by the earliest interpretation 27 Feb",
            "by six",
        ),
        ("kr-extradition-decision-2m", "26 April 2026", ""),
    ],
)
def test_a_limit_on_the_authority_says_how_it_can_be_extended(
    capsys: pytest.CaptureFixture[str], rule: str, due: str, more: str
) -> None:
    run(["deadline", "compute", rule, "--on", "2026-02-27"], lambda _: 1)
    text = capsys.readouterr().out
    assert f"The authority must act by: {due}" in text
    assert text.partition("Can be extended: ")[2].startswith(more)
    assert ("Can be extended" in text) is bool(more)
    _, answer = ask(capsys, "compute", rule, "--on", "2026-02-27")
    assert str(answer["extendable"]).startswith(more or "no")


def test_no_rule_speaks_to_the_reader_of_the_pack() -> None:
    for name in sorted((resource("packs") / "deadline-rules").glob("*.toml")):
        rules = tomllib.loads(name.read_text(encoding="utf-8")).get("rule", [])
        for rule in rules:
            spoken = " ".join(str(rule.get(field, "")) for field in ("notes", "alternatives", "extendable"))
            assert not re.search("[Bb]etter id|in the example|the example is", spoken), rule["id"]


@pytest.mark.parametrize(
    ("rule", "on", "safe", "act_by"),
    [
        ("ca-rpd-boc-extension-3wd", "2026-12-31", "2026-12-24", "2026-12-24"),
        ("ca-rpd-boc-extension-3wd", "2026-12-30", "2026-12-23", "2026-12-23"),
        ("ca-rpd-disclosure", "2027-01-07", "2026-12-24", "2026-12-24"),
        ("ca-rpd-boc-changes-10", "2027-08-12", "2027-07-30", "2027-07-30"),
        ("ca-rad-notice", "2026-12-11", "2026-12-28", "2026-12-24"),
    ],
)
def test_days_on_which_the_board_may_be_closed_make_no_date_later(
    capsys: pytest.CaptureFixture[str], rule: str, on: str, safe: str, act_by: str
) -> None:
    _, answer = ask(capsys, "compute", rule, "--on", on)
    assert (answer["earliest_safe"], answer["act_by"], answer["calendar"]) == (safe, act_by, "CA-IRB")
    assert any("which days close them was not read" in warning for warning in answer["warnings"])
    assert any(warning.startswith("The text read does not list these") for warning in answer["warnings"])
