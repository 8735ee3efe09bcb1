"""A session over all pages, watched from outside, and what is left of it after the lock.

What stands behind it: the whole program under strace, with canaries in the records, on a screen of its own
(Xvfb).
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from casebook.sample.sample import fill_with_sample
from casebook.services.base.session import open_session
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import tables
from tests.proof.canary import CANARY, hits, memory_hits, plant, processes
from tests.proof.ground import say
from tests.proof.screen import screen
from tests.proof.texts import places, sown, specimen
from tests.proof.watched import driven, until

_STRACE = (
    "strace",
    "-ff",  # a file for each process: in one for all, a call may stand in two halves, lines apart
    "-qq",
    "-y",
    "-e",
    "trace=socket,openat,open,creat,mkdir,rename,renameat,renameat2",
)


def files_below(*folders: Path) -> list[Path]:
    """Every file in these folders."""
    return [file for folder in folders for file in folder.rglob("*") if file.is_file()]


@pytest.mark.parametrize("entity_table", tables(), ids=lambda entity_table: entity_table.noun)
def test_the_scan_finds_the_canary_wherever_a_record_can_hold_it(entity_table: EntityTable[Any]) -> None:
    blank = specimen(entity_table.kind, "word")
    for place in places(entity_table.kind):
        record, found = sown(blank, CANARY, place)
        assert found == {place}
        row = {
            name: value for name, value in entity_table.row(record).items() if not isinstance(value, bytes)
        }
        assert hits(json.dumps(row).encode()), place
        assert hits(repr(row).encode("utf-16-le")), place
    assert not hits(json.dumps(entity_table.row(blank), default=repr).encode())


@pytest.mark.proof
def test_a_session_over_all_pages_leaves_nothing_and_reaches_no_network(
    vault: Path, code: str, tmp_path: Path
) -> None:
    with open_session(vault, code) as session:
        fill_with_sample(session)
        planted = plant(session)
    assert planted == {entity_table.noun: places(entity_table.kind) for entity_table in tables()}, (
        "no text of any noun is left out"
    )
    log = tmp_path / "strace"
    with (
        screen() as display,
        driven(vault, code, "pages", display.name, *_STRACE, "-o", str(log)) as (messages, pid),
    ):
        session_pid = until(messages, "open")[1]
        watched = [*processes(pid)]
        assert memory_hits(Path("/proc") / session_pid), "the scan finds what is there"
        visited = int(until(messages, "visited")[1])
        spoken = b"".join(
            (process / name).read_bytes()
            for process in watched
            for name in ("cmdline", "environ")
            if process.exists()
        )
        until(messages, "lock-screen")
        _, left = until(messages, "ended"), [*processes(pid)]
        remembered = [hit for process in left[1:] for hit in memory_hits(process)]
    calls = "".join(file.read_text("utf-8", "replace") for file in tmp_path.glob("strace.*"))
    network = re.findall(r"socket\((AF_INET6?|AF_NETLINK)[^)\n]*\)\s+= \d", calls)
    written = _written_to(calls)
    assert any(path.startswith(str(vault)) for path in written), "the record shows what is written"
    home = Path(os.environ["HOME"])
    allowed = (str(vault), str(vault) + "-backups", str(home / "config/casebook"), "/dev/", "/proc/")
    # Made for the settings, the cache of fonts and, empty, for dictionaries that the person adds.
    made = ("config", "cache", "data", "data/hunspell")
    written -= {str(home / folder) for folder in made}
    assert not any((home / "data" / "hunspell").iterdir())
    outside = sorted(path for path in written if not path.startswith(allowed) and "fontconfig" not in path)
    files = files_below(vault.parent, home)
    leaked = [file for file in files if hits(file.read_bytes()) or CANARY in file.name]
    say(
        f"a session over {visited} pages and tabs: canaries in {sum(map(len, planted.values()))} fields of"
        f" {len(planted)} nouns, all that take a text;"
        f" {len(network)} network sockets; {len(outside)} files written outside; {len(files)} files scanned,"
        f" {len(leaked)} with a canary; {len(hits(spoken))} in arguments and environment of"
        f" {len(watched)} processes; after the lock {len(remembered)} in the memory of {len(left) - 1}"
    )
    assert (network, outside, leaked, hits(spoken), remembered) == ([], [], [], [], [])
    assert len(left) > 1


def _written_to(calls: str) -> set[str]:
    """The paths opened for writing, made or renamed to."""
    flags = r"[^)\n]*(?:O_WRONLY|O_RDWR|O_CREAT)[^)\n]*"
    opened = re.findall(rf'open(?:at)?\([^"\n]*"([^"\n]+)", {flags}\)\s+= \d', calls)
    made = re.findall(r'mkdir\("([^"\n]+)"[^)\n]*\)\s+= 0', calls)
    renamed = re.findall(r'rename(?:at2?)?\(.*"([^"\n]+)"[^"\n]*\)\s+= 0', calls)
    return {*opened, *made, *renamed}
