"""What the picker does at the place a person chose, on one disk and between two."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from casebook.host.process.picked_place import GrowingFile, make_shared_folder, put_vault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a picker")


def test_a_file_takes_its_name_and_can_be_dropped_again(tmp_path: Path) -> None:
    growing = GrowingFile.beside(tmp_path / "letter.pdf")
    os.write(growing.descriptor, b"whole")
    growing.take_name()
    assert [path.name for path in tmp_path.iterdir()] == ["letter.pdf"]
    growing.drop()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_in_the_folder_until_a_file_is_complete(tmp_path: Path) -> None:
    growing = GrowingFile.beside(tmp_path / "letter.pdf")
    os.write(growing.descriptor, b"half")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "letter.pdf").write_bytes(b"older")
    growing.take_name()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("letter.pdf", b"half")]


def test_a_disk_without_unnamed_files_has_one_with_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE")
    for ends in (GrowingFile.drop, GrowingFile.take_name):
        growing = GrowingFile.beside(tmp_path / "letter.pdf")
        assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
        ends(growing)
        assert [path.name for path in tmp_path.iterdir()] in ([], ["letter.pdf"])


def test_a_file_somebody_put_in_its_place_stays(tmp_path: Path) -> None:
    growing = GrowingFile.beside(tmp_path / "letter.pdf")
    growing.take_name()
    (tmp_path / "other").write_bytes(b"another")
    (tmp_path / "other").replace(tmp_path / "letter.pdf")
    growing.drop()
    assert (tmp_path / "letter.pdf").read_bytes() == b"another"


@pytest.fixture
def restored(tmp_path: Path) -> Path:
    """A vault as a session restores it, among its backups."""
    path = tmp_path / "office.casebook-backups" / "restored.casebook"
    (path / "att" / "0a").mkdir(parents=True)
    for name in ("header", "header.bak", "case.db", "att/0a/0a1b"):
        (path / name).write_bytes(name.encode())
    return path


class TwoDisks:
    """Names cannot be moved from where a vault was restored, as between two disks.

    Attributes:
        is_full: no folder or file reaches the disk.
        present: what stood in each folder when it was renamed.
    """

    def __init__(self, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._source, self._rename, self._fsync = source, os.rename, os.fsync
        self.is_full = False
        self.present: list[list[str]] = []
        monkeypatch.setattr(os, "rename", self.rename)
        monkeypatch.setattr(os, "fsync", self.fsync)

    def rename(self, old: Path, new: Path) -> None:
        if Path(old) == self._source:
            raise OSError(errno.EXDEV, "")
        self.present.append(sorted(path.name for path in Path(old).iterdir()))
        self._rename(old, new)

    def fsync(self, descriptor: int) -> None:
        if self.is_full:
            raise OSError(errno.ENOSPC, "")
        self._fsync(descriptor)


@pytest.mark.parametrize("between_disks", [False, True])
def test_a_restored_vault_is_put_where_it_is_wanted(
    restored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, between_disks: bool
) -> None:
    disks = TwoDisks(restored, monkeypatch) if between_disks else None
    target = tmp_path / "new.casebook"
    put_vault(restored, target)
    assert (target / "header").read_bytes() == b"header"
    assert (target / "att" / "0a" / "0a1b").read_bytes() == b"att/0a/0a1b"
    assert not restored.exists()
    if disks:
        assert disks.present == [["att", "case.db", "header", "header.bak"]], (
            "it has its name once it is whole"
        )


def test_nothing_is_left_where_the_other_disk_is_full(
    restored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disks = TwoDisks(restored, monkeypatch)
    disks.is_full = True
    with pytest.raises(OSError, match=str(errno.ENOSPC)):
        put_vault(restored, tmp_path / "new.casebook")
    assert [path.name for path in tmp_path.iterdir()] == ["office.casebook-backups"]
    assert (restored / "header").is_file()


def test_only_a_vault_among_backups_is_put_and_over_nothing(restored: Path, tmp_path: Path) -> None:
    (tmp_path / "papers.casebook").mkdir()
    (restored.parent / "link.casebook").symlink_to(tmp_path / "papers.casebook")
    for source in (tmp_path / "papers.casebook", restored / "att", restored.parent / "link.casebook"):
        with pytest.raises(PermissionError):
            put_vault(source, tmp_path / "new.casebook")
    (tmp_path / "there.casebook").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        put_vault(restored, tmp_path / "there.casebook")


def test_a_shared_folder_is_made_empty_and_over_nothing(tmp_path: Path) -> None:
    made = tmp_path / "team.casebook-share"
    make_shared_folder(made)
    assert list(made.iterdir()) == []
    with pytest.raises(FileExistsError):
        make_shared_folder(made)


def test_a_folder_of_another_name_is_not_made_as_a_shared_one(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Invalid"):
        make_shared_folder(tmp_path / "Documents")
    assert not (tmp_path / "Documents").exists()
