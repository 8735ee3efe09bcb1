from __future__ import annotations

import errno
import os
from dataclasses import replace

import pytest

from casebook.base.errors import DiskProblem, VaultDamaged, VaultTooNew
from casebook.vault.folder import Folder
from casebook.vault.header import Header, encode
from casebook.vault.headerfile import load_header, store_header
from tests.vault.conftest import HEADER_KEY, DiskSpace
from tests.vault.test_header import changed


def store(folder: Folder, header: Header, *generations: int) -> None:
    for generation in generations:
        store_header(folder, replace(header, generation=generation), HEADER_KEY)


def found(folder: Folder) -> tuple[int, bool]:
    loaded = load_header(folder)
    return loaded.header.generation, loaded.is_predecessor


def test_the_predecessor_is_kept(folder: Folder, header: Header) -> None:
    store(folder, header, 1)
    assert not folder.header_backup.exists()
    store(folder, header, 2, 3)
    assert found(folder) == (3, False)
    assert folder.header_backup.read_bytes() == encode(replace(header, generation=2), HEADER_KEY)
    assert not folder.header_new.exists()
    assert folder.header.stat().st_mode & 0o777 == 0o600


def test_an_unusable_header_falls_back_on_its_predecessor(folder: Folder, header: Header) -> None:
    store(folder, header, 1, 2)
    whole = folder.header.read_bytes()
    for broken in (b"", whole[:100], bytes(len(whole)), b"\x00" + whole[1:], whole * 300):
        folder.header.write_bytes(broken)
        assert found(folder) == (1, True)
    folder.header.unlink()
    assert found(folder) == (1, True)
    folder.header.symlink_to(folder.header_backup)
    assert found(folder) == (1, True)


def test_an_unusable_header_never_takes_the_place_of_its_predecessor(folder: Folder, header: Header) -> None:
    store(folder, header, 1, 2)
    folder.header.write_bytes(b"broken")
    store(folder, header, 3)
    assert found(folder) == (3, False)
    assert folder.header_backup.read_bytes() == encode(replace(header, generation=1), HEADER_KEY)


def test_without_either_the_first_reason_is_told(folder: Folder, header: Header) -> None:
    with pytest.raises(VaultDamaged, match="missing"):
        load_header(folder)
    store(folder, header, 1, 2)
    folder.header.write_bytes(folder.header.read_bytes()[:-1])
    folder.header_backup.unlink()
    with pytest.raises(VaultDamaged, match="damaged"):
        load_header(folder)


def test_a_later_version_is_not_undone_by_its_predecessor(folder: Folder, header: Header) -> None:
    store(folder, header, 1, 2)
    folder.header.write_bytes(changed(folder.header.read_bytes(), 8, b"\x02\x00"))
    with pytest.raises(VaultTooNew):
        load_header(folder)
    folder.header.unlink()
    folder.header_backup.write_bytes(changed(folder.header_backup.read_bytes(), 8, b"\x02\x00"))
    with pytest.raises(VaultTooNew):
        load_header(folder)


def test_a_stop_after_any_step_leaves_a_whole_header(folder: Folder, header: Header) -> None:
    store(folder, header, 1, 2)
    following = encode(replace(header, generation=3), HEADER_KEY)

    for length in (0, 1, 100, len(following)):  # while or after header.new was written
        folder.header_new.write_bytes(following[:length])
        assert found(folder) == (2, False)
    folder.header_backup.unlink()  # before the current one was linked
    assert found(folder) == (2, False)
    folder.header_backup.hardlink_to(folder.header)  # before the rename
    assert found(folder) == (2, False)
    folder.header_new.replace(folder.header)  # after it
    assert found(folder) == (3, False)


def test_writing_goes_on_from_any_stop(folder: Folder, header: Header) -> None:
    store(folder, header, 1, 2)
    folder.header_backup.unlink()
    folder.header_backup.hardlink_to(folder.header)
    folder.header_new.write_bytes(b"half")
    store(folder, header, 3)
    assert found(folder) == (3, False)
    folder.header.write_bytes(b"")
    assert found(folder) == (2, True)


def test_disks_without_hard_links_get_a_copy(
    folder: Folder, header: Header, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    store(folder, header, 1, 2)
    folder.header.unlink()
    assert found(folder) == (1, True)


def test_a_full_disk_leaves_the_old_header(folder: Folder, header: Header, space: DiskSpace) -> None:
    store(folder, header, 1, 2)
    space.is_full = True
    with pytest.raises(DiskProblem, match="full"):
        store(folder, header, 3)
    assert found(folder) == (2, False)
    space.is_full = False
    store(folder, header, 3)
    assert found(folder) == (3, False)
