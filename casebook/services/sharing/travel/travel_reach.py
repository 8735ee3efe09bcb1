"""A casebook that travelled, on this computer: whether a confined session may open it.

SECURITY: a session is confined to what was noted when it began. A casebook that travelled is noted beside the
one at home, and is within reach after the next unlock, until it is removed or the note is withdrawn.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from casebook.base.message import Message
from casebook.host.sandbox.places import note_travel
from casebook.services.base.session import Session
from casebook.services.sharing.travel import travel_trip
from casebook.vault.disk import disk

_MAX_TRIPS = 60
"""Trips that are noted: the note is bounded."""


def note_for_next(session: Session, folder: Path) -> None:
    """Note a casebook that travelled, so that the next session can open it; a copy of one at home, too.

    Raises:
        DiskProblem: the disk refuses.
    """
    out = [UUID(one.vault_id) for one in travel_trip.trips(session) if one.is_packed]
    with disk(Message("saving the place of the casebook that travelled")):
        note_travel(session.vault.path, folder, out[-_MAX_TRIPS:])


def forget_reach(session: Session) -> None:
    """Withdraw the note.

    Raises:
        DiskProblem: the disk refuses.
    """
    with disk(Message("saving the place of the casebook that travelled")):
        note_travel(session.vault.path, None)
