from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.base.errors import (
    Conflict,
    DiskFull,
    DiskProblem,
    InvalidInput,
    NotFound,
    VaultDamaged,
    VaultTooNew,
    WrongKey,
)
from casebook.vault.folder import Folder
from casebook.vault.header import load_header
from casebook.vault.opening import (
    create_phrase_vault,
    create_vault,
    credential_of,
    derivation_of,
    open_vault,
)
from tests.vault.conftest import CHEAP, CODE, HEAD, PASSPHRASE, DiskSpace
from tests.vault.test_header import changed

OTHER = (
    "import pathlib, sys\n"
    "from casebook.vault import open_vault\n"
    "vault = open_vault(pathlib.Path(sys.argv[1]), sys.argv[2])\n"
    "print('open', flush=True)\n"
    "sys.stdin.read()\n"
)


def test_a_new_vault_opens_with_its_passphrase_and_its_code(tmp_path: Path) -> None:
    path = tmp_path / "office.casebook"
    vault, code = create_vault(path, PASSPHRASE, cost=CHEAP)
    key, audit_key = vault.database_key, vault.audit_key
    assert len(key) == 48
    assert len(audit_key) == 32
    assert not vault.was_locked_cleanly
    vault.database_path.write_bytes(b"a database")
    vault.lock(HEAD)

    for given in (PASSPHRASE, code, code.lower().replace("-", "")):
        vault = open_vault(path, given)
        assert (vault.database_key, vault.audit_key) == (key, audit_key)
        assert vault.was_locked_cleanly
        assert not vault.is_from_predecessor
        assert vault.audit_head == HEAD
        vault.lock(HEAD)


def test_two_vaults_share_no_key(tmp_path: Path) -> None:
    made = [create_vault(tmp_path / f"{name}.casebook", PASSPHRASE, cost=CHEAP) for name in "ab"]
    assert made[0][0].database_key != made[1][0].database_key
    assert made[0][1] != made[1][1]


def test_neither_key_nor_passphrase_nor_code_is_written(tmp_path: Path) -> None:
    vault, code = create_vault(tmp_path / "office.casebook", PASSPHRASE, cost=CHEAP)
    secrets = (vault.database_key, vault.audit_key, PASSPHRASE.encode(), code.encode())
    written = b"".join(path.read_bytes() for path in vault.path.rglob("*") if path.is_file())
    assert len(written) == 108 + 103 + 91 + 32 + 8
    assert not [secret for secret in secrets if secret in written]


