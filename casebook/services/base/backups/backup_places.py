"""The places of a vault's backups, and the handling of those made before new keys."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from casebook.base.errors import DiskProblem, NotFound
from casebook.base.message import Message
from casebook.domain.base.setting import Setting
from casebook.store.base.settings_store import settings
from casebook.store.store import Store
from casebook.vault import BackupFolder, Vault
from casebook.vault.backup_folder import BackupFolderReplaced
from casebook.vault.passing_restore import clear_leftovers

FORMER_BACKUPS = "backup.former"
"""The setting that lists, after new keys, backups still to be set aside, with their folder."""
KEYS_BEFORE = "backup.keys_before"
"""The setting that lists, for each change of keys, whose backups to set aside, with their folder."""
USED_PLACES = "backup.places"
"""The setting that names the folders of backups in folders chosen before."""
CHOSEN_BACKUP_FOLDER = "backup.folder"
"""The setting that names the folder chosen for backups."""

MADE_IN = "backup.made_in"
"""The setting that names the folder of the last backup made."""


class BackupsGone(NotFound):
    """The folder in which backups were made has none any more."""


def require_backups_kept(store: Store, place: BackupFolder) -> None:
    """Check that backups made in a folder are still there, so that none is begun anew without a question.

    Raises:
        BackupsGone: the folder is away, or empty as a session finds it that made it anew.
    """
    with store.reading() as connection:
        made_in = settings(connection).get(MADE_IN)
    if made_in == str(place.path) and not _has_content(place.path):
        raise BackupsGone(
            Message("The backups are no longer in their folder."),
            field="backup folder",
            remedy=Message(
                "If they were moved or their drive is away, bring them back or choose another folder under "
                "Security. If they are lost, begin anew there."
            ),
        )


def _has_content(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is not None
    except FileNotFoundError:
        return False
    except OSError:
        return True  # a file in its place, or what may not be listed: the backup itself reports it


def keep_made_in(store: Store, place: BackupFolder | None) -> None:
    """Keep in which folder the last backup was made; None where backups may begin anew.

    Raises:
        DiskProblem: the disk refuses.
    """
    made_in = str(place.path) if place else None
    with store.reading() as connection:
        is_kept = settings(connection).get(MADE_IN) == made_in
    if not is_kept:
        store.keep(Setting(name=MADE_IN, value=made_in))


def backup_place(vault: Vault, store: Store) -> BackupFolder:
    """The backup folder of a vault: beside it, or the folder chosen.

    Raises:
        NotFound: the chosen folder is not there, such as a stick that is not plugged in.
    """
    with store.reading() as connection:
        chosen = settings(connection).get(CHOSEN_BACKUP_FOLDER)
    return BackupFolder.of(vault.path, Path(str(chosen)) if chosen else None)


def every_place(vault: Vault, store: Store) -> list[BackupFolder]:
    """Return all possible places of backups, available or not: next to the vault, current, or former."""
    with store.reading() as connection:
        kept = settings(connection)
    chosen, used = kept.get(CHOSEN_BACKUP_FOLDER), kept.get(USED_PLACES)
    beside = BackupFolder.of(vault.path)
    paths = [beside.path, *([Path(str(chosen)) / beside.path.name] if chosen else [])]
    paths += [Path(str(path)) for path in used] if isinstance(used, list) else []
    return [BackupFolder(path) for path in dict.fromkeys(paths)]


def keep_earlier_place(vault: Vault, store: Store) -> None:
    """Remember the folder chosen until now before another is: new keys look for backups in every one.

    The place beside the vault is not kept as a path: a copy of the vault must not reach for backups of the
    original.

    Raises:
        DiskProblem: the disk refuses.
    """
    beside = BackupFolder.of(vault.path)
    used = [str(place.path) for place in every_place(vault, store) if place != beside]
    store.keep(Setting(name=USED_PLACES, value=used))


def not_at_hand(places: Iterable[BackupFolder]) -> list[Path]:
    """Those places that cannot be looked at now, such as on a stick that is not plugged in."""
    return [place.path for place in places if not _is_at_hand(place)]


def _is_at_hand(place: BackupFolder) -> bool:
    try:
        place.backups()
        return place.path.parent.is_dir()
    except (DiskProblem, BackupFolderReplaced, OSError):
        return False


def set_former_aside(vault: Vault, store: Store) -> None:
    """Move backups made before new keys, in every available place, into folders of their own.

    What a stopped restore left among them opens with the keys of before, and is destroyed.

    Raises:
        NotFound: the folder chosen for backups is not there.
        DiskProblem: the disk refuses; the next call goes on.
    """
    with store.reading() as connection:
        former, history = (settings(connection).get(name) for name in (FORMER_BACKUPS, KEYS_BEFORE))
    before = history if isinstance(history, list) else []
    if isinstance(former, dict) and former not in before:
        before = [*before, former]
        store.keep(Setting(name=KEYS_BEFORE, value=before))
    if not before:
        return
    refused: dict[Path, DiskProblem | BackupFolderReplaced] = {}
    for place in every_place(vault, store):
        try:
            _set_aside(vault, place, before)
        except (
            DiskProblem,
            BackupFolderReplaced,
        ) as problem:  # other places than the one in use wait until they are at hand
            refused[place.path] = problem
    if former:
        in_use = backup_place(vault, store)
        if in_use.path in refused:
            raise refused[in_use.path]
        store.keep(Setting(name=FORMER_BACKUPS, value=None))


def _set_aside(vault: Vault, place: BackupFolder, before: list[dict[str, str]]) -> None:
    former_ids = {UUID(keys["vault_id"]): keys["folder"] for keys in before}
    clear_leftovers(place, {*former_ids, vault.vault_id})
    for former_id, folder in former_ids.items():
        place.set_aside(former_id, folder)
