"""Clocks of the first days that the deadline rules of a State hold and its page does not state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain

from casebook.base.i18n import Translator
from casebook.domain.base.page_text import PageLanguage, TextByLanguage
from casebook.domain.deadline.rule import Rule
from casebook.domain.library.arrest.first_hours import (
    CLOCK_TOPICS,
    ArrestFact,
    ArrestPage,
    ArrestReading,
    ArrestTopic,
    ClockUnit,
    FirstHours,
)

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
_RECOURSES = frozenset({"asylum", "detention", "extradition", "removal"})
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


def with_rules(pack: FirstHours, rules: Mapping[str, Rule]) -> FirstHours:
    """Return a pack with the clocks of the rules that no fact of it names.

    Of the limits that bind the State those from arrest and custody count, of those of the person the ones of
    ten days at most. A rule that is disputed, unread, blocked or of other requesting States is none. Only a
    State that has no clock by then gets its other limits, the disputed ones as such.
    """
    named = {id_ for fact in pack.facts for id_ in fact.rule_ids}
    free = [rule for rule in rules.values() if rule.id not in named]
    facts = (*pack.facts, *(_fact(rule, pack) for rule in free if is_of_first_days(rule)))
    timed = {fact.state for fact in facts if fact.topic in CLOCK_TOPICS}
    others = (_fact(rule, pack) for rule in free if is_recourse(rule) and _state(rule) not in timed)
    return replace(pack, facts=(*facts, *others))


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
    if rule.trigger_event in _ARREST_EVENTS | _CUSTODY_EVENTS:
        return True
    return not rule.nature and all(
        part.unit not in _LONG_UNITS and (part.unit == "hours" or part.amount <= FEW_DAYS)
        for part in rule.period.parts
    )


def is_recourse(rule: Rule) -> bool:
    """Return whether a rule that was read, disputed or not, limits a step against return or detention."""
    is_held = rule.status in {"active", "disputed"} and not rule.is_comparison and not rule.is_blocked
    return is_held and rule.is_seen and rule.period is not None and rule.proceeding in _RECOURSES


def _state(rule: Rule) -> str:
    return rule.jurisdiction.partition("-")[0]


def _fact(rule: Rule, pack: FirstHours) -> ArrestFact:
    """Return the rule as a fact; a period of several parts has no length for the margin."""
    parts = rule.period.parts if rule.period else ()
    units = [_UNITS.get(part.unit, "") for part in parts]
    code = _state(rule)
    unit: ClockUnit = units[0] if len(units) == 1 else ""
    return ArrestFact(
        id=rule.id,
        state=code,
        topic=_topic(rule, has_page=code in pack.questions),
        text=_in_each_language(lambda language: _text(rule, language)),
        reading=ArrestReading(
            level="secondary", read="rule-pack", as_of=_as_of(rule), confidence=rule.confidence
        ),
        checked_on=rule.read_on or pack.compiled_on,
        article=rule.citation,
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


def _text(rule: Rule, language: PageLanguage) -> str:
    words = Translator(language)
    text = _stated(rule, words)
    if rule.status != "disputed":
        return text
    return words("{text}. Disputed: go by the time limit that the decision itself states.", text=text)


def _stated(rule: Rule, words: Translator) -> str:
    text = words("{title} (time runs from: {trigger})", title=words(rule.title), trigger=words(rule.trigger))
    shorter = [reading.words for reading in rule.readings] or rule.other_periods
    if not shorter:
        return text
    periods = words.series_of(words(one).rstrip(".。") for one in shorter)
    return words("{text}. Shorter: {periods}", text=text, periods=periods)


def _topic(rule: Rule, *, has_page: bool) -> ArrestTopic:
    """Return the topic; beside a page that was compiled without it, no rule passes for the usual limit."""
    if not rule.nature:
        is_of_detention = rule.proceeding == "detention" or rule.trigger_event in _DETENTION_DECISIONS
        return "detention-appeal" if is_of_detention else "appeal"
    if has_page:
        return "custody"
    is_for_papers = rule.trigger_event in _ARREST_EVENTS and rule.period is not None
    unit = rule.period.parts[0].unit if rule.period else "hours"
    return "provisional-limit" if is_for_papers and unit not in {"hours", "years"} else "custody"
