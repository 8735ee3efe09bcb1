"""Compound files with letters of Outlook, written for tests: [MS-CFB] and [MS-OXMSG] at their plainest."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

Tree = Mapping[str, "bytes | Tree"]
_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def compound(tree: Tree) -> bytes:
    """A compound file with these streams; every storage is a list, which readers take for a tree."""
    writer = _Writer()
    writer.storage("Root Entry", 5, tree)
    return writer.file()


class _Writer:
    def __init__(self) -> None:
        self.entries: list[list[object]] = []
        self.small = b""
        self.small_fat: list[int] = []
        self.sectors: list[bytes] = []
        self.fat: list[int] = []

    def storage(self, name: str, kind: int, tree: Tree) -> int:
        number = self._entry(name, kind)
        before = -1
        for child_name, content in tree.items():
            child = (
                self._stream(child_name, content)
                if isinstance(content, bytes)
                else self.storage(child_name, 1, content)
            )
            if before < 0:
                self.entries[number][3] = child
            else:
                self.entries[before][2] = child
            before = child
        return number

    def file(self) -> bytes:
        self.entries[0][4], self.entries[0][5] = self._chain(self.small), len(self.small)
        directory = b"".join(_packed(entry) for entry in self.entries)
        first_directory = self._chain(directory)
        first_small_fat = self._chain(struct.pack(f"<{len(self.small_fat)}I", *self.small_fat))
        fat_sectors = (len(self.fat) + 140) // 127 + 1
        first_fat = len(self.sectors)
        fat = [*self.fat, *[_FAT] * fat_sectors]
        fat += [_FREE] * (fat_sectors * 128 - len(fat))
        table = struct.pack(f"<{len(fat)}I", *fat)
        places = [first_fat + at for at in range(fat_sectors)] + [_FREE] * (109 - fat_sectors)
        head = struct.pack(
            "<8s16xHHHHH6xIIIIIIIII",
            *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, first_directory, 0),
            *(_CUTOFF, first_small_fat, (len(self.small_fat) + 127) // 128, _END, 0),
        )
        return head + struct.pack("<109I", *places) + b"".join(self.sectors) + table

    def _entry(self, name: str, kind: int) -> int:
        self.entries.append([name, kind, _NONE, _NONE, _END, 0])
        return len(self.entries) - 1

    def _stream(self, name: str, data: bytes) -> int:
        number = self._entry(name, 2)
        self.entries[number][5] = len(data)
        if len(data) >= _CUTOFF:
            self.entries[number][4] = self._chain(data)
        elif data:
            first, count = len(self.small_fat), -(-len(data) // _SMALL)
            self.small_fat += [*range(first + 1, first + count), _END]
            self.small += data.ljust(count * _SMALL, b"\0")
            self.entries[number][4] = first
        return number

    def _chain(self, data: bytes) -> int:
        count = max(1, -(-len(data) // _SECTOR))
        first = len(self.sectors)
        padded = data.ljust(count * _SECTOR, b"\0")
        self.sectors += [padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR)]
        self.fat += [*range(first + 1, first + count), _END]
        return first


def _packed(entry: list[object]) -> bytes:
    name, kind, right, child, first, size = entry
    written = f"{name}\0".encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16x4x16xIQ", written, len(written), kind, 1, _NONE, right, child, first, size
    )


def outlook_letter(
    texts: Mapping[int, str | bytes],
    *,
    numbers: Mapping[int, int] | None = None,
    sent_at: datetime | None = None,
    recipients: list[tuple[str, str, int]] | None = None,
    attached: list[Tree] | None = None,
    within: bool = False,
) -> Tree:
    """The streams of a letter: its texts by their tags (bytes in the code page), and what belongs to it."""
    fixed = [struct.pack("<HHIq", 3, tag, 6, value) for tag, value in (numbers or {}).items()]
    if sent_at:
        ticks = int((sent_at - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        fixed.append(struct.pack("<HHIq", 0x40, 0x39, 6, ticks))
    tree: dict[str, bytes | Tree] = {
        "__properties_version1.0": bytes(24 if within else 32) + b"".join(fixed),
        **{_name(tag, text): _written(text) for tag, text in texts.items()},
    }
    for number, (name, address, kind) in enumerate(recipients or ()):
        tree[f"__recip_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8) + struct.pack("<HHIq", 3, 0xC15, 6, kind),
            "__substg1.0_3001001F": name.encode("utf-16-le"),
            "__substg1.0_39FE001F": address.encode("utf-16-le"),
        }
    for number, storage in enumerate(attached or ()):
        tree[f"__attach_version1.0_#{number:08X}"] = storage
    return tree


def attached_file(name: str, data: bytes) -> Tree:
    """The streams of an attached file."""
    return {
        "__properties_version1.0": bytes(8) + struct.pack("<HHIq", 3, 0x3705, 6, 1),
        "__substg1.0_3707001F": name.encode("utf-16-le"),
        "__substg1.0_37010102": data,
    }


def attached_letter(letter: Tree) -> Tree:
    """The streams of a letter attached to another."""
    return {
        "__properties_version1.0": bytes(8) + struct.pack("<HHIq", 3, 0x3705, 6, 5),
        "__substg1.0_3701000D": letter,
    }


def _name(tag: int, text: str | bytes) -> str:
    kind = 0x1F if isinstance(text, str) else 0x102 if tag in {0x1009, 0x1013} else 0x1E
    return f"__substg1.0_{tag:04X}{kind:04X}"


def _written(text: str | bytes) -> bytes:
    return text.encode("utf-16-le") if isinstance(text, str) else text
