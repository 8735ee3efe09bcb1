"""The verbs of a vault: its ways in, backups and anchors, with their JSON and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.cli.run import run
from casebook.crypto.kdf import KdfCost
from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base.session import open_session, start_session
from casebook.vault import create_vault
from tests.vaults import PHRASE

Say = Callable[..., tuple[int, Any, str]]


def no_window(_: Path | None) -> int:
    return 0


@pytest.fixture
def plain_office(plain_office: Path, cheap_calibration: None, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001
    """A vault that is opened by its passphrase, where new keys cost little."""
    monkeypatch.setenv("CASEBOOK_PASSPHRASE_FILE", str(plain_office.with_name("phrase.txt")))
    return plain_office


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def said(*arguments: object) -> tuple[int, Any, str]:
        code = run(["vault", *(str(part) for part in arguments), "--json"], no_window)
        captured = capsys.readouterr()
        return code, json.loads(captured.out), captured.err

    return said


OTHER = "nine herons count the winter bridges"


def new(tmp_path: Path, words: str) -> tuple[str, Path]:
    path = tmp_path / "new.txt"
    path.write_text(words)
    return "--new-passphrase-file", path


def test_ways_in_are_added_listed_renamed_and_removed(plain_office: Path, say: Say, tmp_path: Path) -> None:
    code, answer, _ = say("add-slot", plain_office, "--kind", "recovery", "--label", "safe")
    assert (code, answer["slot"]["label"]) == (0, "safe")
    assert len(answer["recovery_code"]) == 44
    code, second, err = say("add-slot", plain_office, "--kind", "passphrase", *new(tmp_path, OTHER))
    assert code == 0
    assert "Strength 4 of 4" in err
    code, answer, _ = say("rename-slot", plain_office, second["slot"]["id"], "--label", "desk")
    assert (code, answer["slot"]["label"]) == (0, "desk")
    code, answer, _ = say("slots", plain_office)
    assert [row["kind"] for row in answer["rows"]] == ["passphrase", "recovery", "recovery", "passphrase"]
    assert say("remove-slot", plain_office, second["slot"]["id"])[0] == 0
    assert say("remove-slot", plain_office, second["slot"]["id"])[0] == 3


@pytest.mark.parametrize(
    "verb",
    [
        ("add-slot", "--kind", "passphrase"),
        ("add-slot", "--kind", "keyfile", "--make-keyfile", "stick"),
        ("change-passphrase",),
    ],
)
def test_a_new_passphrase_that_is_easily_guessed_is_refused(
    plain_office: Path, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = say("slots", plain_office)[1]
    code, answer, err = say(verb[0], plain_office, *verb[1:], *new(tmp_path, "Casebook2024!"))
    assert (code, answer["error"]["field"]) == (3, "passphrase")
    assert "Strength 1 of 4" in err
    assert "Casebook2024!" not in f"{answer}{err}"
    assert say("slots", plain_office)[1] == before
    assert not Path("stick").exists()


def test_the_last_way_in_is_refused_with_6(plain_office: Path, say: Say) -> None:
    first, second = (row["id"] for row in say("slots", plain_office)[1]["rows"])
    assert say("remove-slot", plain_office, second)[0] == 0
    code, answer, _ = say("remove-slot", plain_office, first)
    assert (code, answer["error"]["kind"]) == (6, "refused")


def test_a_removal_says_what_is_left_and_what_an_old_header_opens(
    plain_office: Path, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (row["id"] for row in say("slots", plain_office)[1]["rows"])
    code, answer, _ = say("remove-slot", plain_office, first)
    assert (code, answer["error"]["title"]) == (6, "You entered the unlock method that is to be removed.")
    assert run(["vault", "remove-slot", str(plain_office), second], no_window) == 0
    words = capsys.readouterr().out
    assert f"What unlocks the casebook now: passphrase {first}." in words
    assert "can still open copies of this casebook" in words
    assert "casebook vault new-keys" in words


def test_a_keyfile_is_made_and_wanted(
    plain_office: Path, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, answer, _ = say("add-slot", plain_office, "--kind", "keyfile", *new(tmp_path, OTHER))
    assert (code, answer["error"]["field"]) == (3, "make-keyfile")
    stick = tmp_path / "stick"
    arguments = ("--kind", "keyfile", "--make-keyfile", stick, *new(tmp_path, OTHER))
    assert say("add-slot", plain_office, *arguments)[0] == 0
    monkeypatch.setenv("CASEBOOK_PASSPHRASE_FILE", str(tmp_path / "new.txt"))
    code, answer, _ = say("slots", plain_office)
    assert (code, "name the file in CASEBOOK_KEYFILE" in answer["error"]["remedy"]) == (4, True)
    assert say("slots", plain_office, "--keyfile", stick)[0] == 0
    monkeypatch.setenv("CASEBOOK_KEYFILE", str(stick))
    assert say("slots", plain_office)[0] == 0


def test_a_passphrase_is_changed(plain_office: Path, say: Say, tmp_path: Path) -> None:
    assert say("change-passphrase", plain_office, *new(tmp_path, "six quite other words than before"))[0] == 0
    assert say("slots", plain_office)[0] == 4
    assert say("slots", plain_office, "--passphrase-file", tmp_path / "new.txt")[0] == 0
    assert (
        say(
            "change-passphrase",
            plain_office,
            "--passphrase-file",
            tmp_path / "code.txt",
            *new(tmp_path, f"{OTHER} again"),
        )[0]
        == 6
    )


def test_no_keychain_is_told(plain_office: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    code, answer, err = say("add-slot", plain_office, "--kind", "keychain")
    assert (code, answer["error"]["field"]) == (6, "keychain")
    assert "Any program running under your account can" in err


def test_backups_are_made_listed_drilled_and_restored(plain_office: Path, say: Say, tmp_path: Path) -> None:
    code, answer, _ = say("backup", plain_office)
    assert (code, answer["files"], answer["missing"]) == (0, 0, [])
    stick = tmp_path / "stick"
    stick.mkdir()
    code, second, _ = say("backup", plain_office, "--into", stick)
    assert code == 0
    assert [row["path"] for row in say("backups", plain_office)[1]["rows"]] == [second["path"]]
    assert say("drill", plain_office)[0] == 0
    again = tmp_path / "again.casebook"
    assert say("restore", second["path"], again)[0] == 0
    assert say("check", again)[0] == 0
    assert say("restore", second["path"], again)[0] == 6
    (Path(second["path"]) / "case.db").write_bytes(b"cut")
    code, answer, _ = say("drill", plain_office)
    assert (code, answer["error"]["kind"]) == (5, "vault-damaged")


def test_an_anchor_is_given_and_checked(plain_office: Path, say: Say) -> None:
    code, answer, _ = say("anchor", plain_office)
    assert code == 0
    code, found, _ = say("check-anchor", plain_office, answer["anchor"])
    assert (code, found["found"]) == (0, "same")
    assert say("check-anchor", plain_office, "no anchor")[0] == 3


def test_an_anchor_of_another_vault_is_exit_5(
    plain_office: Path, say: Say, tmp_path: Path, cheap_cost: KdfCost
) -> None:
    other = tmp_path / "other.casebook"
    start_session(create_vault(other, PHRASE, cost=cheap_cost)[0]).lock()
    anchor = say("anchor", other)[1]["anchor"]
    code, found, _ = say("check-anchor", plain_office, anchor)
    assert (code, found["found"]) == (5, "foreign")


def test_a_verb_that_changes_something_makes_a_backup(
    plain_office: Path, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    place = plain_office.with_name("office.casebook-backups")
    assert say("slots", plain_office)[0] == 0
    assert not place.exists()
    session = open_session(plain_office, PHRASE)
    with session.store.write("tidy") as transaction:
        transaction.add(_person(session.ids()))
    session.close()  # cut short: its backup is plain_office by whoever opens the vault next
    assert say("slots", plain_office)[0] == 0
    assert len(list(place.glob("*-00"))) == 1
    assert capsys.readouterr().err == ""


def _person(record_id: str) -> Person:
    return Person(id=record_id, names=(Name(text="Wen Shuyun", script="Latn"),))


def test_a_vault_is_made_with_a_sheet_and_a_keyfile(plain_office: Path, say: Say, tmp_path: Path) -> None:
    assert plain_office.exists()
    path, sheet, stick = tmp_path / "new.casebook", tmp_path / "sheet.pdf", tmp_path / "stick"
    code, answer, _ = say("create", path, "--sheet", sheet, "--keyfile", stick)
    assert (code, len(answer["recovery_code"])) == (0, 44)
    assert sheet.read_bytes().startswith(b"%PDF")
    assert say("slots", path)[0] == 4
    assert say("slots", path, "--keyfile", stick)[0] == 0


def test_a_folder_that_is_copied_away_is_warned_of(plain_office: Path, say: Say, tmp_path: Path) -> None:
    assert plain_office.exists()
    (tmp_path / "Dropbox").mkdir()
    path = tmp_path / "Dropbox" / "new.casebook"
    code, _, err = say("create", path)
    assert code == 0
    assert "copied elsewhere by Dropbox" in err
    assert say("info", path)[1]["synced_by"] == "Dropbox"


def test_a_phrase_is_offered(say: Say) -> None:
    assert len(say("phrase")[1]["passphrase"].split()) == 6


def test_while_a_window_is_open_reading_verbs_work_and_others_are_refused(
    plain_office: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    reading: list[list[object]] = [
        ["search", plain_office, "Gast"],
        ["person", "list", plain_office],
        ["history", plain_office],
        ["bin", "list", plain_office],
        ["deadline", "list", plain_office],
        ["export", plain_office, tmp_path / "out"],
        ["library", "sources", "--vault", plain_office],
        ["vault", "check", plain_office],
        ["vault", "slots", plain_office],
        ["vault", "backups", plain_office],
        ["vault", "anchor", plain_office],
    ]
    writing: list[list[object]] = [["vault", "backup", plain_office], ["bin", "undo", plain_office]]
    with open_session(plain_office, PHRASE) as window:
        with window.store.write("tidy") as transaction:
            transaction.add(_person(window.ids()))
        for verb in reading:
            assert run([str(part) for part in verb], no_window) == 0, verb
            assert "open in another window; it is read in its current state" in capsys.readouterr().err
        for verb in writing:
            assert run([str(part) for part in verb], no_window) == 6, verb
            assert capsys.readouterr().err.endswith("Lock it there first.\n")
    with open_session(plain_office, PHRASE) as session:
        assert not session.is_recovered


@pytest.mark.usefixtures("plain_office")
@pytest.mark.parametrize("name", ["2026/17.casebook", "2026: 17.casebook"])
def test_a_name_that_no_disk_takes_is_refused_with_what_helps(say: Say, tmp_path: Path, name: str) -> None:
    code, answer, _ = say("create", tmp_path / name)
    assert code != 0
    assert "cannot contain" in f"{answer['error']['title']} {answer['error']['remedy']}"
    assert not list(tmp_path.rglob("*17.casebook"))


@pytest.mark.parametrize(
    ("name", "words"), [("one.casebook", "password"), ("none/one.casebook", OTHER), ("plain", OTHER)]
)
def test_what_cannot_be_created_is_refused_before_a_key_is_derived(
    say: Say, tmp_path: Path, name: str, words: str
) -> None:
    path = tmp_path / "words.txt"
    path.write_text(words)
    refused, _, err = say("create", tmp_path / name, "--passphrase-file", path)
    assert (refused, "Creating" in err) == (3, False)
    assert not (tmp_path / name).exists()
