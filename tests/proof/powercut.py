"""What a disk may hold after the power was cut, from an `strace -xx` record of the calls that wrote to it.

The disk of this model is as unkind as POSIX allows: bytes written are certain only after the file was
flushed, names only after their folder was. Of what is not certain any part may be there: writes in any order,
torn at sectors of 512 bytes; changes of names in their order or only some of them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

SECTOR_BYTES = 512
CALLS = (
    "openat,open,creat,close,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,"
    "link,linkat,mkdir,mkdirat,lseek,mmap"
)
"""Every call by which the writer changes a file of the vault; a map that could is refused."""
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+|0x[0-9a-f]+)(?: .*)?$")
_RESUMED = re.compile(r"^\d+ +<\.\.\. \w+ resumed>(.*)$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(slots=True)
class Inode:
    """A file: what the disk surely holds, and what was written since."""

    certain: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    now: bytearray = field(default_factory=bytearray)

    def write(self, offset: int, data: bytes) -> None:
        _put(self.now, offset, data)
        self.pending.append((offset, data))

    def truncate(self, size: int) -> None:
        _cut(self.now, size)
        self.pending.append((size, None))

    def flush(self) -> None:
        self.certain = bytearray(self.now)
        self.pending.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """What may be found: all, nothing, a beginning, or any part of what was pending."""
        content = bytearray(self.certain)
        way = chance.random()
        writes = list(self.pending)
        if way < 0.25:
            writes = []
        elif way < 0.5:
            writes = writes[: chance.randrange(len(writes) + 1)]
        elif way < 0.9:
            writes = [one for one in writes if chance.random() < 0.5]
            chance.shuffle(writes)
        for offset, data in writes:
            if data is None:
                _cut(content, offset)
            elif chance.random() < 0.2:
                keep = chance.randrange(0, len(data) + 1, SECTOR_BYTES)
                _put(content, offset, data[:keep])
            else:
                _put(content, offset, data)
        return bytes(content)


Names = dict[str, Inode | None]
"""Paths in the vault; None for a folder."""


@dataclass(slots=True)
class Disk:
    """The files of a folder while a record is replayed.

    Attributes:
        names: as the program sees them.
        certain: as the disk surely has them.
        pending: changes of names not yet flushed, with the folder each is in.
    """

    names: Names
    certain: Names
    pending: list[tuple[str, Callable[[Names], None]]] = field(default_factory=list)

    @classmethod
    def holding(cls, files: dict[str, bytes], folders: set[str]) -> Disk:
        """A disk on which all this is certain."""
        names: Names = dict.fromkeys(folders)
        names |= {name: Inode(bytearray(data), [], bytearray(data)) for name, data in files.items()}
        return cls(names, dict(names))

    def change(self, name: str, change: Callable[[Names], None]) -> None:
        change(self.names)
        self.pending.append((str(Path(name).parent), change))

    def flush_folder(self, folder: str) -> None:
        for where, change in self.pending:
            if where == folder:
                change(self.certain)
        self.pending = [one for one in self.pending if one[0] != folder]

    def after_cut(self, chance: random.Random) -> tuple[dict[str, bytes], set[str]]:
        """Files and folders that may be found."""
        names = dict(self.certain)
        way = chance.random()
        changes = list(self.pending)
        if way < 0.3:
            changes = []
        elif way < 0.6:
            changes = changes[: chance.randrange(len(changes) + 1)]
        elif way < 0.9:
            changes = [one for one in changes if chance.random() < 0.5]
        for _, change in changes:
            change(names)
        contents = {id(inode): inode.after_cut(chance) for inode in names.values() if inode is not None}
        files = {name: contents[id(inode)] for name, inode in names.items() if inode is not None}
        return files, {name for name, inode in names.items() if inode is None}


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a record: its name, its arguments as written, its result."""

    name: str
    arguments: str
    result: int


def calls_of(record: str) -> list[Call]:
    """The calls of a record that succeeded.

    Raises:
        ValueError: a line that this model does not understand.
    """
    calls = []
    begun: dict[str, str] = {}
    for entry in record.splitlines():
        line, number = entry, entry.split(" ", 1)[0]
        if "+++ exited with" in line:
            continue
        if line.endswith("<unfinished ...>"):  # another thread got in between; the call counts when it ended
            begun[number] = line.removesuffix("<unfinished ...>")
            continue
        if resumed := _RESUMED.match(line):
            line = begun.pop(number) + resumed[1]
        matched = _LINE.match(line)
        if not matched:
            raise ValueError(f"a line of the record is not understood: {line[:80]}")
        if (result := int(matched[3], 0)) >= 0:
            calls.append(Call(matched[1], matched[2], result))
    return calls


