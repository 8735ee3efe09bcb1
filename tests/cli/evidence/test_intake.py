"""Archives with passwords and transcripts of recordings from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.said import Say
from tests.paths import KINDS_OF_FILES


def test_an_archive_opens_with_the_passwords_in_a_file(plain_office: Path, say: Say, tmp_path: Path) -> None:
    archive, passwords = tmp_path / "a.7z", tmp_path / "passwords"
    shutil.copyfile(KINDS_OF_FILES / "locked.7z", archive)
    refused = say("import", plain_office, "R-1", archive, "--json").json
    assert "password" in refused["error"]["title"]
    passwords.write_text("not this\nopens it\n")
    rows = say("import", plain_office, "R-1", archive, "--password-file", passwords, "--json").json["rows"]
    assert [row["file"] for row in rows] == ["a.7z", "a.7z/memo.txt"]
    assert rows[1]["part_of"] == rows[0]["id"]


def test_a_transcript_is_taken_from_a_file_and_shown(plain_office: Path, say: Say) -> None:
    (recording,) = say("import", plain_office, "R-1", KINDS_OF_FILES / "sound.wav", "--json").json["rows"]
    file = ("--file", KINDS_OF_FILES / "transcript.vtt")
    kept = say("transcript", plain_office, recording["id"], *file, "--json").json
    assert kept["rows"][0] == {
        "at": "0:00:01",
        "words": "Interpreter: They asked about the nectarine orchard.",
    }
    assert say("transcript", plain_office, recording["id"], "--json").json == kept
