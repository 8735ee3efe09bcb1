"""What came from other members and nobody has looked at yet: kept through locking, by the change history.

Changes that came are entries of the history. A setting holds the last entry that was there when somebody
looked at the list; what came later, also by the command line or while locking, was not seen.
"""

from __future__ import annotations

from casebook.domain.base.change import ARRIVING
from casebook.domain.sharing.stamp import LINE_BYTES
from casebook.services.base import setting
from casebook.services.base.session import Session
from casebook.services.sharing.team.arrivals import (
    ArrivalKind,
    EarlierArrival,
)
from casebook.store.base import audit, device_tables
from casebook.store.base.audit import TakenEntry

_SEEN = "team.seen"
_BINNED = "binned_at"


def unseen_arrivals(session: Session) -> list[EarlierArrival]:
    """Return what came since somebody last looked, oldest first."""
    seen = setting.value(session, _SEEN)
    with session.store.reading() as connection:
        devices = device_tables.devices_by_line(connection)
        entries = audit.taken_after(connection, ARRIVING, seen if isinstance(seen, int) else 0)
    return [_arrival(one, devices) for one in entries]


def note_seen(session: Session) -> None:
    """Note that somebody looked at all that came until now.

    Raises:
        DiskProblem: the disk refuses.
    """
    with session.store.reading() as connection:
        number, _ = audit.head(connection)
    setting.keep(session, _SEEN, number)


def _arrival(entry: TakenEntry, devices: dict[bytes, bytes]) -> EarlierArrival:
    kind, fields = ArrivalKind.CHANGED, tuple(one for one in entry.fields if one != _BINNED)
    if entry.is_new:
        kind, fields = ArrivalKind.ADDED, ()
    elif _BINNED in entry.fields:
        kind = ArrivalKind.BINNED if entry.is_binned else ArrivalKind.RESTORED
    origin = bytes.fromhex(entry.line)
    device = devices.get(origin, b"") if len(origin) == LINE_BYTES else origin
    return EarlierArrival(noun=entry.noun, id=entry.record_id, kind=kind, fields=fields, device=device)