class Replay:
    """Applies the calls of a record to a disk.

    Args:
        root: the folder that is the disk, as the record names it.
        disk: what it held before.

    Attributes:
        told: lines written to standard output so far.
        count: calls so far that changed the disk, flushed it, or told something.
    """

    def __init__(self, root: Path, disk: Disk) -> None:
        self.disk, self.told, self.count = disk, list[str](), 0
        self._root = str(root)
        self._files: dict[int, tuple[str, Inode | None]] = {}
        self._at: dict[int, int] = {}

    def apply(self, call: Call) -> bool:
        """Replay one call; whether it mattered."""
        does = getattr(self, f"_{call.name}", None)
        before = self.count
        if does:
            does(call)
        return self.count > before

    def _openat(self, call: Call) -> None:
        name = self._named(call)
        self._files.pop(call.result, None)
        if name is None:
            return
        if name not in self.disk.names and "O_CREAT" in call.arguments:
            inode = Inode()
            self.disk.change(name, lambda names: names.__setitem__(name, inode))
            self.count += 1
        known_inode = self.disk.names.get(name)
        if known_inode is not None and "O_TRUNC" in call.arguments:
            known_inode.truncate(0)
            self.count += 1
        self._files[call.result], self._at[call.result] = (name, known_inode), 0

    _open = _creat = _openat

    def _close(self, call: Call) -> None:
        self._files.pop(_number(call), None)

    def _write(self, call: Call) -> None:
        descriptor, data = _number(call), _texts(call)[0]
        if descriptor == 1:
            self.told += data.decode().splitlines()
            self.count += 1
        elif (inode := self._inode(descriptor)) is not None:
            inode.write(self._at[descriptor], data[: call.result])
            self._at[descriptor] += call.result
            self.count += 1

    def _pwrite64(self, call: Call) -> None:
        if (inode := self._inode(_number(call))) is not None:
            offset = int(call.arguments.rsplit(",", 1)[1])
            inode.write(offset, _texts(call)[0][: call.result])
            self.count += 1

    def _mmap(self, call: Call) -> None:
        parts = call.arguments.split(", ")
        if "MAP_SHARED" in parts[3] and "PROT_WRITE" in parts[2] and self._inode(int(parts[4])) is not None:
            raise ValueError("a file of the vault is written through memory, which no record shows")

    def _lseek(self, call: Call) -> None:
        self._at[_number(call)] = call.result

    def _ftruncate(self, call: Call) -> None:
        if (inode := self._inode(_number(call))) is not None:
            inode.truncate(int(call.arguments.rsplit(",", 1)[1]))
            self.count += 1

    def _fsync(self, call: Call) -> None:
        name, inode = self._files.get(_number(call), ("", None))
        if inode is not None:
            inode.flush()
        elif name:
            self.disk.flush_folder(name)
        self.count += bool(name)

    _fdatasync = _fsync

    def _rename(self, call: Call) -> None:
        old, new = self._both(call)
        if old and new:

            def move(names: Names) -> None:
                if old in names:
                    names[new] = names.pop(old)

            self.disk.change(new, move)
            self.count += 1

    _renameat = _renameat2 = _rename

    def _link(self, call: Call) -> None:
        old, new = self._both(call)
        if old and new:
            inode = self.disk.names[old]
            self.disk.change(new, lambda names: names.__setitem__(new, inode))
            self.count += 1

    _linkat = _link

    def _unlink(self, call: Call) -> None:
        name = self._named(call)
        if name:

            def drop(names: Names) -> None:
                names.pop(name, None)

            self.disk.change(name, drop)
            self.count += 1

    _unlinkat = _unlink

    def _mkdir(self, call: Call) -> None:
        name = self._named(call)
        if name:
            self.disk.change(name, lambda names: names.__setitem__(name, None))
            self.count += 1

    _mkdirat = _mkdir

    def _inode(self, descriptor: int) -> Inode | None:
        return self._files.get(descriptor, ("", None))[1]

    def _named(self, call: Call) -> str | None:
        return self._inside(_texts(call)[0].decode())

    def _both(self, call: Call) -> tuple[str | None, str | None]:
        old, new = (self._inside(text.decode()) for text in _texts(call)[:2])
        return old, new

    def _inside(self, path: str) -> str | None:
        if path == self._root:
            return "."
        return path.removeprefix(f"{self._root}/") if path.startswith(f"{self._root}/") else None


def _number(call: Call) -> int:
    return int(call.arguments.split(",", 1)[0])


def _texts(call: Call) -> list[bytes]:
    return [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(call.arguments)]


def _put(data: bytearray, offset: int, written: bytes) -> None:
    if len(data) < offset:
        data.extend(bytes(offset - len(data)))
    data[offset : offset + len(written)] = written


def _cut(data: bytearray, size: int) -> None:
    if len(data) < size:
        data.extend(bytes(size - len(data)))
    del data[size:]
