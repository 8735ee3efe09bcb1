from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import (
    Cancelled,
    CasebookError,
    Conflict,
    InvalidInput,
    Locked,
    NotFound,
    Refused,
    VaultDamaged,
    WrongKey,
)
from casebook.base.errors import DiskProblem as Disk
from casebook.base.message import Message
from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.domain.vault.attachment import Attachment
from casebook.host.disk import mount_point
from casebook.host.sandbox.places import make_ready
from casebook.services.base import record, setting
from casebook.services.base.backups.backup_places import backup_place
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup, backup_failure
from casebook.services.vault import vault as vault_check
from casebook.vault import BackupFolder, create_vault, manifest
from casebook.vault.disk import open_carefully
from casebook.vault.header_frame import CHECKSUM_BYTES, checksum
from casebook.vault.lockfile import WriterLock
from tests import people
from tests.vaults import PHRASE


def add_person(opened: Session, name: str = "Wen Shuyun") -> None:
    people.add_person(opened, (Name(text=name, script="Latn"),))


def add_file(opened: Session, data: bytes) -> Attachment:
    sealed = opened.vault.attachments.seal(BytesIO(data), opened.ids())
    with opened.store.write("document.take-in") as transaction:
        transaction.add(sealed)
    return sealed


def back_up(opened: Session) -> backup.Backup:
    return run_in_line(backup.back_up(opened))


@pytest.fixture
def filled(session: Session) -> Session:
    add_person(session)
    for number in range(3):
        add_file(session, b"evidence %d" % number * 5000)
    return session


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_backup_that_waits_while_the_vault_is_locked_is_not_made(
    filled: Session, small: Path, small_code: str, steps: int
) -> None:
    flow = backup.back_up_if_due(filled)
    step = flow.send(None)
    for _ in range(steps):
        step = flow.send(step.work())
    filled.lock()
    with pytest.raises(Locked):
        step.work()
    with pytest.raises(Locked):
        flow.throw(Locked())
    with open_session(small, small_code) as again:
        assert not again.is_recovered, "it was locked in order, and nothing came after"
        assert backup.every(again) == []
        assert not any(BackupFolder.of(small).path.glob("**/case.db")), "no half of one stays"


@pytest.mark.parametrize("words", ["copying the database", "checking the copy of the database"])
def test_a_vault_that_is_locked_amid_a_backup_is_locked_in_order(
    filled: Session, small: Path, small_code: str, words: str
) -> None:
    with pytest.raises(Cancelled):
        run_in_line(backup.back_up_if_due(filled, progress=LockAt(words, filled)))
    with open_session(small, small_code) as again:
        assert not again.is_recovered
        assert backup.every(again) == []
        back_up(again)


def test_nothing_is_read_or_written_once_the_vault_is_locked(
    filled: Session, small: Path, small_code: str
) -> None:
    filled.lock()
    with pytest.raises(Locked):
        setting.keep(filled, "now", 1)
    with pytest.raises(Locked):
        add_person(filled)
    with pytest.raises(Locked):
        record.every(filled, Person)
    with open_session(small, small_code) as again:
        assert not again.is_recovered


class LockAt:
    """A vault that is locked at a step of work under way, which nobody stops."""

    def __init__(self, words: str, opened: Session) -> None:
        self._words, self._opened = words, opened

    def __call__(self, done: int, total: int, step: Message) -> None:
        if str(step) == self._words and done <= total:
            self._words = ""
            self._opened.lock()


class StopAt:
    """A person who stops the work at a step."""

    def __init__(self, words: str) -> None:
        self._words = words

    def __call__(self, done: int, total: int, step: Message) -> None:
        if str(step) == self._words:
            raise Cancelled(f"Stopped at {done} of {total}.")


def test_a_backup_lies_beside_the_vault_and_holds_what_the_vault_holds(filled: Session, small: Path) -> None:
    copy = back_up(filled)
    assert copy.path.parent == small.with_name("small.casebook-backups")
    assert (copy.files, copy.missing, copy.changes) == (3, (), 4)
    assert backup.every(filled) == [copy]
    assert backup.latest(filled) == copy
    assert run_in_line(backup.check(filled, copy.path)) == copy
    for path in copy.path.parent.rglob("*"):
        assert path.is_dir() or b"Shuyun" not in path.read_bytes()


