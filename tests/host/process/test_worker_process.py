"""A child that floods, sulks, dies or outlives its parent."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casebook.base.stopwatch import seconds
from casebook.host.ipc.message import MessageHead, ProtocolError
from casebook.host.process.restart import command
from casebook.host.process.worker_process import Died, TooSlow, WorkerProcess
from casebook.host.protocol.render_protocol import LOAD, RENDER_WORKER, RenderMessage
from casebook.host.sandbox.limits import WORKER_CPU_SECONDS
from tests.host.child import child_running
from tests.worker.documents import endless_pdf

Hatch = Callable[[str], WorkerProcess]


@pytest.fixture
def hatch() -> Iterator[Hatch]:
    """Start a child that runs this program instead of ours."""
    children = []

    def start(program: str) -> WorkerProcess:
        children.append(child_running(f"import os, time\n{program}"))
        return children[-1]

    yield start
    for child in children:
        child.close()


def gone_within(pid: int, limit_ms: int) -> bool:
    """Whether a process, ours or not, ends before so many milliseconds have passed."""
    if sys.platform == "win32":
        import _winapi

        try:
            handle = _winapi.OpenProcess(_winapi.SYNCHRONIZE, False, pid)  # noqa: FBT003 - positional only
        except OSError:
            return True
        try:
            return _winapi.WaitForSingleObject(handle, limit_ms) == _winapi.WAIT_OBJECT_0
        finally:
            _winapi.CloseHandle(handle)
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        waiting = select.poll()
        waiting.register(process, select.POLLIN)
        return bool(waiting.poll(limit_ms))
    finally:
        os.close(process)


def test_a_child_that_only_writes_blocks_nobody(hatch: Hatch) -> None:
    child = hatch("while True: os.write(1, bytes(65536))")
    until = seconds() + 0.5
    with pytest.raises(TooSlow):
        child.ask(MessageHead(RenderMessage.OPEN), (bytes(1 << 20) for _ in range(16)), until)
    assert seconds() >= until


def test_a_child_that_says_nothing_is_given_up(hatch: Hatch) -> None:
    child = hatch("time.sleep(3600)")
    until = seconds() + 0.3
    with pytest.raises(TooSlow):
        child.ask(MessageHead(RenderMessage.PAGE), (), until)
    assert seconds() >= until


@pytest.mark.parametrize("program", ["os._exit(1)", "os.kill(os.getpid(), 9)", "os.write(1, b'CBK1half')"])
def test_a_child_that_ends_has_died(hatch: Hatch, program: str) -> None:
    with pytest.raises(Died):
        hatch(program).next_head(seconds() + 10)


def test_a_child_that_will_not_read_has_died(hatch: Hatch) -> None:
    child = hatch("os.close(0); os.close(1)")
    with pytest.raises(Died):
        child.ask(MessageHead(RenderMessage.OPEN), (bytes(1 << 20) for _ in range(16)), seconds() + 10)


def test_noise_is_garbled(hatch: Hatch) -> None:
    with pytest.raises(ProtocolError):
        hatch("os.write(1, bytes(1000))").next_head(seconds() + 10)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows and limits a process so")
def test_a_closed_child_leaves_nothing(hatch: Hatch) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    child = hatch("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass")
    child.close()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_closed_child_is_gone(hatch: Hatch) -> None:
    child = hatch("while True: pass")
    assert not gone_within(child.pid, 100)
    child.close()
    child.close()
    assert gone_within(child.pid, 0)


def test_a_forgotten_child_is_gone_too() -> None:
    child = WorkerProcess.start(RENDER_WORKER, 10)
    pid = child.pid
    del child
    assert gone_within(pid, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows and limits a process so")
def test_our_child_carries_no_names_and_no_keys() -> None:
    child = WorkerProcess.start(RENDER_WORKER, 10)
    child.ask(LOAD, (), seconds() + 10)
    process_folder = Path(f"/proc/{child.pid}")
    arguments = (process_folder / "cmdline").read_text(encoding="utf-8").split("\0")
    assert arguments[:-1] == command(RENDER_WORKER)
    assert "-I" in arguments
    assert (process_folder / "environ").read_text(encoding="utf-8") == "LC_ALL=C.UTF-8\0"
    assert sorted(path.name for path in (process_folder / "fd").iterdir()) == ["0", "1", "2"]
    assert (process_folder / "cwd").readlink() == Path("/")
    child.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows and limits a process so")
def test_a_child_has_a_session_of_its_own_and_so_no_terminal() -> None:
    child = WorkerProcess.start(RENDER_WORKER, 10)
    assert os.getsid(child.pid) == child.pid
    child.close()


STUBBORN = (
    """
import fcntl, os, signal
from casebook.host.process.posix_child import die_with_parent
die_with_parent()
signal.pthread_sigmask(signal.SIG_BLOCK, set(range(1, 65)))
signal.signal(signal.SIGIO, signal.SIG_IGN)
os.write(1, b"here")
"""
    if sys.platform == "linux"
    else "import os\nos.write(1, b'here')\n"
)


def test_a_child_that_ignores_every_signal_dies_with_its_parent() -> None:
    program = (
        "from casebook.base.stopwatch import seconds\nfrom tests.host.child import child_running\n"
        f"child = child_running({STUBBORN + 'while True: pass'!r})\n"
        "child.receive(4, seconds() + 10)\nprint(child.pid, flush=True)\ninput()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert not gone_within(pid, 100)
        parent.kill()
    assert gone_within(pid, 10_000)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows and limits a process so")
def test_a_child_cannot_lift_the_limit_its_parent_set() -> None:
    program = "import os, resource, signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\n"
    program += "os.read(0, 1)\nos.write(1, b'%9d%9d' % resource.getrlimit(resource.RLIMIT_CPU))"
    child = child_running(program, cpu_seconds=7)
    child.send(MessageHead(RenderMessage.OPEN), (), seconds() + 10)
    soft, hard = map(int, bytes(child.receive(18, seconds() + 10)).split())
    assert 8 <= soft <= 9
    assert hard == WORKER_CPU_SECONDS
    child.close()


def test_a_child_dies_with_its_parent_amid_work() -> None:
    program = (
        "import sys\nfrom casebook.base.stopwatch import seconds\n"
        "from casebook.host.protocol.render_protocol import LOAD, RenderMessage\n"
        "from casebook.host.ipc.message import MessageHead\n"
        "from casebook.host.process.worker_process import WorkerProcess\n"
        "data = sys.stdin.buffer.read()\nchild = WorkerProcess.start('--render-worker', 10)\n"
        "until = seconds() + 60\n"
        "child.ask(LOAD, (), until)\n"
        "opened = child.ask(MessageHead(RenderMessage.OPEN, 0, 0, len(data)), (data,), until)\n"
        "child.receive(opened.size_bytes, until)\nprint(child.pid, flush=True)\n"
        "child.ask(MessageHead(RenderMessage.PAGE, 0, 10_000), (), until)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.write(endless_pdf())
        parent.stdin.close()
        pid = int(parent.stdout.readline())
        assert not gone_within(pid, 500)
        parent.kill()
    assert gone_within(pid, 10_000)
