"""Worker processes: this program started again, addressed over pipes, every wait with a time limit.

It gets no names, paths or settings: its arguments are one word, its environment is empty but for the encoding
of text, and it holds three pipes. It dies when its parent does, even amid work, because the kernel then sends
it a signal through the third.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import chain
from typing import IO, BinaryIO, Self

from casebook.base.stopwatch import seconds
from casebook.host.ipc.message import HEAD_BYTES, MessageHead
from casebook.host.process.restart import command
from casebook.host.sandbox.limits import allow_cpu

LIFELINE = 2
"""The descriptor, normally standard error, that closes when the parent ends."""
_SET_SIGNAL = 10
"""F_SETSIG, which Python does not define."""
_ROOMY_BYTES = 1 << 20
_PATIENCE_SECONDS = 0.1


class Lost(Exception):
    """The child process failed; the caller must end it."""


class Died(Lost):
    """The process ended or closed its pipe."""


class TooSlow(Lost):
    """The process did not answer in time."""


class WorkerProcess:
    """A running part of the program, which handles one request at a time.

    Args:
        running: the started process.
        lifeline: whose closing ends it.
        cpu_seconds: what it may use of the processor between two messages; 0 for no limit.
    """

    def __init__(self, running: subprocess.Popen[bytes], lifeline: BinaryIO, cpu_seconds: int = 0) -> None:
        if running.stdin is None or running.stdout is None:
            raise ValueError("a child is asked over pipes")
        self.pid, self._cpu_seconds = running.pid, cpu_seconds
        self._running = running
        self._into, self._out_of = _readied(running.stdin), _readied(running.stdout)
        self._end = weakref.finalize(self, _end, running, lifeline)

    @classmethod
    def start(cls, part: str, cpu_seconds: int) -> Self:
        """Start this program as a worker in a session of its own, without access to a terminal.

        Args:
            part: the argument `casebook.__main__` knows it by.
            cpu_seconds: what it may use of the processor between two messages.

        Raises:
            OSError: the system starts no more processes.
        """
        lifeline_end, lifeline = os.pipe()
        try:
            running = subprocess.Popen(  # noqa: S603 - our own program by its own path
                command(part),
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=lifeline_end,
                cwd="/",
                env={"LC_ALL": "C.UTF-8"},
                start_new_session=True,
            )
        except BaseException:
            os.close(lifeline)
            raise
        finally:
            os.close(lifeline_end)
        return cls(running, os.fdopen(lifeline, "wb", buffering=0), cpu_seconds)

    def ask(self, head: MessageHead, payload: Iterable[bytes], until: float) -> MessageHead:
        """Send a message and wait for the header of its answer.

        Args:
            head: what is asked.
            payload: the bytes it announces, in parts.
            until: the moment, by `base.stopwatch.seconds`, at which to give up.

        Raises:
            Lost: there is no answer, or not in time.
            ProtocolError: it is none.
        """
        self.send(head, payload, until)
        return self.next_head(until)

    def send(self, head: MessageHead, payload: Iterable[bytes], until: float) -> None:
        """Send a message whose answer is read later with `next_head`.

        Raises:
            Lost: it is not taken, or not in time.
        """
        self._allow_cpu()
        for part in chain((head.pack(),), payload):
            self._send(part, until)

    def next_head(self, until: float) -> MessageHead:
        """Wait for the header of a message.

        Raises:
            Lost: there is none, or not in time.
            ProtocolError: what came is none.
        """
        head = MessageHead.unpack(self.receive(HEAD_BYTES, until))
        self._allow_cpu()
        return head

    def awaited_head(self, until: float, look: Callable[[], object]) -> MessageHead:
        """Wait for the header of a message in short steps, so that a user can cancel.

        Args:
            until: the moment, by `base.stopwatch.seconds`, at which to give up.
            look: called before each step; what it raises ends the waiting.

        Raises:
            Lost: there is none, or not in time.
            ProtocolError: what came is none.
        """
        while True:
            look()
            try:
                # A head is shorter than PIPE_BUF and so comes whole or not at all: none is lost half read.
                return self.next_head(min(until, seconds() + _PATIENCE_SECONDS))
            except TooSlow:
                if seconds() >= until:
                    raise

    def receive(self, size_bytes: int, until: float) -> bytearray:
        """Return a number of bytes; the caller has limited the size.

        Raises:
            Lost: they do not come, or not in time.
        """
        received = bytearray(size_bytes)
        view = memoryview(received)
        while view:
            count = self._take(view, until)
            if count == 0:
                raise Died
            view = view[count:]
        return received

    def kill(self) -> None:
        """Kill it from any thread; the waiting thread finds it ended and closes it."""
        self._running.kill()

    @property
    def has_run_out(self) -> bool:
        """Return whether, once closed, it was killed for exceeding its processor time."""
        return self._running.returncode == -signal.SIGXCPU

    def close(self) -> None:
        """End it and wait, but not while another thread uses it; repeated calls do nothing."""
        self._end()

    def _allow_cpu(self) -> None:
        """Set the processor time limit from now on; an ended process is noticed by the waiting thread."""
        if self._cpu_seconds:
            with suppress(OSError):
                allow_cpu(self.pid, self._cpu_seconds)

    def _take(self, view: memoryview, until: float) -> int:
        while True:
            try:
                return os.readv(self._out_of, [view])
            except BlockingIOError:
                _wait(self._out_of, select.POLLIN, until)
            except OSError as error:
                raise Died from error

    def _send(self, part: bytes, until: float) -> None:
        view = memoryview(part)
        while view:
            try:
                view = view[os.write(self._into, view) :]
            except BlockingIOError:
                _wait(self._into, select.POLLOUT, until)
            except OSError as error:
                raise Died from error


def die_with_parent() -> None:
    """Have the kernel kill this process as soon as its parent ends.

    The other end of the lifeline is held by the parent alone. Its closing has the kernel send SIGKILL, which
    can neither be caught nor held back; a worker's filter lets it neither close this end nor change the
    signal. PR_SET_PDEATHSIG would follow the thread that started us instead.

    Source: Linux, fcntl(2), F_SETSIG.

    Raises:
        OSError: there is no such pipe.
    """
    import fcntl

    fcntl.fcntl(LIFELINE, fcntl.F_SETOWN, os.getpid())
    if sys.platform == "linux":
        fcntl.fcntl(LIFELINE, _SET_SIGNAL, signal.SIGKILL)
    flags = fcntl.fcntl(LIFELINE, fcntl.F_GETFL)
    fcntl.fcntl(LIFELINE, fcntl.F_SETFL, flags | os.O_ASYNC)


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
        raise TooSlow
    waiting = select.poll()
    waiting.register(descriptor, event)
    waiting.poll(left * 1000)


def _end(running: subprocess.Popen[bytes], lifeline: BinaryIO) -> None:
    lifeline.close()
    running.kill()
    running.wait()
    for pipe in (running.stdin, running.stdout):
        if pipe is not None:
            pipe.close()
