from __future__ import annotations

import os
import sys
from pathlib import Path
from uuid import uuid4

import pytest

import casebook
from casebook.host.sandbox.places import (
    is_casebook,
    make_ready,
    note_reach,
    note_share,
    note_travel,
    noted_reach,
    noted_share,
    own_dictionary_folder,
    program_grants,
    session_grants,
    tidy_unmade,
)
from casebook.vault import BackupFolder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux grants files to a session")


def test_the_whole_program_can_be_read_wherever_this_module_lies_in_it() -> None:
    readable = {grant.path for grant in program_grants() if grant.use == "run"}
    assert Path(casebook.__file__).parent in readable


def test_the_chosen_backup_folder_is_within_reach_of_the_next_session(tmp_path: Path) -> None:
    vault, stick = tmp_path / "office.casebook", tmp_path / "stick"
    vault.mkdir()
    (vault / "header").touch()
    note_reach(vault, stick)
    written = {grant.path for grant in session_grants(vault, tmp_path / "s.json") if grant.use == "write"}
    assert {vault, stick / "office.casebook-backups", tmp_path / "office.casebook-backups"} <= written
    assert written.isdisjoint({tmp_path / "other", stick})
    note_reach(vault, None)
    assert noted_reach(vault) is None
    note_reach(vault, None)


def test_a_folder_that_is_no_vault_is_not_written_in(tmp_path: Path) -> None:
    filled = tmp_path / "home"
    (filled / "letters").mkdir(parents=True)
    for folder in (Path("/"), Path("/etc"), filled):
        grants = session_grants(folder, tmp_path / "s.json")
        assert folder not in {grant.path for grant in grants if grant.use == "write"}


def test_a_note_that_is_no_path_widens_nothing(tmp_path: Path) -> None:
    (tmp_path / "reach").write_bytes(b"../..")
    assert noted_reach(tmp_path) is None
    assert noted_reach(tmp_path / "none") is None


@pytest.mark.parametrize("noted", [b"/a\0b", b"/" + b"x" * 5000, b""])
def test_a_note_that_could_be_no_folder_widens_nothing(tmp_path: Path, noted: bytes) -> None:
    (tmp_path / "reach").write_bytes(noted)
    assert noted_reach(tmp_path) is None


def test_a_pipe_or_a_link_in_place_of_the_note_is_not_followed(tmp_path: Path) -> None:
    vault, other = tmp_path / "office.casebook", tmp_path / "other"
    vault.mkdir()
    os.mkfifo(vault / "reach")
    assert noted_reach(vault) is None
    (vault / "reach").unlink()
    other.write_bytes(b"/home")
    (vault / "reach").symlink_to(other)
    assert noted_reach(vault) is None
    note_reach(vault, tmp_path / "stick")
    assert other.read_bytes() == b"/home"
    assert noted_reach(vault) == tmp_path / "stick"


def test_a_forged_note_widens_the_reach_by_one_backup_folder_only(tmp_path: Path) -> None:
    vault = tmp_path / "gift.casebook"
    vault.mkdir()
    note_reach(vault, Path.home())
    grants = session_grants(vault, tmp_path / "s.json")
    assert Path.home() not in {grant.path for grant in grants if grant.use != "list"}
    assert Path.home() / "gift.casebook-backups" in {grant.path for grant in grants}


def written_in(vault: Path, tmp_path: Path) -> set[Path]:
    return {grant.path for grant in session_grants(vault, tmp_path / "s.json") if grant.use == "write"}


def test_the_shared_folder_is_within_reach_of_the_next_session(tmp_path: Path) -> None:
    vault, share = tmp_path / "office.casebook", tmp_path / "stick" / "team.casebook-share"
    vault.mkdir()
    share.mkdir(parents=True)
    assert share not in written_in(vault, tmp_path)
    note_reach(vault, tmp_path / "backups")
    note_share(vault, share)
    assert share in written_in(vault, tmp_path)
    assert tmp_path / "stick" not in written_in(vault, tmp_path)
    assert noted_reach(vault) == tmp_path / "backups"
    note_share(vault, None)
    assert noted_share(vault) is None
    assert share not in written_in(vault, tmp_path)


