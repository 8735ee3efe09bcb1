"""Opens a pack file: its head, its entries by kind, and the counts that show nothing was lost."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

from casebook.base.errors import DiskProblem, FileMissing, PackInvalid, Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.packs.base.entry import OnDefect, PackEntry, refuse

T = TypeVar("T")

HEAD = "pack"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackHead:
    """The ``[pack]`` table of a pack.

    Attributes:
        id: stable word; the file is named ``<id>.toml``.
        version: compared for being the same, never for order; copied with every entry into a vault.
        compiled_on: the day the entries were gathered.
        checked_on: the day every entry without a date of its own was last checked against its source.
        source: where entries without a source of their own come from, in words.
        counts: how many entries of each kind the file must hold.
    """

    id: str
    version: str
    compiled_on: date
    checked_on: date
    source: str
    counts: dict[str, int]


class PackFile(Protocol):
    """A file of a pack, on disk or carried in another."""

    @property
    def name(self) -> str:
        """Its name with the ending."""
        ...

    @property
    def stem(self) -> str:
        """Its name without."""
        ...

    def read_bytes(self) -> bytes:
        """All of it."""
        ...


class PackFolder(Protocol):
    """What holds pack files."""

    def __truediv__(self, name: str, /) -> PackFile: ...


class MemoryFile:
    """A file of a pack in memory."""

    def __init__(self, name: str, text: str | None) -> None:
        self.name, self._text = name, text

    @property
    def stem(self) -> str:
        """Its name without the ending."""
        return self.name.removesuffix(".toml")

    def read_bytes(self) -> bytes:
        """All of it.

        Raises:
            FileNotFoundError: the folder does not hold it.
        """
        if self._text is None:
            raise FileNotFoundError(self.name)
        return self._text.encode("utf-8")


class MemoryFolder:
    """Files of packs by name."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __truediv__(self, name: str) -> MemoryFile:
        return MemoryFile(name, self._texts.get(name))


class Pack:
    """A pack file opened: `entries` of each kind are asked for once, then `close` names what is left over."""

    def __init__(self, root: PackEntry) -> None:
        self.root = root
        self.head = _head(root)

    def entries(self, kind: str) -> tuple[PackEntry, ...]:
        """The entries of a kind, in order. Ids are unique and as many as the head counts."""
        tables = self.root.tables(kind)
        counted = self.head.counts.get(kind, 0)
        if len(tables) != counted:
            self.root.complain(
                kind,
                Message(
                    "has {count} entries, but its head states {stated}", count=len(tables), stated=counted
                ),
            )
        seen = Counter(entry.name for entry in tables)
        for entry in tables:
            if seen[entry.name] > 1:
                entry.complain("id", "occurs more than once")
        return tables

    def close(self) -> None:
        """Name kinds of entry and fields of the file that no reader asked for."""
        self.root.close()


def read_file(path: PackFile, on_defect: OnDefect = refuse) -> PackEntry:
    """The whole of a TOML file as one entry.

    Raises:
        NotFound: there is no such file.
        DiskProblem: it cannot be read.
        PackInvalid: it is no TOML, unless `on_defect` collects.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(
            Message("The file {name} was not found.", name=path.name), field=path.name
        ) from error
    except OSError as error:
        raise DiskProblem(Message("{name} cannot be read.", name=path.name), field=path.name) from error
    is_shipped = isinstance(path, Path) and path.is_relative_to(resource("packs"))
    return read_data(data, path.name, _refuse_shipped if is_shipped and on_defect is refuse else on_defect)


def _refuse_shipped(defect: PackInvalid) -> NoReturn:
    """Raise a defect of a file that ships with the program: nobody at the window can correct it."""
    defect.remedy = Message("Reinstall Casebook.")
    raise defect


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML document.

    Raises:
        ValueError: it is none, or goes deeper than anybody writes.
    """
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("tables and lists are nested too deeply") from error


def read_data(data: bytes, name: str, on_defect: OnDefect = refuse) -> PackEntry:
    """The whole of a TOML file as one entry, from its bytes.

    Raises:
        PackInvalid: it is no TOML, unless `on_defect` collects.
    """
    values: dict[str, object] = {}
    try:
        values = parse_toml(data.decode("utf-8"))
    except ValueError as error:
        on_defect(PackInvalid(Message("is not valid TOML: {fault}", fault=str(error)), file=name))
    return PackEntry(values, file=name, on_defect=on_defect)


def read_pack(path: PackFile, on_defect: OnDefect = refuse) -> Pack:
    """A pack file with its head read.

    Raises:
        NotFound: there is no such file.
        DiskProblem: it cannot be read.
        PackInvalid: the head breaks its schema, unless `on_defect` collects.
    """
    pack = Pack(read_file(path, on_defect))
    if pack.head.id != path.stem:
        pack.root.complain(
            HEAD,
            Message(
                "is {pack}, but the file is named {file}", pack=pack.head.id or "nothing", file=path.stem
            ),
        )
    return pack


def read_all(
    path: PackFile, kind: str, build: Callable[[PackEntry], T], on_defect: OnDefect
) -> tuple[T, ...]:
    """Return the content of every entry of a pack of one kind, in order.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    pack = read_pack(path, on_defect)
    found = tuple(build(entry) for entry in pack.entries(kind))
    pack.close()
    return found


def read_together(names: Iterable[str], folder: PackFolder | None, on_defect: OnDefect) -> dict[str, Pack]:
    """Packs that are released together, by name; the shipped ones where `folder` is None.

    Raises:
        NotFound: a pack is missing.
        DiskProblem: one cannot be read.
        PackInvalid: a head breaks its schema, unless `on_defect` collects.
    """
    place: PackFolder = folder or resource("packs")
    return {name: read_pack(place / f"{name}.toml", on_defect) for name in names}


def close_together(packs: Mapping[str, Pack], version: str) -> None:
    """Close packs that are released together, and name those of another version."""
    for pack in packs.values():
        pack.close()
        if pack.head.version != version:
            pack.root.complain(
                HEAD,
                Message("has version {version}, not {wanted}", version=pack.head.version, wanted=version),
            )


def collect(problems: list[Problem]) -> OnDefect:
    """A way to note defects in a list and read on."""

    def note(defect: PackInvalid) -> None:
        problems.append(Problem(where=defect.field, what=defect.fault))

    return note


def _head(root: PackEntry) -> PackHead:
    table = root.table(HEAD)
    counts = table.table("counts")
    head = PackHead(
        id=table.text("id"),
        version=table.text("version"),
        compiled_on=table.day("compiled"),
        checked_on=table.day("checked"),
        source=table.text("source"),
        counts={kind: counts.integer(kind) for kind in counts.unread()},
    )
    table.close()
    return head
