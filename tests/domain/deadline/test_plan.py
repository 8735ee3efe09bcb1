from __future__ import annotations

from typing import Any

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.period import parse_period
from casebook.domain.deadline.calculator import CalculationResult
from casebook.domain.deadline.counting import CountingTerms, Method, RuleReading, Service
from casebook.domain.deadline.court_calendar import CourtCalendar, no_calendar
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import calculate, count_with, plan_of
from casebook.domain.deadline.rule import EarlierText, Rule, for_decision
from tests.domain.deadline.shelf import SHELF
from tests.domain.reckoning import TODAY, answer, calendar, day, method, rule


def ask_rule(
    given: Rule,
    on: str = "2026-03-02",
    way: Method | None = None,
    place: CourtCalendar | None = None,
    **asked: Any,  # noqa: ANN401 - any field of the question
) -> CalculationResult:
    question = DeadlineInput(on=day(on), **asked)
    plan = plan_of(given, way or method(), question.decided_on or question.on)
    return calculate(plan, question, place or calendar(), TODAY)


def due(found: CalculationResult) -> str:
    assert found.chosen is not None
    return found.chosen.due_on.isoformat()


def kinds(found: CalculationResult) -> set[str]:
    return {caution.kind for caution in found.cautions}


def test_a_rule_bends_the_terms_of_its_method() -> None:
    assert due(ask_rule(rule(counts_trigger=True))) == "2026-03-16"
    assert due(ask_rule(rule(roll="none"), "2026-03-07")) == "2026-03-21"
    assert due(ask_rule(rule(changes={"is_franc": True}))) == "2026-03-17"
    back = rule(direction="before", roll="previous", period=parse_period("2 days"))
    assert due(ask_rule(back)) == "2026-02-27"


def test_competing_readings_are_all_shown_and_the_earliest_diarised() -> None:
    readings = (
        RuleReading(id="clear", words="Clear days.", changes={"is_franc": True}, is_diarised=True),
        RuleReading(
            id="inclusive", words="The day counts.", changes={"counts_trigger": True}, is_diarised=True
        ),
        RuleReading(id="short", words="Ten days.", changes={}, period=parse_period("10 days")),
        RuleReading(id="same", words="The same.", changes={"roll": "next"}, is_diarised=True),
        RuleReading(id="back", words="Backwards only.", changes={"roll_back": "next"}, direction="before"),
    )
    whole = ask_rule(
        rule(readings=readings[2:4], left_out=("inclusive",)),
        way=method(readings=(*readings[:2], readings[4])),
    )
    assert [outcome.reading_id for outcome in whole.outcomes] == ["primary", "clear", "short"]
    assert (due(whole), str(whole.earliest_safe), str(whole.latest_arguable)) == (
        "2026-03-16",
        "2026-03-12",
        "2026-03-17",
    )


def test_an_agreeing_reading_is_not_shown_twice_but_may_make_a_date_count() -> None:
    weak = RuleReading(id="weak", words="As safe.", changes={"counts_trigger": True})
    strong = RuleReading(id="strong", words="As law.", changes={"counts_trigger": True}, is_diarised=True)
    reckoning = ask_rule(rule(), "2026-03-03", way=method(readings=(weak, strong)))
    assert [(outcome.reading_id, outcome.is_diarised) for outcome in reckoning.outcomes] == [
        ("primary", True),
        ("strong", True),
    ]
    assert due(reckoning) == "2026-03-16"


def test_for_a_first_day_allowed_the_later_reading_is_the_safe_one() -> None:
    clear = RuleReading(id="clear", words="Clear.", changes={"is_at_least_clear": True}, is_diarised=True)
    found = answer("2026-03-02", "10 days", edge="earliest", readings=(clear,))
    assert due(found) == str(found.earliest_safe) == "2026-03-13"
    assert str(found.latest_arguable) == "2026-03-12"


