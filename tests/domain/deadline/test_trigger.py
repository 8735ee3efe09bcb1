"""The day from which time runs, where that is not the day of the event a deadline is set from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.case.event import EventKind
from casebook.domain.deadline.calculator import CalculationResult
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import services_of
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.trigger import TRIGGERS, from_trigger, trigger_day
from casebook.domain.deadline.unknown_closure import calculate_deadline
from tests.domain.deadline.shelf import SHELF

SERVED = date(2026, 11, 26)
SENT = date(2026, 11, 24)
NOON = time(12)
RULES = SHELF.rules
ANOTHER_DAY = {
    rule.id: rule
    for rule in RULES.values()
    if rule.trigger_event in TRIGGERS["decision-served"] and trigger_day("decision-served", rule)
}
"""The rules offered for a decision served whose time does not run from service."""


def counted(rule: Rule, ask: DeadlineInput) -> CalculationResult:
    if rule.period and rule.period.is_in_hours:
        ask = replace(ask, clock=datetime.combine(ask.on, NOON))
    if rule.turns_on_claim:
        ask = replace(ask, claimed_on=SENT)
    plan = SHELF.plan(rule, ask)
    return calculate_deadline(plan, ask, SHELF.calendar(rule.calendar_id, plan, ask), SERVED)


def in_force(rule: Rule) -> Rule:
    """The rule as if its text still held, so that one of an older text is tried as well."""
    return replace(rule, valid_to_on=None)


def test_service_alone_gives_no_safe_date_where_time_runs_from_another_day() -> None:
    for rule in ANOTHER_DAY.values():
        result = counted(in_force(rule), from_trigger(DeadlineInput(on=SERVED), "decision-served", rule))
        assert result.earliest_safe is None, rule.id
        (warning,) = (caution for caution in result.cautions if caution.kind == "trigger-day")
        assert warning.value == rule.trigger


def test_each_counts_from_the_other_day_once_that_is_given() -> None:
    for rule in ANOTHER_DAY.values():
        ask = from_trigger(DeadlineInput(on=SERVED, trigger_on=SENT), "decision-served", rule)
        result = counted(in_force(rule), ask)
        assert result.start_on == SENT, rule.id
        assert not any(caution.kind == "trigger-day" for caution in result.cautions), rule.id


def test_every_rule_either_runs_from_service_or_asks_for_the_other_day() -> None:
    for rule in RULES.values():
        assert rule.runs_from == "notice" or trigger_day("decision-served", rule), rule.id
    assert {"gb-ftt-appeal-in-country", "us-bia-appeal-30", "us-pfr-30", "au-fcfcoa-judicial-review"} <= set(
        ANOTHER_DAY
    )
    assert not any(trigger_day("decision-served", RULES[id_]) for id_ in ("cy-ipac-30", "at-bvwg-2w"))


@pytest.mark.parametrize(
    ("rule_id", "kind", "day"),
    [
        ("gb-ftt-appeal-in-country", "decision-served", "sent"),
        ("gb-ut-permission-in-country", "decision-served", "sent"),
        ("gb-cpr-coa-jr-refused-hearing", "decision-served", "made"),
        ("dk-extradition-surrender-30", "decision-served", "final"),
        ("un-cat-art22-complaint", "decision-served", "start"),
        ("se-extradition-takeover-1m", "decision-served", "start"),
        ("gb-ftt-appeal-in-country", "decision-made", "sent"),
        ("gb-ftt-appeal-in-country", "other", "sent"),
        ("au-fcfcoa-judicial-review", "decision-made", ""),
        ("no-extradition-provisional-4w", "request-received", "sent"),
        ("cn-extradition-law-comments-30", "request-received", ""),
        ("coe-ece-art16-18", "arrest", ""),
    ],
)
def test_the_day_has_the_name_of_what_happened_on_it(rule_id: str, kind: EventKind, day: str) -> None:
    assert trigger_day(kind, RULES[rule_id]) == day


def test_a_decision_made_is_never_later_than_its_sending() -> None:
    rule, ask = RULES["gb-ftt-appeal-in-country"], DeadlineInput(on=SENT)
    assert not from_trigger(ask, "decision-made", rule).may_run_earlier
    with pytest.raises(InvalidInput, match="made, then sent"):
        from_trigger(replace(ask, trigger_on=SENT - timedelta(1)), "decision-made", rule)


def test_only_finality_may_come_after_service() -> None:
    ask = DeadlineInput(on=SENT, trigger_on=SERVED)
    with pytest.raises(InvalidInput, match="made, then sent") as refused:
        from_trigger(ask, "decision-served", RULES["gb-ftt-appeal-in-country"])
    assert refused.value.field == "sent-on"
    assert from_trigger(ask, "decision-served", RULES["dk-extradition-surrender-30"]).on == SERVED


def test_a_rule_that_runs_from_the_event_itself_uses_no_other_day() -> None:
    ask = DeadlineInput(on=SERVED, trigger_on=SENT, may_run_earlier=True)
    assert from_trigger(ask, "decision-served", RULES["cy-ipac-30"]) == DeadlineInput(on=SERVED)


BY = [
    (rule, service)
    for rule in RULES.values()
    for service in services_of(SHELF.methods[rule.method_id], rule)
    if service.is_deemed
]
"""Every shipped rule with each way of service that starts its time later."""


def test_no_way_of_service_moves_a_date_beyond_that_of_service() -> None:
    assert BY
    for rule, service in BY:
        plain = counted(rule, from_trigger(DeadlineInput(on=SERVED), "decision-served", rule))
        for by in service.by:
            ask = from_trigger(DeadlineInput(on=SERVED, by=by), "decision-served", rule)
            result = counted(rule, ask)
            assert result.earliest_safe == plain.earliest_safe, (rule.id, by)
            assert result.latest_arguable == plain.latest_arguable, (rule.id, by)
            needs_posting = bool(service.days) and not service.is_fallback
            kinds = {caution.kind for caution in result.cautions}
            assert bool(kinds & {"posting-day", "unread-service"}) == needs_posting, (rule.id, by)


def test_days_for_service_not_read_never_move_the_safe_date() -> None:
    unread = [(rule, service) for rule, service in BY if service.is_unread]
    assert {rule.id for rule, _ in unread} == {"au-art-protection-review", "se-asylum-3w"}
    for rule, service in unread:
        posted = DeadlineInput(on=SENT, by=service.by[0])
        plain = counted(rule, DeadlineInput(on=SENT))
        result = counted(rule, posted)
        assert result.earliest_safe == plain.earliest_safe, rule.id
        assert "unread-service" in {caution.kind for caution in result.cautions}