def test_a_backup_is_due_after_a_change_and_only_then(filled: Session) -> None:
    assert run_in_line(backup.back_up_if_due(filled)) is not None
    assert run_in_line(backup.back_up_if_due(filled)) is None
    setting.keep(filled, "anything", 1)
    assert not backup.is_due(filled)
    add_person(filled, "Another")
    assert backup.is_due(filled)


def test_sealed_files_are_copied_once_and_never_linked(filled: Session) -> None:
    first = back_up(filled)
    pool = first.path.parent / "att"
    before = {path.name: path.stat().st_ino for path in pool.rglob("*") if path.is_file()}
    add_file(filled, b"more")
    back_up(filled)
    after = {path.name: path.stat().st_ino for path in pool.rglob("*") if path.is_file()}
    assert len(after) == 4
    assert after.items() >= before.items()
    assert all(path.stat().st_nlink == 1 for path in pool.rglob("*") if path.is_file())


def test_a_restored_vault_is_the_vault(filled: Session, tmp_path: Path) -> None:
    copy = back_up(filled)
    people = record.every(filled, Person)
    files = {sealed.id: filled.vault.attachments.read(sealed) for sealed in _sealed(filled)}
    target = tmp_path / "again.casebook"
    restored = run_in_line(backup.restore(copy.path, PHRASE, target))
    assert (restored.changes, restored.files, restored.missing) == (4, 3, ())
    with open_session(target, PHRASE) as again:
        assert not again.is_recovered
        assert record.every(again, Person) == people
        assert {sealed.id: again.vault.attachments.read(sealed) for sealed in _sealed(again)} == files
        assert again.unsound == ()


def _sealed(opened: Session) -> list[Attachment]:
    return record.every(opened, Attachment)


def test_restoring_wants_the_key_and_an_empty_place(
    filled: Session, small: Path, small_code: str, tmp_path: Path
) -> None:
    copy = back_up(filled)
    with pytest.raises(WrongKey):
        run_in_line(backup.restore(copy.path, "a wrong one", tmp_path / "again.casebook"))
    with pytest.raises(Conflict):
        run_in_line(backup.restore(copy.path, small_code, small))
    with pytest.raises(NotFound):
        run_in_line(backup.restore(tmp_path / "nothing", small_code, tmp_path / "again.casebook"))
    with pytest.raises(InvalidInput):
        run_in_line(backup.restore(small, small_code, tmp_path / "again.casebook"))
    assert not (tmp_path / "again.casebook").exists()


def _flip(path: Path, place: float = 0.5) -> None:
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 1
    path.write_bytes(data)


def _flip_headers(made: Path) -> None:
    _flip(made / "header")
    _flip(made / "header.bak")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "database": lambda made: _flip(made / "case.db"),
    "database cut": lambda made: (made / "case.db").write_bytes((made / "case.db").read_bytes()[:-4096]),
    "database empty": lambda made: (made / "case.db").write_bytes(b""),
    "header": _flip_headers,
    "manifest": lambda made: _flip(made / "manifest"),
    "manifest gone": lambda made: (made / "manifest").unlink(),
    "journal beside": lambda made: (made / "case.db-journal").write_bytes(b"x" * 512),
}


@pytest.mark.parametrize("damage", list(DAMAGES))
def test_a_damaged_backup_is_never_called_good(
    filled: Session, small_code: str, tmp_path: Path, damage: str
) -> None:
    copy = back_up(filled)
    DAMAGES[damage](copy.path)
    with pytest.raises(CasebookError):
        run_in_line(backup.check(filled, copy.path))
    with pytest.raises(CasebookError):
        run_in_line(backup.restore(copy.path, small_code, tmp_path / "again.casebook"))
    with pytest.raises(CasebookError):
        run_in_line(backup.restore_test(filled, copy.path))
    assert not (tmp_path / "again.casebook").exists()
    assert not (copy.path.parent / "drill.casebook").exists()


@pytest.mark.parametrize("spoil", ["flipped", "gone", "another's"])
def test_the_copy_of_a_damaged_header_is_used(
    filled: Session, small_code: str, tmp_path: Path, spoil: str
) -> None:
    other, copy = back_up(filled), back_up(filled)
    if spoil == "flipped":
        _flip(copy.path / "header")
    elif spoil == "gone":
        (copy.path / "header").unlink()
    else:
        shutil.copy(other.path / "header", copy.path / "header")
    restored = run_in_line(backup.restore(copy.path, small_code, tmp_path / "again.casebook"))
    tested = run_in_line(backup.restore_test(filled, copy.path))
    checked = run_in_line(backup.check(filled, copy.path))
    assert restored.is_header_damaged
    assert tested.is_header_damaged
    assert checked.is_header_damaged
    assert [str(one.fault) for one in backup.damaged(filled)] == [backup.ONE_HEADER_LEFT]
    open_session(restored.path, small_code).lock()


