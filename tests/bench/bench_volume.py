"""A caseload of 10,000 cases: how fast search answers and every page shows, how much memory the window takes.

Search is measured against the raw full-text query in the same database. Each page is built by the real
window without a screen, with its threads; shown means that nothing is under way any more. The window runs in
a process of its own; its bars hold for the processor's time, and the clock's is told beside it.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, text

from casebook.services.base.session import Session, start_session
from casebook.store.base import search
from casebook.vault import open_vault
from tests.bench import volume
from tests.bench.ratio import ROOT, Ratio
from tests.bench.volume_acts import ROWS

FOLDER = ROOT / "build" / "bench" / "volume"
PAGE_BAR_MS, GAP_BAR_MS, MEMORY_BAR_MIB = 300.0, 100.0, 400.0
KEY_BAR_MS, LOOK_BAR_MS, BULK_BAR_MS = 50.0, 500.0, 1000.0
ROUNDS, MAX_HITS = 7, 50
RAW = text(
    "SELECT s.found_as, s.record_id, s.case_id, s.page, s.shown, s.body"
    " FROM search JOIN searched AS s ON s.id = search.rowid"
    " WHERE search MATCH :query ORDER BY rank LIMIT :most"
)
WORDS = (
    "passport station",
    "police",
    "detention hearing",
    "喀什",
    "teacher phone market",
    "deten",
    "V-00042",
)
NAMES = (
    "Zhang Xiaoming",
    "张晓明",
    "張志遠",
    "Cheung Siu Ming",
    "Zhnag Xiaomnig",
    "zhang",
    "Mehmut Tursun",
    "Maimaiti Tuerxun",
    "Abdurehim",
    "次仁卓玛",
    "Tsering Dolma",
)


def measure() -> list[Ratio]:
    """Search, pages, the longest pause of the window, memory."""
    session = kept()
    try:
        ratios = _searches(session)
    finally:
        session.lock()
    return ratios + _window()


def kept() -> Session:
    """The large vault; made anew only when what makes it has changed, since that takes a minute or two."""
    stamp, path = FOLDER / "made", FOLDER / "volume.casebook"
    wanted = _digest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return start_session(open_vault(path, volume.PHRASE))
    import shutil

    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    start = time.perf_counter()
    session = volume.make(path)
    print(
        f"(made {volume.told()} in {time.perf_counter() - start:.0f} s, kept in build/bench/volume)",
        flush=True,
    )
    stamp.write_text(wanted, encoding="ascii")
    return session


def _digest() -> str:
    """Of what the vault is made by: the generator, the tables, the language."""
    digest = hashlib.sha256()
    paths = [Path(volume.__file__), ROOT / "casebook" / "store" / "base" / "schema.sql"]
    paths += sorted((ROOT / "casebook" / "language").glob("*.py")) + sorted(
        (ROOT / "resources" / "names").glob("*")
    )
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _searches(session: Session) -> list[Ratio]:
    with session.store.reading() as connection:
        words = [_search_ms(connection, query) for query in WORDS]
        names = [_search_ms(connection, query) for query in NAMES]
    both = words + names
    ours, raw = sum(pair[0] for pair in both), sum(pair[1] for pair in both)
    slowest = max(ours for ours, _ in names)
    return [
        Ratio(
            "search, words and names together",
            ours / raw,
            2.0,
            f"{ours:.0f} ms against {raw:.0f} ms raw full text, {len(both)} queries, {volume.told()}",
        ),
        Ratio("search, slowest name", slowest / GAP_BAR_MS, 1.0, f"{slowest:.0f} ms of {GAP_BAR_MS:.0f} ms"),
    ]


def _search_ms(connection: Connection, query: str) -> tuple[float, float]:
    """Ours and the raw query's median time."""
    parameters = {
        "query": " ".join(f'"{word}"*' for word in search.as_indexed(query).split()),
        "most": MAX_HITS,
    }
    return (
        _median_ms(lambda: search.find(connection, query, most=MAX_HITS)),
        _median_ms(lambda: connection.execute(RAW, parameters).fetchall()),
    )


def _median_ms(work: Callable[[], object]) -> float:
    taken = []
    for number in range(ROUNDS + 1):
        start = time.perf_counter()
        work()
        if number:
            taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def _window() -> list[Ratio]:
    command = [sys.executable, "-m", "tests.bench.volume_window", str(FOLDER / "volume.casebook")]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    report = json.loads(output.splitlines()[-1])
    ratios = [
        Ratio(
            f"page: {name}",
            timing["busy_ms"] / PAGE_BAR_MS,
            1.0,
            f"{timing['busy_ms']:.0f} ms of {PAGE_BAR_MS:.0f} ms, {timing['clock_ms']:.0f} ms by the clock",
        )
        for name, timing in report["pages"].items()
    ]
    name, longest = max(report["pages"].items(), key=lambda pair: pair[1]["pause_ms"])
    acts = [(f"key: {name}", ms, KEY_BAR_MS, "of the processor") for name, ms in report["keys"].items()]
    acts += [(look, ms, LOOK_BAR_MS, "by the clock") for look, ms in report["looks"].items()]
    acts.append((f"{ROWS:,} rows changed at once", report["bulk_ms"], BULK_BAR_MS, "by the clock"))
    ratios += [Ratio(name, ms / bar, 1.0, f"{ms:.0f} ms of {bar:.0f} ms, {by}") for name, ms, bar, by in acts]
    return [
        *ratios,
        Ratio(
            "longest pause of the window",
            longest["pause_ms"] / GAP_BAR_MS,
            1.0,
            f"{longest['pause_ms']:.0f} ms on {name}, {longest['pause_clock_ms']:.0f} ms by the clock",
        ),
        Ratio(
            "memory of the window",
            report["memory_mib"] / MEMORY_BAR_MIB,
            1.0,
            f"{report['memory_mib']:.0f} MiB of {MEMORY_BAR_MIB:.0f} MiB",
        ),
    ]
