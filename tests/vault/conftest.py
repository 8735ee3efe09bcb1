from __future__ import annotations

import errno
import os
from pathlib import Path
from uuid import UUID

import pytest

from casebook.crypto.kdf import KdfCost
from casebook.crypto.secret import Secret
from casebook.vault.blob_store import BlobStore
from casebook.vault.folder import Folder
from casebook.vault.header import Header
from casebook.vault.keyslot import Credential, new_slot
from casebook.vault.opening import create_vault

CHEAP = KdfCost(memory_kib=64 * 1024, passes=1, lanes=1)
PASSPHRASE = "lantern orbit velvet crumble"
CODE = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-5MTV"
HEAD = bytes(range(32))
VAULT_ID = UUID("6f1c2d3e-4a5b-4c6d-8e7f-901234567890")
HEADER_KEY = Secret(bytes(range(50, 82)))
MASTER = Secret(bytes(range(32)))


@pytest.fixture(scope="session")
def locked_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], str]:
    """The files of a vault locked in order, made once, and its recovery code."""
    path = tmp_path_factory.mktemp("made") / "office.casebook"
    vault, code = create_vault(path, PASSPHRASE, cost=CHEAP)
    vault.database_path.write_bytes(bytes(range(256)) * 64)
    vault.lock(HEAD)
    return {file.name: file.read_bytes() for file in path.iterdir() if file.is_file()}, code


@pytest.fixture
def locked(locked_once: tuple[dict[str, bytes], str], tmp_path: Path) -> Path:
    """A vault locked in order, for this test alone."""
    path = tmp_path / "office.casebook"
    path.mkdir(mode=0o700)
    (path / "att").mkdir()
    for name, data in locked_once[0].items():
        (path / name).write_bytes(data)
    return path


@pytest.fixture
def code(locked_once: tuple[dict[str, bytes], str]) -> str:
    """The recovery code of `locked`."""
    return locked_once[1]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A vault's folder with nothing in it."""
    made = Folder(tmp_path / "bare.casebook")
    made.make()
    return made


@pytest.fixture
def header() -> Header:
    """A header with one recovery slot: it opens without a costly derivation."""
    return Header(
        vault_id=VAULT_ID,
        generation=7,
        is_clean=True,
        database_bytes=4096,
        database_sha256=bytes(range(32)),
        audit_head=HEAD,
        slots=(new_slot(MASTER, Credential(CODE), cost=None, vault_id=VAULT_ID, version=1),),
    )


@pytest.fixture
def attachments(tmp_path: Path) -> BlobStore:
    """The sealed files of a vault without any."""
    path = tmp_path / "att"
    path.mkdir()
    return BlobStore(path, VAULT_ID, Secret(b"a key for fingerprints"))


class DiskSpace:
    """Whether the disk has room when something is to reach it.

    Attributes:
        is_full: it has none until this is set back.
        room: how often it has yet before it has none, and is full or refuses a single time.
        is_short: it refuses a single time.
    """

    def __init__(self) -> None:
        self.is_full = self.is_short = False
        self.room = -1
        self._fsync = os.fsync

    def fsync(self, descriptor: int) -> None:
        is_out, self.room = self.room == 0, self.room - 1
        self.is_full |= is_out and not self.is_short
        if self.is_full or is_out:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._fsync(descriptor)


@pytest.fixture
def space(monkeypatch: pytest.MonkeyPatch) -> DiskSpace:
    """A disk that can be filled and freed."""
    space = DiskSpace()
    monkeypatch.setattr(os, "fsync", space.fsync)
    return space
