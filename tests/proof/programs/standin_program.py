"""A program written by a proof in the place of LibreOffice or a player."""

from __future__ import annotations

import os
import select
from pathlib import Path

MAX_MS = 20_000


def installed(folder: Path, monkeypatch_path: str, name: str, script: str) -> str:
    """Write a shell script as a program in a folder of its own; returns the search path that finds it first.

    Args:
        folder: takes the program and what lies around it.
        monkeypatch_path: the search path until now.
        name: of the program.
        script: its lines.
    """
    own = folder / "program"
    own.mkdir(parents=True)
    program = own / name
    program.write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
    program.chmod(0o755)
    return f"{own}:{monkeypatch_path}"


def running(word: str) -> list[int]:
    """The processes with a word among their arguments."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                arguments = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if word.encode() in arguments.split(b"\0"):
                found.append(int(folder.name))
    return found


def wait_for_end(pids: list[int]) -> bool:
    """Wait until processes have ended; returns whether all did in time."""
    for pid in pids:
        try:
            alive = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        waiting = select.poll()
        waiting.register(alive, select.POLLIN)
        has_ended = bool(waiting.poll(MAX_MS))
        os.close(alive)
        if not has_ended:
            return False
    return True
