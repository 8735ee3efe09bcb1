"""Clocks of the first days that the deadline rules of a State hold and its page does not state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casebook.base.i18n import Translator
from casebook.domain.base.page_text import PageLanguage, TextByLanguage
from casebook.domain.deadline.rule import Rule
from casebook.domain.library.arrest.first_hours import (
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
    ten days at most. A rule that is disputed, unread, blocked or of other requesting States is none.
    """
    named = {id_ for fact in pack.facts for id_ in fact.rule_ids}
    held = (rule for rule in rules.values() if rule.id not in named and is_of_first_days(rule))
    return replace(pack, facts=(*pack.facts, *(_fact(rule, pack) for rule in held)))


def is_from_rules(shown: ArrestPage) -> bool:
    """Return whether a State has clocks, and all of them from its deadline rules."""
    return bool(shown.clocks) and all(fact.rule_ids == (fact.id,) for fact in shown.clocks)


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


def _fact(rule: Rule, pack: FirstHours) -> ArrestFact:
    """Return the rule as a fact; a period of several parts has no length for the margin."""
    parts = rule.period.parts if rule.period else ()
    units = [_UNITS.get(part.unit, "") for part in parts]
    code = rule.jurisdiction.partition("-")[0]
    unit: ClockUnit = units[0] if len(units) == 1 else ""
    return ArrestFact(
        id=rule.id,
        state=code,
        topic=_topic(rule, has_page=code in pack.questions),
        text=TextByLanguage(
            en=_text(rule, "en"), zh_hans=_text(rule, "zh-Hans"), zh_hant=_text(rule, "zh-Hant")
        ),
        reading=ArrestReading(
            level="secondary", read="rule-pack", as_of=_NOTHING, confidence=rule.confidence
        ),
        checked_on=rule.read_on or pack.compiled_on,
        article=rule.citation,
        url=rule.url,
        value=parts[0].amount if unit else 0,
        unit=unit,
        rule_ids=(rule.id,),
    )


def _text(rule: Rule, language: PageLanguage) -> str:
    words = Translator(language)
    text = words("{title} (time runs from: {trigger})", title=words(rule.title), trigger=words(rule.trigger))
    if not rule.other_periods:
        return text
    return words(
        "{text}. Shorter: {periods}", text=text, periods=words.list_of(map(words, rule.other_periods))
    )


def _topic(rule: Rule, *, has_page: bool) -> ArrestTopic:
    """Return the topic; beside a page that was compiled without it, no rule passes for the usual limit."""
    if not rule.nature:
        return "appeal"
    if has_page:
        return "custody"
    is_for_papers = rule.trigger_event in _ARREST_EVENTS and rule.period is not None
    unit = rule.period.parts[0].unit if rule.period else "hours"
    return "provisional-limit" if is_for_papers and unit not in {"hours", "years"} else "custody"
