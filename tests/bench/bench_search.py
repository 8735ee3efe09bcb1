"""The first search of a session against the tenth, each session in a process of its own.

The session is opened as the window opens it: what a search needs is loaded before there is a vault, and the
index is prepared after the first page. Measured is the processor's time, which neighbours do not disturb.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

from casebook.sample.sample import fill_with_sample
from casebook.services.base.session import start_session
from casebook.vault import create_vault
from tests.bench.ratio import ROOT, Ratio, scratch

SESSIONS = 7
QUERIES = ("Lin Zhiyuan", "林志远", "police")
SESSION = """
import json, sys, time
from pathlib import Path
from casebook.services.base import search
from casebook.services.base.session import open_session
path, code, query = json.load(sys.stdin)
with open_session(Path(path), code) as session:
    search.prepare(session)
    times = []
    for _ in range(10):
        start = time.process_time()
        search.find(session, query)
        times.append((time.process_time() - start) * 1000)
print(json.dumps([times[0], times[-1]]))
"""


def measure() -> list[Ratio]:
    """A name, a name in characters, and a word."""
    with scratch("search") as folder:
        path = folder / "sample.casebook"
        vault, code = create_vault(path, "seven invented words stand here for tests")
        with start_session(vault) as session:
            fill_with_sample(session)
        return [_first_and_tenth(path, code, query) for query in QUERIES]


def _first_and_tenth(path: Path, code: str, query: str) -> Ratio:
    pairs = [_session(path, code, query) for _ in range(SESSIONS)]
    first_ms, tenth_ms = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Ratio(
        f"first search, {query}",
        first_ms / tenth_ms,
        1.3,
        f"{first_ms:.1f} ms against {tenth_ms:.1f} ms of work for the tenth, {SESSIONS} sessions",
    )


def _session(path: Path, code: str, query: str) -> tuple[float, float]:
    """How long the processor works on the first and on the tenth search, in milliseconds."""
    run = subprocess.run(
        [sys.executable, "-c", SESSION],
        input=json.dumps([str(path), code, query]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    first_ms, tenth_ms = json.loads(run.stdout)
    return first_ms, tenth_ms