def test_a_changed_header_with_a_good_checksum_gives_way_to_its_copy(
    filled: Session, small_code: str, tmp_path: Path
) -> None:
    copy = back_up(filled)
    data = (copy.path / "header").read_bytes()
    signed = bytearray(data[:-CHECKSUM_BYTES])
    signed[-1] ^= 1
    (copy.path / "header").write_bytes(bytes(signed) + checksum(bytes(signed)))
    assert run_in_line(backup.restore(copy.path, small_code, tmp_path / "again.casebook")).is_header_damaged


def test_a_chosen_folder_is_kept_as_what_a_link_leads_to(filled: Session, tmp_path: Path) -> None:
    disk, link = tmp_path / "disk", tmp_path / "link"
    disk.mkdir()
    link.symlink_to(disk, target_is_directory=True)
    backup.choose_folder(filled, link)
    assert backup.folder(filled) == disk.resolve()


def test_a_backup_without_a_sound_header_is_kept_and_its_remedy_fits(
    filled: Session, small_code: str, tmp_path: Path
) -> None:
    copy = back_up(filled)
    DAMAGES["header"](copy.path)
    with pytest.raises(VaultDamaged, match="Use another copy of this backup"):
        run_in_line(backup.check(filled, copy.path))
    with pytest.raises(VaultDamaged, match="Use another copy of this backup"):
        run_in_line(backup.restore(copy.path, small_code, tmp_path / "again.casebook"))


def test_a_backup_of_another_state_under_a_good_manifest_is_noticed(filled: Session) -> None:
    first = back_up(filled)
    add_person(filled, "Another")
    second = back_up(filled)
    shutil.copy(first.path / "case.db", second.path / "case.db")
    shutil.copy(first.path / "header", second.path / "header")
    with pytest.raises(VaultDamaged):
        run_in_line(backup.check(filled, second.path))


def test_an_older_backup_under_the_name_of_a_newer_is_refused(
    filled: Session, small_code: str, tmp_path: Path
) -> None:
    """B8: it would be restored, and counted on, as the newer."""
    first = back_up(filled)
    add_person(filled, "Another")
    second = back_up(filled)
    shutil.rmtree(second.path)
    shutil.copytree(first.path, second.path)
    with pytest.raises(VaultDamaged, match=f"contains backup {first.path.name}"):
        run_in_line(backup.check(filled, second.path))
    with pytest.raises(VaultDamaged):
        run_in_line(backup.restore(second.path, small_code, tmp_path / "again.casebook"))
    assert backup.every(filled) == [first]


