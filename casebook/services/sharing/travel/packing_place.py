"""Where a casebook that travels is filled, and how it takes its place once it is whole.

A confined session may write nowhere but in its vault and among its backups: there it fills a folder, which
the picker then moves to where the person chose.
"""

from __future__ import annotations

import os
from pathlib import Path

from casebook.base.errors import Conflict, Refused
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.host.protocol.picker_protocol import NewFolder
from casebook.services.base.export import refuse_vaults
from casebook.services.base.session import Session
from casebook.services.sharing.travel import travel_trip
from casebook.vault import SUFFIX, BackupFolder
from casebook.vault.destroy import destroy
from casebook.vault.disk import disk, flush_folder
from casebook.vault.folder import Folder

PACKING = f".packing{SUFFIX}"
"""How the folder ends while it is being filled."""
FINISHING = Message("finishing the casebook that travels")
_REMOVING = Message("removing a casebook whose packing was interrupted")


@entity
class PackingPlace:
    """Where a casebook that travels is filled.

    Attributes:
        growing: the folder while it is being filled.
        path: where it is put.
        passing: moves it there, in place of this session; or None.
    """

    growing: Folder
    path: Path
    passing: NewFolder | None = None

    def put(self) -> Path:
        """Put the whole casebook in its place; returns that.

        Raises:
            DiskProblem: the disk refuses, or something is there; nothing is left where it was filled.
        """
        with disk(FINISHING):
            if self.passing:
                try:
                    return self.passing.put(self.growing.path)
                except OSError:
                    destroy(self.growing.path, last=self.growing.header, doing=_REMOVING)
                    raise
            if self.path.is_dir():
                self.path.rmdir()  # an empty one, as a picker makes it
            self.growing.path.rename(self.path)
            flush_folder(self.path.parent)
        return self.path


def packing_place(session: Session, target: Path | NewFolder) -> PackingPlace:
    """Return where to fill a casebook for a place, after removing what a stop left there.

    Args:
        session: the casebook at home.
        target: the folder it is to be; or a place that this session cannot reach.

    Raises:
        InvalidInput: the name does not end in ``.casebook``, or a disk may refuse it.
        NotFound: the folder around it is not there.
        Conflict: something is there.
        Refused: it lies within a casebook.
        DiskProblem: the disk refuses.
    """
    if isinstance(target, NewFolder):
        growing = BackupFolder.of(session.vault.path).passing[-1]
        _clear(session, growing)
        if os.path.lexists(growing):
            raise Conflict(
                Message("Packing cannot start, because {name} is in the backup folder.", name=growing.name),
                field="out",
                remedy="Wait until the restore is finished, or move that folder away.",
            )
        return PackingPlace(growing=Folder.planned(growing), path=target.path, passing=target)
    refuse_vaults(target.absolute())
    target = target.absolute()
    growing = target.with_name(f"{target.name.removesuffix(SUFFIX)}{PACKING}")
    _clear(session, growing, target)
    Folder.planned(target)
    return PackingPlace(growing=Folder.planned(growing), path=target)


def require_apart(session: Session, target: Path) -> None:
    """Refuse a place beside the casebook at home: who gets the one would get the other.

    Args:
        session: the casebook at home.
        target: of the casebook that travels.

    Raises:
        Refused: both would lie in one folder.
    """
    home = Path(os.path.realpath(session.vault.path))
    if Path(os.path.realpath(target.absolute().parent)) == home.parent:
        raise Refused(
            "The casebook that travels would lie beside the one at home.",
            field="out",
            remedy="Choose a stick, or a folder that holds nothing else of your work.",
        )


def _clear(session: Session, growing: Path, *others: Path) -> None:
    """Destroy what an interrupted packing left: it opens for nobody."""
    unfinished = {one.vault_id for one in travel_trip.trips(session) if not one.is_packed}
    for folder in (growing, *others):
        info = travel_trip.header_of(folder) if os.path.lexists(folder) else None
        is_ours = info is not None and info.vault_id in unfinished
        # One that was never locked holds nothing that anybody worked on.
        was_growing = (
            info is not None
            and folder == growing
            and folder.name.endswith(PACKING)
            and not info.is_locked_cleanly
        )
        if info and (is_ours or was_growing):
            destroy(folder, last=Folder(folder).header, doing=_REMOVING)
            travel_trip.forget(session, info.vault_id)
