"""What is wrong between rules and methods that are each well formed: checks that a shipped rule passes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.domain.base.period import Period, Unit
from casebook.domain.deadline.counting import Method, RuleReading
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.safe_date import allows_extension
from casebook.packs.deadline.deadlines import DeadlinePacks

_HEADINGS: dict[Unit, str] = {
    "hours": "hours",
    "process-hours": "hours",
    "days": "days",
    "calendar-days": "days",
    "working-days": "days",
    "weeks": "months_years",
    "months": "months_years",
    "years": "months_years",
}
"""The heading under which a method states how it counts a unit."""
_SAYS_NOTHING = re.compile(r"(not used|not read|not found|none|unknown)\b", re.IGNORECASE)
_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()  # noqa: SIM905
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)} | {"twenty": 20, "thirty": 30, "forty": 40}
_IN_TITLE = re.compile(
    rf"(?<![\w.])(\d+|{'|'.join(_NUMBERS)})[ -](?:(?:calendar|working|business|clear|court)[ -])?"
    r"(day|hour|week|month|year)s?\b",
    re.IGNORECASE,
)
_NAMED = re.compile(_IN_TITLE.pattern.replace(r"[\w.]", r"[\w./(]", 1), re.IGNORECASE)
"""An amount of time in a sentence; numbers of sections such as 5(3) are none."""
_SHORTER = re.compile(
    r"shorter (time|period|limit|interval)|(be|are|it) shorter|may have shortened|can set less|"
    r"another period|sets the time|sets its own limit",
    re.IGNORECASE,
)
_DIARISE = re.compile(r"\bdiarise\b", re.IGNORECASE)
_DAYS_IN = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
_CONDITION = re.compile(r"\bwithin [\w-]+ \w+ of\b", re.IGNORECASE)
"""What must have happened within some time is a condition, not the period of the rule."""
_UNREAD_WORDS = "general knowledge"
_CEILING = re.compile(
    r"(?:^yes:|\bup to|\bto the|^yes: to|further) (\d+)[ -](?:more )?(?:day|hour)", re.IGNORECASE
)
"""The most time that the words on extensions name."""
_PLAIN = {"process-hours": "hour", "calendar-days": "day", "working-days": "day"}


def review_together(deadlines: DeadlinePacks) -> Iterator[Problem]:
    """Every defect of the rules of a folder beside the run of their examples."""
    yield from overlaps(deadlines.rules.values())
    yield from superseded(deadlines.rules.values())
    for gap in deadlines.unverified:
        if gap.id in deadlines.rules:
            yield _problem(gap.id, Message("is listed as not read, and as a rule with a period"))
    for method in deadlines.methods.values():
        if not re.search(r"\d", method.citation) and method.is_seen:
            yield Problem(
                where=f"method {method.id}", what=Message("does not state the section that was read")
            )
        yield from unread_services(method)
    for rule in deadlines.rules.values():
        yield from unbound(rule)
        yield from review_alone(rule, deadlines.methods.get(rule.method_id))


def review_alone(rule: Rule, method: Method | None) -> Iterator[Problem]:
    """Every defect that a rule shows beside its method, whatever other rules say."""
    yield from title_number(rule)
    yield from not_read(rule)
    yield from shorter_named(rule)
    yield from diarised_in_words(rule)
    yield from more_time(rule)
    if method:
        yield from counting_sections(rule, method)


def unbound(rule: Rule) -> Iterator[Problem]:
    """An international rule that does not say what binds a state to it, or another one that does."""
    if (rule.jurisdiction == "INT") != bool(rule.treaty):
        yield _problem(rule.id, Message("states a treaty, or none, if its jurisdiction is INT and only then"))


def overlaps(rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield rules of one matter for the same days, of which it is unclear which applies."""
    matters = defaultdict[tuple[str, ...], list[Rule]](list)
    for rule in rules:
        where = (rule.jurisdiction, rule.forum, rule.proceeding, rule.trigger_event, rule.title.casefold())
        matters[(rule.family,) if rule.family else where].append(rule)
        if rule.valid_from_on and rule.valid_to_on and rule.valid_from_on > rule.valid_to_on:
            yield _problem(rule.id, Message("ends before it begins"))
        days = [text.decided_before_on for text in rule.earlier]
        if days != sorted(set(days)):
            yield _problem(rule.id, Message("its earlier texts are not in order, the oldest first"))
    for matter in matters.values():
        for one, other in combinations(matter, 2):
            if _overlap(_validity(one), _validity(other)) and _overlap(_decisions(one), _decisions(other)):
                yield _problem(
                    other.id, Message("applies to the same matter and dates as the rule {rule}", rule=one.id)
                )


