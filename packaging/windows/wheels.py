"""Wheels for Windows, fetched or installed on another system, each checked against the hash of its lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tree_parts import Stop

PYTHON = "3.11"
"""The Python they are for: that of `python_parts`."""


def install(site: Path, lock: Path) -> None:
    """Install what a lock lists for Windows.

    Args:
        site: the folder for the packages.
        lock: with a hash for each.

    Raises:
        Stop: a package has no wheel for Windows, or other bytes than the lock says.
    """
    _install(site, "--require-hashes", "--only-binary", ":all:", "-r", str(lock))


def install_wheel(site: Path, wheel: Path) -> None:
    """Install a wheel that was made here.

    Raises:
        Stop: it is not for this Python.
    """
    _install(site, "--no-index", str(wheel))


def fetch(lock: Path, folder: Path) -> Path:
    """Fetch the one wheel that a lock lists; returns its path.

    Raises:
        Stop: there is none, or it has other bytes than the lock says.
    """
    pip = [sys.executable, "-I", "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    kind = ["--platform", "win_amd64", "--python-version", PYTHON, "--only-binary=:all:"]
    folder.mkdir(parents=True, exist_ok=True)
    _run([*pip, *kind, "--no-deps", "--require-hashes", "-r", str(lock), "-d", str(folder)])
    return next(folder.glob("*.whl"))


def _install(site: Path, *what: str) -> None:
    uv = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--python", sys.executable]
    kind = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", PYTHON]
    _run([*uv, *kind, "--no-deps", "--link-mode", "copy", "--target", str(site), *what])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(done.stderr.strip() or done.stdout.strip())
