"""Settings stored in a vault: lock times, order of dates, screenshots."""

from __future__ import annotations

from typing import get_args

from casebook.base.errors import InvalidInput
from casebook.domain.base.day_typed import DayOrder
from casebook.domain.base.entity import entity
from casebook.domain.base.setting import Setting
from casebook.services.base.session import Session

IDLE_S = (30, 4 * 3600)
CLIPBOARD_S = (5, 300)
LOCK = "lock"
DATE_ORDER = "dates.order"
SCREEN_CAPTURE = "screen.no-capture"


@entity
class LockTimes:
    """When the vault locks automatically.

    Attributes:
        idle_s: seconds without input, 30 to 14,400.
        clipboard_s: seconds until the clipboard is cleared, 5 to 300.
        is_locked_at_sleep: whether it locks before the computer sleeps.
        is_locked_with_screen: whether it locks with the screen.

    Raises:
        InvalidInput: a time is outside its bounds.
    """

    idle_s: int = 300
    clipboard_s: int = 30
    is_locked_at_sleep: bool = True
    is_locked_with_screen: bool = True

    def __post_init__(self) -> None:
        if not IDLE_S[0] <= self.idle_s <= IDLE_S[1]:
            raise InvalidInput("Enter a locking time of 30 seconds to 4 hours.", field="idle_s")
        if not CLIPBOARD_S[0] <= self.clipboard_s <= CLIPBOARD_S[1]:
            raise InvalidInput("Enter a clipboard time of 5 seconds to 5 minutes.", field="clipboard_s")


def value(session: Session, name: str) -> object:
    """The value of a setting, or None."""
    from casebook.store.base import settings_store

    with session.store.reading() as connection:
        return settings_store.setting(connection, name)


def keep(session: Session, name: str, content: object) -> None:
    """Store a value; None deletes it.

    Raises:
        DiskProblem: the disk refuses.
    """
    session.store.keep(Setting(name=name, value=content))


def lock_times(session: Session) -> LockTimes:
    """When this vault locks automatically; by default after five minutes without input."""
    times = value(session, LOCK)
    if not isinstance(times, dict):
        return LockTimes()
    return LockTimes(
        idle_s=int(times["idle_s"]),
        clipboard_s=int(times["clipboard_s"]),
        is_locked_at_sleep=bool(times["is_locked_at_sleep"]),
        is_locked_with_screen=bool(times["is_locked_with_screen"]),
    )


def keep_lock_times(session: Session, times: LockTimes) -> None:
    """Set when this vault locks automatically.

    Raises:
        DiskProblem: the disk refuses.
    """
    names = ("idle_s", "clipboard_s", "is_locked_at_sleep", "is_locked_with_screen")
    keep(session, LOCK, {name: getattr(times, name) for name in names})


def date_order(session: Session) -> DayOrder:
    """Which figure of a day the office writes first; "" where that is asked for each date."""
    order = value(session, DATE_ORDER)
    return next((known for known in get_args(DayOrder) if known == order), "")


def keep_date_order(session: Session, order: DayOrder) -> None:
    """Set which figure of a day the office writes first.

    Raises:
        DiskProblem: the disk refuses.
    """
    keep(session, DATE_ORDER, order)


def is_out_of_captures(session: Session) -> bool:
    """Whether the windows are kept out of screenshots and shared screens while this vault is open."""
    return value(session, SCREEN_CAPTURE) is True


def keep_out_of_captures(session: Session, *, is_excluded: bool) -> None:
    """Set whether the windows are kept out of screenshots and shared screens.

    Raises:
        DiskProblem: the disk refuses.
    """
    keep(session, SCREEN_CAPTURE, is_excluded or None)
