"""Office settings for deadlines: the number of people who check a date, and the reminder days."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.errors import InvalidInput
from casebook.domain.deadline.deadline import REMIND_DAYS, reminding
from casebook.services.base import setting
from casebook.services.base.session import Session

PEOPLE = "deadline.people"
REMIND = "deadline.remind-days"


def people_who_check(session: Session) -> int:
    """Return how many people must check each date: 1 or 2."""
    return 2 if setting.value(session, PEOPLE) == 2 else 1  # noqa: PLR2004 - one or two


def keep_people_who_check(session: Session, people: int) -> None:
    """Save how many people must check each date: 1 or 2.

    Raises:
        InvalidInput: neither one nor two.
    """
    if people not in {1, 2}:
        raise InvalidInput("A date must be checked by one or two people.", field="people")
    setting.keep(session, PEOPLE, people)


def remind_days(session: Session) -> tuple[int, ...]:
    """Return how many days before a new deadline its reminders appear, the longest first."""
    day_counts = setting.value(session, REMIND)
    return tuple(int(days) for days in day_counts) if isinstance(day_counts, list | tuple) else REMIND_DAYS


def keep_remind_days(session: Session, days: Iterable[int]) -> None:
    """Save how many days before a deadline its reminders appear, for deadlines set from now on.

    Raises:
        InvalidInput: no number of days, or one that is no use.
    """
    setting.keep(session, REMIND, list(reminding(days)))
