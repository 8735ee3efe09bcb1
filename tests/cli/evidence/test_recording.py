"""Recordings from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.said import Say
from tests.paths import KINDS_OF_FILES


def test_what_is_stated_about_a_recording_is_kept_and_shown(plain_office: Path, say: Say) -> None:
    (row,) = say("import", plain_office, "R-1", KINDS_OF_FILES / "sound.wav", "--json").json["rows"]
    words = ("--length", "14:05", "--holder", "the client", "--translated", "yes", "--language", "en")
    stated = say("recording", "state", plain_office, row["id"], *words, "--json").json
    assert stated["length"] == "0:14:05"
    assert (stated["holder"], stated["is_translated"], stated["transcript_language"]) == (
        "the client",
        True,
        "en",
    )
    assert say("recording", "show", plain_office, row["id"], "--json").json == stated
    later = say("recording", "state", plain_office, row["id"], "--translated", "no", "--json").json
    assert (later["holder"], later["is_translated"]) == ("the client", False)


def test_what_is_stated_wrongly_is_refused(plain_office: Path, say: Say) -> None:
    (row,) = say("import", plain_office, "R-1", KINDS_OF_FILES / "sound.wav", "--json").json["rows"]
    for option, value, field in (("--length", "long", "length"), ("--translated", "perhaps", "translated")):
        error = say("recording", "state", plain_office, row["id"], option, value, "--json").json["error"]
        assert error["field"] == field


def test_without_a_player_the_remedy_is_named(plain_office: Path, say: Say) -> None:
    (row,) = say("import", plain_office, "R-1", KINDS_OF_FILES / "sound.wav", "--json").json["rows"]
    error = say("recording", "play", plain_office, row["id"], "--json").json["error"]
    assert error["field"] == "player"
    assert error["remedy"]
