"""Documents made to hurt take no more time and memory than they may, and leave nothing behind."""

from __future__ import annotations

import os
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from casebook.base.errors import DamagedSource
from casebook.domain.dossier.pdf_job import RenderUnsearchable
from casebook.domain.dossier.pdf_result import PageSelection
from casebook.host.process import fork_server
from casebook.host.protocol.bundle_protocol import STALL_SECONDS
from casebook.host.sandbox.limits import REQUEST_WALL_SECONDS, WORKER_MEMORY_BYTES
from casebook.services.base.flow import run_in_line
from casebook.services.evidence.intake_source import from_bytes
from casebook.services.exchange.list_reading import read_list
from casebook.services.processes import bundle_worker
from casebook.services.processes.bundle_worker import BundleWorker
from tests.formats.written import with_empty_rows
from tests.pdf.corpus import exhibit
from tests.proof.ground import say
from tests.worker.documents import endless_pdf, greedy_pdf, swelling_pdf
from tests.worker.test_hostile import BOMBS, PDF, fuzz, inspect
from tests.worker.test_hostile_binding import bound, is_said_well, passing

pytestmark = pytest.mark.proof
BOMB_SECONDS = 5
"""Of the processor, for looking at a bomb: a busy machine makes it no dearer."""


class TimedLook:
    """Looks at documents and keeps how long the longest took, in seconds."""

    def __init__(self) -> None:
        self.longest_s = 0.0

    def __call__(self, data: bytes, media_type: str) -> str:
        started = time.monotonic()
        outcome = inspect(data, media_type)
        self.longest_s = max(self.longest_s, time.monotonic() - started)
        return outcome


def children(pid: int) -> set[int]:
    """The processes that one has started, ended ones that nobody waited for among them."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(one) for task in tasks for one in task.read_text(encoding="ascii").split()}


def assert_nothing_is_left(before: set[int]) -> None:
    """Of our own new children only the servers that fork workers are left, and none of theirs."""
    servers = {server._running.pid for server in fork_server._servers.values()}
    assert children(os.getpid()) - before <= servers
    assert [children(pid) for pid in servers] == [set()] * len(servers)
    assert not [path for path in (Path("/core"), *Path("/").glob("core.*")) if path.is_file()]


def test_two_thousand_damaged_documents_hurt_nobody() -> None:
    looking, before = TimedLook(), children(os.getpid())
    became = fuzz(2_000, seed=1, looking=looking)
    say(f"2,000 damaged documents: parent alive, longest {looking.longest_s:.1f} s")
    for answer, times in became.most_common():
        say(f"  {times:5} {answer}")
    assert became.total() == 2_000
    assert looking.longest_s < REQUEST_WALL_SECONDS
    assert_nothing_is_left(before)


def _looked(data: bytes) -> tuple[str, float]:
    """Look at a document in a process of its own, so that the most memory is that of its workers alone."""
    looking, before = TimedLook(), children(os.getpid())
    outcome = looking(data, PDF)
    assert_nothing_is_left(before)
    return outcome, looking.longest_s


def _most_memory() -> tuple[int, int]:
    """End the servers; the most bytes that one of them itself held, and that any process below us did.

    A worker is a child of its server: the kernel counts it with ours once the server has ended.
    """
    servers = list(fork_server._servers.values())
    held = [Path(f"/proc/{server._running.pid}/status").read_text(encoding="ascii") for server in servers]
    for server in servers:
        server.end()
    most_kib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(text.split("VmHWM:")[1].split()[0]) for text in held) * 1024, most_kib * 1024


def test_no_document_takes_more_time_or_memory_than_it_may() -> None:
    hungry = {
        "endless": endless_pdf(),
        "greedy": greedy_pdf(),
        **{f"swelling {n}": swelling_pdf(n) for n in (1, 2, 3)},
    }
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as parent:
        for name, data in hungry.items():
            outcome, longest_s = parent.submit(_looked, data).result()
            say(f"{name}: {longest_s:.1f} s: {outcome}")
            assert outcome != "drawn"
            assert longest_s < REQUEST_WALL_SECONDS + 1
        server_bytes, most_bytes = parent.submit(_most_memory).result()
    say(f"most memory of any render worker: {most_bytes >> 20} MiB; of its server: {server_bytes >> 20} MiB")
    assert 0 < server_bytes < most_bytes < WORKER_MEMORY_BYTES + (256 << 20)


def processor_seconds() -> float:
    """What this process and its ended children have used of the processor."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


@pytest.mark.parametrize(("data", "media_type"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_costs_little(data: bytes, media_type: str) -> None:
    before = processor_seconds()
    assert inspect(data, media_type)
    assert processor_seconds() - before < BOMB_SECONDS
    started = time.monotonic()
    assert is_said_well(bound(passing(data)))
    assert time.monotonic() - started < STALL_SECONDS


@pytest.mark.parametrize("data", [endless_pdf(), greedy_pdf()], ids=["endless", "greedy"])
def test_a_page_that_never_ends_is_given_up(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_worker, "STALL_SECONDS", 20.0)
    file = exhibit(passing(data))
    started = time.monotonic()
    pattern = "Exhibit A (takes too long|cannot be read)"
    with BundleWorker(to_build=False) as one, pytest.raises(DamagedSource, match=pattern):
        one.run(RenderUnsearchable(exhibit=file), PageSelection, (file,))
    assert time.monotonic() - started < STALL_SECONDS


def test_a_million_empty_rows_are_read() -> None:
    source = from_bytes("people.xlsx", with_empty_rows(1_000_000))
    started = time.monotonic()
    grid = run_in_line(read_list(source))
    say(f"a million empty rows: {time.monotonic() - started:.1f} s")
    assert [row.cells for row in grid.rows] == [("Lin Zhiyuan",)]
