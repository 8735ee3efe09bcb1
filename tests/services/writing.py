"""Another process with a vault open for writing, controlled by line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import open_session


class Other:
    """The other window, as a process."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self._running = running

    def do(self, order: str) -> None:
        """Have it add somebody of this name, ``lock``, or begin to write and ``hold`` that."""
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.write(f"{order}\n")
        self._running.stdin.flush()
        assert self._running.stdout.readline() == "done\n"

    def kill(self) -> None:
        """End it amid everything."""
        self._running.kill()
        self._running.wait()


@contextmanager
def other_window(vault: Path, code: str) -> Iterator[Other]:
    """A living process that has the vault open."""
    command = [sys.executable, "-m", "tests.services.writing"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as running:
        other = Other(running)
        try:
            other.do(str(vault))
            other.do(code)
            yield other
        finally:
            running.kill()


def _main() -> None:
    def told() -> str:
        return sys.stdin.readline().strip()

    def done() -> None:
        os.write(1, b"done\n")

    path = Path(told())
    done()
    session = open_session(path, told(), who="the other window")
    done()
    while line := told():
        if line == "lock":
            session.lock()
            done()
        elif line == "hold":
            with session.store.write("person.add") as transaction:
                transaction.add(Person(id=session.ids(), names=(Name(text="Halb", script="Latn"),)))
                done()
                told()
        else:
            record.add(session, Person(id=session.ids(), names=(Name(text=line, script="Latn"),)))
            done()


if __name__ == "__main__":
    _main()
