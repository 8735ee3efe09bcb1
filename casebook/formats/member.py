"""The members of an archive as they are taken out, within bounds that no archive can talk its way past."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from casebook.formats.read import EmbeddedFile
from casebook.host.protocol.extract_protocol import MAX_LEFT, MAX_PARTS, LeftInside, WhyLeft

MAX_UNPACKED_BYTES = 256 << 20
"""Maximum of all members of one archive together."""
_MAX_SWELLING = 200
_SWELLING_COUNTS_FROM_BYTES = 16 << 20
_PIECE_BYTES = 1 << 20
_MAX_NAME = 1_000
_LEFT_BY_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class Readable(Protocol):
    """What gives bytes in pieces."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


class TooMuch(Exception):
    """A member holds more than may still be taken."""


class Members:
    """The members taken out so far, and those that stay inside with the reason.

    Args:
        packed_bytes: size of the archive, against which its swelling is measured.

    Attributes:
        files: what was taken out.
        left: what stays inside; the last one counts the rest, where there are too many to name.
    """

    def __init__(self, packed_bytes: int) -> None:
        self.files: list[EmbeddedFile] = []
        self.left: list[LeftInside] = []
        # Text packs to a fiftieth and less; what swells further is made to.
        self._left_bytes = min(
            MAX_UNPACKED_BYTES, max(packed_bytes * _MAX_SWELLING, _SWELLING_COUNTS_FROM_BYTES)
        )

    @property
    def left_bytes(self) -> int:
        """How many bytes may still be taken out."""
        return self._left_bytes

    def wants(self, name: str, size_bytes: int) -> bool:
        """Whether a member is to be unpacked; if not, it is noted why.

        Args:
            name: with its folders, as the archive gives it.
            size_bytes: as the archive announces it, which is not believed further than this.
        """
        if name.startswith(_LEFT_BY_SYSTEMS) or name.endswith(_LEFT_BY_SYSTEMS[1:]):
            return False
        if len(self.files) >= MAX_PARTS:
            self.leave(name, "many")
        elif size_bytes > self._left_bytes:
            self.leave(name, "large")
        else:
            return True
        return False

    def take(self, name: str, stream: Readable) -> None:
        """Unpack a member up to the bound; one that is larger stays inside, as does an empty one."""
        try:
            data = bounded_bytes(stream, self._left_bytes)
        except TooMuch:
            self.leave(name, "large")
        else:
            self.add(name, data)

    def add(self, name: str, data: bytes) -> None:
        """Keep a member that was unpacked within the bound."""
        self._left_bytes -= len(data)
        if data:
            self.files.append(EmbeddedFile(name=name[:_MAX_NAME], data=data))
        else:
            self.leave(name, "empty")

    def leave(self, name: str, why: WhyLeft) -> None:
        """Note that a member stays inside."""
        if len(self.left) < MAX_LEFT:
            self.left.append(LeftInside(name=name[:_MAX_NAME], why=why))
        else:
            self.left[-1] = replace(self.left[-1], others=self.left[-1].others + 1)


def bounded_bytes(stream: Readable, most: int) -> bytes:
    """All bytes of a stream.

    Raises:
        TooMuch: there are more than this.
    """
    pieces: list[bytes] = []
    left = most
    while piece := stream.read(min(_PIECE_BYTES, left + 1)):
        left -= len(piece)
        if left < 0:
            raise TooMuch
        pieces.append(piece)
    return b"".join(pieces)
