"""Where the entries of the packs were read: for those who keep them, never shown, cited or copied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.packs.base.entry import OnDefect, PackEntry
from casebook.packs.base.reader import read_pack

FILE = "reading-log.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLog:
    """The notes of where things were read.

    Attributes:
        copies: hosts that hold copies of other people's documents; none may stand in another pack.
        read_at: addresses by entry, by pack, where they are not the address to cite.
    """

    copies: tuple[str, ...]
    read_at: Mapping[str, Mapping[str, tuple[str, ...]]]

    @property
    def addresses(self) -> frozenset[str]:
        """Every address in the log."""
        return frozenset(at for entries in self.read_at.values() for read in entries.values() for at in read)


def read_log(folder: Path, on_defect: OnDefect) -> ReadingLog:
    """The log of a folder of packs."""
    pack = read_pack(folder / FILE, on_defect)
    copies = pack.root.texts("copies")
    return ReadingLog(
        copies=copies,
        read_at={name: _addresses(pack.root.table(name)) for name in pack.root.unread()},
    )


def _addresses(table: PackEntry) -> dict[str, tuple[str, ...]]:
    return {id_: table.texts(id_) if table.holds_list(id_) else (table.text(id_),) for id_ in table.unread()}
