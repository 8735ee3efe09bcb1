"""What starts the period of a rule, and whether the event it is counted from is that very thing.

Service comes after a decision is sent or made. A period that runs from the sending ends earlier than one
counted from service, so a date counted from service is not safe until the other day is known.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.case.event import EventKind
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.rule import Rule

TriggerDay = Literal["", "sent", "made", "final", "start"]
"""What happened on the day from which time runs, where that is not the day of the event; "" where it is."""

_SERVED = (
    "decision-served",
    "decision-notified",
    "decision-received",
    "minister-decision-notified",
    "prra-notification",
    "negative-fear-finding",
    "permission-refused",
    "handover-notice",
    "provisional-measure-notified",
    "detention-decision-served",
    "judgment-served",
    "order-served",
    "decree-notified-to-state",
    "notice-sent",
    "named-decision-served",
)
_DECIDED = (
    "decision-made",
    "order-made",
    "committal",
    "appeal-decision",
    "final-order",
    "final-domestic-decision",
    "judgment-delivered",
    "judgment-final",
    "opinion-delivered",
    "decision-sent",
    "case-sent-to-minister",
    "permission-refused",
    "permission-granted",
    "leave-granted",
    "order-pronounced",
    "decision-final",
    "arrest-validated",
    "detention-review",
)
TRIGGERS: dict[EventKind, tuple[str, ...]] = {
    "arrest": (
        "provisional-arrest",
        "detention-start",
        "detention-order",
        "provisional-custody",
        "extradition-custody",
        "arrest-for-surrender",
        "rights-notified",
    ),
    "request-received": (
        "communication-transmitted",
        "filing-received",
        "ccf-request-admissible",
        "request-served",
        "documents-received-by-judge",
        "case-received-by-court",
        "court-request-served",
        "supplement-request-served",
        "information-requested",
        "release-request-received",
        "notice-sent-to-state",
    ),
    "decision-made": _DECIDED,
    "decision-served": (*_SERVED, *_DECIDED),
    "filing": (
        "filing-received",
        "leave-application-filed",
        "claim-referred",
        "ccf-request-admissible",
        "appeal-filed",
        "appeal-perfected",
        "extradition-case-filed",
        "referral-filed",
        "court-case-opened",
        "respondent-memorandum-served",
    ),
    "hearing": (
        "hearing-date",
        "first-appearance",
        "presented-to-prosecutor",
        "briefing-schedule-set",
        "presented-to-court",
    ),
    "removal-date": ("removal-date", "handover-date-fixed", "surrender-date-fixed"),
    "contact": ("arrival", "first-entry", "irregular-entry", "address-changed"),
    "other": (
        "arrival",
        "first-entry",
        "irregular-entry",
        "address-changed",
        "grounds-arose",
        "other-international-procedure-ended",
        "hindrance-ended",
        "unlawful-stay",
        "boc-due-date",
    ),
}
"""The possible meanings of an event for a rule, by kind, the most likely first."""

_ITSELF: dict[EventKind, frozenset[str]] = {
    "arrest": frozenset({"provisional-arrest"}),
    "decision-made": frozenset({"decision-made"}),
    "decision-served": frozenset({"decision-served", "decision-notified", "decision-received"}),
    "hearing": frozenset({"hearing-date"}),
    "removal-date": frozenset({"removal-date"}),
}
"""What an event of a kind is whatever it was; all else of `TRIGGERS` is an act of its own."""

_KNOWN = frozenset(trigger for triggers in TRIGGERS.values() for trigger in triggers)
_FINAL = frozenset({"decision-final", "judgment-final"})
_OF_OTHER_ACTS = frozenset({"case-sent-to-minister", "final-domestic-decision"})
_MADE = frozenset({*_DECIDED, "ccf-request-admissible", "negative-fear-finding"}) - _FINAL - _OF_OTHER_ACTS
_SENT = frozenset(
    {
        "communication-transmitted",
        "decision-sent",
        "information-requested",
        "notice-sent",
        "notice-sent-to-state",
    }
)
_NOT_RECEIVED = _SENT | {"ccf-request-admissible"}
_NOT_SERVED_HERE = frozenset(
    {"decree-notified-to-state", "opinion-delivered", "provisional-measure-notified"}
)
"""Pronounced before it is served, or served on a State."""
_MAY_FOLLOW = _FINAL | _NOT_SERVED_HERE | _OF_OTHER_ACTS
"""What may happen after the decision was served."""
_LATER = frozenset(
    {
        "appeal-decision",
        "final-domestic-decision",
        "final-order",
        "judgment-delivered",
        "judgment-served",
        "leave-granted",
        "opinion-delivered",
        "permission-granted",
        "permission-refused",
    }
    | _FINAL
)
"""Acts of a body that was asked to look at the decision again, or what ends the proceeding."""
_SENDING = re.compile(r"\b(?:sen[dt]s?|mailed|transmitted)\b", re.IGNORECASE)


def trigger_day(kind: EventKind, rule: Rule) -> TriggerDay:
    """Return what happened on the day from which time runs, or "" where it is the event itself.

    Args:
        kind: of the event.
        rule: by which it is counted; one that runs from service takes the day of service by itself.
    """
    if not _runs_from_another_day(kind, rule):
        return ""
    trigger = rule.trigger_event
    if trigger in _SENT or _SENDING.search(rule.trigger):
        return "sent"
    return "final" if trigger in _FINAL else "made" if trigger in _MADE else "start"


def _runs_from_another_day(kind: EventKind, rule: Rule) -> bool:
    trigger = rule.trigger_event
    if rule.runs_from == "notice":
        return kind == "decision-served" and trigger in _NOT_SERVED_HERE
    if kind == "decision-served":
        return True
    if kind == "decision-made":
        return trigger in _SENT or bool(_SENDING.search(rule.trigger))
    if kind == "request-received":
        return trigger in _NOT_RECEIVED
    return trigger in _KNOWN and trigger not in TRIGGERS[kind]


def is_started_by(kind: EventKind, rule: Rule) -> bool:
    """Return whether any event of this kind starts the period; otherwise only the act that the rule names.

    Args:
        kind: of the event; it does not say whose decision was served, or what was decided.
        rule: its trigger may be the order of a minister, the refusal of permission or the day of sending.
    """
    return rule.trigger_event in _ITSELF.get(kind, frozenset()) and not trigger_day(kind, rule)


def is_of_later_act(rule: Rule) -> bool:
    """Return whether a rule runs from what follows a first decision, such as an appeal decided."""
    return rule.trigger_event in _LATER


def from_trigger(ask: DeadlineInput, kind: EventKind, rule: Rule) -> DeadlineInput:
    """Return the input with time running from the day the rule names, or marked as possibly too late.

    Args:
        ask: its `on` is the day of the event.
        kind: of the event.
        rule: by which it is counted.

    Raises:
        InvalidInput: the day given cannot be that of the trigger of this event.
    """
    day = trigger_day(kind, rule)
    if rule.runs_from == "notice" and ask.by and not day:
        return _from_posting(ask, kind, rule)
    ask = replace(ask, received_on=None)
    if not day:
        return replace(ask, trigger_on=None, may_run_earlier=False)
    if ask.trigger_on is None:
        # A decision is made before it is sent, so that a date counted from it is early, never late.
        return replace(ask, may_run_earlier=kind != "decision-made")
    _require_order(ask.trigger_on, ask.on, kind, rule)
    clock = ask.clock if ask.trigger_on == ask.on else None
    return replace(ask, on=ask.trigger_on, clock=clock, may_run_earlier=False)


def _from_posting(ask: DeadlineInput, kind: EventKind, rule: Rule) -> DeadlineInput:
    """Return the input with the day of posting, from which a way of service counts, if it was given.

    LAW: a fiction of service counts from the posting. An event that is the service itself is no such day; a
    decision is made before it is posted, so that a date counted from the making is early, never late.
    """
    received_on = None if kind == "decision-made" else ask.on
    if ask.trigger_on is None:
        return replace(ask, received_on=received_on, may_run_earlier=False)
    _require_order(ask.trigger_on, ask.on, kind, rule)
    return replace(ask, on=ask.trigger_on, clock=None, received_on=received_on, may_run_earlier=False)


def _require_order(trigger_on: date, event_on: date, kind: EventKind, rule: Rule) -> None:
    is_early = kind == "decision-made" and trigger_on < event_on
    is_late = kind in {"decision-served", "request-received"} and trigger_on > event_on
    if is_early or (is_late and rule.trigger_event not in _MAY_FOLLOW):
        raise InvalidInput(
            Message(
                "Time cannot run from {day}: a decision is made, then sent, then served, and the event was "
                "on {event}.",
                day=trigger_on,
                event=event_on,
            ),
            field="sent-on",
            remedy="Check that the dates are in the right order.",
        )
