"""The folder of backups: one folder each, and a shared pool of encrypted files."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from uuid import UUID

from casebook.base.errors import DiskProblem, InvalidInput, NotFound, VaultDamaged, VaultTooNew
from casebook.base.message import Message
from casebook.host.disk.mount_point import is_unmounted
from casebook.host.disk.private_folder import make_private_folder
from casebook.vault.blob_paths import BlobPaths
from casebook.vault.disk import FOLDER_MODE, disk, flush_folder, is_link
from casebook.vault.folder import SUFFIX, Folder
from casebook.vault.header import load_header

PLACE_SUFFIX = f"{SUFFIX}-backups"
NEW = ".new"
FORMER = "old-keys-"
"""Prefix of the folders of backups that open with earlier keys."""
MAX_A_GENERATION = 100
_NAME = re.compile(r"\d{12}-\d\d")
_FORMER_NAME = re.compile(rf"{FORMER}\d{{12}}")


class BackupFolderReplaced(NotFound):
    """A link or a file stands in the place of the backup folder; nothing is done behind it."""


class BackupFolderOutOfReach(DiskProblem, NotFound):
    """Access to the backup folder is denied, as where it came back after this session was confined."""


@contextmanager
def _within_reach(doing: Message) -> Iterator[None]:
    """As `disk`; a session is confined to the folder as it was, and one that is mounted anew is another."""
    try:
        with disk(doing):
            yield
    except DiskProblem as error:
        if not isinstance(error.__cause__, PermissionError):
            raise
        raise BackupFolderOutOfReach(
            Message("Access to the backup folder was denied."),
            field="backup folder",
            remedy=Message(
                "Lock and unlock Casebook to use the drive again. If that does not help, check the "
                "permissions of the folder."
            ),
        ) from error.__cause__


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """The folder of all backups of one vault.

    Attributes:
        path: ``NAME.casebook-backups``.
    """

    path: Path

    @classmethod
    def of(cls, vault: Path, chosen: Path | None = None) -> Self:
        """Return the folder next to the vault, or one the user chose.

        Raises:
            InvalidInput: the chosen folder lies inside the vault.
            NotFound: the chosen folder is not there, such as a stick that is not plugged in.
        """
        around = vault.absolute().parent if chosen is None else chosen.absolute()
        if chosen is not None and (not around.is_dir() or is_unmounted(around)):
            raise NotFound(
                "The backup folder does not exist.",
                field="backup folder",
                remedy="Connect the drive, or choose another backup folder under Security.",
            )
        if around.resolve().is_relative_to(vault.resolve()):
            raise InvalidInput("Backups inside the casebook would be lost with it.", field="backup folder")
        return cls(around / (vault.name.removesuffix(SUFFIX) + PLACE_SUFFIX))

    @property
    def pool(self) -> BlobPaths:
        """Return the encrypted files shared by all backups, by ID; an encrypted file never changes."""
        return BlobPaths(self.path / "att")

    @property
    def scratch(self) -> Path:
        """Return the folder of restore tests; nothing is left in it."""
        return self.path / f"drill{SUFFIX}"

    @property
    def passing(self) -> tuple[Path, ...]:
        """Return the folder of temporary restores, for tests and for restores that are then moved."""
        return self.scratch, self.path / f"restored{SUFFIX}"

    def vault_ids(self) -> set[UUID]:
        """Return the IDs of the vaults with backups here, including those set aside by new keys.

        Raises:
            DiskProblem: the disk refuses.
        """
        places = [self, *(BackupFolder(folder) for folder in self.former())]
        ids = {_vault_id(path) for place in places for path in place.backups()}
        return {vault_id for vault_id in ids if vault_id}

    def backups(self) -> list[Path]:
        """Return the finished backups, oldest first; links are none.

        Raises:
            BackupFolderReplaced: a link or a file stands in the place of the folder of all backups.
            DiskProblem: the disk refuses.
        """
        with _within_reach(Message("checking the backups")):
            return [path for path in self._named() if path.is_dir() and not is_link(path)]

    def replaced(self) -> list[Path]:
        """Return the links and files in the place of a backup, oldest first.

        Raises:
            BackupFolderReplaced: a link or a file stands in the place of the folder of all backups.
            DiskProblem: the disk refuses.
        """
        with _within_reach(Message("checking the backups")):
            return [path for path in self._named() if is_link(path) or not path.is_dir()]

    def unfinished(self) -> list[Path]:
        """Return what bears the name of a backup that was not finished, oldest first.

        In a chosen folder others' may lie, which only look like ours.

        Raises:
            BackupFolderReplaced: a link or a file stands in the place of the folder of all backups.
            DiskProblem: the disk refuses.
        """
        with _within_reach(Message("checking the backups")):
            self.require_folder()
            return sorted(
                path
                for path in self.path.glob(f"*{NEW}")
                if _NAME.fullmatch(path.name.removesuffix(NEW)) and path.is_dir() and not is_link(path)
            )

    def _named(self) -> list[Path]:
        """Return what bears the name of a backup, in order."""
        self.require_folder()
        if not self.path.is_dir():
            return []
        return sorted(path for path in self.path.iterdir() if _NAME.fullmatch(path.name))

    def require_folder(self) -> None:
        """Require that the folder of all backups is a folder, or not there yet.

        SECURITY: what lies behind a link was never chosen, and what is not wanted is deleted.

        Raises:
            BackupFolderReplaced: a link or a file stands in its place.
            OSError: the disk refuses.
        """
        if is_link(self.path):
            raise BackupFolderReplaced(
                Message("The backup folder {name} was replaced by a link.", name=self.path.name),
                field="backup folder",
                remedy=Message(
                    "Replace the link with the backup folder itself, or choose another folder for backups."
                ),
            )
        if self.path.exists() and not self.path.is_dir():
            raise BackupFolderReplaced(
                Message("A file is in the place of the backup folder {name}.", name=self.path.name),
                field="backup folder",
                remedy=Message("Move the file elsewhere, and put the backup folder back if you have it."),
            )

    def begin(self, generation: int, reserved: Collection[str] = ()) -> Folder:
        """Create a new folder for a backup, with a temporary name until `finish`.

        Args:
            generation: of the vault.
            reserved: names not to be used again, and of unfinished ones that stay.

        Raises:
            DiskProblem: the disk refuses.
        """
        with _within_reach(Message("starting a backup")):
            self.require_folder()
            if not self.path.is_dir():
                make_private_folder(self.path)
                flush_folder(self.path.parent)
            for left in self.unfinished():
                if left.name not in reserved:
                    shutil.rmtree(left)
            for number in range(MAX_A_GENERATION):
                name = f"{generation:012}-{number:02}"
                folder = Folder(self.path / f"{name}{NEW}")
                is_taken = os.path.lexists(self.path / name) or os.path.lexists(folder.path)
                if name not in reserved and not is_taken:
                    folder.path.mkdir(mode=FOLDER_MODE)
                    return folder
        raise DiskProblem(
            "This session already has 100 backups.", remedy="Lock the casebook and unlock it again."
        )

    @staticmethod
    def name_of(folder: Folder) -> str:
        """Return the name of a backup after `finish`."""
        return folder.path.name.removesuffix(NEW)

    def finish(self, folder: Folder) -> Path:
        """Rename a finished backup to its final name.

        Raises:
            DiskProblem: the disk refuses.
        """
        with disk(Message("finishing a backup")):
            flush_folder(folder.path)
            path = folder.path.with_name(self.name_of(folder))
            folder.path.rename(path)
            flush_folder(self.path)
        return path

    def remove(self, backup: Path) -> None:
        """Remove a backup; encrypted files stay in the pool until `sweep`.

        Raises:
            DiskProblem: the disk refuses.
        """
        with disk(Message("removing an old backup")):
            # A stop in the middle leaves a name that means nothing.
            gone = backup.with_name(f"{backup.name}{NEW}")
            backup.rename(gone)
            shutil.rmtree(gone)

    def set_aside(self, vault_id: UUID, name: str) -> None:
        """Move the backups made before new keys, and their pool, into a separate folder.

        Each can be restored from there as before. A stop in the middle leaves the rest to the next call; no
        other backup is made here before the last of them.

        Args:
            vault_id: of the vault before.
            name: of the folder, the same at each call.

        Raises:
            DiskProblem: the disk refuses.
        """
        aside = self.path / name
        with disk(Message("setting the earlier backups aside")):
            former = [path for path in self.backups() if _vault_id(path) == vault_id]
            if not former:
                return
            aside.mkdir(mode=FOLDER_MODE, exist_ok=True)
            if self.pool.folder.exists() and not (aside / self.pool.folder.name).exists():
                self.pool.folder.rename(aside / self.pool.folder.name)
            for path in former:
                path.rename(aside / path.name)
            flush_folder(aside)
            flush_folder(self.path)

    def former(self) -> list[Path]:
        """Return the folders of backups set aside, the oldest first.

        Raises:
            DiskProblem: the disk refuses.
        """
        with _within_reach(Message("checking the backups")):
            self.require_folder()
            return sorted(
                path
                for path in self.path.glob(f"{FORMER}*")
                if _FORMER_NAME.fullmatch(path.name) and path.is_dir() and not is_link(path)
            )

    def holds_other_files(self) -> bool:
        """Return whether it contains anything that is not part of a backup, such as a user's own files.

        Raises:
            DiskProblem: the disk refuses.
        """
        ours = {self.pool.folder.name, *(path.name for path in self.passing)}
        with _within_reach(Message("checking the backups")):
            names = {path.name.removesuffix(NEW) for path in self.path.iterdir()}
        return any(name not in ours and not _NAME.fullmatch(name) for name in names)

    def sweep(self, wanted: set[str]) -> None:
        """Remove encrypted files that no backup contains any more.

        Raises:
            DiskProblem: the disk refuses.
        """
        with disk(Message("tidying the backups")):
            for path in list(self.pool.files()):
                if path.name not in wanted:
                    path.unlink()


def _vault_id(backup: Path) -> UUID | None:
    """Return the vault of a backup, or None if its header cannot be read."""
    try:
        return load_header(Folder(backup)).header.vault_id
    except (VaultDamaged, VaultTooNew):
        return None
