"""Starting the driven program and listening to what it tells."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def driven(
    vault: Path, code: str, what: str, name: str, *before: str
) -> Iterator[tuple[Iterator[list[str]], int]]:
    """The program at work: what it tells, word by word, and the number of the process started.

    Args:
        vault: opened by it.
        code: opens the vault.
        what: it does; see `tests.proof.driven`.
        name: of the screen, or "" for none.
        before: a command to run it under.
    """
    reading, writing = os.pipe()
    environment = {
        **os.environ,
        "DISPLAY": name,
        "QT_QPA_PLATFORM": "xcb" if name else "offscreen",
        "LC_ALL": "C.UTF-8",
    }
    environment["PYTHONPATH"] = str(ROOT)
    command = [*before, sys.executable, "-B", str(ROOT / "tests/proof/driven.py")]
    with subprocess.Popen(
        ["/bin/bash", "-c", f'exec "$@" 3>&{writing}', "sh", *command],
        stdin=subprocess.PIPE,
        env=environment,
        pass_fds=(writing,),
        cwd="/",
    ) as running:
        os.close(writing)
        assert running.stdin is not None
        running.stdin.write("\n".join((str(vault), code, what)).encode())
        running.stdin.close()
        with os.fdopen(reading) as told:
            try:
                yield (line.split() for line in told), running.pid
            finally:
                running.kill()


def until(told: Iterator[list[str]], word: str) -> list[str]:
    """The next line that begins with a word."""
    return next(line for line in told if line[0] == word)


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
