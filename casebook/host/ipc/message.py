"""Messages between a worker and its parent: a header of four numbers, then the payload.

Nothing is parsed but numbers of fixed width, so that a hostile sender has nothing to play with; the reader
compares the announced size with what it expects before it makes room.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Self

_HEAD = struct.Struct(">4sIIIQ")
_MARK = b"CBK1"
_MAX_AT_ONCE_BYTES = 1 << 20
_PIECE_BYTES = 1 << 18
HEAD_BYTES = _HEAD.size


class ProtocolError(Exception):
    """The data is not a message, or not the expected one."""


@dataclass(frozen=True, slots=True)
class MessageHead:
    """The header of a message; each number is from 0 to 2^32 - 1, the size to 2^64 - 1.

    Attributes:
        kind: what is asked or answered.
        first: its first figure.
        second: its second figure.
        size_bytes: how many bytes follow.
    """

    kind: int
    first: int = 0
    second: int = 0
    size_bytes: int = 0

    def pack(self) -> bytes:
        """Return the header as bytes."""
        return _HEAD.pack(_MARK, self.kind, self.first, self.second, self.size_bytes)

    @classmethod
    def unpack(cls, data: bytes | bytearray) -> Self:
        """Return the header from bytes.

        Raises:
            ProtocolError: these bytes are no head.
        """
        if len(data) != HEAD_BYTES or not data.startswith(_MARK):
            raise ProtocolError
        _, kind, first, second, size_bytes = _HEAD.unpack(data)
        return cls(kind, first, second, size_bytes)


def read_head(stream: BinaryIO) -> MessageHead | None:
    """Wait for the next message; None if the other side has closed.

    Raises:
        ProtocolError: it ended amid a head, or this is none.
    """
    data = stream.read(HEAD_BYTES)
    return MessageHead.unpack(data) if data else None


def read_payload(stream: BinaryIO, size_bytes: int) -> bytes:
    """Return the bytes after a header; the caller has checked the size.

    Raises:
        ProtocolError: it ended before.
    """
    data = stream.read(size_bytes)
    if len(data) != size_bytes:
        raise ProtocolError
    return data


def in_pieces(stream: BinaryIO, size_bytes: int) -> Iterator[bytes]:
    """Yield a number of bytes of a stream by piece; fewer if it ends before."""
    while size_bytes and (piece := stream.read(min(size_bytes, _PIECE_BYTES))):
        size_bytes -= len(piece)
        yield piece


def write_message(descriptor: int, head: MessageHead, payload: Iterable[bytes | memoryview] = ()) -> None:
    """Send a message, waiting for the other side to read it.

    Raises:
        OSError: the other side has gone.
    """
    for part in chain((head.pack(),), payload):
        view = memoryview(part).cast("B")
        while view:
            view = view[os.write(descriptor, view[:_MAX_AT_ONCE_BYTES]) :]
