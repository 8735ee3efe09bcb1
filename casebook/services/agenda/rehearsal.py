"""What the first page reads, read once from an empty database in memory: while the passphrase is typed.

SQLAlchemy compiles each statement when it is first run, which takes longer than the reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from casebook.base.clock import Clock, system_clock
from casebook.services.agenda.agenda import reminder, today_beside
from casebook.store import rehearsal
from casebook.store.transaction import Store

if TYPE_CHECKING:
    from casebook.services.base.session import Session


@dataclass(frozen=True, slots=True)
class _Rehearsal:
    """All that the readings ask of a session."""

    store: Store
    clock: Clock = system_clock


def rehearse() -> None:
    """Compile what Today and its reminders read, for the vault that is opened next."""
    rehearsal.rehearse(_read)


def _read(store: Store) -> None:
    session = cast("Session", _Rehearsal(store))
    today_beside(session, None)
    reminder(session)
