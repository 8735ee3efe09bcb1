from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, DiskProblem, VaultDamaged
from casebook.vault.lockfile import WriterLock, writers_kept_out

OTHER = (
    "import pathlib, sys\n"
    "from casebook.vault.lockfile import WriterLock\n"
    "held = WriterLock.take(pathlib.Path(sys.argv[1]))\n"
    "print('held', flush=True)\n"
    "sys.stdin.read()\n"
)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another living process that holds the lock."""
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(tmp_path / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_another_process_keeps_the_second_out(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    with pytest.raises(Conflict, match="another window"):
        WriterLock.take(tmp_path / "lock")
    assert other.poll() is None


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    other.kill()
    other.wait()
    WriterLock.take(tmp_path / "lock").release()
    assert (tmp_path / "lock").exists()


def test_one_process_does_not_hold_it_twice(tmp_path: Path) -> None:
    first = WriterLock.take(tmp_path / "lock")
    with pytest.raises(Conflict):
        WriterLock.take(tmp_path / "lock")
    first.release()
    first.release()
    WriterLock.take(tmp_path / "lock").release()
    assert (tmp_path / "lock").stat().st_size == 0


def test_a_lock_that_cannot_be_made_is_a_problem_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(DiskProblem):
        WriterLock.take(tmp_path / "gone" / "lock")


def test_a_pipe_in_the_place_of_the_lock_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lock")
    with writers_kept_out(tmp_path / "lock") as is_free:
        assert is_free


def test_a_link_in_the_place_of_the_lock_is_named(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").touch()
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(VaultDamaged, match="Remove the link named lock"):
        WriterLock.take(tmp_path / "lock")
    with pytest.raises(VaultDamaged, match="Remove the link named lock"), writers_kept_out(tmp_path / "lock"):
        pass
