"""Worker processes: this program started again, addressed over pipes, every wait with a time limit.

It gets no names, paths or settings: its arguments are one word, its environment is empty but for what the
system needs to start it, and it holds three pipes. It dies when its parent does, even amid work: the system
sees to it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Self

from casebook.base.stopwatch import seconds
from casebook.host.ipc.message import HEAD_BYTES, MessageHead
from casebook.host.process.restart import command, surroundings

if sys.platform == "win32":
    from casebook.host.process.windows_child import WindowsChild as ChildProcess
else:
    from casebook.host.process.fork_server import ServerEnded, server_of
    from casebook.host.process.posix_child import PosixChild as ChildProcess

CAN_START = sys.platform in {"linux", "win32", "darwin"}
"""Whether workers are started on this system."""
_PATIENCE_SECONDS = 0.1
_TAKEN_WITHIN_SECONDS = 60.0


class Lost(Exception):
    """The child process failed; the caller must end it."""


class Died(Lost):
    """The process ended or closed its pipe."""


class TooSlow(Lost):
    """The process did not answer in time."""


class WorkerProcess:
    """A running part of the program, which handles one request at a time.

    Args:
        child: the started process.
        cpu_seconds: what it may use of the processor between two messages; 0 for no limit.
    """

    def __init__(self, child: ChildProcess, cpu_seconds: int = 0) -> None:
        self._cpu_seconds = cpu_seconds
        self._child = child

    @property
    def pid(self) -> int:
        """Return its number.

        Raises:
            ProcessLookupError: it was to be forked, and the server failed.
        """
        return self._child.pid

    @classmethod
    def start(cls, part: str, cpu_seconds: int) -> Self:
        """Start this program as a worker.

        Args:
            part: the argument `casebook.__main__` knows it by.
            cpu_seconds: what it may use of the processor between two messages.

        Raises:
            OSError: the system starts no more processes.
        """
        folder, environment = surroundings()
        return cls.run(command(part), cpu_seconds, folder, environment)

    @classmethod
    def run(
        cls,
        program: Sequence[str],
        cpu_seconds: int,
        cwd: str | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Self:
        """Start a program that speaks as a worker does, in a folder and an environment, or in ours.

        Raises:
            OSError: the system starts no more processes.
        """
        return cls(ChildProcess.start(program, cwd, env), cpu_seconds)

    @classmethod
    def loading(cls, part: str, first: MessageHead, cpu_seconds: int) -> Self:
        """Start this program as a worker that loads what its first message names.

        On Linux it is forked from a server that has it loaded, and the message is left out.

        Args:
            part: the argument `casebook.__main__` knows it by.
            first: the message, without a payload.
            cpu_seconds: what it may use of the processor between two messages.

        Raises:
            OSError: the system starts no more processes, or it ended at once.
        """
        if sys.platform != "linux":
            worker = cls.start(part, cpu_seconds)
            try:
                worker.send(first, (), seconds() + _TAKEN_WITHIN_SECONDS)
            except Lost as error:
                worker.close()
                raise ProcessLookupError from error
            return worker
        try:
            return cls(ChildProcess.fork(server_of(part), first), cpu_seconds)
        except ServerEnded:  # once: it did not end of itself
            return cls(ChildProcess.fork(server_of(part), first), cpu_seconds)

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
        self._child.kill()

    @property
    def has_run_out(self) -> bool:
        """Return whether, once closed, it was killed for exceeding its processor time."""
        return self._child.has_run_out

    @property
    def was_killed(self) -> bool:
        """Return whether, once closed after `Died`, it was ended from outside, which no file can do.

        A fault in a library that a file exploits ends in another signal; closing kills it, too, where it is
        still there. Where the system does not say, False.
        """
        return self._child.was_killed

    def close(self) -> None:
        """End it and wait, but not while another thread uses it; repeated calls do nothing."""
        self._child.end()

    def _allow_cpu(self) -> None:
        """Set the processor time limit from now on; an ended process is noticed by the waiting thread."""
        if self._cpu_seconds:
            with suppress(OSError):
                self._child.allow_cpu(self._cpu_seconds)

    def _take(self, view: memoryview, until: float) -> int:
        try:
            return self._child.take(view, until)
        except TimeoutError as error:
            raise TooSlow from error
        except OSError as error:
            raise Died from error

    def _send(self, part: bytes, until: float) -> None:
        try:
            self._child.send(part, until)
        except TimeoutError as error:
            raise TooSlow from error
        except OSError as error:
            raise Died from error
