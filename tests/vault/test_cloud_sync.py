from __future__ import annotations

from pathlib import Path

import pytest

from casebook.vault.cloud_sync import synced_by


@pytest.mark.parametrize(
    ("folder", "whose"),
    [
        ("Dropbox/cases", "Dropbox"),
        ("OneDrive - Chambers", "OneDrive"),
        ("Nextcloud/a/b", "Nextcloud"),
        ("Library/Mobile Documents/x", "iCloud"),
        ("坚果云", "Nutstore"),
        ("Documents/dropbox notes", "Dropbox"),
        ("Documents/cases", ""),
        ("Sandbox/inbox", ""),
    ],
)
def test_folders_that_are_copied_away_are_known_by_name(tmp_path: Path, folder: str, whose: str) -> None:
    assert synced_by(tmp_path / folder / "office.casebook") == whose


def test_folders_that_are_copied_away_are_known_by_what_lies_in_them(tmp_path: Path) -> None:
    (tmp_path / "plain" / ".stfolder").mkdir(parents=True)
    assert synced_by(tmp_path / "plain" / "deeper" / "office.casebook") == "Syncthing"


def test_the_home_itself_is_not_judged() -> None:
    home = Path.home()
    (home / ".dropbox").mkdir(parents=True)
    assert synced_by(home / "office.casebook") == ""