def test_a_backup_of_manifest_version_1_is_bound_to_its_generation(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(manifest, "VERSION", 1)
        earlier.delitem(manifest.Manifest.__dataclass_fields__, "name")
        copy = back_up(filled)
    assert backup.every(filled) == [copy]
    moved = copy.path.rename(copy.path.with_name("999999999999-00"))
    with pytest.raises(VaultDamaged):
        run_in_line(backup.check(filled, moved))


def test_a_drill_restores_reads_everything_and_leaves_nothing(filled: Session) -> None:
    with pytest.raises(NotFound, match="no backup"):
        run_in_line(backup.restore_test(filled))
    made = back_up(filled)
    assert run_in_line(backup.restore_test(filled)).files == 3
    assert sorted(path.name for path in made.path.parent.iterdir()) == [made.path.name, "att"]


def test_every_changed_file_of_a_backup_is_named_by_its_random_name(filled: Session) -> None:
    add_file(filled, b"another invented exhibit" * 900)
    saved = back_up(filled)
    pool = BackupFolder(saved.path.parent).pool
    names = sorted(path.name for path in pool.files())
    for name in names:
        _flip(pool.place(name))
    with pytest.raises(VaultDamaged) as caught:
        run_in_line(backup.check(filled, saved.path))
    assert len(names) > 1
    assert ", ".join(names) in str(caught.value.title)
    assert run_in_line(backup.restore_test(filled)).damaged == tuple(names)
    for name in names:
        pool.place(name).unlink()
    back_up(filled)
    assert run_in_line(backup.restore_test(filled)).damaged == ()


@pytest.mark.parametrize("harm", ["changed", "gone", "unreadable"])
def test_one_bad_file_in_the_pool_leaves_the_rest_to_be_restored(
    filled: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    """The casebook is lost, and its backups share a file that is no good."""
    saved = back_up(filled)
    persons = record.every(filled, Person)
    filled.lock()
    shutil.rmtree(filled.vault.path)
    bad = min(path for path in BackupFolder(saved.path.parent).pool.files())
    if harm == "changed":
        _flip(bad)
    elif harm == "gone":
        bad.unlink()
    else:
        _wear_out(monkeypatch, bad)
    restored = run_in_line(backup.restore(saved.path, PHRASE, tmp_path / "again.casebook"))
    assert (restored.files, restored.missing, restored.damaged) == (2, (), (bad.name,))
    with open_session(restored.path, PHRASE) as again:
        assert not again.is_recovered
        assert record.every(again, Person) == persons
        checked = vault_check.check(again)
        (problem,) = checked.problems
        assert bad.name in problem.where
        assert checked.files == restored.files
        whole = [sealed for sealed in _sealed(again) if sealed.id != bad.name]
        assert [bool(again.vault.attachments.read(sealed)) for sealed in whole] == [True, True]


def _wear_out(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The disk cannot read this file any more."""

    def worn(opened: Path) -> int:
        if opened == path:
            raise OSError(errno.EIO, "Input/output error")
        return open_carefully(opened)

    monkeypatch.setattr("casebook.vault.backup.open_carefully", worn)


def test_a_test_of_a_backup_takes_nobodys_folder_away(filled: Session) -> None:
    planted = back_up(filled).path.parent / "drill.casebook"
    planted.mkdir()
    (planted / "letter.txt").write_text("the only copy of a letter")
    with pytest.raises(Conflict) as caught:
        run_in_line(backup.restore_test(filled))
    assert "drill.casebook" in str(caught.value.title)
    assert (planted / "letter.txt").exists()
    (planted / "letter.txt").rename(planted / "case.db")
    run_in_line(backup.restore_test(filled))
    assert not planted.exists()


def _stopped_restore(saved: backup.Backup) -> Path:
    """What a test that was killed leaves: a whole casebook under the name of a test."""
    left = saved.path.with_name("drill.casebook")
    shutil.copytree(saved.path.with_name("att"), left / "att")
    for name in ("case.db", "header"):
        shutil.copy(saved.path / name, left / name)
    (left / "lock").touch()
    return left


def test_what_a_killed_test_left_goes_with_the_next_test_and_backup(filled: Session) -> None:
    left = _stopped_restore(back_up(filled))
    run_in_line(backup.restore_test(filled))
    assert not left.exists()
    left = _stopped_restore(back_up(filled))
    held = WriterLock.take(left / "lock")
    back_up(filled)
    assert left.exists(), "a test under way keeps its folder"
    held.release()
    back_up(filled)
    assert not left.exists()


@pytest.mark.parametrize("change", ["another vault", "opened since"])
def test_a_casebook_that_is_no_leftover_is_left_alone(filled: Session, tmp_path: Path, change: str) -> None:
    left = _stopped_restore(back_up(filled))
    if change == "opened since":
        open_session(left, PHRASE).lock()
    else:
        shutil.rmtree(left)
        vault, _ = create_vault(tmp_path / "drill.casebook", PHRASE, cost=filled.vault.slots[0].cost)
        vault.close()
        shutil.move(tmp_path / "drill.casebook", left)
    back_up(filled)
    with pytest.raises(Conflict, match=r"drill\.casebook"):
        run_in_line(backup.restore_test(filled))
    assert (left / "header").exists()


def test_what_is_no_backup_of_today_is_not_tested(filled: Session) -> None:
    place = back_up(filled).path.parent
    former = place / "old-keys-000000000001" / "000000000001-00"
    former.mkdir(parents=True)
    for path in (former, former.parent):
        with pytest.raises(Refused, match="new keys"):
            run_in_line(backup.restore_test(filled, path))
    with pytest.raises(InvalidInput):
        run_in_line(backup.restore_test(filled, place))


def test_a_cancelled_backup_leaves_nothing_that_could_be_taken_for_one(filled: Session) -> None:
    with pytest.raises(Cancelled):
        run_in_line(backup.back_up(filled, progress=StopAt("checking the copy of the database")))
    assert backup.every(filled) == []
    assert len(back_up(filled).path.name) == 15


@pytest.mark.parametrize("step", ["copying the database", "copying encrypted files"])
def test_a_backup_can_be_cancelled_at_any_step(filled: Session, step: str) -> None:
    with pytest.raises(Cancelled):
        run_in_line(backup.back_up(filled, progress=StopAt(step)))
    assert backup.every(filled) == []


def test_a_file_the_vault_lost_is_named_and_stops_no_backup(filled: Session, small: Path) -> None:
    lost = _sealed(filled)[0]
    (small / "att" / lost.id[:2] / lost.id).unlink()
    made = back_up(filled)
    assert (made.files, made.missing) == (2, (lost.id,))
    assert run_in_line(backup.check(filled, made.path)) == made
    assert run_in_line(backup.restore_test(filled)).missing == (lost.id,)


def test_a_damaged_copy_gives_way_to_the_file_of_the_vault(filled: Session) -> None:
    made, sealed = back_up(filled), _sealed(filled)[0]
    copy = made.path.parent / "att" / sealed.id[:2] / sealed.id
    shutil.rmtree(made.path)
    copy.write_bytes(bytes(copy.stat().st_size))
    again = back_up(filled)
    assert (again.files, again.missing) == (3, ())


@pytest.mark.parametrize("kind", ["cut", "link", "folder"])
def test_what_is_no_whole_file_in_the_pool_ends_no_backup(filled: Session, tmp_path: Path, kind: str) -> None:
    saved, sealed = back_up(filled), _sealed(filled)[0]
    copy = saved.path.parent / "att" / sealed.id[:2] / sealed.id
    data = copy.read_bytes()
    copy.unlink()
    if kind == "cut":
        copy.write_bytes(data[:-1])
    elif kind == "link":
        (tmp_path / "elsewhere").write_bytes(data)
        copy.symlink_to(tmp_path / "elsewhere")
    else:
        copy.mkdir()
    again = back_up(filled)
    assert (again.files, again.missing) == (3, ())
    assert not copy.is_symlink()
    assert copy.stat().st_size == len(data)
    run_in_line(backup.check(filled, again.path))
    run_in_line(backup.check(filled, saved.path))


def test_a_file_the_vault_lost_later_is_still_in_the_backups(filled: Session, small: Path) -> None:
    back_up(filled)
    lost = _sealed(filled)[0]
    (small / "att" / lost.id[:2] / lost.id).unlink()
    add_person(filled, "Another")
    assert back_up(filled).missing == ()


def test_old_backups_go_and_their_files_with_them(small: Path, small_code: str, now: datetime) -> None:
    opened = open_session(small, small_code)
    for day in range(25):
        opened.clock = fixed_clock(now + timedelta(days=day))
        if day == 1:
            kept = add_file(opened, b"short-lived")
            back_up(opened)
            with opened.store.write("attachment.purge") as transaction:
                transaction.purge(Attachment, kept.id)
        back_up(opened)
    backups = backup.every(opened)
    assert 10 <= len(backups) < 20
    assert backups[-1].made_at == now + timedelta(days=24)
    assert not (backups[0].path.parent / "att" / kept.id[:2] / kept.id).exists()
    opened.close()


def test_no_sealed_file_goes_while_a_backup_cannot_be_read(filled: Session) -> None:
    copy = back_up(filled)
    pool = {path for path in (copy.path.parent / "att").rglob("*") if path.is_file()}
    for sealed in _sealed(filled):
        with filled.store.write("attachment.purge") as transaction:
            transaction.purge(Attachment, sealed.id)
    _flip(copy.path / "manifest")
    back_up(filled)
    assert pool == {path for path in (copy.path.parent / "att").rglob("*") if path.is_file()}


def test_a_folder_that_cannot_be_kept_or_noted_is_not_chosen(filled: Session, tmp_path: Path) -> None:
    stick, other = tmp_path / "stick", tmp_path / "other"
    stick.mkdir()
    other.mkdir()
    note = filled.vault.path / "reach"
    note.mkdir()
    with pytest.raises(Disk):
        backup.choose_folder(filled, stick)
    assert backup.folder(filled) is None
    note.rmdir()
    backup.choose_folder(filled, stick)
    with filled.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(Disk):
        backup.choose_folder(filled, other)
    assert backup.folder(filled) == stick
    assert note.read_bytes() == os.fsencode(stick)


def test_backups_go_where_the_person_says(filled: Session, tmp_path: Path, small: Path) -> None:
    stick = tmp_path / "stick"
    with pytest.raises(NotFound):
        backup.choose_folder(filled, stick)
    with pytest.raises(InvalidInput, match="inside"):
        backup.choose_folder(filled, small / "att")
    stick.mkdir()
    backup.choose_folder(filled, stick)
    assert back_up(filled).path.parent == stick / "small.casebook-backups"
    shutil.rmtree(stick)
    assert backup.latest(filled) is None
    with pytest.raises(NotFound):
        back_up(filled)


def test_a_full_disk_makes_no_backup_and_says_so(filled: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("casebook.vault.blob_paths.flush_file", full)
    with pytest.raises(Disk, match="full"):
        back_up(filled)
    assert backup.every(filled) == []


def test_the_keychain_opens_no_backup(filled: Session, small_code: str) -> None:
    from casebook.vault import Credential, Keychain
    from casebook.vault.folder import Folder
    from casebook.vault.header import load_header
    from casebook.vault.keyslot_changes import add_keychain
    from tests.vault.standin import StandIn

    add_keychain(filled.vault, Credential(small_code), Keychain(StandIn()))
    copy = back_up(filled)
    kinds = [slot.kind.name for slot in load_header(Folder(copy.path)).header.slots]
    assert kinds == ["PASSPHRASE", "RECOVERY"]
    assert backup_place(filled.vault, filled.store).path == copy.path.parent


def test_what_only_looks_like_ours_stays_in_the_folder_of_backups(filled: Session, small: Path) -> None:
    place = BackupFolder.of(small).path
    kept = [place / "notes.new", place / "000000000001-00.new.old"]
    for folder in kept:
        folder.mkdir(parents=True)
    (place / "letter.new").write_text("not ours")
    (place / "000000000009-00.new").mkdir()
    back_up(filled)
    assert all(folder.is_dir() for folder in kept)
    assert (place / "letter.new").read_text() == "not ours"
    assert not (place / "000000000009-00.new").exists()


def test_an_overview_has_no_backups_where_their_folder_is_gone(session: Session, tmp_path: Path) -> None:
    assert backup.overview(session).folder is None
    made = back_up(session)
    assert backup.overview(session).backups == (made,)
    stick = tmp_path / "stick"
    stick.mkdir()
    backup.choose_folder(session, stick)
    shutil.rmtree(stick)
    gone = backup.overview(session)
    assert (gone.backups, gone.folder) == ((), stick)


def test_backups_that_are_gone_are_not_begun_anew_without_a_question(filled: Session) -> None:
    place = back_up(filled).path.parent
    away = place.rename(place.with_name("elsewhere"))
    for is_made_by_the_session in (False, True):
        if is_made_by_the_session:
            place.mkdir()
        with pytest.raises(backup.BackupsGone) as refused:
            back_up(filled)
        assert backup_failure.reason_of(filled, refused.value) == "backup-absent"
        assert isinstance(backup.overview(filled).problem, backup.BackupsGone)
        assert not place.is_dir() or not any(place.iterdir())
    place.rmdir()
    away.rename(place)
    assert back_up(filled).path.parent == place, "they came back"
    shutil.rmtree(place)
    backup.begin_anew(filled)
    assert back_up(filled).path.is_dir()
    assert backup.overview(filled).problem is None


def test_no_folder_is_made_under_the_mount_point_of_a_drive_that_is_away(
    filled: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive, listed = tmp_path / "drive of\tbackups", tmp_path / "fstab"
    drive.mkdir()
    backup.choose_folder(filled, drive)
    escaped = str(drive).replace(" ", "\\040").replace("\t", "\\011")
    lines = ("# drives", "", "UUID=1 / ext4 defaults 0 1", f"UUID=2 {escaped}/ ext4 noauto 0 2")
    listed.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(mount_point, "FILE_SYSTEMS", listed)
    with pytest.raises(NotFound):
        back_up(filled)
    make_ready(filled.vault.path, tmp_path / "own" / "settings.json", is_new=False)
    assert not list(drive.iterdir())
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) in {drive, Path("/")})
    make_ready(filled.vault.path, tmp_path / "own" / "settings.json", is_new=False)
    assert back_up(filled).path.is_relative_to(drive)
