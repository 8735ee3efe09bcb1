"""What reads the files of a casebook that others may have written: header, slot, manifest, sealed file."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from uuid import UUID

from casebook.base.errors import VaultDamaged, VaultTooNew
from casebook.crypto import aead
from casebook.crypto.secret import Secret
from casebook.domain.vault.attachment import Attachment
from casebook.vault.header import decode, encode, is_authentic
from casebook.vault.header_frame import checksum
from casebook.vault.keyslot import parse_slot
from casebook.vault.manifest import open_manifest, seal_manifest
from casebook.vault.reader import SealedReader, sealed_size

VAULT_ID = UUID("6f1c2d3e-4a5b-4c6d-8e7f-901234567890")
KEY = Secret(bytes(range(32)))
FILE_SIZES = (0, 600, 70_000)
FILE_ID = "0123456789abcdef"
ABOUT = VAULT_ID.bytes + FILE_ID.encode("ascii")
_UNUSABLE = (VaultDamaged, VaultTooNew)


def header(data: bytes) -> None:
    """A header as it is, and with a checksum that fits: anyone can work that out.

    What is taken for a header is one byte for byte, and none is authentic without the key.
    """
    for candidate in (data, data + checksum(data)):
        with suppress(*_UNUSABLE):
            read = decode(candidate)
            assert encode(read, KEY)[:-40] == candidate[:-40]
            assert not is_authentic(candidate, KEY)


def slot(data: bytes) -> None:
    """A slot; what is read is what was written, and the rest is left."""
    with suppress(*_UNUSABLE):
        read, size_bytes = parse_slot(memoryview(data))
        assert read.written() == data[:size_bytes]


def manifest(data: bytes) -> None:
    """A manifest as it is, and sealed by whoever has the key: that too must be what a manifest is."""
    with suppress(*_UNUSABLE):
        open_manifest(data, KEY, VAULT_ID)
    prefix = b"CASEBKUP" + data[:2]
    sealed = prefix + aead.wrap(KEY, Secret(data[2:] or b" "), prefix + VAULT_ID.bytes)
    with suppress(*_UNUSABLE):
        read = open_manifest(sealed, KEY, VAULT_ID)
        assert open_manifest(seal_manifest(read, KEY, VAULT_ID), KEY, VAULT_ID) == read


def sealed_file(data: bytes) -> None:
    """A sealed file of one of three sizes; nothing but what was sealed is ever read.

    The bytes are cut or filled to the size that a record asks for, which is compared first.
    """
    size_bytes = FILE_SIZES[data[0] % len(FILE_SIZES)] if data else 0
    room = sealed_size(size_bytes)
    descriptor = os.memfd_create("sealed")
    os.write(descriptor, data[1 : room + 1].ljust(room, b"\0") if len(data) != 1 else data)
    attachment = Attachment(id=FILE_ID, key=KEY.reveal(), size_bytes=size_bytes, sha256="", fingerprint="")
    with suppress(VaultDamaged):
        try:
            reader = SealedReader(descriptor, attachment, ABOUT)
        except BaseException:
            with suppress(OSError):
                os.close(descriptor)
            raise
        with reader:
            assert reader.readall() == content(size_bytes)


def content(size_bytes: int) -> bytes:
    """What the sealed files of the corpus hold."""
    return (json.dumps(list(range(256))).encode() * (1 + size_bytes // 512))[:size_bytes]
