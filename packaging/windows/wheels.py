"""Wheels for another system, fetched or installed here, each checked against the hash of its lock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tree_parts import Stop

PYTHON = "3.11"
"""The Python they are for: that of `python_parts`."""


WINDOWS, MACOS = "x86_64-pc-windows-msvc", "aarch64-apple-darwin"
"""Systems, as uv calls them."""
LEAST_MACOS = "15.0"
"""The oldest macOS that every wheel of the lock runs on: PySide6, shiboken6 and pikepdf ask for it."""


def install(site: Path, lock: Path, system: str = WINDOWS) -> None:
    """Install what a lock lists for a system.

    Args:
        site: the folder for the packages.
        lock: with a hash for each.
        system: one of those above.

    Raises:
        Stop: a package has no wheel for it, or other bytes than the lock says.
    """
    _install(site, system, "--require-hashes", "--only-binary", ":all:", "-r", str(lock))


def install_wheel(site: Path, wheel: Path, system: str = WINDOWS) -> None:
    """Install a wheel that was made here.

    Raises:
        Stop: it is not for this Python.
    """
    _install(site, system, "--no-index", str(wheel))


def fetch(lock: Path, folder: Path, platform: str = "win_amd64") -> Path:
    """Fetch the one wheel that a lock lists; returns its path.

    Args:
        lock: with its hash.
        folder: where it is kept.
        platform: what the wheel is for, as its tag has it; "" for this system.

    Raises:
        Stop: there is none, or it has other bytes than the lock says.
    """
    pip = [sys.executable, "-I", "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    kind = ["--platform", platform, "--python-version", PYTHON] if platform else []
    folder.mkdir(parents=True, exist_ok=True)
    _run(
        [
            *pip,
            *kind,
            "--only-binary=:all:",
            "--no-deps",
            "--require-hashes",
            "-r",
            str(lock),
            "-d",
            str(folder),
        ]
    )
    return next(folder.glob("*.whl"))


def _install(site: Path, system: str, *what: str) -> None:
    uv = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--python", sys.executable]
    kind = ["--python-platform", system, "--python-version", PYTHON]
    _run([*uv, *kind, "--no-deps", "--link-mode", "copy", "--target", str(site), *what])


def _run(command: list[str]) -> None:
    settings = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": LEAST_MACOS}
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(done.stderr.strip() or done.stdout.strip())
