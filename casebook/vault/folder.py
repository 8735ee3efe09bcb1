"""The folder of a vault: its layout, creation and recognition."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from casebook.base.errors import Conflict, InvalidInput, NotFound
from casebook.base.message import Message
from casebook.host.disk.private_folder import close_to_others, make_private_folder
from casebook.vault.disk import FOLDER_MODE, disk, flush_folder, is_link

SUFFIX = ".casebook"
_REFUSED = '/\\<>:"|?*'
"""Characters that a file system may reject in a name, besides control characters.

Those of Windows, FAT and exFAT too: a casebook is carried to such disks on a stick. Source: Microsoft, Naming
Files, Paths, and Namespaces.
"""
_MAX_NAME_BYTES = 200
"""Most file systems allow 255; the backup folder next to the casebook has a longer name."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The names inside ``NAME.casebook``.

    Attributes:
        path: the folder.
    """

    path: Path

    @property
    def header(self) -> Path:
        """Return the current header."""
        return self.path / "header"

    @property
    def header_new(self) -> Path:
        """Return the next header while it is being written."""
        return self.path / "header.new"

    @property
    def header_backup(self) -> Path:
        """Return the header before the current one."""
        return self.path / "header.bak"

    @property
    def database(self) -> Path:
        """Return the encrypted database."""
        return self.path / "case.db"

    @property
    def database_new(self) -> Path:
        """Return the database of a vault with new keys while it is being copied."""
        return self.path / "case.db.new"

    @property
    def attachments(self) -> Path:
        """Return the folder of encrypted files."""
        return self.path / "att"

    @property
    def restored(self) -> Path:
        """Return the empty file that says that this is a restored backup nobody has opened for editing."""
        return self.path / "restored"

    @property
    def lock(self) -> Path:
        """Return the lock file of the writer; it exists also when unlocked."""
        return self.path / "lock"

    def leftovers(self) -> list[Path]:
        """Return the files SQLite leaves beside the database after an unfinished write."""
        names = (self.path / f"case.db-{kind}" for kind in ("journal", "wal", "shm"))
        return [path for path in names if is_link(path) or path.exists()]  # a link to nowhere too

    @classmethod
    def existing(cls, path: Path) -> Self:
        """Return the folder of an existing vault.

        Raises:
            NotFound: nothing is there.
            InvalidInput: it is not a vault.
            DiskProblem: it cannot be looked at.
        """
        folder = cls(path.absolute())
        with disk(Message("looking for the casebook")):
            if not path.exists():
                raise NotFound(
                    "There is no casebook at this location.",
                    field="path",
                    remedy="Choose the folder whose name ends in .casebook, or create a casebook.",
                )
            names = (folder.header, folder.header_backup, folder.database)
            if not path.is_dir() or not any(name.exists() for name in names):
                raise InvalidInput(
                    "This folder is not a casebook.",
                    field="path",
                    remedy=Message("Choose a folder whose name ends in {suffix}.", suffix=SUFFIX),
                )
        return folder

    @classmethod
    def planned(cls, path: Path) -> Self:
        """Return the folder of a vault to be created.

        Raises:
            InvalidInput: the name does not end in ``.casebook``, or a disk may refuse it.
            NotFound: the folder around it is not there.
            Conflict: a file or a folder with something in it stands there.
            DiskProblem: it cannot be looked at.
        """
        if path.suffix != SUFFIX or path.stem.startswith("."):
            raise InvalidInput(
                Message("The name of a casebook must end in {suffix}.", suffix=SUFFIX),
                field="path",
                remedy=Message("Add {suffix} to the name.", suffix=SUFFIX),
            )
        require_name(path.stem)
        with disk(Message("checking the location of the casebook")):
            if not path.absolute().parent.is_dir():
                raise NotFound(
                    "The folder for the new casebook does not exist.",
                    field="path",
                    remedy="Create the folder first. The name of a casebook cannot contain a slash (/).",
                )
            if is_link(path) or (path.exists() and not path.is_dir()) or _is_filled(path):
                raise Conflict(
                    "A file or folder already exists at this path.",
                    field="path",
                    remedy="Choose another name. Nothing will be overwritten.",
                )
        return cls(path.absolute())

    def make(self) -> None:
        """Create the empty folders, accessible to this user only.

        Raises:
            Conflict: another made a vault there in the meantime.
            DiskProblem: the disk refuses; nothing is left.
        """
        with disk(Message("creating the casebook")):
            is_there = self.path.is_dir()  # made before the session was confined, whose reach it is all of
            make_private_folder(self.path)
            try:
                close_to_others(self.path)
                self.attachments.mkdir(mode=FOLDER_MODE)
                flush_folder(self.path)
                if not is_there:
                    flush_folder(self.path.parent)
            except FileExistsError as error:
                raise Conflict("A file or folder already exists at this path.", field="path") from error
            except OSError:
                with suppress(OSError):
                    self.attachments.rmdir()
                    self.path.rmdir()
                raise

    def remove(self) -> None:
        """Remove a vault that was never finished; files that cannot be removed stay."""
        import shutil  # not loaded to look whether a folder holds a vault

        shutil.rmtree(self.path, ignore_errors=True)


def _is_filled(path: Path) -> bool:
    return path.is_dir() and any(path.iterdir())


def require_name(name: str) -> None:
    """Require that file systems accept this name of a casebook.

    Args:
        name: without ``.casebook``.

    Raises:
        InvalidInput: it contains a character that a disk may refuse, or is too long.
    """
    if any(sign in _REFUSED or sign < " " for sign in name):
        raise InvalidInput(
            Message("The name of a casebook cannot contain {characters}.", characters=" ".join(_REFUSED)),
            field="path",
            remedy="Choose another name, for example with a hyphen in its place.",
        )
    if len(os.fsencode(name)) > _MAX_NAME_BYTES:
        raise InvalidInput(
            "The name of the casebook is too long.", field="path", remedy="Choose a shorter name."
        )
