"""A child process and the pipes to it on Windows, where both ends of a pipe wait with a time limit.

It inherits its three standard handles and no other, and lies in a job that ends it when its parent ends.

Source: Microsoft, "Named Pipe Server Using Overlapped I/O"; PROC_THREAD_ATTRIBUTE_HANDLE_LIST, which Python
sets for the handles it passes on.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import _winapi
    import msvcrt
    import os
    import secrets
    import subprocess
    import weakref
    from collections.abc import Mapping, Sequence
    from contextlib import suppress
    from typing import Self

    from casebook.base.stopwatch import seconds
    from casebook.host.sandbox.job import OUT_OF_QUOTA, Job

    _ROOMY_BYTES = 1 << 20
    _OUTBOUND, _REJECT_REMOTE = 2, 8
    """PIPE_ACCESS_OUTBOUND and PIPE_REJECT_REMOTE_CLIENTS, which Python does not define."""

    class WindowsChild:
        """A running child.

        Args:
            running: the started process.
            pipes: our ends: what it reads, and what it writes.
            job: ends it.
        """

        def __init__(self, running: subprocess.Popen[bytes], pipes: tuple[int, int], job: Job) -> None:
            self.pid = running.pid
            self._running, self._job = running, job
            self._into, self._out_of = pipes
            self.end = weakref.finalize(self, _end, running, pipes, job)

        @classmethod
        def start(cls, command: Sequence[str], cwd: str | None, env: Mapping[str, str] | None) -> Self:
            """Start a program without a console.

            Args:
                command: the program and its arguments.
                cwd: its folder; None for ours.
                env: its environment; None for ours.

            Raises:
                OSError: the system starts no more processes, or refuses the job.
            """
            job = Job()
            into, reads = _pipe(to_child=True)
            out_of, writes = _pipe(to_child=False)
            try:
                running = subprocess.Popen(  # noqa: S603 - the caller's own program
                    command,
                    stdin=reads,
                    stdout=writes,
                    stderr=subprocess.DEVNULL,
                    cwd=cwd,
                    env=env,
                    creationflags=subprocess.CREATE_NO_WINDOW,
                )
            except BaseException:
                _close((into, out_of), job)
                raise
            finally:
                os.close(reads)
                os.close(writes)
            child = cls(running, (into, out_of), job)
            try:
                # It is our own program still, which has read nothing and waits for us.
                job.put(running.pid)
            except OSError:
                child.end()
                raise
            return child

        def take(self, view: memoryview, until: float) -> int:
            """Read into a view; returns how many bytes.

            Raises:
                TimeoutError: nothing came in time.
                OSError: the child has gone.
            """
            waiting, _ = _winapi.ReadFile(self._out_of, min(len(view), _ROOMY_BYTES), overlapped=True)
            count = _finished(waiting, until)
            data = waiting.getbuffer()
            view[:count] = data[:count] if data else b""
            return count

        def send(self, part: bytes, until: float) -> None:
            """Send bytes.

            Raises:
                TimeoutError: they were not taken in time.
                OSError: the child has gone.
            """
            view = memoryview(part)
            while view:
                waiting, _ = _winapi.WriteFile(self._into, bytes(view[:_ROOMY_BYTES]), overlapped=True)
                view = view[_finished(waiting, until) :]

        def allow_cpu(self, cpu_seconds: int) -> None:
            """Give it this much processor time from now, then have the system end it.

            Raises:
                OSError: the system refuses.
            """
            self._job.allow_cpu(cpu_seconds)

        def kill(self) -> None:
            """Kill it from any thread."""
            self._running.kill()

        @property
        def has_run_out(self) -> bool:
            """Return whether, once ended, it was ended for exceeding its processor time."""
            return self._running.returncode == OUT_OF_QUOTA

        @property
        def was_killed(self) -> bool:
            """Return False: Windows does not distinguish it from an exit of its own."""
            return False

    def _pipe(*, to_child: bool) -> tuple[int, int]:
        """Return the handle of our end, which does not wait, and a descriptor of the child's, which does.

        SECURITY: the name is a secret, and there is one instance: where somebody else took the other end,
        opening it here fails.
        """
        name = rf"\\.\pipe\casebook-{secrets.token_hex(16)}"
        ours = _OUTBOUND if to_child else _winapi.PIPE_ACCESS_INBOUND
        ours |= _winapi.FILE_FLAG_OVERLAPPED | _winapi.FILE_FLAG_FIRST_PIPE_INSTANCE
        mode = _winapi.PIPE_WAIT | _REJECT_REMOTE  # of bytes, not of messages
        own = _winapi.CreateNamedPipe(name, ours, mode, 1, _ROOMY_BYTES, _ROOMY_BYTES, 0, _winapi.NULL)
        try:
            access = _winapi.GENERIC_READ if to_child else _winapi.GENERIC_WRITE
            other = _winapi.CreateFile(name, access, 0, _winapi.NULL, _winapi.OPEN_EXISTING, 0, _winapi.NULL)
        except BaseException:
            _winapi.CloseHandle(own)
            raise
        flags = os.O_RDONLY if to_child else os.O_WRONLY
        return own, msvcrt.open_osfhandle(other, flags | os.O_BINARY | os.O_NOINHERIT)

    def _finished(waiting: _winapi.Overlapped, until: float) -> int:
        """Wait for a transfer; returns how many bytes it moved.

        Raises:
            TimeoutError: it moved none in time, and was called off.
            OSError: the other end has gone.
        """
        left_ms = max(0, int((until - seconds()) * 1000))
        if _winapi.WaitForSingleObject(waiting.event, left_ms) == _winapi.WAIT_TIMEOUT:
            waiting.cancel()
        count, error = waiting.GetOverlappedResult(True)  # noqa: FBT003 - positional only
        if error == _winapi.ERROR_OPERATION_ABORTED:
            raise TimeoutError
        return count

    def _close(pipes: tuple[int, int], job: Job) -> None:
        job.close()
        for pipe in pipes:
            _winapi.CloseHandle(pipe)

    def _end(running: subprocess.Popen[bytes], pipes: tuple[int, int], job: Job) -> None:
        with suppress(OSError):
            running.kill()
        running.wait()
        _close(pipes, job)
