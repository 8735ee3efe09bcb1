"""Reading single rows from the encrypted database against the same from a plain one."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from casebook.store.base.connection import connect
from tests.bench.ratio import Ratio, scratch, timed

ROWS = 20_000
READS = 5_000
KEY = bytes(range(48))
QUERY = "SELECT body FROM row WHERE id = ?"


def measure() -> list[Ratio]:
    """Rows by their id, with the cache the program uses."""
    with scratch("store") as folder:
        links = {"encrypted": _encrypted(folder / "a.db"), "plain": _plain(folder / "b.db")}
        for link in links.values():
            _fill(link)
        ratio = timed("point reads", 2.0, 15, _reads(links["encrypted"]), _reads(links["plain"]))
        for link in links.values():
            link.close()
        return [ratio]


def _encrypted(path: Path) -> Any:  # noqa: ANN401 - the driver ships no types
    return connect(path, KEY)


def _plain(path: Path) -> Any:  # noqa: ANN401 - the driver ships no types
    from sqlcipher3 import dbapi2 as driver

    link = driver.connect(str(path), isolation_level=None)
    link.execute("PRAGMA cache_size = -65536")
    return link


def _fill(link: Any) -> None:  # noqa: ANN401 - the driver ships no types
    link.execute("CREATE TABLE row (id TEXT PRIMARY KEY, body TEXT)")
    link.execute("BEGIN")
    link.executemany("INSERT INTO row VALUES (?, ?)", ((f"{n:016}", f"{n} " * 200) for n in range(ROWS)))
    link.execute("COMMIT")


def _reads(link: Any) -> Callable[[], None]:  # noqa: ANN401 - the driver ships no types
    chance = random.Random(1)  # noqa: S311 - both read the same rows
    ids = [f"{chance.randrange(ROWS):016}" for _ in range(READS)]

    def work() -> None:
        for record_id in ids:
            link.execute(QUERY, (record_id,)).fetchone()

    return work
