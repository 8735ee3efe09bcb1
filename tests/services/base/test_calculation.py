from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from casebook.base.clock import Clock
from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.domain.base.period import parse_period
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.services.base import calculation
from tests.domain.reckoning import day


def test_rules_are_found_by_jurisdiction_and_proceeding(clock: Clock) -> None:
    assert len(calculation.packs().rules()) == 309
    assert {rule.jurisdiction for rule in calculation.packs().rules("gb")} == {"GB"}
    assert {rule.proceeding for rule in calculation.packs().rules("GB", "extradition")} == {"extradition"}
    assert calculation.packs().rules("ZZ") == ()
    assert len(calculation.packs().unverified()) == 65
    assert {found.jurisdiction for found in calculation.packs().unverified("cy")} == {"CY"}
    assert Counter(rule.status for rule in calculation.packs().rules()) == {
        "active": 263,
        "disputed": 43,
        "superseded": 3,
    }
    assert not calculation.needs_review(calculation.packs().rules("GB")[0], clock)


def test_what_is_not_a_rule_is_refused_in_words() -> None:
    with pytest.raises(NotFound, match="no rule nothing"):
        calculation.packs().rule("nothing")
    with pytest.raises(NotFound, match="no calculation method nothing"):
        calculation.packs().method("nothing")
    with pytest.raises(Refused, match="was not read, so nothing can be"):
        calculation.packs().compute("cy-prc-treaty", DeadlineInput(on=day("2026-03-02")))


def test_a_rule_is_computed_with_all_it_rests_on(clock: Clock) -> None:
    answer = calculation.packs().compute(
        "gb-ea2003-p2-appeal-s103", DeadlineInput(on=day("2026-03-02")), clock=clock
    )
    assert answer.result.chosen is not None
    assert answer.result.chosen.due_on == day("2026-03-15")
    assert (answer.citation, answer.is_by_hour, answer.calendar.id) == (
        "Extradition Act 2003 s. 103(9)-(10); CrimPR 50.19",
        False,
        "GB-ENG",
    )
    assert answer.as_of == "revised text with 2014 amendments"


def test_a_method_counts_with_the_persons_own_closures(clock: Clock) -> None:
    answer = calculation.packs().count(
        "de-bgb-vwgo",
        parse_period("14 days"),
        DeadlineInput(on=day("2026-03-02")),
        calendar_id="DE-BY",
        closed=(day("2026-03-16"),),
        clock=clock,
    )
    assert answer.result.chosen is not None
    assert answer.result.chosen.due_on == answer.result.earliest_safe == day("2026-03-16")
    assert answer.result.latest_arguable == day("2026-03-17"), "the BGB moves weekends and holidays only"
    assert (answer.citation[:3], answer.as_of, answer.calendar.id) == ("BGB", "2026-11-27", "DE-BY")


def test_national_days_are_kept_wherever_in_the_country(clock: Clock) -> None:
    ask = DeadlineInput(on=day("2026-01-20"))
    answer = calculation.packs().compute("nz-ipt-refugee-appeal", ask, calendar_id="NZ-AUK", clock=clock)
    assert answer.result.chosen is not None
    assert (answer.result.chosen.due_on, answer.calendar.id) == (day("2026-02-03"), "NZ-national")
    (kept,) = (caution for caution in answer.result.cautions if caution.text == calculation.KEPT)
    assert kept.value == "NZ-AUK"
    elsewhere = calculation.packs().compute("nz-ipt-refugee-appeal", ask, calendar_id="AU", clock=clock)
    assert elsewhere.calendar.id == "AU"


def test_a_decision_before_the_change_takes_the_older_rule(clock: Clock) -> None:
    ask = DeadlineInput(on=day("2022-03-15"), decided_on=day("2022-01-20"))
    found = calculation.packs().compute("echr-four-month-rule", ask, clock=clock)
    assert found.plan.rule is not None
    assert found.plan.rule.id == "echr-six-month-rule-legacy"


def computed(rule_id: str, on: str, ask: dict[str, Any]) -> tuple[tuple[str, ...], set[str]]:
    """Diary, safe and latest arguable date with the kinds of warnings."""
    place, shut = ask.pop("calendar_id", ""), ask.pop("closed", ())
    question = DeadlineInput(on=day(on), **ask)
    result = calculation.packs().compute(rule_id, question, calendar_id=place, closed=shut).result
    assert result.chosen is not None
    dates = (result.chosen.due_on, result.earliest_safe, result.latest_arguable)
    return tuple(str(value) for value in dates), {caution.kind for caution in result.cautions}