def superseded(rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield rules that rely on a superseded entry."""
    listed = tuple(rules)
    citations = {rule.citation: rule.id for rule in listed if rule.status == "superseded"}
    for rule in listed:
        if rule.status == "superseded":
            continue
        if rule.citation in citations:
            what = Message(
                "relies on a text that the rule {rule} marks as superseded", rule=citations[rule.citation]
            )
            yield _problem(rule.id, what)
        for other in rule.same_clock:
            if other in citations.values():
                what = Message("counts the time of the rule {rule}, which is superseded", rule=other)
                yield _problem(rule.id, what)


def title_number(rule: Rule) -> Iterator[Problem]:
    """A title that names a number of days or hours, and not that of the period."""
    named = {
        (_number(match[1]), match[2].lower()) for match in _IN_TITLE.finditer(_CONDITION.sub("", rule.title))
    }
    if rule.period is None or not named or named & _amounts(rule.period):
        return
    number, unit = min(named)
    what = Message(
        "its title states {number} {unit}, but its period is {period}",
        number=number,
        unit=unit,
        period=str(rule.period),
    )
    yield _problem(rule.id, what)


def shorter_named(rule: Rule) -> Iterator[Problem]:
    """A shorter time that the words of a rule name, where it gives a safe date and no reading by that time.

    `other_periods` lists those of another act or case; `shorter_unread` takes the safe date away.
    """
    if rule.period is None or rule.is_without_safe_date:
        return
    listed = " ".join(rule.other_periods)
    periods = [reading.period for reading in rule.readings if reading.period]
    periods += [rule.period, *(text.period for text in rule.earlier)]
    known = {_plainly(*amount) for period in periods for amount in _amounts(period)}
    known |= {_plainly(_number(match[1]), match[2].lower()) for match in _NAMED.finditer(listed)}
    whole = _days(rule.period)
    always = [reading for reading in rule.readings if reading.period and not _is_conditional(reading)]
    shortest = min((_days(reading.period) for reading in always if reading.period), default=whole)
    texts = (rule.title, rule.trigger, rule.alternatives, rule.notes, *rule.cautions)
    for words in texts:
        for match in _NAMED.finditer(words):
            named = _plainly(_number(match[1]), match[2].lower())
            if named < min(whole, shortest) and named not in known:
                known.add(named)
                what = Message(
                    "names {amount}, which is shorter, and still gives a safe date", amount=match[0]
                )
                yield _problem(rule.id, what)
    if "shorter" not in listed and any(_SHORTER.search(words) for words in (*texts, rule.extendable)):
        yield _problem(rule.id, Message("says that a shorter time may apply, and still gives a safe date"))


def _days(period: Period) -> float:
    return sum(_plainly(*amount) for amount in _amounts(period))


def _is_conditional(reading: RuleReading) -> bool:
    """Whether it holds for some claims, decisions or days only."""
    return bool(reading.claimed_from_on or reading.valid_from_on or reading.decided_from_on)


def _plainly(amount: int, unit: str) -> float:
    """An amount in days, near enough to tell which of two is shorter."""
    return amount * _DAYS_IN[unit]


def diarised_in_words(rule: Rule) -> Iterator[Problem]:
    """Yield a rule whose words tell a person to diarise a shorter period that does not compete."""
    shorter = [reading for reading in rule.readings if reading.period and not reading.is_diarised]
    shorter = [
        each for each in shorter if each.period and rule.period and _days(each.period) < _days(rule.period)
    ]
    texts = (rule.alternatives, rule.notes, *rule.cautions, *(reading.words for reading in shorter))
    if shorter and any(_DIARISE.search(words) for words in texts):
        yield _problem(rule.id, Message("names an earlier diary date that no competing interpretation gives"))


def not_read(rule: Rule) -> Iterator[Problem]:
    """Yield unread rules marked as certain, or with a reading date after the review date."""
    if not rule.is_seen and rule.confidence == "high":
        yield _problem(rule.id, Message("its text was not read, so its confidence cannot be high"))
    if rule.read_on and rule.read_on >= rule.review_by_on:
        yield _problem(rule.id, Message("its review date is not later than the day it was read"))


def more_time(rule: Rule) -> Iterator[Problem]:
    """Yield extensions that would move the safe date without text, or without the ceiling the text names."""
    is_allowed = allows_extension(rule.extendable)
    if is_allowed and (not rule.is_seen or _UNREAD_WORDS in rule.extendable.casefold()):
        yield _problem(rule.id, Message("allows an extension on a text that was not read"))
    if rule.extension_ceiling and not is_allowed:
        yield _problem(rule.id, Message("has a ceiling of extensions, and its words allow none"))
    named = _CEILING.search(rule.extendable)
    if is_allowed and named and not rule.extension_ceiling:
        what = Message("names a ceiling of extensions ({number}) that is not calculated", number=named[1])
        yield _problem(rule.id, what)


def unread_services(method: Method) -> Iterator[Problem]:
    """Yield days added for a way of service that would move the safe date on a text nobody read."""
    for service in method.services:
        if _UNREAD_WORDS in service.why.casefold() and not service.is_unread:
            what = Message("adds days for service by {way} on a text that was not read", way=service.by[0])
            yield Problem(where=f"method {method.id}", what=what)


def counting_sections(rule: Rule, method: Method) -> Iterator[Problem]:
    """Yield periods in a unit whose counting the method does not describe."""
    headings = {_HEADINGS[part.unit] for part in rule.period.parts} if rule.period else set()
    if rule.period and rule.direction == "before":
        headings.add("backward_counting")
    for heading in sorted(headings):
        if _SAYS_NOTHING.match(method.prose.get(heading, "none")):
            what = Message(
                "its method {method} has no section on {heading}", method=method.id, heading=heading
            )
            yield _problem(rule.id, what)


def _validity(rule: Rule) -> tuple[date, date]:
    return rule.valid_from_on or date.min, rule.valid_to_on or date.max


def _decisions(rule: Rule) -> tuple[date, date]:
    last = date.max
    if rule.decided_before_on:
        last = date.fromordinal(rule.decided_before_on.toordinal() - 1)
    return rule.decided_from_on or date.min, last


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


def _amounts(period: Period) -> set[tuple[int, str]]:
    return {(part.amount, _PLAIN.get(part.unit, part.unit[:-1])) for part in period.parts}


def _problem(rule_id: str, what: Message) -> Problem:
    return Problem(where=f"rule {rule_id}", what=what)
