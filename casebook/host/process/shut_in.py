"""Runs work in namespaces of its own, which ends with whoever waits for it, with all that it started."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from contextlib import suppress

from casebook.host.ipc.channel import Channel
from casebook.host.sandbox.kernel import die_with, tie_to_parent
from casebook.host.sandbox.private_root import leave_for_namespaces

FAILED = 125
"""The exit code of work that raised an error."""


def forked(run: Callable[[], int]) -> int:
    """Run `run` in a fork of this process, which has one thread, and end it with the result as its exit code.

    Returns:
        The number of the fork.

    Raises:
        OSError: the system starts no more processes.
    """
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        code = FAILED
        try:
            die_with(parent)
            code = run()
        except (OSError, ValueError):
            code = FAILED
        finally:
            os._exit(code)  # whatever happened: the code of the parent is not run twice
    return pid


def in_namespaces(work: Callable[[], int], refused: Callable[[], int], *, own_ipc: bool) -> int:
    """Run `work` as the first process of new namespaces; returns its exit code.

    Args:
        work: gives a code; with its end the kernel ends all that it started.
        refused: run here instead where the system refuses namespaces.
        own_ipc: without shared memory of others, which some drawing on the screen needs.
    """
    try:
        leave_for_namespaces(own_ipc=own_ipc)
    except OSError:
        return refused()
    held, holding = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = FAILED
        try:
            os.close(holding)
            tie_to_parent()
            waiting = select.poll()
            waiting.register(held, select.POLLIN)
            if not waiting.poll(0):  # else our parent ended before we were tied to it
                code = work()
        except (OSError, ValueError):
            code = FAILED
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def code_of(pid: int, line: Channel, most_ms: int | None = None) -> int | None:
    """Wait for a fork; None where it was killed, since it took too long or nobody waits any more.

    Args:
        pid: its number.
        line: to whoever waits for it.
        most_ms: how long it may take; None for as long as it likes.
    """
    alive = os.pidfd_open(pid)
    waiting = select.poll()
    waiting.register(alive, select.POLLIN)
    waiting.register(line.descriptor, select.POLLIN)
    ready = {at for at, _ in waiting.poll(most_ms)}
    os.close(alive)
    if alive not in ready:
        with suppress(ProcessLookupError):
            os.kill(pid, 9)
        os.waitpid(pid, 0)
        return None
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
