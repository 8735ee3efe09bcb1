"""The process that runs a program of the system for a session: it holds no keys and knows two kinds of them.

A session that was taken over could have it convert or play what it likes: in the same isolation, which grants
less than the session has.
"""

from __future__ import annotations

import os
import subprocess

from casebook.host.ipc.channel import Channel, ChannelMessage, PeerClosed
from casebook.host.process.office_program import convert
from casebook.host.process.player_program import SCREEN, play
from casebook.host.process.restart import command
from casebook.host.protocol.program_protocol import (
    PROGRAM_PART,
    ProgramMessage,
    ProgramRefusal,
    line_of_launcher,
)

_IN = 0
_MAX_SECONDS = 10**6


def serve(line: Channel) -> int:
    """Run one program for whoever holds the other end, until it ends."""
    try:
        name, refusal = _run(line, line.receive())
        if refusal is None:
            line.send(ProgramMessage.DONE, name)
        else:
            line.send(ProgramMessage.REFUSED, refusal)
    except PeerClosed:
        return 0
    return 0


def serve_at_start() -> int:
    """Serve whoever started this program for it: the line is standard input."""
    return serve(Channel(_IN))


def _run(line: Channel, message: ChannelMessage) -> tuple[str, ProgramRefusal | None]:
    kind, words, files = message.kind, message.words, message.files
    try:
        if kind == ProgramMessage.CONVERT and len(words) == 1 and len(files) == 2:  # noqa: PLR2004 - file and PDF
            return convert(line, words[0], *files)
        if kind == ProgramMessage.PLAY and len(words) == len(files) == 1 and words[0].isdecimal():
            return play(line, min(int(words[0]), _MAX_SECONDS), files[0])
    except OSError:
        return "", "failed"
    return "", "missing"


def program_line() -> Channel | None:
    """Return the line to a new process that runs a program; None where there can be none.

    The launcher starts it for a session. The command line, which is not confined, starts it itself.

    Raises:
        OSError: the system starts no more processes.
    """
    open_line = line_of_launcher()
    return open_line() if open_line else start_program_part()


def start_program_part() -> Channel:
    """Start such a process, which ends with its line, and return the line.

    Raises:
        OSError: the system starts no more processes.
    """
    ours, its = Channel.pair()
    known = {name: os.environ[name] for name in ("PATH", *SCREEN) if name in os.environ}
    running = subprocess.Popen(  # noqa: S603 - our own program by its own path
        command(PROGRAM_PART),
        stdin=its.descriptor,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"LC_ALL": "C.UTF-8", **known},
        start_new_session=True,
    )
    its.close()
    return _OwnLine(ours.descriptor, running)


class _OwnLine(Channel):
    """A line to a process that this one started, and ends when it closes the line."""

    def __init__(self, descriptor: int, running: subprocess.Popen[bytes]) -> None:
        super().__init__(descriptor)
        self._running = running

    def close(self) -> None:
        """Close the line, end the process and wait for it; may be called again."""
        super().close()
        self._running.kill()
        self._running.wait()
