"""Backups made before new keys: which are left, what opens them, and their deletion."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from casebook.base.errors import DiskProblem, NotFound, Refused
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.services.base.backups.backup_places import every_place, not_at_hand, set_former_aside
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.vault.backup_folder import BackupFolder
from casebook.vault.destroy import destroy
from casebook.vault.former_backups import FormerBackups, former_backups

__all__ = ["FormerBackups", "PlacesLookedAt", "delete", "every", "places", "places_message"]

ABOUT = gettext_noop(
    "They were made before the casebook was given new keys. They still open with the unlock methods of "
    "that time, including those removed since, and are not encrypted again."
)


def every(session: Session) -> list[FormerBackups]:
    """Return those in all available places with backups of this vault, now or earlier, oldest first in each.

    Those whose place was not at hand at the change of keys are set aside first, where that is allowed.
    """
    if not session.is_read_only:
        with suppress(NotFound, DiskProblem):
            set_former_aside(session.vault, session.store)
    groups: list[FormerBackups] = []
    for place in every_place(session.vault, session.store):
        with suppress(NotFound, DiskProblem):
            groups += former_backups(place)
    return groups


@entity
class PlacesLookedAt:
    """The places searched for backups made before new keys.

    Attributes:
        at_hand: folders of backups.
        not_at_hand: those that could not be looked at, such as on a stick that is not plugged in.
        left: casebooks or folders in them under the name of a restore under way, which are left alone.
    """

    at_hand: tuple[Path, ...]
    not_at_hand: tuple[Path, ...]
    left: tuple[Path, ...]


def places(session: Session) -> PlacesLookedAt:
    """Return where `every` searches."""
    known = every_place(session.vault, session.store)
    away = not_at_hand(known)
    at_hand = [place for place in known if place.path not in away]
    left = [path for place in at_hand for path in place.passing if os.path.lexists(path)]
    paths = tuple(place.path for place in at_hand)
    return PlacesLookedAt(at_hand=paths, not_at_hand=tuple(away), left=tuple(left))


def places_message(looked_at: PlacesLookedAt) -> list[Message]:
    """Return the message on which places were searched and which not, and what stays there."""
    lines = [
        Message("Looked for earlier backups in: {folders}", folders=_listed(looked_at.at_hand)),
    ]
    if looked_at.not_at_hand:
        lines.append(
            Message(
                "Not within reach: {folders}. Backups there still open with the old unlock methods. Connect "
                "the disk, or use the command line, and look again.",
                folders=_listed(looked_at.not_at_hand),
            )
        )
    if looked_at.left:
        lines.append(
            Message(
                "Left as it was: {folders}. If it is a casebook, it still opens with the unlock methods of "
                "its time. Move or delete it yourself.",
                folders=_listed(looked_at.left),
            )
        )
    return lines


def _listed(paths: Iterable[Path]) -> str:
    return "; ".join(str(path) for path in paths)


async def delete(session: Session, folder: Path, *, progress: Progress = silent) -> int:
    """Overwrite and delete the backups in a folder kept apart.

    Returns:
        How many of their files other names share: they were removed, not overwritten.

    Raises:
        ReadOnly: another window has the right to write.
        NotFound: it is none of them.
        Refused: other files lie in it, which would go with it.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; what is left of it cannot be restored.
    """
    session.store.require_writing()
    if folder not in [former.folder for former in await on_vault(partial(every, session))]:
        raise NotFound(
            "There are no earlier backups in this folder.", field="folder", remedy="Choose another folder."
        )
    if BackupFolder(folder).holds_other_files():
        raise Refused(
            Message("The folder {folder} contains files that are not backups.", folder=folder.name),
            field="folder",
            remedy="Move them elsewhere, then delete the earlier backups again.",
        )
    return await off_thread(partial(destroy, folder, progress=progress))
