from __future__ import annotations

import errno
import os
import stat
import tracemalloc
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, DiskProblem, VaultDamaged
from casebook.base.message import Message
from casebook.vault.disk import disk, flush_folder, open_carefully, read_bounded, write_durably
from tests.paths import is_ours_alone
from tests.vault.conftest import DiskSpace


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (errno.ENOSPC, "The disk is full while writing."),
        (errno.EROFS, "The disk is read-only while writing."),
        (errno.EACCES, "Access was denied while writing."),
        (errno.EXDEV, "A disk error occurred while writing."),
    ],
)
def test_what_the_system_says_is_told_plainly(number: int, title: str) -> None:
    with pytest.raises(DiskProblem) as caught, disk(Message("writing")):
        raise OSError(number, os.strerror(number), "/home/someone/secret name")
    assert str(caught.value.title) == title
    assert "secret name" not in str(caught.value)


def test_our_own_errors_pass() -> None:
    with pytest.raises(Conflict), disk(Message("writing")):
        raise Conflict("Something stands in the way.")


def test_a_written_file_replaces_the_old_and_is_ours_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert is_ours_alone(path)


def test_nothing_half_written_stays(tmp_path: Path, space: DiskSpace) -> None:
    path = tmp_path / "file"
    space.is_full = True
    with pytest.raises(OSError, match="No space"):
        write_durably(path, b"new")
    assert not path.exists()
    space.is_full = False
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_planted_link_is_neither_followed_nor_written_through(tmp_path: Path) -> None:
    outside, path = tmp_path / "outside", tmp_path / "file"
    outside.write_bytes(b"outside")
    path.symlink_to(outside)
    with pytest.raises(VaultDamaged, match="link"):
        read_bounded(path, 100)
    write_durably(path, b"ours")
    assert outside.read_bytes() == b"outside"


def test_a_planted_pipe_or_socket_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mknod(tmp_path / "socket", stat.S_IFSOCK | 0o600)
    for name in ("pipe", "socket"):
        with pytest.raises(VaultDamaged, match="something else"):
            open_carefully(tmp_path / name)


def test_a_planted_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(VaultDamaged, match="something else"):
        open_carefully(tmp_path / "folder")


def test_a_file_longer_than_its_bound_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(101))
    with pytest.raises(VaultDamaged, match="longer"):
        read_bounded(path, 100)
    assert read_bounded(path, 101) == bytes(101)


def test_a_small_file_takes_no_room_for_the_longest_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"small")
    tracemalloc.start()
    data = read_bounded(path, 256 << 20)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert data == b"small"
    assert peak_bytes < 1 << 20


def test_a_folder_that_knows_no_flush_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)
    flush_folder(tmp_path)
    assert tmp_path.is_dir()
