"""Programs of the system, found by name.

Source: Python 3.11, shutil.which (on Windows it looks into the current folder first); Microsoft,
"CREATE_NO_WINDOW" and SYSTEMROOT, without which libraries of the system do not load.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_ENDING = ".exe" if sys.platform == "win32" else ""
NO_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Flags with which a program of the command line opens no window of its own on Windows."""


def installed(name: str) -> str:
    """Return the path of an installed program, or "".

    SECURITY: only folders that PATH names in full count, never the current one: a client's files may lie
    there, and a program among them would run with the rights of the person.
    """
    places = (Path(folder, f"{name}{_ENDING}") for folder in os.get_exec_path())
    return next((str(place) for place in places if place.is_absolute() and _can_run(place)), "")


def environment(values: Mapping[str, str]) -> dict[str, str]:
    """Return an environment of these variables and those without which the system starts no program."""
    needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if sys.platform == "win32"}
    return {**values, **needed}


def _can_run(place: Path) -> bool:
    return os.access(place, os.X_OK) and place.is_file()
