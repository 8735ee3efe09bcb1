"""The server that workers are forked from, with the libraries they need already loaded.

It is this program started again, as a worker is, with nothing of the person's in its memory. It learns only
what a worker is to load, and no byte of a file passes through it; each worker is confined by itself before it
receives one. The server ends with us, as its channel closes. Only on Linux.
"""

from __future__ import annotations

import os
import signal
import subprocess
import weakref
from contextlib import suppress
from threading import Lock  # noqa: TID251 - starts no thread
from typing import IO

from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.ipc.message import MessageHead
from casebook.host.process.restart import command, surroundings

FORK, FORKED, ENDED, REAP = 1, 2, 3, 4
"""The kinds of messages.

FORK goes to the server, with the packed head of what to load, in hexadecimal, and four files: the standard
input, output and lifeline of the worker, and the end of a channel for this worker alone. On that the server
sends FORKED with its number and, when it has ended, ENDED with its exit code. The kernel reuses the number
only after REAP has come back, or the channel is closed here; when the server closes it the worker is gone.
"""

_servers: dict[str, ForkServer] = {}
_lock = Lock()
"""Workers are started by several threads."""


class ServerEnded(OSError):
    """The server was killed, as by a system short of memory; another can be started."""


class WorkerOfServer:
    """A forked worker, as `PosixChild` uses a started process.

    Args:
        server: whose fork it is.
        first: what it loads.
        lifeline: the end of the pipe that it holds.

    Attributes:
        stdin: the pipe that it reads.
        stdout: the pipe that it writes; it closes where the server fails.
        returncode: its exit code once it has ended, negative for a signal.

    Raises:
        OSError: the server has ended, or the system has no more pipes.
    """

    def __init__(self, server: ForkServer, first: MessageHead, lifeline: int) -> None:
        self.returncode: int | None = None
        self._pid, self._alive = 0, -1
        self._asking, self._waiting = Lock(), Lock()
        reading, into = os.pipe()
        out_of, writing = os.pipe()
        self._status, status = Channel.pair()
        self.stdin: IO[bytes] = os.fdopen(into, "wb", 0)
        self.stdout: IO[bytes] = os.fdopen(out_of, "rb", 0)
        try:
            server.request(first, (reading, writing, lifeline, status.descriptor))
        except BaseException:
            self.stdin.close()
            self.stdout.close()
            self._status.close()
            raise
        finally:
            os.close(reading)
            os.close(writing)
            status.close()

    @property
    def pid(self) -> int:
        """Return its number, once the server has loaded what it needs and forked it.

        Raises:
            ProcessLookupError: the server failed.
        """
        with self._asking:
            if not self._pid:
                self._pid = self._figure(FORKED)
                self._alive = os.pidfd_open(self._pid)
            return self._pid

    def kill(self) -> None:
        """Kill it, once it is forked; nothing happens where it has ended."""
        with suppress(OSError):
            _ = self.pid
            with self._asking:
                if self._alive >= 0:
                    signal.pidfd_send_signal(self._alive, signal.SIGKILL)

    def wait(self) -> int:
        """Wait until it has ended and is gone; returns its exit code.

        Several threads may wait: each message comes once, and one who took that of another would leave them
        waiting for ever.
        """
        with self._waiting:
            if self.returncode is None:
                self.returncode = self._learn_code()
        return self.returncode

    def _learn_code(self) -> int:
        try:
            _ = self.pid
            code = self._figure(ENDED)
            self._status.send(REAP)
            self._status.wait(-1)
        except (ProcessLookupError, PeerClosed):
            code = -signal.SIGKILL  # the server ended first; the kernel looks after the worker
        with self._asking:
            if self._alive >= 0:
                os.close(self._alive)
                self._alive = -1
        self._status.close()
        return code

    def _figure(self, kind: int) -> int:
        try:
            message = self._status.receive()
        except PeerClosed as error:
            raise ProcessLookupError from error
        if message.kind != kind:
            raise ProcessLookupError
        return int(message.words[0])


class ForkServer:
    """A running server and the channel to it.

    Args:
        part: the argument `casebook.__main__` knows it by.

    Raises:
        OSError: the system starts no more processes.
    """

    def __init__(self, part: str) -> None:
        folder, environment = surroundings()
        self._is_gone = False
        self._channel, there = Channel.pair()
        try:
            self._running = subprocess.Popen(  # noqa: S603 - our own program
                command(part),
                stdin=there.descriptor,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=environment,
                start_new_session=True,
            )
        except BaseException:
            self._channel.close()
            raise
        finally:
            there.close()
        self.end = weakref.finalize(self, _end, self._channel, self._running)

    def request(self, first: MessageHead, files: tuple[int, int, int, int]) -> None:
        """Ask for a worker.

        Raises:
            ServerEnded: it has ended.
        """
        try:
            self._channel.send(FORK, first.pack().hex(), files=files)
        except PeerClosed as error:
            self._is_gone = True  # known before the kernel has the exit code
            raise ServerEnded from error

    @property
    def has_ended(self) -> bool:
        """Return whether it has ended."""
        return self._is_gone or self._running.poll() is not None


def server_of(part: str) -> ForkServer:
    """Return the running server of a part, or start it.

    Args:
        part: the argument that runs the program as one such worker, as "--render-worker"; the server's is
            "--render-server".

    Raises:
        OSError: the system starts no more processes.
    """
    with _lock:
        server = _servers.get(part)
        if server is None or server.has_ended:
            server = _servers[part] = ForkServer(part.removesuffix("-worker") + "-server")
        return server


def _end(channel: Channel, running: subprocess.Popen[bytes]) -> None:
    channel.close()
    running.wait()
