"""Deadlines of the sample: computed from an event by a rule of the packs, ordered, or set by hand."""

from __future__ import annotations

from datetime import date
from typing import get_args

from casebook.domain.base.entity import entity
from casebook.domain.deadline.deadline import Deadline, DeadlineCheck, DeadlineStatus, Origin
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.key import Keys, day

STATUSES: tuple[DeadlineStatus, ...] = get_args(DeadlineStatus)
ORIGINS: tuple[Origin, ...] = get_args(Origin)


@entity
class SampleDeadline:
    """A deadline; `rule_id` computes its date and title, "" where both stand in it."""

    deadline: Deadline
    rule_id: str


def read_deadlines(keys: Keys) -> tuple[SampleDeadline, ...]:
    """Every deadline, in order."""
    return tuple(_deadline(keys, entry) for entry in keys.entries("deadline"))


def _deadline(keys: Keys, entry: PackEntry) -> SampleDeadline:
    rule_id = entry.text("rule", default="")
    ended = entry.table("ended")
    status = ended.choice("status", STATUSES) if ended.unread() else "open"
    deadline = Deadline(
        id=keys.own(entry, "deadline"),
        case_id=keys.named(entry, "case", "case", is_needed=not rule_id),
        title=entry.text("title", default=rule_id),
        due_on=date.max if rule_id else entry.day("due_on"),
        status=status,
        origin=entry.choice("origin", ORIGINS, default="rule"),
        reason=entry.text("reason", default=""),
        proceeding_id=keys.named(entry, "proceeding", "proceeding", is_needed=False),
        event_id=keys.named(entry, "event", "event", is_needed=bool(rule_id)),
        rule_id=rule_id,
        consequence=entry.text("consequence", default=""),
        responsible=entry.text("responsible"),
        checks=tuple(_check(table) for table in entry.tables("checks")),
        ended_on=day(ended, "on"),
        ended_why=ended.text("why", default=""),
    )
    ended.close()
    entry.close()
    return SampleDeadline(deadline=deadline, rule_id=rule_id)


def _check(entry: PackEntry) -> DeadlineCheck:
    check = DeadlineCheck(initials=entry.text("initials"), on=entry.day("on"))
    entry.close()
    return check
