"""A bundle worker that is killed from outside."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from casebook.base.errors import DamagedSource, Refused
from casebook.base.message import Message
from casebook.domain.dossier.pdf_job import BundleJob
from casebook.domain.dossier.pdf_result import BundleFiles
from casebook.host.process.fork_server import server_of
from casebook.host.process.worker_process import WorkerProcess
from casebook.host.protocol.bundle_protocol import BUNDLE_WORKER
from casebook.services.processes.bundle_worker import BundleWorker
from tests.host.child import child_running
from tests.services.processes.test_bundle_worker import HOLDS_B, READY, TWO, Made, asked, built_here


class KillAt:
    """A progress that kills processes at a step, for the first times only."""

    def __init__(self, worker: BundleWorker, step: str, times: int, *, server: bool = False) -> None:
        self._worker, self._step, self._left, self._server = worker, step, times, server
        self._killed = 0

    def __call__(self, done: int, total: int, step: Message) -> None:  # noqa: ARG002 - a Progress
        child = self._worker._child
        assert child
        pid = server_of(BUNDLE_WORKER)._running.pid if self._server else child.pid
        if str(step) == self._step and self._left and pid != self._killed:
            self._left, self._killed = self._left - 1, pid
            os.kill(pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked from a server on Linux")
@pytest.mark.parametrize("server", [True, False], ids=["server", "worker"])
def test_a_job_whose_process_was_killed_is_done_in_another(*, server: bool) -> None:
    output, job = Made(), BundleJob(composition=TWO)
    with BundleWorker() as one:
        kill = KillAt(one, "reading exhibits", 1, server=server)
        answer = one.run(job, BundleFiles, TWO.exhibits, output.take, kill)
    assert (output, answer) == built_here(job)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a killed process is not told apart")
def test_a_process_killed_twice_is_not_laid_on_the_exhibits() -> None:
    with BundleWorker() as one, pytest.raises(Refused, match="ended the process") as error:
        one.run(
            BundleJob(composition=TWO),
            BundleFiles,
            TWO.exhibits,
            progress=KillAt(one, "reading exhibits", 2),
        )
    assert "Leave out" not in str(error.value.remedy)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a killed process is not told apart")
def test_an_exhibit_at_which_it_is_killed_twice_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    program = f"import os, signal; os.write(1, {READY + HOLDS_B!r}); os.kill(os.getpid(), signal.SIGKILL)"
    monkeypatch.setattr(WorkerProcess, "loading", lambda *_: child_running(program, "-S"))
    with pytest.raises(DamagedSource, match="Exhibit B "):
        asked()
