"""Where the library's entries were read: for those who keep the packs, never shown, cited or copied."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casebook.packs.entry import Entry, OnDefect
from casebook.packs.reader import read_pack

FILE = "reading-log.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLog:
    """The notes of where things were read.

    Attributes:
        copies: hosts that hold copies of other people's documents; none may stand in another pack.
        sources: address read, by source id, where it is not the address to cite.
        findings: address read, by finding id, where it is not that of its source.
    """

    copies: tuple[str, ...]
    sources: dict[str, str]
    findings: dict[str, str]


def read_log(folder: Path, on_defect: OnDefect) -> ReadingLog:
    """The log of a folder of packs."""
    pack = read_pack(folder / FILE, on_defect)
    log = ReadingLog(
        copies=pack.root.texts("copies"),
        sources=_addresses(pack.root.table("sources")),
        findings=_addresses(pack.root.table("findings")),
    )
    pack.close()
    return log


def _addresses(table: Entry) -> dict[str, str]:
    return {id_: table.text(id_) for id_ in table.unread()}
