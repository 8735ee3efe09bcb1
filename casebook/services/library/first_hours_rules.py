"""Clocks of the first days that the deadline rules of a State hold and its page does not state."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain

from casebook.base.i18n import Translator
from casebook.domain.base.page_text import PageLanguage, TextByLanguage
from casebook.domain.base.period import Period
from casebook.domain.deadline.counting import Method, RuleReading
from casebook.domain.deadline.rule import Rule
from casebook.domain.library.arrest.first_hours import (
    CLOCK_TOPICS,
    UNIT_HOURS,
    ArrestFact,
    ArrestPage,
    ArrestReading,
    ArrestTopic,
    ClockUnit,
    FirstHours,
)
from casebook.services.deadline.provision import provision

FEW_DAYS = 10
_LONG_UNITS = frozenset({"weeks", "months", "years"})
_ARREST_EVENTS = frozenset(
    {"provisional-arrest", "provisional-custody", "provisional-measure-notified", "notice-sent-to-state"}
)
"""From these the limit runs within which the request must come."""
_CUSTODY_EVENTS = frozenset(
    {"detention-start", "arrest-validated", "presented-to-court", "presented-to-prosecutor"}
)
_DETENTION_DECISIONS = frozenset({"detention-decision-served", "detention-order"})
_OF_EXTRADITION = re.compile("extradition", re.IGNORECASE)
_OF_RETURN = frozenset({"asylum", "removal"})
_RECOURSES = _OF_RETURN | {"detention", "extradition"}
_UNITS: Mapping[str, ClockUnit] = {
    "hours": "hours",
    "process-hours": "hours",
    "days": "days",
    "calendar-days": "days",
    "working-days": "working-days",
    "weeks": "weeks",
    "months": "months",
    "years": "years",
}
_NOTHING = TextByLanguage(en="", zh_hans="", zh_hant="")


def period(value: int, unit: ClockUnit, words: Translator) -> str:
    """Return a length of time in words."""
    lengths: dict[ClockUnit, str] = {
        "hours": words.count("{number} hour", "{number} hours", value),
        "days": words.count("{number} day", "{number} days", value),
        "working-days": words.count("{number} working day", "{number} working days", value),
        "weeks": words.count("{number} week", "{number} weeks", value),
        "months": words.count("{number} month", "{number} months", value),
        "years": words.count("{number} year", "{number} years", value),
    }
    return lengths.get(unit, "")


def with_rules(pack: FirstHours, rules: Mapping[str, Rule], methods: Mapping[str, Method]) -> FirstHours:
    """Return a pack with the clocks of the rules that no fact of it names.

    Of the limits that bind the State those from arrest and custody count, of those of the person the ones of
    ten days at most. A rule that is disputed, unread, blocked or of other requesting States is none, and in
    every State one of detention under immigration or asylum law: it says nothing of an arrest on a request.
    Only a State that has no clock by then gets its other limits, the disputed ones as such; those of asylum
    and removal cases only where no page was gathered.
    """
    named = {id_ for fact in pack.facts for id_ in fact.rule_ids}
    free = [rule for rule in rules.values() if rule.id not in named]
    facts = (*pack.facts, *(_fact(rule, pack, methods) for rule in free if is_of_first_days(rule)))
    timed = {fact.state for fact in facts if fact.topic in CLOCK_TOPICS}
    untimed = (rule for rule in free if _state(rule) not in timed and _stands_alone(rule, pack))
    others = [_fact(rule, pack, methods) for rule in sorted(untimed, key=lambda rule: _hours(rule.period))]
    return replace(pack, facts=(*facts, *others))


def _stands_alone(rule: Rule, pack: FirstHours) -> bool:
    """Return whether a rule is for a State without a clock: one of return only where no page was gathered."""
    return is_recourse(rule) and not (rule.proceeding in _OF_RETURN and _state(rule) in pack.questions)


def is_from_rules(shown: ArrestPage) -> bool:
    """Return whether a State has facts, and all of them from its deadline rules."""
    facts = tuple(chain.from_iterable(shown.sections.values()))
    return bool(facts) and all(fact.rule_ids == (fact.id,) for fact in facts)


def is_of_first_days(rule: Rule) -> bool:
    """Return whether a rule counts provisional arrest, the first custody, or a step of few days."""
    if rule.proceeding not in {"extradition", "detention"} or rule.period is None:
        return False
    if rule.status != "active" or rule.is_comparison or rule.is_blocked or not rule.is_seen:
        return False
    if not _is_of_extradition(rule):
        return False
    if rule.trigger_event in _ARREST_EVENTS | _CUSTODY_EVENTS:
        return True
    return not rule.nature and all(
        part.unit not in _LONG_UNITS and (part.unit == "hours" or part.amount <= FEW_DAYS)
        for part in rule.period.parts
    )


def _is_of_extradition(rule: Rule) -> bool:
    """Return whether a rule is about extradition: one of detention is where its title or ID says so."""
    is_by_event = rule.proceeding == "extradition" or rule.trigger_event in _ARREST_EVENTS
    return is_by_event or bool(_OF_EXTRADITION.search(f"{rule.id} {rule.title}"))


def is_recourse(rule: Rule) -> bool:
    """Return whether a rule that was read, disputed or not, limits a step against return or detention."""
    is_held = rule.status in {"active", "disputed"} and not rule.is_comparison and not rule.is_blocked
    return is_held and rule.is_seen and rule.period is not None and rule.proceeding in _RECOURSES


def _state(rule: Rule) -> str:
    return rule.jurisdiction.partition("-")[0]


def _fact(rule: Rule, pack: FirstHours, methods: Mapping[str, Method]) -> ArrestFact:
    """Return the rule as a fact, headed by its safe period; one of several parts has none for the margin."""
    length = _safe_period(rule)
    parts = length.parts if length else ()
    units = [_UNITS.get(part.unit, "") for part in parts]
    code = _state(rule)
    day_may_count = _first_day_may_count(rule, methods)
    unit: ClockUnit = units[0] if len(units) == 1 else ""
    return ArrestFact(
        id=rule.id,
        state=code,
        topic=_topic(rule, has_page=code in pack.questions),
        text=_in_each_language(lambda language: _text(rule, language, day_may_count=day_may_count)),
        reading=ArrestReading(
            level="secondary", read="rule-pack", as_of=_as_of(rule), confidence=rule.confidence
        ),
        checked_on=rule.read_on or pack.compiled_on,
        article=rule.citation,
        article_in=_in_each_language(lambda language: provision(rule.citation, Translator(language))),
        url=rule.url,
        value=parts[0].amount if unit else 0,
        unit=unit,
        rule_ids=(rule.id,),
    )


def _in_each_language(text: Callable[[PageLanguage], str]) -> TextByLanguage:
    return TextByLanguage(en=text("en"), zh_hans=text("zh-Hans"), zh_hant=text("zh-Hant"))


def _as_of(rule: Rule) -> TextByLanguage:
    """Return what was read of a disputed rule, in words; a bare day says nothing to who holds the page."""
    if rule.status != "disputed" or rule.as_of_on is not None:
        return _NOTHING
    return _in_each_language(lambda language: Translator(language)(rule.as_of))


def _text(rule: Rule, language: PageLanguage, *, day_may_count: bool) -> str:
    words = Translator(language)
    text = _stated(rule, words)
    if day_may_count:
        text = words("{text}. Safe: one day earlier, as the first day may count", text=text)
    if rule.status != "disputed":
        return text
    return words("{text}. Disputed: go by the time limit that the decision itself states.", text=text)


def _first_day_may_count(rule: Rule, methods: Mapping[str, Method]) -> bool:
    """Return whether by a reading of its method a limit of the State ends a day earlier."""
    method = methods.get(rule.method_id) if rule.nature else None
    return method is not None and any(one.changes.get("counts_trigger") for one in method.readings)


def _stated(rule: Rule, words: Translator) -> str:
    text = words("{title} (time runs from: {trigger})", title=words(rule.title), trigger=words(rule.trigger))
    readings = _safe_readings(rule)
    if not readings:
        return text
    safe = words.series_of(words(one.words).rstrip(".。") for one in readings)
    text = words("{text}. Safe: {readings}", text=text, readings=safe)
    if _safe_period(rule) == rule.period:
        return text
    return words("{text}. By the text that was read: {period}", text=text, period=_length(rule.period, words))


def _safe_readings(rule: Rule) -> tuple[RuleReading, ...]:
    """Return the readings by which a rule ends earlier than by its text."""
    return tuple(
        one for one in rule.readings if one.period is None or _hours(one.period) < _hours(rule.period)
    )


def _safe_period(rule: Rule) -> Period | None:
    """Return the shortest period among those that compete for the date to note."""
    shorter = [one.period for one in _safe_readings(rule) if one.period and one.is_diarised]
    return min((*shorter, *([rule.period] if rule.period else [])), key=_hours, default=None)


def _hours(length: Period | None) -> int:
    return sum(part.amount * UNIT_HOURS[_UNITS[part.unit]] for part in length.parts) if length else 0


def _length(length: Period | None, words: Translator) -> str:
    parts = length.parts if length else ()
    return words.list_of(period(part.amount, _UNITS[part.unit], words) for part in parts)


def _topic(rule: Rule, *, has_page: bool) -> ArrestTopic:
    """Return the topic; beside a page that was compiled without it, no rule passes for the usual limit."""
    if rule.proceeding in _OF_RETURN:
        return "return-appeal"
    if not rule.nature:
        is_of_detention = rule.proceeding == "detention" or rule.trigger_event in _DETENTION_DECISIONS
        return "detention-appeal" if is_of_detention else "appeal"
    if has_page:
        return "custody"
    is_for_papers = rule.trigger_event in _ARREST_EVENTS and rule.period is not None
    unit = rule.period.parts[0].unit if rule.period else "hours"
    return "provisional-limit" if is_for_papers and unit not in {"hours", "years"} else "custody"
