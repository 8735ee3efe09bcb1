"""A child process and the pipes to it, where the kernel tells of readiness and sends signals.

It dies when its parent does, even amid work, because the system then notices that a third pipe was closed.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Self

from casebook.base.stopwatch import seconds
from casebook.host.ipc.message import MessageHead
from casebook.host.process.fork_server import ForkServer, WorkerOfServer
from casebook.host.sandbox.limits import allow_cpu

LIFELINE = 2
"""The descriptor, normally standard error, that closes when the parent ends."""
_SET_SIGNAL = 10
"""F_SETSIG, which Python does not define."""
_ROOMY_BYTES = 1 << 20

Running = subprocess.Popen[bytes] | WorkerOfServer


class PosixChild:
    """A running child.

    Args:
        running: the started process.
        lifeline: the descriptor whose closing ends it.
    """

    def __init__(self, running: Running, lifeline: int) -> None:
        if running.stdin is None or running.stdout is None:
            raise ValueError("a child is asked over pipes")
        self._running = running
        self._into, self._out_of = _readied(running.stdin), _readied(running.stdout)
        self.end = weakref.finalize(self, _end, running, lifeline)

    @classmethod
    def start(cls, command: Sequence[str], cwd: str | None, env: Mapping[str, str] | None) -> Self:
        """Start a program in a session of its own, without access to a terminal.

        Args:
            command: the program and its arguments.
            cwd: its folder; None for ours.
            env: its environment; None for ours.

        Raises:
            OSError: the system starts no more processes.
        """
        with _lifeline() as (lifeline_end, lifeline):
            running = subprocess.Popen(  # noqa: S603 - the caller's own program
                command,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=lifeline_end,
                cwd=cwd,
                env=env,
                start_new_session=True,
            )
        return cls(running, lifeline)

    @classmethod
    def fork(cls, server: ForkServer, first: MessageHead) -> Self:
        """Have a server fork a worker.

        Args:
            server: whose fork it is to be.
            first: what it is to load.

        Raises:
            OSError: the server has ended, or the system has no more pipes.
        """
        with _lifeline() as (lifeline_end, lifeline):
            running = WorkerOfServer(server, first, lifeline_end)
        return cls(running, lifeline)

    @property
    def pid(self) -> int:
        """Return its number.

        Raises:
            ProcessLookupError: it was to be forked, and the server failed.
        """
        return self._running.pid

    def take(self, view: memoryview, until: float) -> int:
        """Read into a view; returns how many bytes, 0 where the child has closed its end.

        Raises:
            TimeoutError: nothing came in time.
            OSError: the child has gone.
        """
        while True:
            try:
                return os.readv(self._out_of, [view])
            except BlockingIOError:
                _wait(self._out_of, select.POLLIN, until)

    def send(self, part: bytes, until: float) -> None:
        """Send bytes.

        Raises:
            TimeoutError: they were not taken in time.
            OSError: the child has gone.
        """
        view = memoryview(part)
        while view:
            try:
                view = view[os.write(self._into, view) :]
            except BlockingIOError:
                _wait(self._into, select.POLLOUT, until)

    def allow_cpu(self, cpu_seconds: int) -> None:
        """Give it this much processor time from now, then have the kernel end it.

        Raises:
            OSError: it has gone, or the system refuses.
        """
        allow_cpu(self.pid, cpu_seconds)

    def kill(self) -> None:
        """Kill it from any thread."""
        self._running.kill()

    @property
    def has_run_out(self) -> bool:
        """Return whether, once ended, it was killed for exceeding its processor time."""
        return self._running.returncode == -signal.SIGXCPU

    @property
    def was_killed(self) -> bool:
        """Return whether, once ended, it had been ended by a signal that no work of its own causes."""
        from_outside = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
        return self._running.returncode in [-one for one in from_outside]


def die_with_parent() -> None:
    """Have the system end this process as soon as its parent ends.

    The other end of the lifeline is held by the parent alone. On Linux its closing has the kernel send
    SIGKILL, which can neither be caught nor held back; a worker's filter lets it neither close this end nor
    change the signal. PR_SET_PDEATHSIG would follow the thread that started us instead.

    Source: Linux, fcntl(2), F_SETSIG.

    Raises:
        OSError: there is no such pipe.
    """
    if sys.platform == "darwin":
        from casebook.host.sandbox.darwin import end_at_hangup

        end_at_hangup(LIFELINE)
        return
    import fcntl

    fcntl.fcntl(LIFELINE, fcntl.F_SETOWN, os.getpid())
    if sys.platform == "linux":
        fcntl.fcntl(LIFELINE, _SET_SIGNAL, signal.SIGKILL)
    flags = fcntl.fcntl(LIFELINE, fcntl.F_GETFL)
    fcntl.fcntl(LIFELINE, fcntl.F_SETFL, flags | os.O_ASYNC)


@contextmanager
def _lifeline() -> Iterator[tuple[int, int]]:
    """Yield the end of a lifeline that a child is given, and ours, which is closed where none was started."""
    lifeline_end, lifeline = os.pipe()
    try:
        yield lifeline_end, lifeline
    except BaseException:
        os.close(lifeline)
        raise
    finally:
        os.close(lifeline_end)


def _readied(pipe: IO[bytes]) -> int:
    """Return the pipe's descriptor, non-blocking and enlarged where possible."""
    descriptor = pipe.fileno()
    os.set_blocking(descriptor, False)
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, _ROOMY_BYTES)
    return descriptor


def _wait(descriptor: int, event: int, until: float) -> None:
    left = until - seconds()
    if left <= 0:
        raise TimeoutError
    waiting = select.poll()
    waiting.register(descriptor, event)
    waiting.poll(left * 1000)


def _end(running: Running, lifeline: int) -> None:
    os.close(lifeline)
    running.kill()
    running.wait()
    for pipe in (running.stdin, running.stdout):
        if pipe is not None:
            pipe.close()
