"""The program as it is started: the way to the window, which loads little, and what is no casebook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.vaults import MasterVault

_STARTED = """
import os, sys
sys.argv[1:] = ["open", sys.argv[1]]
def become(program, arguments):
    print(os.read(0, 1000).decode(), arguments[-1], sorted({"click", "casebook.cli.run"} & set(sys.modules)))
    sys.stdout.flush()
    os._exit(0)
os.execv = become
from casebook.__main__ import main
main()
"""

_ON_WINDOWS = """
import signal, sys
known = {"SIGABRT", "SIGFPE", "SIGILL", "SIGINT", "SIGSEGV", "SIGTERM"}
for name in [one for one in dir(signal) if one.startswith("SIG") and one.isupper() and one not in known]:
    delattr(signal, name)
from importlib import import_module
from casebook.__main__ import _PARTS
for part in _PARTS.values():
    import_module(part.partition(":")[0])
print(len(_PARTS))
"""
"""Loads every part where the module of signals has the names only that it has there."""


def _started(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_way_to_the_window_loads_no_command_line(tmp_path: Path) -> None:
    started = _started([sys.executable, "-c", _STARTED, "some.casebook"], tmp_path)
    assert started.stdout == f"{tmp_path / 'some.casebook'} --window []\n"


def test_every_part_loads_where_only_signals_of_windows_are_known(tmp_path: Path) -> None:
    started = _started([sys.executable, "-c", _ON_WINDOWS], tmp_path)
    assert (started.stderr, int(started.stdout) > 0) == ("", True)


@pytest.mark.parametrize(
    ("damaged", "exit_code", "title"),
    [
        ((), 0, ""),
        (("header",), 0, ""),
        (("header", "header.bak"), 5, "The casebook header is damaged."),
        (("all",), 3, "There is no casebook at this location."),
    ],
    ids=["whole", "with its predecessor", "damaged", "gone"],
)
def test_what_is_no_casebook_is_refused_before_a_window_is_shown(
    empty_vault: MasterVault, tmp_path: Path, damaged: tuple[str, ...], exit_code: int, title: str
) -> None:
    path = empty_vault.copied_to(tmp_path / "some.casebook")
    for name in damaged:
        if name == "all":
            path.rename(tmp_path / "elsewhere")
        else:
            data = bytearray((path / name).read_bytes())
            data[20] ^= 1
            (path / name).write_bytes(data)
    window_shown = "import sys, casebook.__main__ as m; m._launch = lambda vault: 0; sys.exit(m.main())"
    with (tmp_path / "named").open("w+b") as named:
        named.write(bytes(path))
        named.seek(0)
        started = subprocess.run(
            [sys.executable, "-c", window_shown, "--window"],
            stdin=named,
            capture_output=True,
            text=True,
            check=False,
        )
    assert started.returncode == exit_code
    assert started.stderr.startswith(title)
