"""The server that workers are forked from: it loads what each needs once, and never receives a file."""

from __future__ import annotations

import gc
import logging
import os
import select
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from casebook.host.ipc.channel import Channel, ChannelMessage, PeerClosed
from casebook.host.ipc.message import MessageHead
from casebook.host.process.fork_server import ENDED, FORKED
from casebook.host.protocol.worker_protocol import IN
from casebook.host.sandbox.kernel import forbid_dumps

Worker = Callable[[], int]
"""The life of a worker, from its confinement on; returns its exit code."""


@dataclass(slots=True)
class _Fork:
    """A forked worker: its number, the descriptor that tells of its end, and the channel to its user."""

    pid: int
    alive: int
    status: Channel
    has_ended: bool = False


def serve_forks(load: Callable[[MessageHead], Worker]) -> NoReturn:
    """Fork a worker for each message of the channel on standard input, until its other end is closed.

    Then the process ends at once: whoever closed the channel waits for it, and taking apart what it has
    loaded takes long.

    Args:
        load: loads what the head in a message names; what it raises ends that request alone.
    """
    logging.disable()  # its standard error is nowhere
    with suppress(OSError):  # refused to each fork again, which ends where it cannot be
        forbid_dumps()  # whoever controlled it would control every fork
    channel, forks = Channel(IN), list[_Fork]()
    while True:
        ready = _ready(channel, forks)
        for fork in [fork for fork in forks if ready & {fork.alive, fork.status.descriptor}]:
            if fork.has_ended:
                _forget(fork)
                forks.remove(fork)
            else:
                _report_end(fork)
        if channel.descriptor in ready:
            try:
                message = channel.receive()
            except PeerClosed:
                os._exit(0)
            with suppress(Exception):  # whoever asked finds the pipe closed
                forks.append(_forked(message, load, forks))
            for file in message.files:
                os.close(file)


def _ready(channel: Channel, forks: Iterable[_Fork]) -> set[int]:
    """Wait for a message, for the end of a fork, or for its user to have learnt of that."""
    waiting = select.poll()
    waiting.register(channel.descriptor, select.POLLIN)
    for fork in forks:
        if fork.has_ended:
            waiting.register(fork.status.descriptor, select.POLLIN)
        else:
            waiting.register(fork.alive, select.POLLIN)
    return {descriptor for descriptor, _ in waiting.poll()}


def _report_end(fork: _Fork) -> None:
    ended = os.waitid(os.P_PIDFD, fork.alive, os.WEXITED | os.WNOWAIT)
    fork.has_ended = True
    if ended is not None:
        code = ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
        _report(fork, ENDED, code)


def _forget(fork: _Fork) -> None:
    os.waitpid(fork.pid, 0)
    os.close(fork.alive)
    fork.status.close()


def _forked(message: ChannelMessage, load: Callable[[MessageHead], Worker], others: Iterable[_Fork]) -> _Fork:
    worker = load(MessageHead.unpack(bytes.fromhex(message.words[0])))
    gc.freeze()  # what is loaded stays in memory that forks share
    pid = os.fork()
    if pid == 0:
        _live(worker, message.files, others)
    fork = _Fork(pid, os.pidfd_open(pid), Channel(os.dup(message.files[3])))
    _report(fork, FORKED, pid)
    return fork


def _report(fork: _Fork, kind: int, figure: int) -> None:
    with suppress(PeerClosed):  # nobody waits for it any more
        fork.status.send(kind, str(figure))


def _live(worker: Worker, files: tuple[int, ...], others: Iterable[_Fork]) -> NoReturn:
    """Live as a worker; never returns, so that the server's code is not run twice."""
    code = 1
    try:
        os.setsid()
        for target, file in enumerate(files[:3]):  # on standard input the server's channel was
            os.dup2(file, target)
        for file in (*files, *(file for fork in others for file in (fork.alive, fork.status.descriptor))):
            os.close(file)
        code = worker()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        os._exit(code)
