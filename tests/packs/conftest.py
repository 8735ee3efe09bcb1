"""What the tests of packs start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import read_file
from tests.packs.written import ARGUMENT, FINDING, FOLDERS, LOG, REST, SOURCE, STATISTIC, TOPIC, EntryOf, pack


@pytest.fixture
def entry_of(tmp_path: Path) -> EntryOf:
    """Reads a text of TOML as one entry of the file `pack.toml`."""

    def read(text: str) -> PackEntry:
        path = tmp_path / "pack.toml"
        path.write_text(text, encoding="utf-8")
        return read_file(path)

    return read


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder of packs with one entry of each kind, two profiles among them."""
    folder = tmp_path / "packs"
    folder.mkdir()
    library = {
        "topics": ("topic = 1", TOPIC),
        "sources": ("source = 1", SOURCE),
        "findings": ("finding = 1", FINDING),
        "statistics": ("statistic = 1", STATISTIC),
        "arguments": ("argument = 1, route = 1", ARGUMENT),
    }
    for name, (counts, text) in {**library, **REST}.items():
        (folder / f"{name}.toml").write_text(pack(name, counts, text), encoding="utf-8")
    for name, (counts, text) in FOLDERS.items():
        (folder / name).mkdir()
        (folder / name / "xx.toml").write_text(pack("xx", counts, text), encoding="utf-8")
    (folder / "reading-log.toml").write_text(LOG, encoding="utf-8")
    return folder
