from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import Conflict, DiskProblem, InvalidInput, NotFound
from casebook.vault.folder import Folder
from tests.paths import is_ours_alone
from tests.vault.conftest import DiskSpace


def test_a_new_vault_is_for_this_person_only(tmp_path: Path) -> None:
    folder = Folder.planned(tmp_path / "office.casebook")
    folder.make()
    assert is_ours_alone(folder.path)
    assert [path.name for path in folder.path.iterdir()] == ["att"]


def test_an_empty_folder_is_taken_and_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "office.casebook"
    path.mkdir(mode=0o755)
    Folder.planned(path).make()
    assert is_ours_alone(path)


@pytest.mark.parametrize("name", ["office", "office.casebook.zip", ".casebook", "office.CASEBOOK"])
def test_the_name_ends_in_casebook(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInput):
        Folder.planned(tmp_path / name)


@pytest.mark.parametrize("name", ["2026: office", "a\\b", "which?", "tab\there", "長" * 70])
def test_a_name_that_a_disk_may_refuse_is_refused_with_what_helps(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Folder.planned(tmp_path / f"{name}.casebook")
    assert caught.value.remedy
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["office", "2026-17 office", "林 志遠　案", "l'étude"])
def test_a_name_that_every_disk_takes_is_taken(tmp_path: Path, name: str) -> None:
    Folder.planned(tmp_path / f"{name}.casebook").make()


def test_the_folder_around_it_exists(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        Folder.planned(tmp_path / "2026/17.casebook")
    assert "cannot contain a slash" in str(caught.value.remedy)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "office.casebook"
    path.mkdir()
    (path / "letter").write_text("of someone else")
    with pytest.raises(Conflict):
        Folder.planned(path)
    file = tmp_path / "file.casebook"
    file.write_text("a file")
    with pytest.raises(Conflict):
        Folder.planned(file)
    link = tmp_path / "link.casebook"
    link.symlink_to(tmp_path)
    with pytest.raises(Conflict):
        Folder.planned(link)


def test_of_two_who_make_the_same_vault_one_is_refused_and_removes_nothing(tmp_path: Path) -> None:
    first, second = (Folder.planned(tmp_path / "office.casebook") for _ in range(2))
    first.make()
    with pytest.raises(Conflict):
        second.make()
    assert first.attachments.is_dir()


def test_a_disk_that_refuses_leaves_nothing(tmp_path: Path, space: DiskSpace) -> None:
    space.is_full = True
    folder = Folder.planned(tmp_path / "office.casebook")
    with pytest.raises(DiskProblem, match="full"):
        folder.make()
    assert not folder.path.exists()
    space.is_full = False
    folder.make()
    assert folder.attachments.is_dir()


def test_what_is_no_vault_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Folder.existing(tmp_path / "nowhere")
    with pytest.raises(InvalidInput, match="This folder is not a casebook"):
        Folder.existing(tmp_path)
    file = tmp_path / "office.casebook"
    file.write_text("a file")
    with pytest.raises(InvalidInput, match="This folder is not a casebook"):
        Folder.existing(file)


def test_a_vault_may_have_been_renamed(locked: Path) -> None:
    moved = locked.rename(locked.with_name("moved"))
    assert Folder.existing(moved).path == moved
