"""Processes forked from the launcher, which has few modules loaded and one thread.

A forked part starts at once, with what it is given in memory: no argument and no variable of the environment
names a vault. The kernel ends it when the launcher ends. Only Linux: elsewhere the window runs alone.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Self

from casebook.base.log import error_place
from casebook.base.stopwatch import seconds
from casebook.host.ipc.channel import Channel
from casebook.host.sandbox.kernel import die_with, leave_terminal

CAN_FORK = sys.platform == "linux"
_ASKED_TO_END = (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM))


class ForkedProcess:
    """A forked process and the channel to it.

    Attributes:
        pid: its number.
        channel: the line.
        kill_at: the moment, by `base.stopwatch.seconds`, at which it is ended if it is still there.
    """

    def __init__(self, pid: int, channel: Channel) -> None:
        self.pid, self.channel = pid, channel
        self.kill_at: float | None = None
        self.alive = os.pidfd_open(pid)

    @classmethod
    def fork(
        cls,
        run: Callable[[Channel], int],
        others: Iterable[ForkedProcess],
        line: tuple[Channel, Channel] | None = None,
    ) -> Self:
        """Fork a process.

        Args:
            run: what it does with its end of the line; its number is the exit code.
            others: parts whose lines must not reach into this one.
            line: our end and its end, where they exist already.

        Raises:
            OSError: the system starts no more processes.
        """
        here, there = line or Channel.pair()
        launcher = os.getpid()
        pid = os.fork()
        if pid == 0:
            _live(run, there, [here, *(other.channel for other in others)], launcher)
        there.close()
        return cls(pid, here)

    def kill(self) -> None:
        """Kill the process at once."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def reap(self) -> int:
        """Wait for its end and release it; returns its exit code."""
        _, status = os.waitpid(self.pid, 0)
        os.close(self.alive)
        self.channel.close()
        return os.waitstatus_to_exitcode(status)


def _live(run: Callable[[Channel], int], there: Channel, foreign: list[Channel], launcher: int) -> None:
    """Run a forked part; never returns, so that the launcher's code is not run twice."""
    code = 1
    try:
        die_with(launcher)
        leave_terminal()
        signal.set_wakeup_fd(-1)
        for kind in _ASKED_TO_END:  # the launcher is asked too, and lets each part end in order
            signal.signal(kind, signal.SIG_IGN)
        for channel in foreign:
            channel.close()
        code = run(there)
    except BaseException as error:  # noqa: BLE001 - a traceback could show a record; its place is enough
        sys.stderr.write(f"Casebook ended over a fault: {error_place(error)}\n")
    finally:
        os._exit(code)


class Watch:
    """Waits for messages from parts, their end, and requests to end."""

    def __init__(self) -> None:
        self._asked, wakeup_fd = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(wakeup_fd)
        for kind in _ASKED_TO_END:
            signal.signal(kind, lambda *_: None)

    @property
    def was_asked_to_end(self) -> bool:
        """Return whether the system or terminal requested the end since the last call."""
        try:
            return bool(os.read(self._asked, 64))
        except BlockingIOError:
            return False

    def wait(self, parts: Iterable[ForkedProcess]) -> tuple[list[ForkedProcess], list[ForkedProcess]]:
        """Wait; returns parts with messages, and ended parts. Kills overdue ones."""
        parts = list(parts)
        waiting = select.poll()
        waiting.register(self._asked, select.POLLIN)
        for part in parts:
            waiting.register(part.alive, select.POLLIN)
            if part.channel.descriptor >= 0:
                waiting.register(part.channel.descriptor, select.POLLIN)
        due = [part.kill_at for part in parts if part.kill_at is not None]
        ready = {at for at, _ in waiting.poll(max(0.0, min(due) - seconds()) * 1000 if due else None)}
        for part in parts:
            if part.kill_at is not None and part.kill_at <= seconds():
                part.kill_at = None
                part.kill()
        return (
            [part for part in parts if part.channel.descriptor in ready],
            [part for part in parts if part.alive in ready],
        )
