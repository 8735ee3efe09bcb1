from __future__ import annotations

from pathlib import Path

from casebook.host.places import make_ready, note_reach, noted_reach, session_grants, tidy_unmade


def test_the_folder_for_backups_that_was_chosen_is_within_reach_of_the_next_session(tmp_path: Path) -> None:
    vault, stick = tmp_path / "office.casebook", tmp_path / "stick"
    vault.mkdir()
    note_reach(vault, stick)
    written = {grant.path for grant in session_grants(vault, tmp_path / "s.json") if grant.use == "write"}
    assert {vault, stick, tmp_path / "office.casebook-backups"} <= written
    assert tmp_path / "other" not in written
    note_reach(vault, None)
    assert noted_reach(vault) is None
    note_reach(vault, None)


def test_a_note_that_is_no_path_widens_nothing(tmp_path: Path) -> None:
    (tmp_path / "reach").write_bytes(b"../..")
    assert noted_reach(tmp_path) is None
    assert noted_reach(tmp_path / "none") is None


def test_what_a_confined_session_could_not_make_is_made_before_and_tidied_after(tmp_path: Path) -> None:
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
