"""``vault new-keys`` with its JSON and exit codes."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.base.errors import DiskProblem, WrongKey
from casebook.cli.run import run
from casebook.cli.vault.new_keys import CHANGED, GUARDIANS_LEAVE, KEPT, UNCHANGED
from casebook.crypto.kdf import KdfCost
from casebook.services.base.session import open_session
from casebook.services.vault import backup, guardian
from casebook.vault import Credential, Keychain
from casebook.vault.folder import Folder
from casebook.vault.rekeying.rekey_folders import RekeyFolders
from tests.vault.standin import StandIn
from tests.vaults import PHRASE

Say = Callable[..., tuple[int, Any, str]]
NEW = "eight other invented words stand here for the tests"


@pytest.fixture
def office(plain_office: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with a backup, opened by its passphrase, where keys cost little."""
    monkeypatch.setenv("CASEBOOK_PASSPHRASE_FILE", str(plain_office.with_name("phrase.txt")))
    monkeypatch.setattr("casebook.services.vault.vault.calibrated", lambda *_: cheap_cost)
    assert run(["vault", "backup", str(plain_office), "--json"], lambda _: 0) == 0
    return plain_office


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Say:
    words = tmp_path / "new.txt"
    words.write_text(NEW)

    def said(vault: Path, *options: object) -> tuple[int, Any, str]:
        capsys.readouterr()
        named = ("vault", "new-keys", vault, "--new-passphrase-file", words, *options, "--json")
        code = run([str(part) for part in named], lambda _: 0)
        captured = capsys.readouterr()
        return code, json.loads(captured.out), captured.err

    return said


def test_new_keys_leave_one_backup_and_name_the_old_ones(office: Path, say: Say, tmp_path: Path) -> None:
    code, answer, _ = say(office, "--sheet", tmp_path / "code.pdf")
    assert (code, answer["missing"]) == (0, [])
    assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF")
    (old,) = answer["old_backups"]
    assert len([path for path in Path(old).iterdir() if path.name != "att"]) == 1
    with pytest.raises(WrongKey):
        open_session(office, PHRASE)
    with open_session(office, answer["recovery_code"]) as session:
        assert len(backup.every(session)) == 1


