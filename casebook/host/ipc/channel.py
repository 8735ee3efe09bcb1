"""Message channels between the program's processes, which can pass open files (SCM_RIGHTS).

A file travels as what the kernel calls a descriptor: who receives it can use that one file and needs no
right to its folder. That is how a confined session gets a file the person chose.

Source: Linux, unix(7), SOCK_SEQPACKET and SCM_RIGHTS. Python's own way there is a library for networks, which
nothing of Casebook imports; the two ends here have no name that anybody could connect to.
"""

from __future__ import annotations

import array
import ctypes
import errno
import os
import select
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from casebook.host.sandbox.kernel import library

_LOCAL, _WHOLE_MESSAGES = 1, 5
_CLOSED_ON_START = 0o2000000
_NO_SIGNAL, _CLOSED_ON_START_TOO = 0x4000, 0x40000000
_OF_SOCKETS, _FILES = 1, 1
_HEAD = 16
"""Size of the header before the files in a control message: length, level and type."""
MAX_BYTES = 64 << 10
MAX_FILES = 64
"""Maximum files of a message; a longer choice is sent in several."""


class PeerClosed(Exception):
    """The process at the other end has ended."""


@dataclass(frozen=True, slots=True)
class ChannelMessage:
    """A message with its files.

    Attributes:
        kind: what it is about, one of the numbers both sides know.
        words: texts and paths that go with it; none holds a zero byte.
        files: descriptors, open in the receiving process, which must close them.
    """

    kind: int
    words: tuple[str, ...] = field(default=(), repr=False)
    files: tuple[int, ...] = ()


class _Part(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _Envelope(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_void_p),
        ("name_length", ctypes.c_uint32),
        ("parts", ctypes.POINTER(_Part)),
        ("part_count", ctypes.c_size_t),
        ("control", ctypes.c_void_p),
        ("control_length", ctypes.c_size_t),
        ("flags", ctypes.c_int),
    )


class Channel:
    """One end of a channel.

    Args:
        descriptor: of the end; closed with `close`.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    @classmethod
    def pair(cls) -> tuple[Self, Self]:
        """Return both ends of a new channel.

        Raises:
            OSError: the system has no more.
        """
        ends = (ctypes.c_int * 2)()
        _checked(library().socketpair(_LOCAL, _WHOLE_MESSAGES | _CLOSED_ON_START, 0, ends))
        return cls(ends[0]), cls(ends[1])

    def send(self, kind: int, *words: str, files: Sequence[int] = ()) -> None:
        """Send a message; the files stay open here too.

        Raises:
            PeerClosed: nobody receives it.
            OSError: it is too long: whoever receives it would get the beginning and not know.
        """
        data = bytes([kind]) + b"".join(b"\0" + os.fsencode(word) for word in words)
        if len(data) > MAX_BYTES or len(files) > MAX_FILES:
            raise OSError(errno.EMSGSIZE, os.strerror(errno.EMSGSIZE))
        control = _packed(files)
        envelope = _envelope(ctypes.create_string_buffer(data, len(data)), len(data), control)
        _or_closed(library().sendmsg(self.descriptor, ctypes.byref(envelope), _NO_SIGNAL))

    def wait(self, most_ms: int) -> bool:
        """Wait until there is something to receive, or for a time; returns whether there is."""
        waiting = select.poll()
        waiting.register(self.descriptor, select.POLLIN)
        return bool(waiting.poll(most_ms))

    def receive(self) -> ChannelMessage:
        """Wait for the next message.

        Raises:
            PeerClosed: there will be none.
        """
        room = ctypes.create_string_buffer(MAX_BYTES)
        control = ctypes.create_string_buffer(_HEAD + 4 * MAX_FILES)
        envelope = _envelope(room, MAX_BYTES, control)
        while True:
            try:
                count = _or_closed(
                    library().recvmsg(self.descriptor, ctypes.byref(envelope), _CLOSED_ON_START_TOO)
                )
            except InterruptedError:
                continue
            break
        if count == 0:
            raise PeerClosed
        data = room.raw[:count]
        files = _unpacked(control.raw[: envelope.control_length])
        return ChannelMessage(data[0], tuple(os.fsdecode(word) for word in data[1:].split(b"\0")[1:]), files)

    def close(self) -> None:
        """Close this end; may be called again."""
        if self.descriptor >= 0:
            with suppress(OSError):
                os.close(self.descriptor)
            self.descriptor = -1


def _envelope(
    room: ctypes.Array[ctypes.c_char], size: int, control: ctypes.Array[ctypes.c_char]
) -> _Envelope:
    part = _Part(ctypes.addressof(room), size)
    where = ctypes.addressof(control) if len(control) else None
    made = _Envelope(None, 0, ctypes.pointer(part), 1, where, len(control), 0)
    made.kept = (room, part, control)  # as long as the kernel may look there
    return made


def _packed(files: Sequence[int]) -> ctypes.Array[ctypes.c_char]:
    if not files:
        return ctypes.create_string_buffer(0)
    numbers = array.array("i", files).tobytes()
    length = (_HEAD + len(numbers)).to_bytes(8, "little")
    head = length + _OF_SOCKETS.to_bytes(4, "little") + _FILES.to_bytes(4, "little")
    data = head + numbers + bytes(-len(numbers) % 8)
    return ctypes.create_string_buffer(data, len(data))


def _unpacked(control: bytes) -> tuple[int, ...]:
    if len(control) <= _HEAD:
        return ()
    length = int.from_bytes(control[:8], "little")
    numbers = array.array("i")
    numbers.frombytes(control[_HEAD:length])
    return tuple(numbers)


def _or_closed(answer: int) -> int:
    try:
        return _checked(answer)
    except (BrokenPipeError, ConnectionError) as error:
        raise PeerClosed from error


def _checked(answer: int) -> int:
    if answer < 0:
        failed = ctypes.get_errno()
        if failed == errno.EBADF:
            raise PeerClosed
        raise OSError(failed, os.strerror(failed))
    return answer
