"""Diary entries by day: deadlines, hearings and other events, and tasks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.deadline.reservation import Reservation
from casebook.domain.deadline.rule_title import RuleTitled

AgendaKind = Literal["deadline", "hearing", "removal", "event", "task"]
Urgency = Literal["overdue", "near", "soon", "far", "done"]


@entity
class AgendaItem(RuleTitled):
    """One line of the diary.

    Attributes:
        id: of the record it stands for.
        reference: of its case.
        title: as the office words it, or as its rule does in English; shown is `title_in`.
        kind: a removal is the day set for a deportation, extradition or other removal.
        at: the instant where a clock time is known.
        zone: IANA name of the zone it was stated in, or "".
        urgency: how close it is, and whether it is over.
        who: who sees to it, or "".
        remind_days: how many days before.
        reservations: what must stand beside the date of a running deadline.
        stated: the day as it was stated, where it is no certain day.
        may_be_hearing: an event of no certain type that can be a hearing.
        is_unchecked: a running deadline that too few people worked out again.
    """

    id: str
    kind: AgendaKind
    case_id: str
    reference: str
    title: str
    on: date
    at: datetime | None = None
    zone: str = ""
    place: str = ""
    urgency: Urgency = "far"
    who: str = ""
    remind_days: tuple[int, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    is_unchecked: bool = False
    stated: StatedDate | None = None
    may_be_hearing: bool = False

    def title_in(self, words: Translator) -> str:
        """Return the title: that of a rule in a language, one that was typed as it was typed."""
        return self.shown(self.title, words)


def urgency(on: date, today_on: date, *, is_open: bool) -> Urgency:
    """Return how close a day is, for open items."""
    days = (on - today_on).days
    if not is_open:
        return "done"
    if days < 0:
        return "overdue"
    return "near" if days <= 7 else "soon" if days <= 21 else "far"  # noqa: PLR2004 - a week, three weeks
