"""The command line that starts this program as a worker. Kept small: loaded at startup."""

from __future__ import annotations

import os
import sys


def command(part: str) -> list[str]:
    """Return the command of a part: isolated from the user's Python settings, with compiled modules.

    A Python started so that it writes none passes that on, since its parts do not read the environment.

    Args:
        part: the argument `casebook.__main__` knows it by.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, part]
    flags = ["-I", "-B"] if sys.dont_write_bytecode else ["-I"]
    return [sys.executable, *flags, "-m", "casebook", part]


def surroundings() -> tuple[str, dict[str, str]]:
    """Return the folder and the environment of a worker: nothing of the person's."""
    if sys.platform == "win32":
        root = os.environ["SYSTEMROOT"]
        return root, {"SYSTEMROOT": root}
    return "/", {"LC_ALL": "C.UTF-8"}


def become(part: str, argument: str) -> int:  # noqa: RET503 - nothing comes after execv
    """Become another part of this program; returns only on Windows, where this process ends beside it.

    SECURITY: it does not wait, so that no process goes on whose arguments name a vault.

    Args:
        part: the argument `casebook.__main__` knows it by.
        argument: what it reads there, at most a pipe's fill: arguments can be read by anybody.

    Raises:
        OSError: the system refuses.
    """
    if sys.platform == "win32":  # whose execv splits paths at spaces
        import subprocess

        started = subprocess.Popen(command(part), stdin=subprocess.PIPE)  # noqa: S603 - our own program
        if started.stdin is not None:
            with started.stdin as into:
                into.write(os.fsencode(argument))
        return 0
    reading, writing = os.pipe()
    os.write(writing, os.fsencode(argument))
    os.close(writing)
    os.dup2(reading, 0)
    sys.stdout.flush()
    program = command(part)
    os.execv(program[0], program)  # noqa: S606 - our own program by its own path
