"""What the tests of packs start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.packs.entry import Entry
from casebook.packs.reader import read_file
from tests.packs.written import FINDING, HEAD, LOG, SOURCE, TOPIC, EntryOf


@pytest.fixture
def entry_of(tmp_path: Path) -> EntryOf:
    """Reads a text of TOML as one entry of the file `pack.toml`."""

    def read(text: str) -> Entry:
        path = tmp_path / "pack.toml"
        path.write_text(text, encoding="utf-8")
        return read_file(path)

    return read


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with a library of one topic, one source and one finding."""
    folder = tmp_path / "packs"
    folder.mkdir()
    for name, kind, text in (
        ("topics", "topic", TOPIC),
        ("sources", "source", SOURCE),
        ("findings", "finding", FINDING),
    ):
        body = HEAD.format(id=name, counts=f"{kind} = 1") + text
        (folder / f"{name}.toml").write_text(body, encoding="utf-8")
    (folder / "reading-log.toml").write_text(LOG, encoding="utf-8")
    return folder
