"""The script behind every make target: it refuses an unfit Python in one sentence and makes nothing twice."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "environment.py"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder, with a space in its path, that holds what the script reads."""
    folder = tmp_path / "a clone"
    (folder / "packaging" / "locks").mkdir(parents=True)
    shutil.copy(SCRIPT, folder / "packaging")
    (folder / "packaging" / "locks" / "dev.txt").write_text("", encoding="utf-8")
    (folder / "pyproject.toml").write_text("", encoding="utf-8")
    return folder


def _pretender(folder: Path, version: str) -> Path:
    """A program that answers as a Python of this version would."""
    path = folder / "pretender"
    path.write_text(f"#!/bin/sh\nprintf '%s\\n%s\\nTrue\\n' '{path}' '{version}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def _run(clone: Path, purpose: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(clone / "packaging" / "environment.py"), purpose],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_can_read_the_script() -> None:
    assert ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 9)).body


@pytest.mark.parametrize("version", ["3.10.13", "3.14.0", "2.7.18"])
def test_an_unfit_python_is_refused_in_one_sentence(clone: Path, tmp_path: Path, version: str) -> None:
    run = _run(clone, "tools", PYTHON=str(_pretender(tmp_path, version)))
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout.startswith(f"Casebook needs Python 3.11 to 3.13 and found {version}; install one")
    assert run.stdout.count("\n") == 1
    assert not (clone / ".venv").exists()


def test_a_program_that_is_no_python_is_refused(clone: Path) -> None:
    run = _run(clone, "tools", PYTHON=str(shutil.which("true")))
    assert run.returncode == 1
    assert "found none" in run.stdout


@pytest.mark.proof
def test_an_installation_that_fails_says_so_and_is_tried_again(clone: Path) -> None:
    (clone / "packaging" / "locks" / "dev.txt").write_text("nothing-of-this-name==1\n", encoding="utf-8")
    run = _run(clone, "tools", PYTHON=sys.executable, PIP_NO_INDEX="1")
    assert run.returncode == 1
    assert "The packages could not be installed" in run.stdout
    assert not (clone / ".venv" / "casebook.stamp").exists()


def test_a_window_is_offered_only_where_there_is_a_screen(clone: Path) -> None:
    assert _run(clone, "window", DISPLAY="", WAYLAND_DISPLAY="").returncode == (sys.platform == "linux")
