"""The trips that the casebook at home remembers: kept as a setting, which no copy of its cases carries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casebook.base.errors import CasebookError, InvalidInput, NotFound
from casebook.base.structure import stored
from casebook.domain.base.field import made
from casebook.domain.sharing.trip import Trip
from casebook.services.base import setting
from casebook.services.base.session import Session
from casebook.vault import VaultInfo, vault_info

TRIPS = "travel.trips"


def trips(session: Session) -> list[Trip]:
    """Return the trips, the oldest first; what cannot be read is left out."""
    known = setting.value(session, TRIPS)
    return [trip for one in (known if isinstance(known, list) else []) if (trip := _read(one))]


def trip_of(session: Session, vault_id: str) -> Trip | None:
    """Return the trip of a casebook that travels, or None."""
    return next((one for one in trips(session) if one.vault_id == vault_id), None)


def keep(session: Session, trip: Trip) -> None:
    """Keep a trip in the place of what was known of it.

    Raises:
        DiskProblem: the disk refuses; what was known stays.
    """
    others = [one for one in trips(session) if one.vault_id != trip.vault_id]
    _keep_all(session, [*others, trip])


def forget(session: Session, vault_id: str) -> None:
    """Forget a trip.

    Raises:
        DiskProblem: the disk refuses.
    """
    _keep_all(session, [one for one in trips(session) if one.vault_id != vault_id])


def mark_lost(session: Session, vault_id: str, *, is_lost: bool = True) -> None:
    """Note that a casebook that travels will not come home, or that it was found; it can still come home.

    Raises:
        NotFound: home remembers no such trip.
        DiskProblem: the disk refuses.
    """
    trip = trip_of(session, vault_id)
    if trip is None:
        raise NotFound("This casebook remembers no such trip.", field="trip")
    keep(session, replace(trip, lost_at=session.clock() if is_lost else None))


def header_of(folder: Path) -> VaultInfo | None:
    """Return what anybody can see of a casebook; None where there is none that can be read."""
    try:
        return vault_info(folder)
    except CasebookError:
        return None


def _keep_all(session: Session, known: list[Trip]) -> None:
    setting.keep(session, TRIPS, [_plain(one) for one in known] or None)


def _plain(trip: Trip) -> object:
    return stored().unstructure(trip)


def _read(values: object) -> Trip | None:
    try:
        return made(Trip, values) if isinstance(values, dict) else None
    except InvalidInput:
        return None