@pytest.mark.parametrize(
    ("rule_id", "on", "ask", "dates", "kind"),
    [
        (
            "cz-asylum-10d",
            "2026-07-07",
            {"extension": parse_period("30 days")},
            ("2026-07-17", "2026-07-17", "2026-08-17"),
            "not-extendable",
        ),
        (
            "gb-ea2003-p2-appeal-s103",
            "2026-03-02",
            {"extension": parse_period("10 days")},
            ("2026-03-15", "2026-03-15", "2026-03-25"),
            "not-extendable",
        ),
        (
            "echr-four-month-rule",
            "2026-03-02",
            {"suspensions": ((day("2026-03-05"), day("2026-03-20")),)},
            ("2026-07-02", "2026-07-02", "2026-07-18"),
            "no-suspension",
        ),
        (
            "ca-rad-notice",
            "2026-11-02",
            {"restarted_on": day("2026-11-10")},
            ("2026-11-17", "2026-11-17", "2026-11-25"),
            "no-interruption",
        ),
        (
            "it-prc-treaty-provisional-30",
            "2026-11-20",
            {"extension": parse_period("60 days")},
            ("2026-12-19", "2026-12-19", "2027-02-18"),
            "beyond-ceiling",
        ),
        (
            "au-art-protection-review",
            "2026-11-20",
            {"by": "post"},
            ("2026-12-18", "2026-12-18", "2026-12-29"),
            "unread-service",
        ),
        (
            "gb-pd52d-coa-statutory-28",
            "2026-04-03",
            {"more_on": (day("2026-04-04"),)},
            ("2026-05-01", "2026-05-01", "2026-05-05"),
            "several-events",
        ),
        (
            "us-pfr-30",
            "2026-06-03",
            {},
            ("2026-07-03", "2026-07-03", "2026-07-06"),
            "unread-holiday",
        ),
        (
            "cz-asylum-10d",
            "2026-07-07",
            {"closed": (day("2026-07-17"),)},
            ("2026-07-17", "2026-07-17", "2026-07-20"),
            "closure",
        ),
        (
            "de-asylg-klage-1w",
            "2026-07-10",
            {"closed": (day("2026-07-17"),)},
            ("2026-07-17", "2026-07-17", "2026-07-20"),
            "closure",
        ),
        (
            "cz-asylum-10d",
            "2026-09-21",
            {"calendar_id": "CY"},
            ("2026-10-01", "2026-10-01", "2026-10-02"),
            "foreign-calendar",
        ),
        (
            "nz-ipt-refugee-appeal",
            "2026-06-29",
            {},
            ("2026-07-13", "2026-07-13", "2026-07-14"),
            "unread-holiday",
        ),
        (
            "nz-ipt-refugee-appeal",
            "2026-04-15",
            {},
            ("2026-04-29", "2026-04-29", "2026-04-30"),
            "unread-holiday",
        ),
        (
            "nz-ipt-refugee-appeal",
            "2026-06-29",
            {"calendar_id": "CY"},
            ("2026-07-13", "2026-07-13", "2026-07-13"),
            "foreign-calendar",
        ),
        (
            "bg-asylum-7",
            "2026-07-07",
            {"claimed_on": day("2026-06-20")},
            ("2026-07-12", "2026-07-12", "2026-07-14"),
            "unconfirmed",
        ),
        (
            "cz-asylum-15d",
            "2026-07-07",
            {"claimed_on": day("2026-06-20")},
            ("2026-07-22", "2026-07-22", "2026-07-22"),
            "claim-unused",
        ),
    ],
)
def test_what_the_law_does_not_give_makes_a_date_arguable_never_safe(
    rule_id: str, on: str, ask: dict[str, Any], dates: tuple[str, ...], kind: str
) -> None:
    found, kinds = computed(rule_id, on, dict(ask))
    assert found == dates
    assert kind in kinds


@pytest.mark.parametrize(
    ("rule_id", "on", "decided_on"),
    [
        ("cz-expulsion-action-10d", "2026-07-07", "2026-06-11"),
        ("cz-asylum-detention-15d", "2026-07-07", "2026-06-11"),
        ("cz-asylum-15d", "2026-07-07", "2026-07-08"),
    ],
)
def test_a_decision_without_its_text_or_after_its_service_is_refused(
    rule_id: str, on: str, decided_on: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        computed(rule_id, on, {"decided_on": day(decided_on)})
    assert refused.value.field == "decision-on"
