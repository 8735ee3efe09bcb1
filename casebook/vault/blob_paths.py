"""Paths of encrypted files: ``att/xx/<id>``, where ``xx`` is the start of the id."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.base.errors import VaultDamaged
from casebook.base.ids import ALPHABET
from casebook.base.message import Message
from casebook.vault.disk import FOLDER_MODE, disk, flush_file, flush_folder, is_link, open_carefully

NEW = ".new"
_ID = re.compile(f"[{ALPHABET}]{{16}}")


@dataclass(frozen=True, slots=True)
class BlobPaths:
    """The folder of encrypted files.

    Attributes:
        folder: ``att`` in the vault's folder.
    """

    folder: Path

    def place(self, attachment_id: str) -> Path:
        """Return the path of the file with this ID, existing or not.

        Raises:
            ValueError: no id of ours; it could lead out of the folder.
        """
        if not _ID.fullmatch(attachment_id):
            raise ValueError("an attachment's id has 16 characters of the id alphabet")
        return self.folder / attachment_id[:2] / attachment_id

    def make_room(self, place: Path, *, is_flushed: bool = True) -> None:
        """Create the parent folder of a path.

        Args:
            place: of a file.
            is_flushed: whether the folder's name is to be on the disk at once; else the caller flushes.

        Raises:
            VaultDamaged: a link stands in the place of a folder.
            OSError: the disk refuses.
        """
        _require_no_links(self.folder, place.parent)
        if not place.parent.is_dir():
            place.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            if is_flushed:
                flush_folder(self.folder)

    def open(self, attachment_id: str) -> int:
        """Return a descriptor for reading an encrypted file.

        Raises:
            VaultDamaged: it is missing, or a link or something else stands in its place or that of a folder.
            OSError: it cannot be opened.
        """
        place = self.place(attachment_id)
        _require_no_links(self.folder, place.parent)
        try:
            return open_carefully(place)
        except FileNotFoundError as error:
            raise VaultDamaged("An encrypted file is missing.", field=attachment_id) from error

    def flush(self, attachment_ids: Iterable[str], between: Callable[[], object] = lambda: None) -> None:
        """Wait until files are on the disk with their names: many at once in little more than one.

        Args:
            attachment_ids: of the files.
            between: called before each; what it raises ends the waiting.

        Raises:
            OSError: the disk refuses.
        """
        places = [self.place(one) for one in attachment_ids]
        for place in places:
            between()
            flush_file(place)
        for folder in sorted({place.parent for place in places}):
            between()
            flush_folder(folder)
        if places:
            flush_folder(self.folder)

    def sizes_by_id(self) -> dict[str, int]:
        """Return the size on disk of each file with an encrypted file's path; links are not followed.

        Raises:
            OSError: the disk refuses.
        """
        if is_link(self.folder) or not self.folder.is_dir():
            return {}
        sizes: dict[str, int] = {}
        for folder in os.scandir(self.folder):
            if folder.is_dir(follow_symlinks=False):
                files = (file for file in os.scandir(folder) if file.is_file(follow_symlinks=False))
                sizes |= {
                    file.name: file.stat(follow_symlinks=False).st_size
                    for file in files
                    if file.name.startswith(folder.name)
                }
        return sizes

    def files(self) -> Iterator[Path]:
        """Yield every encrypted file, including partial ones; files with other names are skipped.

        Raises:
            VaultDamaged: a link stands in the place of the folder.
            OSError: the disk refuses.
        """
        _require_no_links(self.folder)
        if self.folder.is_dir():
            for folder in sorted(self.folder.iterdir()):
                if folder.is_dir() and not is_link(folder):
                    yield from (path for path in sorted(folder.iterdir()) if is_blob(path))

    def strays(self) -> Iterator[Path]:
        """Yield what lies there under no name of ours; no sweep removes it.

        Raises:
            VaultDamaged: a link stands in the place of the folder.
            OSError: the disk refuses.
        """
        _require_no_links(self.folder)
        for folder in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if folder.is_dir() and not is_link(folder):
                yield from (path for path in sorted(folder.iterdir()) if not is_blob(path))
            else:
                yield folder

    def sizes(self) -> tuple[int, int]:
        """Return the number of encrypted files and their size on disk in bytes.

        Raises:
            DiskProblem: the disk refuses.
        """
        with disk(Message("checking the encrypted files")):
            sizes = [path.lstat().st_size for path in self.files()]
        return len(sizes), sum(sizes)


def _require_no_links(*folders: Path) -> None:
    """Reject links. SECURITY: files without a record are deleted, which must not reach another vault.

    And what lies behind one is not in the folder that was locked, though it opens.
    """
    if any(is_link(folder) for folder in folders):
        raise VaultDamaged("A folder in the casebook was replaced by a link.")


def is_blob(path: Path) -> bool:
    """Return whether a path and name are those of an encrypted file, complete or partial."""
    name = path.name.removesuffix(NEW)
    return bool(_ID.fullmatch(name)) and path.parent.name == name[:2] and not path.is_dir()
