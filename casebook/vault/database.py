"""Size and digest of the database file as of the last lock."""

from __future__ import annotations

import hashlib
import hmac
import os
from io import BufferedReader
from pathlib import Path

from casebook.base.errors import VaultDamaged
from casebook.base.message import Message
from casebook.vault.disk import disk, is_link, open_carefully
from casebook.vault.folder import Folder
from casebook.vault.header import Header

_PIECE_BYTES = 8 * 1024 * 1024


def database_digest(path: Path) -> tuple[int, bytes]:
    """Return size in bytes and SHA-256 of the database file.

    Raises:
        VaultDamaged: it is missing or empty.
        DiskProblem: the disk refuses.
    """
    with disk(Message("reading the database")), _opened(path) as file:
        digest = _digest(file)
        return file.tell(), digest


def check_database(folder: Folder, header: Header) -> None:
    """Require that the database matches a header that says "locked"; otherwise only that it exists.

    SECURITY: SQLCipher's own checks miss an old page put back, a file cut to nothing, and an old journal laid
    beside the database, which SQLite would play back.

    Raises:
        VaultDamaged: it is not.
        DiskProblem: the disk refuses.
    """
    if not header.is_clean:
        # SQLite follows a link, and would write the next save's journal over whatever it leads to.
        if any(is_link(path) for path in folder.leftovers()):
            raise VaultDamaged("A file in the casebook was replaced by a link.")
        with disk(Message("reading the database")):
            _opened(folder.database).close()
        return
    check_alone(folder)
    with disk(Message("reading the database")), _opened(folder.database) as file:
        if os.fstat(file.fileno()).st_size != header.database_bytes:  # before a day is spent on reading it
            raise VaultDamaged("The database is not the size it was when the casebook was locked.")
        digest = _digest(file)
    if not hmac.compare_digest(digest, header.database_sha256):
        raise VaultDamaged("The database is not the one that was last locked.")


def check_alone(folder: Folder) -> None:
    """Require that no journal lies beside a database locked in order: SQLite would replay it.

    Raises:
        VaultDamaged: one does.
    """
    if folder.leftovers():
        raise VaultDamaged("Next to the database is a file that was not there when the casebook was locked.")


def _digest(file: BufferedReader) -> bytes:
    """Return the SHA-256, computed in large blocks, between which other Python threads run."""
    digest = hashlib.sha256()
    piece = memoryview(bytearray(min(os.fstat(file.fileno()).st_size, _PIECE_BYTES)))
    while count := file.readinto(piece):
        digest.update(piece[:count])
    return digest.digest()


def _opened(path: Path) -> BufferedReader:
    try:
        file = os.fdopen(open_carefully(path), "rb")
    except FileNotFoundError as error:
        raise VaultDamaged("The casebook's database is missing.") from error
    if not os.fstat(file.fileno()).st_size:
        file.close()
        raise VaultDamaged("The casebook's database is empty.")
    return file
