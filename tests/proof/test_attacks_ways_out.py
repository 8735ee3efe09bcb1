"""Ways out of a confined process and into a session: each is refused, and works without its mend."""

from __future__ import annotations

import io
import os
import select
import signal
import subprocess
import sys

import pytest

from casebook.formats import table
from casebook.host.process.worker_process import WorkerProcess
from casebook.host.protocol.extract_protocol import Family, FileText, ReadKind
from casebook.services.exchange import open_formats
from casebook.services.processes import extract_worker
from casebook.services.processes.extract_worker import ExtractWorker, NotRead
from tests.host.child import child_running
from tests.host.confined import AS_WORKER, try_confined
from tests.proof.ground import say
from tests.services.exchange.test_open_formats import DRAFT
from tests.services.processes.test_extract_worker import READY, TRUTH, report

pytestmark = pytest.mark.proof
REFUSED = {"EPERM", "EACCES", "ENOSYS", "ENXIO"}
_FLOOD_PARTS, _FLOOD_PART_BYTES = 320, 2 << 20


def tell(attack: str, *, is_refused: bool, without: bool) -> None:
    """Say what became of an attack, and of the same one without its mend."""
    say(f"{attack}: {'refused' if is_refused else 'broke'}")
    say(f"{attack}, mend off: {'refused' if without else 'broke'}")
    assert is_refused
    assert not without


# B9: a worker that answers without end.


def flood(_: str, _cpu_seconds: int) -> WorkerProcess:
    """A worker that answers one small file with 640 MiB, in parts that are each allowed."""
    said = READY + report(TRUTH | {"parts": ["x"] * _FLOOD_PARTS}, _FLOOD_PARTS)
    program = (
        "import os\nfrom casebook.host.ipc.message import MessageHead, write_message\n"
        f"os.write(1, {said!r})\npart = bytes({_FLOOD_PART_BYTES})\n"
        f"for place in range({_FLOOD_PARTS}):\n"
        f"    write_message(1, MessageHead({int(ReadKind.PART)}, place, 0, len(part)), (part,))\n"
        "os.read(0, 1 << 20)"
    )
    return child_running(program)


def is_flood_refused() -> bool:
    try:
        with ExtractWorker(Family.MAIL) as worker:
            worker.read(io.BytesIO(b"From: a"), FileText)
    except NotRead:
        return True
    return False


def test_a_hostile_worker_cannot_fill_the_memory_of_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorkerProcess, "start", flood)
    refused = is_flood_refused()
    monkeypatch.setattr(extract_worker, "MAX_ANSWER_BYTES", 1 << 40)
    tell("B9 640 MiB in answer to one small file", is_refused=refused, without=is_flood_refused())


# B10: a worker that was taken over.

DEAF = """
import os, signal
from casebook.host.process import worker_process
{mend_off}
worker_process.die_with_parent()
signal.pthread_sigmask(signal.SIG_BLOCK, set(range(1, 65)))
os.write(1, b"here")
while True: pass
"""
ASKS_FOR_SIGNAL_ONLY = "worker_process._SET_SIGNAL = 11"


def outlives_its_parent(mend_off: str) -> bool:
    """Whether a worker that blocks every signal is still there two seconds after its parent was killed."""
    program = (
        "from casebook.base.stopwatch import seconds\nfrom tests.host.child import child_running\n"
        f"child = child_running({DEAF.format(mend_off=mend_off)!r})\n"
        "child.receive(4, seconds() + 10)\nprint(child.pid, flush=True)\ninput()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        worker = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    waiting = select.poll()
    waiting.register(worker, select.POLLIN)
    is_there = not waiting.poll(2_000)
    if is_there:
        signal.pidfd_send_signal(worker, signal.SIGKILL)
    os.close(worker)
    return is_there


def test_a_worker_that_blocks_every_signal_dies_with_the_session() -> None:
    tell(
        "B10 a worker that blocks every signal outlives the panic key",
        is_refused=not outlives_its_parent(""),
        without=not outlives_its_parent(ASKS_FOR_SIGNAL_ONLY),
    )


TAKEN_OVER = {
    "asks for the size of any path": (
        'call("newfstatat", -100, b"/etc/hostname", bytes(256), 0x1000)',
        '"newfstatat"',
    ),
    "opens any path unseen by Landlock": ('os.open("/etc/hostname", os.O_PATH)', '"openat"'),
    "lifts the limit on its processor time": (
        'call("prlimit64", 0, resource.RLIMIT_CPU, (1 << 20).to_bytes(8, "little") * 2, None)',
        '"prlimit64"',
    ),
    "closes the line that ends it": ("os.close(2)", '"close"'),
}


@pytest.mark.parametrize("attack", TAKEN_OVER)
def test_what_a_worker_that_was_taken_over_tries_is_refused(attack: str) -> None:
    line, call = TAKEN_OVER[attack]
    tries = f"@attempt\ndef attack():\n    {line}\n"
    mend_off = (
        "from casebook.host.sandbox import seccomp\n"
        "from casebook.host.sandbox.bpf import ALLOW, SyscallRule\n"
        f"seccomp.WORKER = (SyscallRule({call}, ALLOW), *seccomp.WORKER)\n"
    )
    tell(
        f"B10 a worker that was taken over {attack}",
        is_refused=try_confined(tries)["attack"] in REFUSED,
        without=try_confined(tries, mend_off + AS_WORKER)["attack"] in REFUSED,
    )


# B11: what leaves the casebook and runs elsewhere.


def test_no_exhibit_leaves_as_a_live_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    page = replace(DRAFT, media_type="text/html")
    refused = open_formats.file_name(page).endswith(".txt")
    monkeypatch.setattr(open_formats, "_LIVE_ENDINGS", frozenset())
    without = open_formats.file_name(page).endswith(".txt")
    tell("B11 a hostile web page is linked live in the open copy", is_refused=refused, without=without)


def test_no_cell_runs_in_a_spreadsheet(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = ("＝1+1", "x;=HYPERLINK(1)")

    def is_marked() -> bool:
        written = table.write_table(("a",), [cells]).decode("utf-8-sig")
        return "'＝1" in written and ";'=" in written

    refused = is_marked()
    monkeypatch.setattr(table, "_harmless", str)
    tell("B11 cells that a spreadsheet runs as formulas", is_refused=refused, without=is_marked())
