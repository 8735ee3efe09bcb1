"""An installation without a network: what it refuses, what it leaves, and that two archives are alike."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import wheelhouse

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
MADE_FOR = {
    "version": "0.1.0",
    "system": platform.system(),
    "machine": platform.machine(),
    "python": PYTHON,
}


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """An unpacked archive whose only wheel is a program that says hello."""
    folder = tmp_path / "unpacked"
    (folder / "wheels").mkdir(parents=True)
    shutil.copy(wheelhouse.INSTALLER, folder)
    wheel = folder / "wheels" / "casebook-0.1.0-py3-none-any.whl"
    about = "casebook-0.1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("casebook.py", 'def main():\n    print("hello")\n')
        archive.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: casebook\nVersion: 0.1.0\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{about}/entry_points.txt", "[console_scripts]\ncasebook = casebook:main\n")
        archive.writestr(f"{about}/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "requirements.txt").write_text(f"casebook==0.1.0 --hash=sha256:{digest}\n", encoding="utf-8")
    (folder / "made-for.json").write_text(json.dumps(MADE_FOR), encoding="utf-8")
    return folder


def installed(unpacked: Path, *arguments: object) -> tuple[int, str]:
    """The exit code and what was said."""
    command = [sys.executable, str(unpacked / "install.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.proof
def test_an_altered_file_leaves_the_former_version_as_it_was(unpacked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "案件 قضية" / "Casebook"
    code, words = installed(unpacked, folder)
    assert (code, "To remove it, delete that folder." in words) == (0, True), words
    program = folder / "bin" / "casebook"

    def started() -> str:
        return subprocess.run([program], capture_output=True, text=True, check=True).stdout

    assert started() == "hello\n"
    code, words = installed(unpacked, folder)
    assert (code, "--replace" in words) == (1, True)
    (wheel,) = (unpacked / "wheels").iterdir()
    data = bytearray(wheel.read_bytes())
    data[50] ^= 1
    wheel.write_bytes(data)
    code, words = installed(unpacked, folder, "--replace")
    assert (code, "missing, altered or cut short" in words) == (1, True)
    assert started() == "hello\n"
    assert sorted(one.name for one in folder.parent.iterdir()) == ["Casebook"]


@pytest.mark.parametrize(
    ("name", "other", "words"),
    [
        ("python", "3.99", "for Python 3.99"),
        ("system", "Plan 9", "for Plan 9"),
        ("machine", "vax", "on vax"),
    ],
)
def test_another_system_or_python_is_refused(
    unpacked: Path, tmp_path: Path, name: str, other: str, words: str
) -> None:
    (unpacked / "made-for.json").write_text(json.dumps(MADE_FOR | {name: other}), encoding="utf-8")
    code, answer = installed(unpacked, tmp_path / "new")
    assert (code, words in answer, (tmp_path / "new").exists()) == (1, True, False)


def test_a_folder_with_other_files_is_left_alone(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").write_text("kept", encoding="utf-8")
    code, words = installed(unpacked, tmp_path / "own", "--replace")
    assert (code, "other files" in words) == (1, True)
    assert (tmp_path / "own" / "letter.txt").read_text(encoding="utf-8") == "kept"


def test_two_archives_of_the_same_files_are_alike(tmp_path: Path) -> None:
    files = {"b.txt": b"two", "a.txt": b"one"}
    for name in ("first.zip", "second.zip"):
        wheelhouse.write_zip(tmp_path / name, "folder", dict(reversed(files.items())), 1_700_000_000)
        files = dict(reversed(files.items()))
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.zip") as archive:
        assert archive.namelist() == ["folder/a.txt", "folder/b.txt"]


def test_each_system_names_tags_of_its_own_machine() -> None:
    for name, system in wheelhouse.SYSTEMS.items():
        ending = "win_amd64" if name.startswith("windows") else system.machine
        assert system.tags, name
        assert all(tag.endswith(ending) for tag in system.tags), name


def test_an_unknown_system_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert wheelhouse.main(["beos"]) == 1
    assert "beos is neither a Python" in capsys.readouterr().out
