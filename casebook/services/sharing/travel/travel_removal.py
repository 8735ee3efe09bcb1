"""Removes a casebook that travelled, after it came home: overwritten, its backups first, its header last.

A stop in the middle leaves the header, by which the next call knows that the rest may go. Flash memory keeps
what was overwritten elsewhere (see `vault.destroy`).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from casebook.base.errors import CasebookError, DiskProblem
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.sharing.trip import Trip
from casebook.services.base import last_state
from casebook.services.base.backups.backup_places import every_place
from casebook.services.base.session import Session
from casebook.services.sharing.travel import travel_trip
from casebook.vault import BackupFolder
from casebook.vault.backup_folder import BackupFolderReplaced
from casebook.vault.destroy import destroy
from casebook.vault.folder import Folder

FLASH = gettext_noop(
    "Memory cards, sticks and built-in flash memory keep what was overwritten. Anyone who has the phrase and "
    "such a device may still read something of it: let nobody learn the phrase, even now."
)
_REMOVING = Message("removing the casebook that travelled")


@entity
class RemovedTravel:
    """What became of a casebook that travelled.

    Attributes:
        shared: how many of its files have other names (hard links), which still hold them.
        backups_left: folders of backups that were not removed, since others have something in them.
        empty: folders that are empty and could not be removed: a confined session may not.
    """

    shared: int
    backups_left: tuple[Path, ...]
    empty: tuple[Path, ...] = ()


def backups_of(travel: Session) -> tuple[Path, ...]:
    """Return the folders in which a casebook may have backups, available or not."""
    return tuple(one.path for one in every_place(travel.vault, travel.store))


def remove(
    home: Session, folder: Path, trip: Trip, backups: Iterable[Path] = (), *, progress: Progress = silent
) -> RemovedTravel:
    """Remove a casebook that came home, which is locked.

    Args:
        home: the casebook at home.
        folder: of the casebook that travelled.
        trip: of it.
        backups: as `backups_of` gave them before it was locked; the folder beside it is always one.
        progress: called at each file.

    Raises:
        BackupFolderOutOfReach: this session may not look into the folder beside it; nothing was removed.
        DiskProblem: the disk refuses; the next call goes on.
        Cancelled: the person stopped; the next call goes on.
    """
    beside = BackupFolder.of(folder)
    with suppress(BackupFolderReplaced):
        beside.backups()  # may this session look into it?
    places = dict.fromkeys((beside.path, *backups))
    there = [place for place in places if place.is_dir()]
    own = [place for place in there if _is_own(BackupFolder(place), trip)]
    left = [place for place in there if place not in own]
    info = travel_trip.header_of(folder)
    if info and info.vault_id == trip.vault_id:
        trip = replace(trip, removed_from=info.generation, removed_at=_mark(home, folder), home_at=None)
        travel_trip.keep(home, trip)
    shared = sum(_destroyed(place, progress) for place in own)
    shared += _destroyed(folder, progress, last=Folder(folder).header)
    _finish(home, trip)
    empty = tuple(one for one in (*places, folder) if one not in left and one.is_dir())
    return RemovedTravel(shared=shared, backups_left=tuple(left), empty=empty)


def _destroyed(folder: Path, progress: Progress, last: Path | None = None) -> int:
    """Destroy a folder; an empty one may stay where this session may not remove it."""
    try:
        return destroy(folder, last=last, progress=progress, doing=_REMOVING)
    except DiskProblem:
        if folder.is_dir() and not any(folder.iterdir()):
            return 0
        raise


def unfinished(home: Session, folder: Path) -> Trip | None:
    """Return the trip of a casebook whose removal was interrupted, so that no phrase is needed; or None."""
    pending = [one for one in travel_trip.trips(home) if one.removed_from and one.home_at is None]
    info = travel_trip.header_of(folder)
    if info:
        same = (one for one in pending if one.vault_id == info.vault_id)
        return next((one for one in same if one.removed_from == info.generation), None)
    if not _is_remainder(folder):
        return None
    return next((one for one in pending if one.removed_at == _mark(home, folder)), None)


def _mark(home: Session, folder: Path) -> str:
    """Return the mark of a folder, whose name may be that of a person."""
    return home.vault.text_mark(f"travel\n\n{folder.resolve()}")


def _is_remainder(folder: Path) -> bool:
    """Return whether nothing is left of a casebook, or nothing but the header that is overwritten last."""
    try:
        return (
            {one.name for one in folder.iterdir()} <= {"header"} if folder.is_dir() else not folder.exists()
        )
    except OSError:
        return False


def _is_own(place: BackupFolder, trip: Trip) -> bool:
    """Return whether a folder holds backups of the trip alone, or nothing."""
    try:
        return not place.holds_other_files() and {str(one) for one in place.vault_ids()} <= {trip.vault_id}
    except CasebookError:
        return False


def _finish(home: Session, trip: Trip) -> None:
    travel_trip.keep(home, replace(trip, home_at=home.clock()))
    with suppress(DiskProblem, ValueError):
        last_state.forget(UUID(trip.vault_id))