def test_a_forged_note_widens_the_reach_by_a_shared_folder_only(tmp_path: Path) -> None:
    vault, private = tmp_path / "gift.casebook", tmp_path / "private"
    vault.mkdir()
    private.mkdir()
    link = tmp_path / "link.casebook-share"
    link.symlink_to(private, target_is_directory=True)
    file = tmp_path / "file.casebook-share"
    file.write_bytes(b"")
    for folder in (Path.home(), private, link, file, tmp_path / "none.casebook-share"):
        note_share(vault, folder)
        assert written_in(vault, tmp_path).isdisjoint({folder, private, Path.home()})
    (vault / "reach-share").write_bytes(b"../..")
    assert noted_share(vault) is None


def test_a_casebook_that_came_home_is_within_reach_of_the_next_session(tmp_path: Path) -> None:
    vault, trip = tmp_path / "office.casebook", tmp_path / "stick" / "trip.casebook"
    own, other = uuid4(), uuid4()
    vault.mkdir()
    trip.mkdir(parents=True)
    (trip.parent / "trip.casebook-backups").mkdir()
    (trip / "header").write_bytes(b"CASEBOOK\1\0\1\1" + own.bytes + b"the rest")
    note_travel(vault, trip, [other, own])
    assert {trip, trip.parent / "trip.casebook-backups"} <= written_in(vault, tmp_path)
    assert trip.parent not in written_in(vault, tmp_path)
    for forged in ([other], []):
        note_travel(vault, trip, forged)
        assert trip not in written_in(vault, tmp_path)
    note_travel(vault, Path.home(), [own])
    assert Path.home() not in written_in(vault, tmp_path)
    note_travel(vault, None)
    assert not (vault / "reach-travel").exists()


def test_the_backups_of_a_vault_that_was_renamed_are_within_reach(tmp_path: Path) -> None:
    vault = tmp_path / "renamed"
    vault.mkdir()
    (vault / "header").write_bytes(b"CASEBOOK and the rest")
    written = {grant.path for grant in session_grants(vault, tmp_path / "s.json") if grant.use == "write"}
    assert BackupFolder.of(vault).path in written


def test_no_folder_but_a_casebook_is_within_reach_of_the_next_session(tmp_path: Path) -> None:
    """B11: a session that is no longer itself names what its successor may write in."""
    home = Path.home()
    link, other = tmp_path / "a.casebook", home / "Documents"
    link.symlink_to("/")
    (tmp_path / "b.casebook").symlink_to(other)
    other.mkdir()
    (other / "header").write_bytes(b"a letter")
    for named in (Path("/"), home, home.parent, other, link, tmp_path / "b.casebook", home / "x" / ".."):
        grants = session_grants(named, tmp_path / "config" / "s.json")
        assert not is_casebook(named)
        make_ready(named, tmp_path / "config" / "s.json", is_new=True)
        assert {grant.path for grant in grants if grant.use == "write"} == {
            grant.path
            for grant in session_grants(Path("/"), tmp_path / "config" / "s.json")
            if grant.use == "write"
        }
        assert named not in {grant.path for grant in grants}
    assert [path.name for path in other.iterdir()] == ["header"]


def test_what_a_confined_session_cannot_make_is_made_before_and_tidied(tmp_path: Path) -> None:
    vault, settings = tmp_path / "office.casebook", tmp_path / "config" / "settings.json"
    make_ready(vault, settings, is_new=False)
    assert not vault.exists()
    make_ready(vault, settings, is_new=True)
    assert vault.stat().st_mode & 0o777 == 0o700
    assert settings.parent.is_dir()
    (vault / "header").touch()
    tidy_unmade(vault)
    assert vault.is_dir()
    (vault / "header").unlink()
    tidy_unmade(vault)
    assert [path.name for path in tmp_path.iterdir()] == ["config"]


def test_a_link_in_place_of_the_backups_widens_the_reach_to_backups_only(tmp_path: Path) -> None:
    vault, moved = tmp_path / "gift.casebook", tmp_path / "disk" / "old.casebook-backups"
    vault.mkdir()
    moved.mkdir(parents=True)
    beside = tmp_path / "gift.casebook-backups"
    beside.symlink_to(tmp_path / "disk")
    assert beside not in {grant.path for grant in session_grants(vault, tmp_path / "s.json")}
    beside.unlink()
    beside.symlink_to(moved)
    assert beside in {grant.path for grant in session_grants(vault, tmp_path / "s.json")}


def test_the_folder_of_own_dictionaries_is_made_before_confinement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    settings = tmp_path / "config" / "s.json"
    assert not own_dictionary_folder().exists()
    make_ready(tmp_path / "office.casebook", settings, is_new=False)
    assert own_dictionary_folder().is_dir()
    readable = {grant.path for grant in session_grants(tmp_path / "office.casebook", settings)}
    assert own_dictionary_folder() in readable
