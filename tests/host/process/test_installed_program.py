"""Programs of the system are found where PATH names a whole folder, and nowhere else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from casebook.host.process.installed_program import environment, installed

ENDING = ".exe" if sys.platform == "win32" else ""


def program(folder: Path, name: str) -> Path:
    """A file in a folder that may be run."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}{ENDING}"
    path.touch(mode=0o700)
    return path


def test_a_program_beside_a_clients_files_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = program(tmp_path / "files of a client", "reader")
    monkeypatch.chdir(planted.parent)
    for places in ("", ".", os.pathsep.join((".", "", str(tmp_path)))):
        monkeypatch.setenv("PATH", places)
        assert installed("reader") == ""


def test_the_first_folder_that_has_it_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one" / f"reader{ENDING}").mkdir(parents=True)
    programs = [program(tmp_path / name, "reader") for name in ("two", "three")]
    monkeypatch.setenv("PATH", os.pathsep.join(str(tmp_path / name) for name in ("one", "two", "three")))
    assert installed("reader") == str(programs[0])
    assert installed("writer") == ""


def test_the_environment_holds_what_the_system_needs_and_no_more() -> None:
    names = environment({"LC_ALL": "C.UTF-8"}).keys()
    assert names == {"LC_ALL", *(("SYSTEMROOT",) if sys.platform == "win32" else ())}