def test_a_reading_may_begin_with_a_day() -> None:
    late = RuleReading(
        id="late",
        words="New law.",
        changes={},
        period=parse_period("5 days"),
        valid_from_on=day("2026-06-12"),
    )
    given = rule(readings=(late,))
    assert len(ask_rule(given).outcomes) == 1
    assert len(ask_rule(given, "2026-06-15").outcomes) == 2


def test_where_the_extending_text_was_not_read_the_unextended_day_is_safe() -> None:
    found = ask_rule(rule(), "2026-03-20", way=method(is_seen=False))
    assert (due(found), str(found.earliest_safe)) == ("2026-04-07", "2026-04-03")
    assert "method-unseen" in kinds(found)


def test_the_decision_chooses_the_rule_and_its_text() -> None:
    new = rule(id="new", family="art", decided_from_on=day("2022-02-01"))
    old = rule(id="old", family="art", decided_before_on=day("2022-02-01"))
    assert for_decision(new, [new, old], day("2022-01-31")) is old
    assert for_decision(old, [new, old], day("2022-02-01")) is new
    assert for_decision(rule(), [new, old], day("2022-02-01")).id == "xx-appeal"
    assert for_decision(new, [new], day("2022-01-31")) is new
    text = EarlierText(decided_before_on=day("2026-03-01"), period=parse_period("5 days"), words="Before.")
    given = rule(earlier=(text,))
    assert due(ask_rule(given, decided_on=day("2026-02-28"))) == "2026-03-09"
    assert due(ask_rule(given, decided_on=day("2026-03-01"))) == "2026-03-16"
    assert "decision-date" in kinds(ask_rule(given))
    assert plan_of(given, method()).interpretations[0].period == given.period


def test_no_number_gives_a_task_and_never_a_date() -> None:
    reckoning = ask_rule(rule(period=None))
    assert (reckoning.chosen, reckoning.outcomes, reckoning.earliest_safe, reckoning.latest_arguable) == (
        None,
        (),
        None,
        None,
    )
    assert "urgent-task" in kinds(reckoning)


@pytest.mark.parametrize(
    ("given", "way", "on"),
    [
        (rule(valid_from_on=day("2026-03-03")), method(), "2026-03-02"),
        (rule(), method(valid_from_on=day("2026-03-03")), "2026-03-02"),
        (rule(valid_to_on=day("2026-03-01")), method(), "2026-03-02"),
    ],
)
def test_a_day_outside_the_rules_time_is_refused(given: Rule, way: Method, on: str) -> None:
    with pytest.raises(InvalidInput, match="This text appli"):
        ask_rule(given, on, way=way)


def test_a_method_refuses_what_its_text_does_not_know() -> None:
    with pytest.raises(InvalidInput, match="its text uses days"):
        count_with(method(units=frozenset({"days"})), parse_period("1 month"), "after", "latest")
    with pytest.raises(InvalidInput, match="no units"):
        count_with(method(units=frozenset()), parse_period("1 month"), "after", "latest")
    with pytest.raises(InvalidInput, match="has no rule for calculating backwards from") as caught:
        count_with(method(backwards="no"), parse_period("1 month"), "before", "latest")
    assert str(caught.value.remedy) == "Choose another method, or calculate manually."
    terms = CountingTerms(roll_back="previous")
    plan = count_with(method(terms, backwards="no-roll"), parse_period("1 month"), "before", "latest")
    assert plan.interpretations[0].terms.roll_back == "none"


def test_only_ways_of_service_the_rule_names_are_reckoned() -> None:
    post = Service(by=("post",), days=4, why="the fourth day")
    way = method(services=(post,))
    assert due(ask_rule(rule(service_by=("post",)), way=way, by="post")) == "2026-03-20"
    assert due(ask_rule(rule(), way=way, by="post")) == "2026-03-16"
    assert due(ask_rule(rule(runs_from="event"), served_on=day("2026-03-09"))) == "2026-03-16"


