"""A session over all pages, watched from outside, and what is left of it after the lock.

What stands behind it: the whole program under strace, with canaries in the records, on a screen of its own
(Xvfb).
"""

from __future__ import annotations

import base64
import dataclasses
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from casebook.base.errors import CasebookError
from casebook.services.sample import fill_with_sample
from casebook.services.session import Session, open_session
from casebook.store.registry import SHELVES
from tests.proof.ground import say
from tests.proof.screen import screen
from tests.proof.watched import driven, until

CANARY = "Zaunkönig7391"
"""In no library, font, locale or word list."""
_STRACE = (
    "strace",
    "-f",
    "-qq",
    "-y",
    "-e",
    "trace=socket,openat,open,creat,mkdir,rename,renameat,renameat2",
)


def encodings() -> dict[str, bytes]:
    """The canary as it could stand in a file or in memory."""
    plain = CANARY.encode()
    # A base64 text begins at one of three places within three bytes: what is common to each is looked for.
    middles = {f"base64 at {at}": base64.b64encode(bytes(at) + plain)[4 if at else 0 : -4] for at in range(3)}
    wide = {"utf-16-le": CANARY.encode("utf-16-le"), "utf-16-be": CANARY.encode("utf-16-be")}
    return {"utf-8": plain, "hex": plain.hex().encode(), **wide, **middles}


def hits(data: bytes) -> list[str]:
    """Under which encodings the canary stands in some bytes."""
    return [name for name, looked_for in encodings().items() if looked_for in data]


def plant(session: Session) -> dict[str, int]:
    """Put the canary into every free text of some records of every noun; how many by noun."""
    planted: dict[str, int] = {}
    for shelf in SHELVES:
        with session.store.reading() as connection:
            records: list[Any] = list(shelf.all(connection))[:3]
        for record in records:
            count, changed = _with_canaries(record)
            with session.store.write("proof.plant") as change:
                change.replace(changed)
            planted[shelf.noun] = planted.get(shelf.noun, 0) + count
    return {noun: count for noun, count in planted.items() if count}


def _with_canaries(record: Any) -> tuple[int, Any]:  # noqa: ANN401 - a record of any noun
    """The record with the canary in each text that takes it; how many those are."""
    count, hints = 0, get_type_hints(type(record))
    for field in dataclasses.fields(record):
        if hints[field.name] is str and not field.name.endswith("id") and "sha256" not in field.name:
            text = f"{CANARY} {getattr(record, field.name)}"
            with suppress(CasebookError, ValueError):
                record = dataclasses.replace(record, **{field.name: text})
                count += 1
    return count, record


def processes(launcher: int) -> Iterator[Path]:
    """The launcher and all that it and its children started."""
    yield Path(f"/proc/{launcher}")
    with suppress(OSError):
        for task in Path(f"/proc/{launcher}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from processes(int(child))


def memory_hits(process: Path) -> list[str]:
    """The canary anywhere in the memory of a process."""
    found: list[str] = []
    with (process / "mem").open("rb", buffering=0) as memory:
        for line in (process / "maps").read_text(encoding="utf-8").splitlines():
            first, last = (int(end, 16) for end in line.split()[0].split("-"))
            with suppress(OSError, ValueError, OverflowError):
                memory.seek(first)
                found += hits(memory.read(last - first))
    return found


def files_below(*folders: Path) -> list[Path]:
    """Every file in these folders."""
    return [file for folder in folders for file in folder.rglob("*") if file.is_file()]


@pytest.mark.proof
def test_a_session_over_all_pages_leaves_nothing_and_reaches_no_network(
    vault: Path, code: str, tmp_path: Path
) -> None:
    with open_session(vault, code) as session:
        fill_with_sample(session)
        planted = plant(session)
    log = tmp_path / "strace"
    with (
        screen() as display,
        driven(vault, code, "pages", display.name, *_STRACE, "-o", str(log)) as (told, pid),
    ):
        session_pid = until(told, "open")[1]
        watched = [*processes(pid)]
        assert memory_hits(Path("/proc") / session_pid), "the scan finds what is there"
        visited = int(until(told, "visited")[1])
        spoken = b"".join(
            (process / name).read_bytes()
            for process in watched
            for name in ("cmdline", "environ")
            if process.exists()
        )
        until(told, "lock-screen")
        _, left = until(told, "ended"), [*processes(pid)]
        remembered = [hit for process in left[1:] for hit in memory_hits(process)]
    calls = log.read_text(encoding="utf-8", errors="replace")
    network = re.findall(r"socket\((AF_INET6?|AF_NETLINK)[^)]*\)\s+= \d", calls)
    written = _written_to(calls)
    home = Path(os.environ["HOME"])
    allowed = (str(vault), str(vault) + "-backups", str(home / "config/casebook"), "/dev/", "/proc/")
    outside = sorted(path for path in written if not path.startswith(allowed) and "fontconfig" not in path)
    files = files_below(vault.parent, home)
    leaked = [file for file in files if hits(file.read_bytes()) or CANARY in file.name]
    say(
        f"a session over {visited} pages and tabs: {sum(planted.values())} canaries in {len(planted)} nouns;"
        f" {len(network)} network sockets; {len(outside)} files written outside; {len(files)} files scanned,"
        f" {len(leaked)} with a canary; {len(hits(spoken))} in arguments and environment of"
        f" {len(watched)} processes; after the lock {len(remembered)} in the memory of {len(left) - 1}"
    )
    assert (network, outside, leaked, hits(spoken), remembered) == ([], [], [], [], [])
    assert len(left) > 1


def _written_to(calls: str) -> set[str]:
    """The paths opened for writing, made or renamed to."""
    opened = re.findall(r'open(?:at)?\([^"]*"([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)[^)]*\)\s+= \d', calls)
    made = re.findall(r'mkdir\("([^"]+)"[^)]*\)\s+= 0', calls)
    renamed = re.findall(r'rename(?:at2?)?\(.*"([^"]+)"[^"]*\)\s+= 0', calls)
    return {*opened, *made, *renamed}
