"""The pack on the first 48 hours: three languages, no level above what was read, no law in advice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.deadline.deadlines import read_deadlines
from casebook.packs.library.first_hours import FILE, read_first_hours, unmatched_rules
from tests.packs.written import change

_STATES_LAW = re.compile(
    r"\b(?:art|arts|s|ss)\. ?\d|Act \d|treaty|irrevocable|cannot be taken back", re.IGNORECASE
)
_CHINESE = re.compile(r"[一-鿿]")


def test_every_state_has_a_question_and_a_fact_in_three_languages() -> None:
    pack = read_first_hours()
    assert len(pack.questions) == 26
    assert {fact.state for fact in pack.facts} == set(pack.questions)
    stated = [*(one.text for one in pack.facts), *(one.text for one in pack.routes)]
    noted = [one.text for one in (*pack.asylum, *pack.consular)]
    own = [*(one.text for one in pack.say), *(one.text for one in pack.advice)]
    texts = [*pack.questions.values(), *stated, *noted, *own]
    assert len(texts) == 26 + 132 + 3 + 5 + 10 + 13 + 20
    assert [text.en for text in texts if not _CHINESE.search(text.zh_hans)] == []
    assert [text.en for text in texts if not _CHINESE.search(text.zh_hant)] == []


def test_a_length_is_that_of_the_deadline_rule_it_names() -> None:
    pack, rules = read_first_hours(), read_deadlines().rules
    assert list(unmatched_rules(pack, rules)) == []
    assert sum(bool(fact.rule_ids) for fact in pack.facts) == 41


def test_advice_of_our_own_states_no_law() -> None:
    pack = read_first_hours()
    own = [*(one.text.en for one in pack.advice), *(one.text.en for one in pack.say)]
    assert [text for text in own if _STATES_LAW.search(text)] == []


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('read = "article"', 'read = "unread"', "reading_level"),
        ('read = "article"', 'read = "summary"', "reading_level"),
        ('read = "article"', 'read = "rule-pack"', "reading_level"),
        ('state = "CY"', 'state = "XX"', "state"),
        ('unit = "hours"\n', "", "unit"),
        ("value = 24\n", "", "unit"),
        ('topic = "judge-within"', 'topic = "judges"', "topic"),
        ('zh-Hant = "24小時內帶見法官。"\n', "", "zh-Hant"),
        ('confidence = "high"\n', "", "confidence"),
    ],
)
def test_an_entry_that_claims_or_lacks_too_much_is_named(packs: Path, old: str, new: str, field: str) -> None:
    change(packs / FILE, old, new)
    with pytest.raises(PackInvalid) as raised:
        read_first_hours(packs)
    assert raised.value.field.endswith(field)


@pytest.mark.parametrize(
    ("rule", "value", "problem"),
    [
        ("xx-none", 24, "names a deadline rule that is not there"),
        ("gb-ea2003-p2-provisional-arrest", 24, "names a deadline rule of another State"),
        ("cy-ipac-30", 24, "states another length than the deadline rule"),
    ],
)
def test_a_link_to_another_rule_is_a_problem(packs: Path, rule: str, value: int, problem: str) -> None:
    change(packs / FILE, "value = 24", f'value = {value}\nrules = ["{rule}"]')
    (found,) = unmatched_rules(read_first_hours(packs), read_deadlines().rules)
    assert str(found.what) == problem