def test_old_backups_are_shown_without_a_key_and_deleted_with_yes(
    office: Path, say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (old,) = say(office)[1]["old_backups"]

    def ask(verb: str, *options: str) -> Any:  # noqa: ANN401 - a JSON document
        capsys.readouterr()
        assert run(["vault", verb, str(office), *options, "--json"], lambda _: 0) == 0
        return json.loads(capsys.readouterr().out)

    expected = [{"folder": old, "backups": 1, "opens_with": ["passphrase", "recovery"]}]
    assert ask("info")["old_backups"] == expected
    words = ("--passphrase-file", str(tmp_path / "new.txt"))
    places = {"looked_at": [str(Path(old).parent)], "not_at_hand": [], "left": []}
    answer = {"deleted": False, "old_backups": expected, "shared": 0, **places}
    assert ask("delete-old-backups", *words) == answer
    assert Path(old).is_dir()
    assert ask("delete-old-backups", "--yes", *words)["old_backups"] == expected
    assert not Path(old).exists()
    assert ask("info")["old_backups"] == []


def test_old_backups_are_deleted_where_that_is_wanted_and_a_keyfile_made(
    office: Path, say: Say, tmp_path: Path
) -> None:
    keyfile = tmp_path / "office.key"
    code, answer, _ = say(office, "--delete-old-backups", "--make-keyfile", keyfile)
    assert (code, answer["old_backups"]) == (0, [])
    with pytest.raises(WrongKey):
        open_session(office, NEW)
    with open_session(office, NEW, keyfile=keyfile) as session:
        folder = backup.every(session)[0].path.parent
        assert not list(folder.glob("old-keys-*"))


def test_a_restore_that_a_key_file_spoils_says_to_leave_it_out(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keyfile = tmp_path / "office.key"
    keyfile.write_bytes(bytes(range(32)))
    monkeypatch.setenv("CASEBOOK_KEYFILE", str(keyfile))
    (saved,) = office.with_name(f"{office.name}-backups").glob("0*")
    target = tmp_path / "again.casebook"
    assert run(["vault", "restore", str(saved), str(target)], lambda _: 0) == 4
    assert "unset CASEBOOK_KEYFILE" in capsys.readouterr().err
    monkeypatch.delenv("CASEBOOK_KEYFILE")
    assert run(["vault", "restore", str(saved), str(target)], lambda _: 0) == 0


def test_a_wrong_passphrase_makes_no_keyfile_and_changes_nothing(
    office: Path, say: Say, tmp_path: Path
) -> None:
    (tmp_path / "wrong.txt").write_text("no passphrase of this casebook")
    keyfile = tmp_path / "office.key"
    code, answer, _ = say(office, "--passphrase-file", tmp_path / "wrong.txt", "--make-keyfile", keyfile)
    assert (code, answer["error"]["kind"]) == (4, "wrong-key")
    assert not keyfile.exists()
    with open_session(office, PHRASE) as session:
        assert len(backup.every(session)) == 1


def test_the_code_is_shown_and_its_page_saved_before_anything_changes(
    office: Path, say: Say, tmp_path: Path
) -> None:
    header, sheet = (office / "header").read_bytes(), tmp_path / "code.pdf"
    sheet.mkdir()
    keyfile = tmp_path / "office.key"
    assert say(office, "--sheet", sheet, "--make-keyfile", keyfile)[0] != 0
    assert (office / "header").read_bytes() == header
    assert not keyfile.exists()
    code, answer, err = say(office, "--sheet", tmp_path / "other.pdf")
    assert code == 0
    assert answer["recovery_code"] in err


@pytest.mark.parametrize("verb", ["create", "new-keys"])
def test_a_page_never_takes_the_place_of_a_file(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    sheet, header = tmp_path / "plea.pdf", (office / "header").read_bytes()
    sheet.write_text("a plea")
    vault = office if verb == "new-keys" else tmp_path / "second.casebook"
    assert run(["vault", verb, str(vault), "--sheet", str(sheet), "--json"], lambda _: 0) == 6
    assert json.loads(capsys.readouterr().out)["error"]["field"] == "sheet"
    assert (sheet.read_text(), (office / "header").read_bytes()) == ("a plea", header)
    assert not (tmp_path / "second.casebook").exists()


def test_ctrl_c_once_they_count_takes_no_keyfile_away(
    office: Path, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press(folder: Folder, *_: object, **__: object) -> None:
        assert RekeyFolders(folder).discarded.path.is_dir()
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("casebook.services.vault.new_keys.clear_up", press)
    keyfile = tmp_path / "office.key"
    code, answer, _ = say(office, "--make-keyfile", keyfile)
    assert code == 0
    open_session(office, NEW, keyfile=keyfile).lock()
    open_session(office, answer["recovery_code"]).lock()


@pytest.mark.parametrize(
    ("step", "state", "opens"),
    [
        ("services.vault.unlock_method.new_recovery_code", UNCHANGED, PHRASE),
        ("services.vault.new_keys._filled", UNCHANGED, PHRASE),
        ("cli.vault.new_keys._back_up", CHANGED, NEW),
        ("services.vault.backup.back_up", CHANGED, NEW),
        ("cli.vault.new_keys.answer", CHANGED, NEW),
    ],
)
def test_ctrl_c_says_whether_the_keys_changed(
    office: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    state: str,
    opens: str,
) -> None:
    def press(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"casebook.{step}", press)
    words = tmp_path / "new.txt"
    words.write_text(NEW)
    assert run(["vault", "new-keys", str(office), "--new-passphrase-file", str(words)], lambda _: 0) == 130
    assert state in capsys.readouterr().err
    open_session(office, opens).lock()


def test_guardians_are_named_before_and_after_they_leave(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_session(office, PHRASE) as session:
        guardian.set_up(session, Credential(PHRASE), guardian.prepare(("Ioanna", "Marios"), 2))
    words = tmp_path / "new.txt"
    words.write_text(NEW)
    assert run(["vault", "new-keys", str(office), "--new-passphrase-file", str(words)], lambda _: 0) == 0
    printed = capsys.readouterr()
    assert printed.err.index(GUARDIANS_LEAVE) < printed.err.index("The new recovery code")
    assert GUARDIANS_LEAVE in printed.out


def test_finishing_what_a_stop_left_claims_no_other_code(
    office: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("casebook.services.vault.new_keys.put_in_place", _killed)
        assert say(office)[0] == 1
    code, answer, err = say(office)
    assert (code, answer["recovery_code"]) == (0, None)
    assert "recovery code" not in err


@pytest.mark.parametrize("failing", ["backup.back_up", "former_backups.delete", "former_backups.every"])
def test_what_fails_afterwards_is_named_for_itself(
    office: Path, say: Say, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    monkeypatch.setattr(f"casebook.services.vault.{failing}", _refused)
    code, answer, err = say(office, "--delete-old-backups")
    assert len(answer["old_backups"]) == 1
    assert ("No backup was made." in err) == (failing == "backup.back_up")
    assert (code == 0) == (failing == "former_backups.delete")


def test_old_backups_stay_where_the_new_one_is_not_complete(office: Path, say: Say, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("the only copy of a letter")
    assert run(["import", str(office), "R-1", str(letter)], lambda _: 0) == 0
    (sealed,) = (path for path in (office / "att").rglob("*") if path.is_file())
    sealed.unlink()
    code, answer, err = say(office, "--delete-old-backups")
    assert (code, len(answer["old_backups"])) == (5, 1)
    assert KEPT in err


def test_old_files_and_a_key_in_the_keychain_that_stay_are_named(
    office: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in = StandIn()
    monkeypatch.setattr("casebook.services.vault.unlock_method.system_keychain", lambda: Keychain(stand_in))
    monkeypatch.setattr("casebook.services.vault.new_keys.system_keychain", lambda: None)
    monkeypatch.setattr("casebook.services.vault.new_keys.clear_up", _refused)
    assert run(["vault", "add-slot", str(office), "--kind", "keychain"], lambda _: 0) == 0
    words = tmp_path / "new.txt"
    words.write_text(NEW)
    assert run(["vault", "new-keys", str(office), "--new-passphrase-file", str(words)], lambda _: 0) == 0
    out = capsys.readouterr().out
    assert "could not be overwritten" in out
    assert "could not be removed from the system keychain" in out


def _refused(*_: object, **__: object) -> None:
    raise DiskProblem("The disk refuses.")


def _killed(*_: object) -> None:
    raise SystemError
