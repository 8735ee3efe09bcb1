"""Workers forked from one server: each alone with its three pipes, none outliving whoever asked for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread  # noqa: TID251 - several wait at once

import pytest

from casebook.base.stopwatch import seconds
from casebook.host.ipc.channel import Channel
from casebook.host.ipc.message import MessageHead
from casebook.host.process import fork_server
from casebook.host.process.worker_process import Died, WorkerProcess
from casebook.host.protocol.extract_protocol import EXTRACT_WORKER, ExtractMessage, Family
from casebook.host.protocol.worker_protocol import WorkerMessage
from tests.host.process.test_worker_process import gone_within

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks workers")

ASK = f"""
from casebook.base.stopwatch import seconds
from casebook.host.ipc.message import MessageHead
from casebook.host.process.worker_process import WorkerProcess
worker = WorkerProcess.loading({EXTRACT_WORKER!r}, MessageHead({ExtractMessage.FAMILY}, {Family.TEXT}), 10)
worker.next_head(seconds() + 60)
print(worker.pid, flush=True)
input()
"""


def forked(family: int = Family.TEXT) -> WorkerProcess:
    return WorkerProcess.loading(EXTRACT_WORKER, MessageHead(ExtractMessage.FAMILY, family), 10)


def ready(family: int = Family.TEXT) -> WorkerProcess:
    worker = forked(family)
    assert worker.next_head(seconds() + 60).kind == WorkerMessage.READY
    return worker


def status_of(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def server_pid(worker: WorkerProcess) -> int:
    return int(status_of(worker.pid)["PPid"])


@pytest.fixture
def own_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no worker from the server that all tests share."""
    monkeypatch.setattr(fork_server, "_servers", {})


def test_each_worker_is_alone_with_its_pipes_and_nothing_of_ours() -> None:
    workers, pipes = [ready(), ready(), ready(Family.MAIL)], set[str]()
    for worker in workers:
        folder = Path(f"/proc/{worker.pid}")
        held = {str(path.readlink()) for path in (folder / "fd").iterdir()} - {"/dev/urandom"}  # qpdf's
        assert all(name.startswith("pipe:") for name in held)
        pipes |= held
        assert (folder / "environ").read_text(encoding="utf-8") == "LC_ALL=C.UTF-8\0"
        assert (folder / "cwd").readlink() == Path("/")
        assert os.getsid(worker.pid) == worker.pid
        assert (status_of(worker.pid)["Seccomp"], status_of(worker.pid)["NoNewPrivs"]) == ("2", "1")
    assert len(pipes) == 9
    for worker in workers:
        worker.close()


def test_a_server_has_one_thread_whatever_it_has_loaded() -> None:
    for family in Family:
        worker = ready(family)
        server = server_pid(worker)
        worker.close()
    assert status_of(server)["Threads"] == "1"


def test_one_worker_after_another_is_forked_from_one_server() -> None:
    servers = []
    for _ in range(3):
        worker = ready()
        servers.append(server_pid(worker))
        worker.close()
    assert len(set(servers)) == 1


@pytest.mark.usefixtures("own_server")
def test_a_server_ends_when_it_is_let_go() -> None:
    worker = ready()
    server = server_pid(worker)
    fork_server._servers.clear()
    assert gone_within(server, 0)
    assert not gone_within(worker.pid, 0)
    pid = worker.pid
    worker.close()
    assert gone_within(pid, 10_000)


def test_a_closed_worker_is_gone_and_leaves_no_descriptor() -> None:
    ready().close()
    before = len(list(Path("/proc/self/fd").iterdir()))
    worker = ready()
    pid = worker.pid
    worker.close()
    worker.close()
    assert gone_within(pid, 0)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_forgotten_worker_is_gone_too() -> None:
    worker = ready()
    pid = worker.pid
    del worker
    assert gone_within(pid, 0)


@pytest.mark.usefixtures("own_server")
def test_one_closed_before_it_is_forked_is_gone() -> None:
    forked().close()
    worker = ready()
    server = server_pid(worker)
    children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii")
    assert children.split() == [str(worker.pid)]
    worker.close()


def test_a_worker_that_used_up_its_processor_time_is_known_by_it() -> None:
    for sent, has_run_out in ((signal.SIGXCPU, True), (signal.SIGTERM, False)):
        worker = ready()
        os.kill(worker.pid, sent)
        with pytest.raises(Died):
            worker.next_head(seconds() + 10)
        worker.close()
        assert worker.has_run_out is has_run_out


def test_what_cannot_be_loaded_ends_that_request_alone() -> None:
    worker = forked(99)
    with pytest.raises(Died):
        worker.next_head(seconds() + 60)
    worker.close()
    ready().close()


@pytest.mark.usefixtures("own_server")
def test_workers_outlive_a_killed_server_and_the_next_has_another() -> None:
    worker = ready()
    server = server_pid(worker)
    os.kill(server, signal.SIGKILL)
    assert gone_within(server, 10_000)
    again = ready()
    assert server_pid(again) != server
    assert not gone_within(worker.pid, 0)
    pid = worker.pid
    worker.close()
    assert gone_within(pid, 10_000)
    again.close()


@pytest.mark.usefixtures("own_server")
def test_a_server_gone_as_a_worker_is_asked_for_is_replaced() -> None:
    worker = ready()
    server = fork_server._servers[EXTRACT_WORKER]
    server._channel, there = Channel.pair()
    there.close()
    assert not server.has_ended, "the kernel has no exit code yet"
    again = ready()
    assert fork_server._servers[EXTRACT_WORKER] is not server
    worker.close()
    again.close()


def test_worker_and_server_die_with_whoever_asked() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ASK], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        server = int(status_of(pid)["PPid"])
        parent.kill()
    assert gone_within(pid, 10_000)
    assert gone_within(server, 10_000)


@pytest.mark.parametrize("_", range(5))
def test_several_threads_may_wait_for_one_end(_: int) -> None:
    held, lifeline = os.pipe()
    server = fork_server.server_of(EXTRACT_WORKER)
    running = fork_server.WorkerOfServer(server, MessageHead(ExtractMessage.FAMILY, Family.TEXT), held)
    codes: list[int] = []
    waiting = [Thread(target=lambda: codes.append(running.wait()), daemon=True) for _ in range(4)]
    for one in waiting:
        one.start()
    running.kill()
    for one in waiting:
        one.join(60)
    for end in (held, lifeline):
        os.close(end)
    running.stdin.close()
    running.stdout.close()
    assert codes == [-signal.SIGKILL] * 4