def test_what_cannot_be_a_vault_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        create_vault(tmp_path / "office", PASSPHRASE, cost=CHEAP)
    with pytest.raises(InvalidInput):
        create_vault(tmp_path / "office.casebook", "", cost=CHEAP)
    with pytest.raises(NotFound):
        create_vault(tmp_path / "nowhere" / "office.casebook", PASSPHRASE, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_not_made_over_another(locked: Path) -> None:
    before = {path.name: path.read_bytes() for path in locked.iterdir() if path.is_file()}
    with pytest.raises(Conflict):
        create_vault(locked, PASSPHRASE, cost=CHEAP)
    assert before == {path.name: path.read_bytes() for path in locked.iterdir() if path.is_file()}


def test_a_full_disk_leaves_no_half_made_vault(tmp_path: Path, space: DiskSpace) -> None:
    space.is_full = True
    with pytest.raises(DiskProblem, match="full"):
        create_vault(tmp_path / "office.casebook", PASSPHRASE, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("room", [0, 1], ids=["header", "its name"])
def test_a_full_disk_leaves_a_vault_that_can_be_read(locked: Path, space: DiskSpace, room: int) -> None:
    before = (locked / "header").read_bytes()
    space.room = room
    with pytest.raises(DiskFull, match="open it here read-only"):
        open_vault(locked, PASSPHRASE)
    assert (locked / "header").read_bytes() == before
    open_vault(locked, PASSPHRASE, to_read=True).close()


def test_a_disk_without_room_for_the_second_header_too(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, plain, count = (locked / "header").read_bytes(), os.open, iter(range(9))

    def refuse(path: Path, flags: int, *rest: int, **place: int) -> int:
        if flags & os.O_CREAT and Path(path).name == "header.new" and next(count):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return plain(path, flags, *rest, **place)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DiskFull):
        open_vault(locked, PASSPHRASE)
    assert (locked / "header").read_bytes() == before
    open_vault(locked, PASSPHRASE, to_read=True).close()


def test_a_database_of_another_size_is_refused_unread(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.truncate(locked / "case.db", 1 << 33)
    digests: list[object] = []
    monkeypatch.setattr(hashlib, "file_digest", lambda *what: digests.append(what))
    with pytest.raises(VaultDamaged, match="not the size it was"):
        open_vault(locked, PASSPHRASE)
    assert digests == []


@pytest.mark.parametrize("given", ["", "lantern orbit velvet crumbl", CODE])
def test_a_wrong_key_says_nothing_and_changes_nothing(locked: Path, given: str) -> None:
    before = (locked / "header").read_bytes()
    with pytest.raises(WrongKey) as caught:
        open_vault(locked, given)
    assert str(caught.value) == str(WrongKey())
    assert (locked / "header").read_bytes() == before


def test_after_a_wrong_key_the_right_one_opens(locked: Path) -> None:
    with pytest.raises(WrongKey):
        open_vault(locked, "wrong")
    open_vault(locked, PASSPHRASE).close()


def test_what_is_no_vault_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_vault(tmp_path / "nowhere.casebook", PASSPHRASE)
    with pytest.raises(InvalidInput):
        open_vault(tmp_path, PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_a_second_writer_is_refused_until_the_first_is_gone(locked: Path, code: str) -> None:
    command = [sys.executable, "-c", OTHER, str(locked), code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(Conflict):
            open_vault(locked, code)
        other.kill()
    with open_vault(locked, code) as vault:
        assert not vault.was_locked_cleanly


def test_an_open_vault_is_marked_so_on_disk(locked: Path, code: str) -> None:
    before = load_header(Folder(locked)).header
    with open_vault(locked, code):
        during = load_header(Folder(locked)).header
    assert before.is_clean
    assert not during.is_clean
    assert during.generation == before.generation + 1
    assert during.database_sha256 == before.database_sha256


def test_a_session_that_stopped_is_found_at_the_next_opening(locked: Path, code: str) -> None:
    open_vault(locked, code).close()
    (locked / "case.db").write_bytes(b"written before the stop, and not noted")
    (locked / "case.db-journal").write_bytes(b"SQLite plays this back")
    with open_vault(locked, code) as vault:
        assert not vault.was_locked_cleanly
        assert vault.audit_head == HEAD


@pytest.mark.parametrize(
    "kind", ["flip", "cut", "empty", "gone", "append", "zero", "page", "foreign", "link"]
)
def test_another_database_is_noticed_after_an_orderly_lock(locked: Path, code: str, kind: str) -> None:
    path = locked / "case.db"
    whole = path.read_bytes()
    ways = {
        "flip": whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:],
        "cut": whole[:8192],
        "empty": b"",
        "append": whole + bytes(4096),
        "zero": bytes(len(whole)),
        "page": whole[4096:8192] + whole[:1] * 4096 + whole[8192:],
        "foreign": b"SQLite format 3\x00" + whole[16:],
    }
    if kind in ways:
        path.write_bytes(ways[kind])
    else:
        path.rename(locked.parent / "elsewhere")
    if kind == "link":
        path.symlink_to(locked.parent / "elsewhere")
    before = (locked / "header").read_bytes()
    with pytest.raises(VaultDamaged):
        open_vault(locked, code)
    assert (locked / "header").read_bytes() == before


@pytest.mark.parametrize("name", ["case.db-journal", "case.db-wal", "case.db-shm"])
def test_a_journal_laid_beside_a_locked_database_is_noticed(locked: Path, code: str, name: str) -> None:
    (locked / name).write_bytes(b"old pages")
    with pytest.raises(VaultDamaged, match="Next to the database"):
        open_vault(locked, code)


@pytest.mark.parametrize("data", [b"", None])
def test_a_database_cut_to_nothing_is_noticed_even_after_a_stop(
    locked: Path, code: str, data: bytes | None
) -> None:
    open_vault(locked, code).close()
    (locked / "case.db").unlink()
    if data is not None:
        (locked / "case.db").write_bytes(data)
    with pytest.raises(VaultDamaged):
        open_vault(locked, code)


@pytest.mark.parametrize("to_read", [False, True])
def test_a_damaged_header_opens_by_its_predecessor(locked: Path, code: str, to_read: bool) -> None:  # noqa: FBT001
    lost = load_header(Folder(locked)).header
    (locked / "header").write_bytes(b"damaged")
    with open_vault(locked, code, to_read=to_read) as vault:
        assert vault.is_from_predecessor
        assert vault.was_locked_cleanly
        assert to_read or vault.generation > lost.generation
    with open_vault(locked, code) as vault:
        vault.lock(HEAD)
    with open_vault(locked, code) as vault:
        assert not vault.is_from_predecessor


@pytest.mark.parametrize("to_read", [False, True])
def test_a_page_put_back_is_noticed_by_the_predecessor_too(locked: Path, code: str, to_read: bool) -> None:  # noqa: FBT001
    """B1: whoever copies header.bak over the header gets no database past the comparison of its digest."""
    older = (locked / "case.db").read_bytes()
    with open_vault(locked, code) as vault:
        (locked / "case.db").write_bytes(older[:4096] + bytes(4096) + older[8192:])
        vault.lock(HEAD)
    (locked / "case.db").write_bytes(older)
    shutil.copy(locked / "header.bak", locked / "header")
    with pytest.raises(VaultDamaged, match="not the one that was last locked"):
        open_vault(locked, code, to_read=to_read)


def test_a_database_in_use_is_not_compared_with_what_was_locked_before(locked: Path, code: str) -> None:
    open_vault(locked, code).close()
    (locked / "case.db").write_bytes(b"written since")
    (locked / "header").unlink()
    with open_vault(locked, code) as vault:
        assert vault.is_from_predecessor
        assert not vault.was_locked_cleanly


def test_a_forged_header_is_noticed(locked: Path, code: str) -> None:
    data = (locked / "header").read_bytes()
    for place in (10, 28, 36, 44, 76):  # clean flag, generation, size, digest, audit head
        (locked / "header").write_bytes(changed(data, place, bytes([data[place] ^ 1])))
        with pytest.raises(VaultDamaged, match="without its key"):
            open_vault(locked, code)


def test_a_forged_slot_opens_nothing(locked: Path, code: str) -> None:
    data = (locked / "header").read_bytes()
    for place in (
        12,
        108 + 103 + 5,
        108 + 103 + 30,
        108 + 103 + 80,
    ):  # vault id; salt, nonce, key of the code
        (locked / "header").write_bytes(changed(data, place, bytes([data[place] ^ 1])))
        with pytest.raises(WrongKey):
            open_vault(locked, code)


def test_a_header_of_another_vault_is_noticed(locked: Path, code: str, tmp_path: Path) -> None:
    other, other_code = create_vault(tmp_path / "other.casebook", PASSPHRASE, cost=CHEAP)
    other.database_path.write_bytes(b"another database")
    other.lock(HEAD)
    shutil.copy(other.path / "header", locked / "header")
    with pytest.raises(WrongKey):
        open_vault(locked, code)
    with pytest.raises(VaultDamaged):
        open_vault(locked, other_code)


def test_a_later_version_is_refused_in_one_sentence(locked: Path, code: str) -> None:
    data = (locked / "header").read_bytes()
    (locked / "header").write_bytes(changed(data, 8, b"\x02\x00"))
    with pytest.raises(VaultTooNew) as caught:
        open_vault(locked, code)
    assert str(caught.value.title) == "This casebook was written by a later version of Casebook."


def test_a_disk_that_refuses_at_opening_lets_the_vault_go(locked: Path, code: str, space: DiskSpace) -> None:
    space.is_full = True
    with pytest.raises(DiskProblem):
        open_vault(locked, code)
    space.is_full = False
    with open_vault(locked, code) as vault:
        assert vault.was_locked_cleanly


def test_a_link_to_nowhere_beside_the_database_is_noticed(locked: Path, code: str) -> None:
    (locked / "case.db-journal").symlink_to(locked / "nowhere")
    with pytest.raises(VaultDamaged, match="Next to the database"):
        open_vault(locked, code)


def test_a_link_beside_the_database_is_never_written_through_after_a_stop(
    locked: Path, code: str, tmp_path: Path
) -> None:
    with open_vault(locked, code):
        pass  # left without an orderly lock
    letter = tmp_path / "letter.txt"
    letter.write_text("not ours")
    (locked / "case.db-journal").symlink_to(letter)
    with pytest.raises(VaultDamaged, match="link"):
        open_vault(locked, code)
    assert letter.read_text() == "not ours"


def test_a_key_worked_out_ahead_opens_the_vault_once(locked: Path) -> None:
    credential = credential_of(PASSPHRASE)
    derivation_of(locked, credential)()
    assert len(credential.stretched) == 1
    open_vault(locked, credential).close()
    assert not credential.stretched
    open_vault(locked, credential).close()  # worked out again


def test_nothing_is_worked_out_ahead_for_a_code(locked: Path) -> None:
    credential = credential_of(CODE)
    derivation_of(locked, credential)()
    assert not credential.stretched


def test_a_wrong_passphrase_worked_out_ahead_is_as_wrong(locked: Path) -> None:
    before = load_header(Folder.existing(locked)).data
    credential = credential_of("not the phrase at all")
    derivation_of(locked, credential)()
    with pytest.raises(WrongKey):
        open_vault(locked, credential)
    assert load_header(Folder.existing(locked)).data == before


def test_what_was_worked_out_and_not_taken_is_wiped(locked: Path) -> None:
    credential = credential_of(PASSPHRASE)
    derivation_of(locked, credential)()
    (key,) = credential.stretched.values()
    credential.forget()
    assert (len(key), credential.stretched) == (0, {})


def test_a_vault_that_travels_opens_with_its_phrase_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "trip.casebook"
    vault = create_phrase_vault(path, PASSPHRASE, cost=CHEAP)
    assert [slot.kind.name for slot in vault.slots] == ["PASSPHRASE"]
    vault.close()
    assert [slot.kind.name for slot in load_header(Folder(path)).header.slots] == ["PASSPHRASE"]
    with pytest.raises(Conflict):
        create_phrase_vault(path, PASSPHRASE, cost=CHEAP)
    with pytest.raises(InvalidInput):
        create_phrase_vault(tmp_path / "empty.casebook", "", cost=CHEAP)
    assert not (tmp_path / "empty.casebook").exists()
