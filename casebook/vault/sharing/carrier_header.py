"""The sealed header of a file of a carrier: what it is, of which device, and the key of its body.

The carrier sees neither author nor space nor kind. Bytes: docs/sharing-format.md.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from casebook.base.errors import DamagedSource, VaultTooNew
from casebook.crypto import aead
from casebook.crypto.kdf import subkey
from casebook.crypto.secret import Secret
from casebook.vault.sharing.carrier_body import REMEDY

HEADER_BYTES = 128
SEALED_HEADER_BYTES = aead.NONCE_BYTES + HEADER_BYTES + aead.TAG_BYTES
SUITE = 1
ID_BYTES = 16
LINE_BYTES = 8
DIGEST_BYTES = 32
KEY_BYTES = 32
_ABOUT = b"casebook share 1"
_LABEL = "file"
_HEADER = struct.Struct("<BB2xI8sQ32s32sQ32s")
_KEY_AT = 56


class CarrierKind(IntEnum):
    """What a file of a carrier is; the numbers are those in the header."""

    CHANGES = 1
    HEAD = 2
    ROSTER = 3
    GRANT = 4
    CHECKPOINT = 5
    FILE = 6


NUMBERED = frozenset({CarrierKind.CHANGES, CarrierKind.CHECKPOINT, CarrierKind.ROSTER, CarrierKind.GRANT})
"""Kinds that stand in a line, so that one that is missing is noticed; others have no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePlace:
    """Where a file belongs.

    Attributes:
        team: 16 bytes.
        space: 16 bytes.
    """

    team: bytes
    space: bytes

    def __post_init__(self) -> None:
        if (len(self.team), len(self.space)) != (ID_BYTES, ID_BYTES):
            raise ValueError("a team and a space have ids of 16 bytes")


@dataclass(frozen=True, kw_only=True, repr=False)
class SpaceKey:
    """The key of a space in an epoch.

    Attributes:
        place: team and space.
        epoch: number, from 1.
        key: 32 bytes.
    """

    place: SharePlace
    epoch: int
    key: Secret

    @cached_property
    def header_key(self) -> Secret:
        """Return the key to which headers are sealed, derived once: it is tried on every file."""
        return subkey(self.key, salt=self.place.space, label=_LABEL)

    def __repr__(self) -> str:
        return "SpaceKey()"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CarrierHeader:
    """What a file says of itself.

    Attributes:
        kind: what it is.
        epoch: of the key it is sealed to.
        line: of the device's log, 8 bytes.
        number: in this line, from 1; 0 for a file outside of it.
        signer: id of the device, 32 bytes.
        before: SHA-256 of the line's file before, or 32 zeros.
        body_key: of the stream, 32 bytes.
        body_bytes: of the body with its signature, without padding.
    """

    kind: CarrierKind
    epoch: int
    line: bytes
    number: int
    signer: bytes
    before: bytes
    body_key: bytes
    body_bytes: int

    def written(self) -> bytes:
        """Return the header, 128 bytes."""
        return _HEADER.pack(
            self.kind,
            SUITE,
            self.epoch,
            self.line,
            self.number,
            self.signer,
            self.body_key,
            self.body_bytes,
            self.before,
        )

    def without_key(self) -> bytes:
        """Return the 96 bytes that are signed."""
        written = self.written()
        return written[:_KEY_AT] + written[_KEY_AT + KEY_BYTES :]

    def __repr__(self) -> str:
        return f"CarrierHeader({self.kind.name.lower()})"


def new_body_key() -> bytes:
    """Return the key of a new body."""
    return secrets.token_bytes(KEY_BYTES)


def seal_header(header: CarrierHeader, key: SpaceKey) -> bytes:
    """Return a header sealed to the key of its space, 168 bytes."""
    return aead.wrap(key.header_key, Secret(header.written()), _ABOUT)


def open_header(sealed: bytes, keys: Iterable[SpaceKey]) -> tuple[CarrierHeader, SpaceKey] | None:
    """Return the header of a file and the key that opened it, or None if none did.

    Args:
        sealed: the first 168 bytes of the file.
        keys: of all spaces and epochs that this device has.

    Raises:
        VaultTooNew: a later version wrote it.
        DamagedSource: whoever sealed it wrote what no header is.
    """
    for key in keys:
        plain = aead.unwrap(key.header_key, sealed, _ABOUT)
        if plain is not None:
            return _parsed(plain.reveal(), key), key
    return None


def _parsed(data: bytes, key: SpaceKey) -> CarrierHeader:
    kind, suite, epoch, line, number, signer, body_key, body_bytes, before = _HEADER.unpack(data)
    if suite != SUITE or kind not in set(CarrierKind):
        raise VaultTooNew(
            "The shared folder holds files of a later version of Casebook.",
            remedy="Update Casebook first. The files stay where they are.",
        )
    header = CarrierHeader(
        kind=CarrierKind(kind),
        epoch=epoch,
        line=line,
        number=number,
        signer=signer,
        before=before,
        body_key=body_key,
        body_bytes=body_bytes,
    )
    # SECURITY: who has the key of a space writes any signer and number here; what has no place takes none
    is_placed = bool(number) == (header.kind in NUMBERED)
    if epoch != key.epoch or header.written() != data or not is_placed:
        raise DamagedSource("A file in the shared folder does not hold what it should.", remedy=REMEDY)
    return header
