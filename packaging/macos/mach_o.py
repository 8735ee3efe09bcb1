"""Reading Mach-O, the format of programs and libraries of macOS, as far as a layout can be checked by it.

Source: Apple's SDK, mach-o/loader.h and mach-o/fat.h.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ARM64 = 0x0100000C
"""CPU_TYPE_ARM64."""
_ONE, _SEVERAL = 0xFEEDFACF, 0xCAFEBABE
"""MH_MAGIC_64, little-endian; FAT_MAGIC, big-endian."""
_LOADS = {0xC, 0x80000018, 0x8000001F}
"""LC_LOAD_DYLIB, LC_LOAD_WEAK_DYLIB, LC_REEXPORT_DYLIB."""
_PLACE, _BUILT_FOR, _LEAST = 0x8000001C, 0x32, 0x24
"""LC_RPATH, LC_BUILD_VERSION, LC_VERSION_MIN_MACOSX."""


class MachO(NamedTuple):
    """What a program or library states.

    Attributes:
        processor: its CPU type.
        loads: the libraries it loads, as it names them.
        places: where it looks for names that begin with @rpath.
        least: the oldest macOS it is for, such as (11, 0).
    """

    processor: int
    loads: tuple[str, ...]
    places: tuple[str, ...]
    least: tuple[int, int]


def is_mach_o(path: Path) -> bool:
    """Whether a file is a program or library of macOS, for one processor or several."""
    with path.open("rb") as file:
        start = file.read(8)
    if len(start) < 8:  # noqa: PLR2004 - magic and the next number
        return False
    is_several = struct.unpack(">I", start[:4])[0] == _SEVERAL
    # A class file of Java begins alike; its next number is a version, above 43.
    return (is_several and start[7] < 16) or struct.unpack("<I", start[:4])[0] == _ONE  # noqa: PLR2004


def sliced(data: bytes, processor: int = ARM64) -> bytes:
    """The part for one processor, with its signature, which is for that part alone.

    Raises:
        ValueError: there is none.
    """
    if struct.unpack_from(">I", data)[0] != _SEVERAL:
        if struct.unpack_from("<I", data, 4)[0] == processor:
            return data
        raise ValueError("it is for another processor")
    for number in range(struct.unpack_from(">I", data, 4)[0]):
        kind, _, start, size, _ = struct.unpack_from(">5I", data, 8 + 20 * number)
        if kind == processor:
            return data[start : start + size]
    raise ValueError("it is for other processors")


def read(data: bytes) -> MachO:
    """What a file for one processor states.

    Raises:
        ValueError: it is none.
    """
    magic, processor = struct.unpack_from("<II", data)
    if magic != _ONE:
        raise ValueError("not a program or library of macOS for one processor")
    loads, places, least = [], [], (0, 0)
    for kind, command in _commands(data):
        if kind in _LOADS:
            loads.append(_text(command))
        elif kind == _PLACE:
            places.append(_text(command))
        elif kind in {_BUILT_FOR, _LEAST}:
            version = struct.unpack_from("<I", command, 12 if kind == _BUILT_FOR else 8)[0]
            least = (version >> 16, version >> 8 & 0xFF)
    return MachO(processor, tuple(loads), tuple(places), least)


def _commands(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 32
    for _ in range(struct.unpack_from("<I", data, 16)[0]):
        kind, size = struct.unpack_from("<II", data, at)
        yield kind, data[at : at + size]
        at += size


def _text(command: bytes) -> str:
    start = struct.unpack_from("<I", command, 8)[0]
    return command[start:].partition(b"\0")[0].decode()
