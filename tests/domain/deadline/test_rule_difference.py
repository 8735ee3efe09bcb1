"""Two versions of a rule in a sentence; its id stays whatever it is called and however long it runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.period import parse_period
from casebook.domain.deadline.rule import EarlierText
from casebook.domain.deadline.rule_difference import method_differences, rule_differences
from casebook.services.base.calculation import packs

RULE = packs().supplied.rules["cy-ipac-30"]
CALLED = f"CY · {RULE.title}"
DAYS = parse_period("30 days")
NEW_LAW = date(2026, 6, 12)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ({"period": parse_period("1 month")}, {"period": DAYS}, "1 month became 30 days"),
        (
            {"period": parse_period("1 month")},
            {
                "earlier": (
                    EarlierText(decided_before_on=NEW_LAW, period=parse_period("1 month"), words="Old."),
                )
            },
            "1 month became 30 days for decisions from 12 June 2026",
        ),
        (
            {"period": parse_period("1 month")},
            {"valid_from_on": NEW_LAW},
            "1 month became 30 days from 12 June 2026",
        ),
        ({"period": parse_period("7 days")}, {"period": None}, "7 days became no fixed period"),
        ({"status": "active"}, {"status": "disputed"}, "active became disputed"),
        ({}, {"consequence": "Anew."}, "the period is the same, other details changed"),
    ],
)
def test_a_change_is_a_sentence(old: dict[str, Any], new: dict[str, Any], sentence: str) -> None:
    (found,) = rule_differences({RULE.id: replace(RULE, **old)}, {RULE.id: replace(RULE, **new)})
    assert Translator()(found.what) == f"{CALLED}: {sentence}"
    assert (found.id, found.kind) == (RULE.id, "changed")


def test_a_rule_with_another_title_keeps_its_id() -> None:
    (found,) = rule_differences({RULE.id: RULE}, {RULE.id: replace(RULE, title="Anew")})
    assert (found.id, found.fields) == (RULE.id, ("title",))
    assert Translator()(found.what) == f"{CALLED} is now called CY · Anew"


def test_added_and_withdrawn_rules_are_named_and_second_readings_are_not() -> None:
    again = replace(RULE, pack="9", read_on=date(2027, 1, 1), review_by_on=date(2028, 1, 1))
    assert rule_differences({RULE.id: RULE}, {RULE.id: again}) == ()
    (withdrawn,) = rule_differences({RULE.id: RULE}, {})
    (added,) = rule_differences({}, {RULE.id: RULE})
    assert Translator()(withdrawn.what) == f"{CALLED}: withdrawn; it was 30 days"
    assert Translator()(added.what) == f"{CALLED}: new, 30 days"


def test_a_method_that_counts_otherwise_says_how_many_rules_use_it() -> None:
    method = packs().method(RULE.method_id)
    changed = replace(method, terms=replace(method.terms, short_days=5))
    (found,) = method_differences({method.id: method}, {method.id: changed}, {RULE.id: RULE})
    assert Translator()(found.what) == f"{method.name}: counts otherwise now; rules that use it: 1"
    assert found.fields == ("terms",)
