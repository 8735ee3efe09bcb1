"""A Windows of one's own below `build`: a prefix of wine, and a Python in it with all that the tests need."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from tree_parts import ROOT, Stop
from windows import wheels
from windows.python_parts import HERE, LOCK, compile_converters, make_python, name_paths

BUILD = ROOT / "build" / "windows"
PYTHON = BUILD / "python"
PREFIX = BUILD / "prefix"
DOWNLOADS = BUILD / "downloads"
STAMP = BUILD / "stamp"
DEV_LOCK = LOCK.with_name("dev.txt")
SYSTEM32 = PREFIX / "drive_c" / "windows" / "system32"

_MAKERS = ("icuuc.c", "python_parts.py", "python_program.c", "wheels.py", "wine.py")
TOOLS = (
    *("grimp", "import-linter", "mypy", "opendataloader-pdf", "pre-commit", "ruff", "uv", "virtualenv"),
    *("numpy", "scipy"),
)
"""What `make check` and proofs use, and what the C library of wine cannot load: not installed."""


def make_ready() -> None:
    """Make prefix and Python, unless they are made from what is here now.

    Raises:
        Stop: a part is missing or is not what its hash says.
    """
    stamp = _stamp()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == stamp:
        return
    print(
        "Making a Python for Windows from pinned parts, to run under wine; this takes a minute or two.",
        flush=True,
    )
    for folder in (PYTHON, PREFIX):
        shutil.rmtree(folder, ignore_errors=True)
    make_python(PYTHON, DOWNLOADS, None)
    name_paths(PYTHON, windows_path(ROOT))
    lock = BUILD / "tests.txt"
    lock.write_text(without_tools(DEV_LOCK.read_text(encoding="utf-8")), encoding="utf-8")
    site = PYTHON / "Lib" / "site-packages"
    wheels.install(site, lock)
    (site / "PySide6" / "lib" / "fonts").mkdir(
        parents=True
    )  # else Qt warns, without a screen, that it has none
    if run("wineboot", "--init", display=False).returncode:
        raise Stop("wine could not make its folders.")
    compile_converters(SYSTEM32 / "icuuc.dll")
    STAMP.write_text(stamp, encoding="utf-8")


def windows_path(path: Path) -> str:
    """What a path of this system is called under wine."""
    return "Z:" + str(path.absolute()).replace("/", "\\")


def run(
    *command: str, display: bool, out: Path | None = None, timeout_s: float | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a program under wine.

    Args:
        command: the program and its arguments.
        display: whether windows are shown on the screen of the environment; without one Qt draws to memory.
        out: takes what it prints; nothing is kept without it.
        timeout_s: ends it after so long.

    Raises:
        subprocess.TimeoutExpired: it was ended.
    """
    # Names that begin with QT_ are passed on by wine only where WINE stands before them.
    settings = {"WINEPREFIX": str(PREFIX), "WINEARCH": "win64", "WINEDEBUG": "-all"}
    settings["WINEDLLOVERRIDES"] = "winemenubuilder.exe=d;mscoree=d;mshtml=d"  # no menu entries, no downloads
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "TZ") if key in os.environ}
    if display:
        settings |= {"DISPLAY": os.environ["DISPLAY"], "WINEQT_QPA_PLATFORM": "windows"}
    else:
        settings["WINEQT_QPA_PLATFORM"] = "offscreen"
    with (out or Path(os.devnull)).open("wb") as stream:
        return subprocess.run(
            ["wine", *command],
            env={**kept, **settings},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=timeout_s,
        )


def python(*arguments: str, display: bool = False, out: Path, timeout_s: float) -> int:
    """Run the Python under wine in this folder; returns its exit code."""
    return run(
        str(PYTHON / "python.exe"), *arguments, display=display, out=out, timeout_s=timeout_s
    ).returncode


def without_tools(lock: str) -> str:
    """Take the packages of `TOOLS` out of a lock, with their hashes."""
    names = "|".join(map(re.escape, TOOLS))
    return re.sub(rf"^(?:{names})==(?:.*\\\n)*.*\n(?:    #.*\n)*", "", lock, flags=re.MULTILINE)


def _stamp() -> str:
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (LOCK, DEV_LOCK, *(HERE / name for name in _MAKERS)):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
