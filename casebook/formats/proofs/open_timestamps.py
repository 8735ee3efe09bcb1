"""OpenTimestamps proofs: the operations that lead from a digest to the Merkle root of a block of Bitcoin.

Source: the format as python-opentimestamps 0.4.5 writes it (``core/timestamp.py``, ``core/op.py``,
``core/notary.py``). Its limits are kept: results of 4,096 bytes, attestations of 8,192 bytes, forks 256 deep.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from casebook.domain.evidence.time_proof import Operation
from casebook.formats.fault import Damaged, OversizedFile

MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
_VERSION = 1
_SHA256 = 0x08
_SHA1, _RIPEMD160, _KECCAK256 = 0x02, 0x03, 0x67
_DIGEST_BYTES = {_SHA256: 32, _SHA1: 20, _RIPEMD160: 20, _KECCAK256: 32}
"""Length of a result by hash operation: SHA-256, SHA-1, RIPEMD-160, Keccak-256."""
_APPEND, _PREPEND, _REVERSE, _HEXLIFY = 0xF0, 0xF1, 0xF2, 0xF3
_FORK, _ATTESTATION = 0xFF, 0x00
_BITCOIN = bytes.fromhex("0588960d73d71901")
_PENDING = bytes.fromhex("83dfe30d2ef90c8e")
_MAX_RESULT_BYTES, _MAX_PAYLOAD_BYTES, _MAX_URI_BYTES, _MAX_FORKS = 4096, 8192, 1000, 256
_MAX_NUMBER_BYTES = 5
_MORE = 0x80
"""Set in each byte of a number but the last."""
_ROOT_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OpenTimestamp:
    """What a proof says.

    Attributes:
        digest: of the file it was made for, 32 bytes of SHA-256; empty where it uses another hash.
        roots: the blocks it claims, lowest first: height, and the Merkle root of 32 bytes, as in the header.
        pending: addresses of calendars that promised to anchor it.
        uncomputed: the first operation behind which a block could not be reached, or None.
    """

    digest: bytes
    roots: tuple[tuple[int, bytes], ...]
    pending: tuple[str, ...]
    uncomputed: Operation | None


@dataclass(slots=True)
class _Claims:
    """What the attestations read so far say."""

    roots: set[tuple[int, bytes]] = field(default_factory=set)
    pending: dict[str, None] = field(default_factory=dict)
    uncomputed: Operation | None = None


class _Reader:
    """Bytes from front to back."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, size: int) -> bytes:
        if size > len(self._data) - self._at:
            raise Damaged
        self._at += size
        return self._data[self._at - size : self._at]

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        """Seven bits a byte, the lowest first."""
        value = 0
        for place in range(_MAX_NUMBER_BYTES):
            byte = self.byte()
            value |= (byte & ~_MORE) << (7 * place)
            if not byte & _MORE:
                return value
        raise Damaged

    def sized(self, most: int) -> bytes:
        size = self.number()
        if size > most:
            raise OversizedFile
        return self.take(size)

    @property
    def is_done(self) -> bool:
        return self._at == len(self._data)


def read_open_timestamp(data: bytes) -> OpenTimestamp:
    """Recompute every path of a proof.

    Args:
        data: the ``.ots`` file.

    Raises:
        Damaged: it is cut short, has something behind its end, or an operation that nobody defined.
        OversizedFile: it forks too often, or a result swells past the limit.
    """
    reader = _Reader(data)
    if reader.take(len(MAGIC)) != MAGIC or reader.number() != _VERSION:
        raise Damaged
    hash_tag = reader.byte()
    if hash_tag not in _DIGEST_BYTES:
        raise Damaged
    digest = reader.take(_DIGEST_BYTES[hash_tag])
    claims = _Claims()
    forks: list[bytes | Operation] = [digest]
    while forks:
        _follow(reader, forks, claims)
    if not reader.is_done:
        raise Damaged
    return OpenTimestamp(
        digest=digest if hash_tag == _SHA256 else b"",
        roots=tuple(sorted(claims.roots)),
        pending=tuple(claims.pending),
        uncomputed=claims.uncomputed,
    )


def _follow(reader: _Reader, forks: list[bytes | Operation], claims: _Claims) -> None:
    """Follow one path to its attestation; where it forks, the result so far waits on the stack."""
    result = forks.pop()
    while True:
        tag = reader.byte()
        if tag == _FORK:
            if len(forks) == _MAX_FORKS:
                raise OversizedFile
            forks.append(result)
            tag = reader.byte()
        if tag == _ATTESTATION:
            _attest(reader.take(8), _Reader(reader.sized(_MAX_PAYLOAD_BYTES)), result, claims)
            return
        result = _applied(tag, result, reader)


def _attest(tag: bytes, payload: _Reader, result: bytes | Operation, claims: _Claims) -> None:
    """Note what an attestation says; one of another chain says nothing."""
    if tag == _BITCOIN:
        if isinstance(result, str):
            claims.uncomputed = claims.uncomputed or result
            return
        height = payload.number()
        if len(result) != _ROOT_BYTES or not payload.is_done:
            raise Damaged
        claims.roots.add((height, result))
    elif tag == _PENDING:
        address = payload.sized(_MAX_URI_BYTES)
        if not address.isascii() or not payload.is_done:
            raise Damaged
        claims.pending[address.decode("ascii")] = None


def _applied(tag: int, before: bytes | Operation, reader: _Reader) -> bytes | Operation:
    """The result of an operation; the name of the first that this computer cannot compute, behind one."""
    operand = reader.sized(_MAX_RESULT_BYTES) if tag in {_APPEND, _PREPEND} else b""
    if tag not in {*_DIGEST_BYTES, _APPEND, _PREPEND, _REVERSE, _HEXLIFY}:
        raise Damaged
    if isinstance(before, str):
        return before
    results: dict[int, Callable[[], bytes | Operation]] = {
        _SHA256: lambda: hashlib.sha256(before).digest(),
        _SHA1: lambda: hashlib.sha1(before, usedforsecurity=False).digest(),
        _RIPEMD160: lambda: _ripemd160(before),
        _KECCAK256: lambda: "Keccak-256",  # with the padding from before SHA-3, which hashlib lacks
        _APPEND: lambda: before + operand,
        _PREPEND: lambda: operand + before,
        _REVERSE: lambda: before[::-1],
        _HEXLIFY: lambda: before.hex().encode("ascii"),
    }
    after = results[tag]()
    if len(after) > _MAX_RESULT_BYTES:
        raise OversizedFile
    return after


def _ripemd160(before: bytes) -> bytes | Operation:
    try:
        return hashlib.new("ripemd160", before, usedforsecurity=False).digest()
    except ValueError:  # an OpenSSL of version 3 may leave it to a module that is not installed
        return "RIPEMD-160"
