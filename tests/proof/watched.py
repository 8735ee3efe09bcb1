"""Starts the driven program and reads its reports."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.proof.driven import ASKED, TOLD

ROOT = Path(__file__).resolve().parents[2]
MAX_S = 60
"""So long a silence is a fault, on a loaded machine too."""


class Asking:
    """Tells the sessions of a driven program, one after the other, what they are to do.

    Attributes:
        reading: the end they read from.
    """

    def __init__(self, *lines: str) -> None:
        self.reading, self._writing = os.pipe()
        self.ask(*lines)

    def ask(self, *lines: str) -> None:
        """Tell it; who does not wait for it now will find it."""
        os.write(self._writing, "".join(f"{line}\n" for line in lines).encode())

    def close(self) -> None:
        """Nothing more is asked."""
        os.close(self.reading)
        os.close(self._writing)


@contextmanager
def driven(
    vault: Path, code: str, what: str, name: str, *before: str, asking: Asking | None = None
) -> Iterator[tuple[Iterator[list[str]], int]]:
    """Yield the running program: its reports, and the ID of the process.

    Args:
        vault: opened by it.
        code: opens the vault.
        what: it does; see `tests.proof.driven`.
        name: of the screen, or "" for none.
        before: a command to run it under.
        asking: what its sessions are to do, one after the other.
    """
    reading, writing = os.pipe()
    asking = asking or Asking()
    environment = {
        **os.environ,
        "DISPLAY": name,
        "QT_QPA_PLATFORM": "xcb" if name else "offscreen",
        "LC_ALL": "C.UTF-8",
    }
    environment |= {"PYTHONPATH": str(ROOT), TOLD: str(writing), ASKED: str(asking.reading)}
    command = [*before, sys.executable, "-B", str(ROOT / "tests/proof/driven.py")]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        env=environment,
        pass_fds=(writing, asking.reading),
        cwd="/",
    ) as running:
        os.close(writing)
        assert running.stdin is not None
        running.stdin.write("\n".join((str(vault), code, what)).encode())
        running.stdin.close()
        try:
            yield _lines(reading), running.pid
        finally:
            running.kill()
            os.close(reading)
            asking.close()


def _lines(reading: int) -> Iterator[list[str]]:
    """Yield each reported line until the program ends.

    Raises:
        AssertionError: nothing was told for `MAX_S`.
    """
    waiting = select.poll()
    waiting.register(reading, select.POLLIN)
    heard, last = b"", b"nothing"
    while True:
        assert waiting.poll(MAX_S * 1000), f"nothing told for {MAX_S} s after: {last.decode()}"
        came = os.read(reading, 4096)
        if not came:
            return
        *lines, heard = (heard + came).split(b"\n")
        for line in lines:
            last = line
            yield line.decode().split()


def until(messages: Iterator[list[str]], word: str) -> list[str]:
    """The next line that begins with a word.

    Raises:
        AssertionError: the program ended, or said nothing for long, before it told that.
    """
    found = next((line for line in messages if line[0] == word), None)
    assert found is not None, f"the program ended before it told: {word}"
    return found


def gone(process: int, most_s: float = 10) -> bool:
    """Wait until a process has ended; whether it has."""
    try:
        alive = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    waiting = select.poll()
    waiting.register(alive, select.POLLIN)
    has_ended = bool(waiting.poll(most_s * 1000))
    os.close(alive)
    return has_ended
