from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.packs.check import check_all
from casebook.packs.deadline.deadlines import read_deadlines, run_examples
from tests.domain.reckoning import day
from tests.packs.written import change

METHOD = "counting-methods/xx.toml"
RULE = "deadline-rules/xx.toml"


def problems(packs: Path) -> list[str]:
    return [f"{problem.where}: {problem.what!s}" for problem in check_all(packs).problems]


def test_the_packs_written_for_tests_have_no_problem(packs: Path) -> None:
    assert problems(packs) == []
    read = read_deadlines(packs)
    assert (len(read.methods), len(read.rules), len(read.unverified)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        (METHOD, "due = 2026-03-09", "due = 2026-03-08", "due is 2026-03-09, the example says 2026-03-08"),
        (METHOD, "earliest_safe = 2026-03-07", "earliest_safe = 2026-03-06", "earliest_safe is 2026-03-07"),
        (
            METHOD,
            'due = "2026-03-02T13:00+02:00"',
            'due = "2026-03-02T12:00+02:00"',
            "due is 2026-03-02T13:00",
        ),
        (
            METHOD,
            'due = "2026-03-02T13:00+02:00"',
            "refused = true",
            "should have been refused, but gave a date",
        ),
        (
            METHOD,
            'period = "3 hours"',
            'period = "3 weeks"',
            "was refused: xx-method does not count in weeks",
        ),
        (
            METHOD,
            'period = "3 hours"\n',
            "",
            "was refused: An example of a calculation method needs a period",
        ),
        (METHOD, 'at = "2026-03-02T10:00"', 'at = "two"', "must be a date and time"),
        (METHOD, "due = 2026-03-09", 'due = "soon"', "must be a date without quotation marks"),
        (METHOD, "due = 2026-03-09\n", "", "is missing"),
        (METHOD, 'calendar = "CY"', 'calendar = "ZZ"', "the calendar ZZ does not exist"),
        (METHOD, 'citation = "Act s. 1"\n', "", "is missing"),
        (RULE, "due = 2026-03-12", "no_date = true", "due is 2026-03-12, the example says nothing"),
        (RULE, "due = 2026-03-12", 'suspended = ["soon"]\ndue = 2026-03-12', "must contain dates such as"),
        (RULE, 'citation = "Act s. 2"\n', "", "is missing"),
        (RULE, 'as_of = "2026-01-02"\n', "", "a source is missing"),
        (RULE, 'method = "xx-method"', 'method = "yy"', "is not a calculation method"),
        (RULE, 'calendar = "CY"', 'calendar = "ZZ"', "the calendar ZZ does not exist"),
        (
            RULE,
            'service_by = ["post"]',
            'service_by = ["sea"]',
            "uses a method of service that its calculation method does not define",
        ),
        (
            RULE,
            'runs_from = "notice"',
            'runs_from = "notice"\nleft_out = ["x"]',
            "leaves out an interpretation",
        ),
        (RULE, 'period = "10 days"', 'period = "ten days"', "is not a period"),
        (RULE, 'period = "5 days"\nwords', 'period = "five"\nwords', "is not a period"),
        (RULE, "[[rule.example]]", "[[rule.exemple]]", "must occur at least 1 times"),
    ],
)
def test_each_defect_is_named(packs: Path, file: str, old: str, new: str, what: str) -> None:
    change(packs / file, old, new)
    assert [text for text in problems(packs) if what in text] != []


def test_an_id_in_two_packs_is_a_defect(packs: Path) -> None:
    for file in (METHOD, RULE):
        text = (packs / file).read_text(encoding="utf-8")
        (packs / file).with_name("yy.toml").write_text(
            text.replace('id = "xx"', 'id = "yy"', 1), encoding="utf-8"
        )
    assert len([text for text in problems(packs) if "is also in another pack" in text]) == 2


def test_a_part_the_library_does_not_know_is_named(packs: Path) -> None:
    change(packs / "calendars.toml", 'country = "CY"', 'country = "CY"\nsubdivision = "ZZ"')
    assert any("not in the list of public holidays" in text for text in problems(packs))


def test_examples_may_hold_whatever_a_question_holds(packs: Path) -> None:
    more = 'suspended = ["2026-03-03..2026-03-04"]\nmore_on = ["2026-03-02"]\nby = "post"\n'
    more += "decided_on = 2026-03-01\n"
    change(packs / RULE, "due = 2026-03-12", more + "due = 2026-03-16")
    assert problems(packs) == []


def test_a_shelf_read_to_be_used_refuses_the_first_defect(packs: Path) -> None:
    change(packs / RULE, 'status = "active"', 'status = "perhaps"')
    with pytest.raises(PackInvalid, match="must be one of"):
        read_deadlines(packs)


def test_a_calendar_holds_every_year_a_question_can_touch(packs: Path) -> None:
    read = read_deadlines(packs)
    ask = DeadlineInput(on=day("2026-03-02"), suspensions=((day("2026-03-03"), day("2029-03-03")),))
    plan = read.plan(read.rules["xx-appeal"], ask)
    assert read.calendar("CY", plan, ask).covered >= set(range(2025, 2031))


@pytest.fixture
def shipped() -> Callable[[], int]:
    return lambda: len(list(run_examples(read_deadlines())))


def test_every_method_has_two_examples_and_every_rule_one(shipped: Callable[[], int]) -> None:
    read = read_deadlines()
    assert {id_ for id_ in read.methods if len(read.examples[id_]) < 2} == set()
    assert {id_ for id_ in read.rules if not read.examples[id_]} == set()
    assert shipped() == 0


def test_only_examples_of_the_source_itself_say_so() -> None:
    read = read_deadlines()
    stated = {
        id_ for id_, shown in read.examples.items() if any(example.is_stated_by_source for example in shown)
    }
    assert stated == {"gb-cpr-2.8"}


def test_no_rule_claims_a_lawyer_it_has_not() -> None:
    assert {rule.confirmed_by for rule in read_deadlines().rules.values()} == {""}
