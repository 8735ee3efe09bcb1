"""The beginning and end common to all header versions, readable without ciphers.

Bytes: docs/vault-format.md.
"""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

from casebook.base.errors import DiskProblem, VaultDamaged, VaultTooNew
from casebook.base.message import Message
from casebook.vault.disk import disk, read_bounded
from casebook.vault.folder import Folder

MAGIC = b"CASEBOOK"
VERSION = 1
MAX_BYTES = 64 * 1024
CHECKSUM_BYTES = 8
_PREFIX = struct.Struct("<8sH")


def check_frame(data: bytes) -> bytes:
    """Return the part of a header covered by its checksum.

    Raises:
        VaultDamaged: it is not what any Casebook wrote.
        VaultTooNew: a later version wrote it.
    """
    least = _PREFIX.size + CHECKSUM_BYTES
    if not least <= len(data) <= MAX_BYTES or not data.startswith(MAGIC):
        raise VaultDamaged("The casebook header is incomplete or is not a header.")
    signed, found = data[:-CHECKSUM_BYTES], data[-CHECKSUM_BYTES:]
    # The beginning and the checksum mean the same in every version: damage is never taken for a newer vault.
    if checksum(signed) != found:
        raise VaultDamaged("The casebook header is damaged.")
    if _PREFIX.unpack_from(data)[1] != VERSION:
        raise VaultTooNew("This casebook was written by a later version of Casebook.")
    return signed


def checksum(signed: bytes) -> bytes:
    """Return the checksum, which detects damage but not forgery."""
    return hashlib.sha256(signed).digest()[:CHECKSUM_BYTES]


def read_header(path: Path) -> bytes:
    """Return the bytes of a header on disk.

    Raises:
        VaultDamaged: it is missing.
        DiskProblem: the disk refuses.
    """
    with disk(Message("reading the casebook's header")):
        try:
            return read_bounded(path, MAX_BYTES)
        except FileNotFoundError as error:
            raise VaultDamaged("The casebook header is missing.") from error


def require_vault(path: Path) -> None:
    """Require that a folder contains a vault, before its passphrase is requested.

    Raises:
        NotFound: nothing is there.
        InvalidInput: it is not a vault.
        VaultDamaged: neither header can be used.
        VaultTooNew: a later version wrote it.
        DiskProblem: the disk refuses.
    """
    folder = Folder.existing(path)
    try:
        check_frame(read_header(folder.header))
    except (VaultDamaged, DiskProblem) as first:
        try:
            check_frame(read_header(folder.header_backup))
        except (VaultDamaged, DiskProblem):
            raise first from None