def test_every_doubt_about_a_rule_is_said() -> None:
    given = rule(
        status="disputed",
        confidence="low",
        is_seen=False,
        is_band=True,
        recurs=True,
        has_no_safe_date=True,
        cautions=("Also promptly.",),
        alternatives="ten days",
        as_of_on=day("2020-01-01"),
        review_by_on=TODAY,
    )
    reckoning = ask_rule(given, way=method(confidence="low", cautions=("Not verified.",)))
    assert kinds(reckoning) == {
        "unconfirmed",
        "disputed",
        "stale",
        "low-confidence",
        "unseen",
        "age",
        "band",
        "no-safe-date",
        "recurs",
        "rule",
        "alternative",
        "method",
        "method-low-confidence",
    }
    assert reckoning.earliest_safe is None
    caution_texts = [caution.format(Translator()) for caution in reckoning.cautions]
    assert "Overdue for review: the review was due by 2 March 2026." in caution_texts
    assert "Alternative figures: ten days" in caution_texts
    quiet = rule(confirmed_by="A lawyer", as_of_on=TODAY, status="superseded")
    assert kinds(ask_rule(quiet)) == {"superseded"}


def test_a_calendar_says_how_far_it_goes() -> None:
    assert "beyond-table" in kinds(ask_rule(rule(), "2027-03-02"))
    assert "no-holidays" in kinds(ask_rule(rule(), "2028-03-01"))
    assert "calendar" in kinds(ask_rule(rule(), place=calendar(cautions=("Estimates.",))))
    assert "no-calendar" in kinds(ask_rule(rule(), place=no_calendar()))
    assert "no-calendar" not in kinds(ask_rule(rule(roll="none"), place=no_calendar()))


def test_a_last_day_that_is_closed_and_not_extended_is_said() -> None:
    assert ("closed-day", "Good Friday") in {
        (caution.kind, caution.value) for caution in ask_rule(rule(roll="none"), "2026-03-20").cautions
    }
    assert "closed-day" in kinds(ask_rule(rule(roll="none"), "2026-03-07"))
    assert "closed-day" not in kinds(answer("2026-03-07", "14 days", edge="earliest"))


def test_an_event_still_to_come_gives_a_date_that_says_so() -> None:
    assert "future" in kinds(ask_rule(rule(), "2026-06-01"))
    assert "future" not in kinds(ask_rule(rule(), "2026-03-03"))


def test_a_suspension_that_touches_nothing_is_said() -> None:
    span = ((day("2026-05-01"), day("2026-05-09")),)
    assert "suspension" in kinds(ask_rule(rule(), suspensions=span))
    span = ((day("2026-03-03"), day("2026-03-04")),)
    assert "suspension" not in kinds(ask_rule(rule(), suspensions=span))


def test_a_step_is_told_in_words() -> None:
    found = ask_rule(rule(), "2026-03-20")
    assert found.chosen is not None
    words = [step.why(Translator()) for step in found.chosen.trace]
    assert words[1] == "day 1"
    assert words[-1] == "Easter Monday: the last day moves forward"


def test_a_law_that_turns_on_the_day_of_the_claim_asks_for_it() -> None:
    banded = SHELF.rules["pl-appeal-14"]
    plan = plan_of(banded, SHELF.methods[banded.method_id])
    place = SHELF.seats.calendar(banded.calendar_id, 2026, 2027)

    def due(on: str, claimed: str = "") -> str:
        ask = DeadlineInput(on=day(on), claimed_on=day(claimed) if claimed else None)
        chosen = calculate(plan, ask, place, TODAY).chosen
        return str(chosen and chosen.due_on)

    with pytest.raises(InvalidInput, match="the day of the claim was not given") as refused:
        due("2026-07-06")
    assert refused.value.field == "claimed-on"
    with pytest.raises(InvalidInput, match="after the event"):
        due("2026-07-06", "2026-07-07")
    assert due("2026-07-06", "2026-06-11") == "2026-07-20"
    assert due("2026-07-06", "2026-06-12") == "2026-07-11"
    assert due("2026-03-02") == "2026-03-16"
