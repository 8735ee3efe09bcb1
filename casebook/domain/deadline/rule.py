"""Deadline rules: the period a law sets, with its source and how well it was verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period
from casebook.domain.deadline.counting import Confidence, Direction, Edge, Roll, RuleReading
from casebook.domain.deadline.nature import RuleNature

RuleStatus = Literal["active", "disputed", "superseded"]
RunsFrom = Literal["event", "notice"]
TextAge = Literal["", "old", "undated", "unread"]
MAX_TEXT_YEARS = 3
"""A rule of this program: from an older text nobody can tell that it is in force."""
InTimeIf = Literal["", "sent", "received"]
Treaty = Literal["", "none", "echr", "cat-art-22", "iccpr-op1", "crc-op3", "ets-24"]
"""What binds a state to an international rule: of the first three with a name the country sheets list the
parties; the third protocol to the CRC and the European Convention on Extradition stand in none.
"""
READING_FIELDS = frozenset({"pack", "as_of", "text_year", "read_by", "read_on", "review_by_on"})
"""Fields of a rule or counting method stating by whom and when it was read; changing only these changes no
calculation.
"""
IN_TIME = {
    "": gettext_noop("it arrives by then: whether posting is enough was not read"),
    "sent": gettext_noop("it is sent by then: posting on the last day is enough"),
    "received": gettext_noop("it is received by then: posting on the last day is not enough"),
}
"""What must happen by the last day, as texts to translate; silence would let somebody post on that day."""


@entity
class EarlierText:
    """The content of a rule for decisions taken before a day."""

    decided_before_on: date
    period: Period
    words: str


@entity
class Rule:
    """A time limit for a party, for a State, or before which nothing may be done.

    Attributes:
        trigger: what starts it, in words; `trigger_event` is the stable word for it.
        period: None where the law names no number: an urgent task.
        counts_trigger: whether the day of the trigger is day 1.
        roll: where a last day that is closed moves to.
        runs_from: `notice` where it runs from service, receipt or notification, `event` where the day a
            thing was done or sent counts whenever it was served.
        changes: parameters of the method that are otherwise under this rule, by name.
        readings: other periods and readings to be shown, with what speaks for each.
        left_out: readings of the method that cannot apply here.
        steps: acts that must each be done within the period, such as filing and serving.
        together: what can be asked for only with this act, in words.
        in_time_if: whether the act must be sent or received by the last day; "" where that was not read.
        runs_from_latest: where there are several such events, time runs from the latest of them.
        service: additions for ways of service, in words; `service_by` are those that are calculated.
        alternatives, extendable, consequence, notes: in words.
        extension_ceiling: the most that can be added to the period; None where the text names no ceiling.
        suspended_by: what suspends the period under the text read, in words; "" where it names nothing.
        restarted_by: what interrupts it, so that the whole period runs anew; "" where the text names nothing.
        url: an address to cite, "" where only a copy was read.
        is_seen: whether its substance stood on a page read.
        as_of: the day or edition the text read speaks of, in words.
        text_year: the year of that text where `as_of_on` does not tell it; 0 where it is undated.
        review_by_on: from this day on it is stale.
        claimed_from_on: the text applies only to claims lodged on or after this day, which is asked for.
        family: rules of one family hold for decisions of different dates.
        confirmed_by: the lawyer who confirmed it, "" for none.
        read_by: who read its text last; "" for the compilers of its pack.
        read_on: the day it was last read against its source, None where that is not noted.
        is_band: the period is the shortest a State may choose, not a usable limit.
        is_comparison: it holds for requests of other States than China, and is kept for contrast.
        is_blocked: a court had blocked or annulled its text when it was last seen; kept as it may revive.
        nature: whose time limit it is; "" for the person's own.
        acts_any_day: the authority may act on any day of its limit and what the person must do comes before.
        has_no_safe_date: acting early and acting late both have a price.
        shorter_unread: a shorter time that may apply and whose text was not read, in words: no date is safe.
        other_periods: shorter periods its words name for another act or case, such as "7 days: to reply".
        recurs: the period starts anew with each decision.
        same_clock: ids of rules that count the same time for another act; it is offered beside none of them.
        treaty: of an international rule, the treaty that must bind the state, or `none` where a body acts
            whatever the state has accepted; "" for the law of a state or of the EU.
    """

    id: str
    title: str
    forum: str
    jurisdiction: str
    proceeding: str
    trigger: str
    trigger_event: str
    period: Period | None
    direction: Direction
    counts_trigger: bool
    roll: Roll
    method_id: str
    calendar_id: str
    runs_from: RunsFrom
    citation: str
    is_seen: bool
    as_of: str
    confidence: Confidence
    status: RuleStatus
    review_by_on: date
    consequence: str
    extendable: str
    alternatives: str = ""
    extension_ceiling: Period | None = None
    suspended_by: str = ""
    restarted_by: str = ""
    steps: tuple[str, ...] = ()
    together: str = ""
    in_time_if: InTimeIf = ""
    nature: RuleNature = ""
    runs_from_latest: bool = False
    service: str = ""
    service_by: tuple[str, ...] = ()
    url: str = ""
    notes: str = ""
    as_of_on: date | None = None
    text_year: int = 0
    valid_from_on: date | None = None
    valid_to_on: date | None = None
    claimed_from_on: date | None = None
    family: str = ""
    decided_from_on: date | None = None
    decided_before_on: date | None = None
    earlier: tuple[EarlierText, ...] = ()
    changes: Mapping[str, Any]
    readings: tuple[RuleReading, ...] = ()
    left_out: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    confirmed_by: str = ""
    is_band: bool = False
    acts_any_day: bool = False
    is_comparison: bool = False
    is_blocked: bool = False
    has_no_safe_date: bool = False
    shorter_unread: str = ""
    other_periods: tuple[str, ...] = ()
    recurs: bool = False
    same_clock: tuple[str, ...] = ()
    treaty: Treaty = ""
    read_by: str = ""
    read_on: date | None = None
    pack: str = ""

    @property
    def edge(self) -> Edge:
        """Return whether it ends on a last day or gives a first one."""
        return "earliest" if self.nature == "earliest" else "latest"

    @property
    def in_time(self) -> str:
        """Return what must happen by its last day, as a text to translate; "" where nobody needs to file."""
        return in_time_text(self.in_time_if, self.nature)

    @property
    def has_texts(self) -> bool:
        """Return whether another text applies to decisions of other days."""
        return bool(self.family or self.earlier or self.decided_from_on)

    @property
    def is_without_safe_date(self) -> bool:
        """Whether no date under it is safe, whoever confirmed it."""
        return self.has_no_safe_date or bool(self.shorter_unread) or not self.is_seen

    def text_age(self, today_on: date) -> TextAge:
        """Return what makes the text read doubtful today, or ""."""
        if not self.is_seen:
            return "unread"
        year = self.as_of_on.year if self.as_of_on else self.text_year
        if not year:
            return "undated"
        return "old" if today_on.year - year > MAX_TEXT_YEARS else ""

    @property
    def turns_on_claim(self) -> bool:
        """Return whether another law applies to claims lodged from some day on."""
        return self.claimed_from_on is not None or any(reading.claimed_from_on for reading in self.readings)


def in_time_text(in_time_if: InTimeIf, nature: RuleNature) -> str:
    """Return what must happen by the last day of a rule of this nature, as a text to translate.

    >>> in_time_text("", "authority")
    ''
    """
    return IN_TIME[in_time_if] if in_time_if or not nature else ""


@entity
class UnverifiedRule:
    """A rule searched for and not found: information only, never a number to count with."""

    id: str
    jurisdiction: str
    subject: str
    note: str
    citation: str = ""
    url: str = ""
    pack: str = ""


def for_decision(rule: Rule, rules: Iterable[Rule], decided_on: date) -> Rule:
    """Return the rule of the family for a decision of a day, or this rule if there is none."""
    if not rule.family:
        return rule
    return next((other for other in rules if other.family == rule.family and covers(other, decided_on)), rule)


def covers(rule: Rule, decided_on: date) -> bool:
    """Return whether a rule applies to decisions of a day."""
    return (rule.decided_from_on is None or decided_on >= rule.decided_from_on) and (
        rule.decided_before_on is None or decided_on < rule.decided_before_on
    )


def require_covered(rule: Rule, decided_on: date) -> None:
    """Reject a decision governed by another text that is not in the packs.

    Raises:
        InvalidInput: the rule does not apply to decisions of the day.
    """
    if rule.decided_from_on and decided_on < rule.decided_from_on:
        raise InvalidInput(
            Message(
                "This text applies to decisions taken since {first}, and {day} is earlier.",
                first=rule.decided_from_on,
                day=decided_on,
            ),
            field="decision-on",
            remedy="Look up the law in force at that time. Its text is not in the reference data.",
        )


def period_for(rule: Rule, decided_on: date) -> tuple[Period | None, str]:
    """Return the period for a decision of a day, and the words of the earlier text if it applies."""
    for text in rule.earlier:
        if decided_on < text.decided_before_on:
            return text.period, text.words
    return rule.period, ""
