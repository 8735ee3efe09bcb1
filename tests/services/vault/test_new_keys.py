"""New keys on small vaults: what opens afterwards, what is left on the disk, and what a stop leaves."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.errors import Cancelled, InvalidInput, NotFound, Refused, VaultDamaged, WrongKey
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.crypto.kdf import KdfCost
from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import last_state, record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import (
    backup,
    former_backups,
    new_keys,
    new_keys_outcome,
    rollback,
    unlock_method,
)
from casebook.services.vault import vault as vaults
from casebook.services.vault.new_keys import NewKeysOrder
from casebook.services.vault.new_keys_outcome import NewKeys
from casebook.store.database_copy import state
from casebook.vault import Credential
from casebook.vault.backup_folder import BackupFolder
from casebook.vault.blob_store import BlobStore
from casebook.vault.folder import Folder
from casebook.vault.former_backups import former_beside
from casebook.vault.header import LoadedHeader, decode
from casebook.vault.keys import VaultKeys
from casebook.vault.unlocking import unlocked
from tests.vaults import PHRASE, MasterVault

NEW = "eight other invented words stand here for the tests"
LATER = "and eight invented words that come after those"
REMOVED = "a passphrase that a former helper still remembers"
FILE = b"an invented exhibit" * 5_000


@pytest.fixture(scope="module")
def template(empty_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory, cheap_cost: KdfCost) -> Path:
    """A vault with a person, a removed person, a file, a backup, and a passphrase that was removed again."""
    path = empty_vault.copied_to(tmp_path_factory.mktemp("template") / "office.casebook")
    with open_session(path, PHRASE, who="tester") as session:
        for name in ("Zeuge Eins", "Zeuge Zwei"):
            person = Person(id=session.ids(), names=(Name(text=name, script="Latn"),))
            with session.store.write("person.add") as transaction:
                transaction.add(person)
        with session.store.write("person.purge") as transaction:
            transaction.move_to_bin(Person, person.id)
            transaction.purge(Person, person.id)
        sealed = session.vault.attachments.seal(BytesIO(FILE), session.ids())
        with session.store.write("document.take-in") as transaction:
            transaction.add(sealed)
        way = unlock_method.add_passphrase(session, Credential(PHRASE), REMOVED, cost=cheap_cost)
        run_in_line(backup.back_up(session))
        unlock_method.remove(session, Credential(PHRASE), way.id)
    return path


@pytest.fixture
def vault(template: Path, tmp_path: Path) -> Path:
    """A copy of it, its backup beside it, for this test alone."""
    shutil.copytree(template.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / template.name


def order(cost: KdfCost, passphrase: str = NEW, *, authority: str = PHRASE) -> NewKeysOrder:
    code = unlock_method.new_recovery_code()
    return NewKeysOrder(
        authority=Credential(authority),
        passphrase=passphrase,
        code=code,
        cost=cost,
    )


def renewed(path: Path, changes: NewKeysOrder, progress: Progress = silent) -> NewKeys:
    return run_in_line(new_keys.renew(path, changes, who="tester", progress=progress))


def require_whole(session: Session) -> None:
    assert vaults.check(session).problems == ()
    assert [hit.title for hit in search.find(session, "Zeuge")] == ["Zeuge Eins"]
    (sealed,) = record.every(session, Attachment)
    assert session.vault.attachments.read(sealed) == FILE


def test_only_the_new_passphrase_and_code_open_the_vault(vault: Path, cheap_cost: KdfCost) -> None:
    changes = order(cheap_cost)
    outcome = renewed(vault, changes)
    assert (outcome.files, outcome.missing) == (1, ())
    for secret in (PHRASE, REMOVED):
        with pytest.raises(WrongKey):
            open_session(vault, secret)
    for secret in (NEW, changes.code):
        with open_session(vault, secret) as session:
            require_whole(session)
    assert sorted(path.name for path in vault.iterdir()) == ["att", "case.db", "header", "header.bak", "lock"]


def test_an_old_header_and_that_of_a_backup_open_nothing(vault: Path, cheap_cost: KdfCost) -> None:
    old = Folder(Path(shutil.copytree(vault, vault.parent / "kept")))
    with open_session(vault, PHRASE) as session:
        (saved,) = backup.every(session)
        (sealed,) = record.every(session, Attachment)
    renewed(vault, order(cheap_cost))
    for path, secret in ((old.header, PHRASE), (saved.path / "header", REMOVED)):
        data = path.read_bytes()
        header = decode(data)
        _, keys = unlocked(LoadedHeader(header=header, data=data, is_predecessor=False), Credential(secret))
        assert is_readable(old.database, keys)
        assert not is_readable(Folder(vault).database, keys)
        for folder, opens in ((old, True), (Folder(vault), False)):
            files = BlobStore(folder.attachments, header.vault_id, keys.dedupe, is_read_only=True)
            assert is_opened(files, sealed) == opens


def is_readable(database: Path, keys: VaultKeys) -> bool:
    """Whether keys open a database, whatever its header says of it."""
    try:
        state(database, keys.database.reveal())
    except VaultDamaged:
        return False
    return True


def is_opened(files: BlobStore, sealed: Attachment) -> bool:
    """Whether a file opens with the key that its row had before."""
    try:
        return files.read(sealed) == FILE
    except VaultDamaged:
        return False


def test_the_change_history_goes_on_and_says_what_was_done(vault: Path, cheap_cost: KdfCost) -> None:
    with open_session(vault, PHRASE) as session:
        number, head = session.store.audit_head()
    outcome = renewed(vault, order(cheap_cost))
    assert outcome.changes == number + 2
    with open_session(vault, NEW) as session:
        assert session.store.verify_audit() == number + 2
        newest = vaults.history_of(session).changes[0]
        assert (newest.action, newest.who, newest.noun) == ("vault.new-keys", "tester", "vault")
        assert [field.before for field in newest.fields] == [head]


def test_whoever_stops_it_leaves_the_vault_as_it_was(vault: Path, cheap_cost: KdfCost) -> None:
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}

    def stop(done: int, total: int, step: Message) -> None:
        if done == total and str(step) == "putting the new keys in place":
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        renewed(vault, order(cheap_cost), stop)
    assert {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()} == before


def test_a_weak_and_a_wrong_passphrase_change_nothing(vault: Path, cheap_cost: KdfCost) -> None:
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    changes = order(cheap_cost)
    shown: list[bool] = []
    with pytest.raises(InvalidInput):
        renewed(vault, replace(changes, passphrase="password123"))
    with pytest.raises(WrongKey):
        run_in_line(
            new_keys.renew(
                vault, replace(changes, authority=Credential(REMOVED)), show_code=lambda: shown.append(True)
            )
        )
    assert not shown
    assert {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()} == before


def test_a_damaged_file_is_kept_with_its_vault_and_a_missing_one_named(
    vault: Path, cheap_cost: KdfCost
) -> None:
    (file,) = (path for path in (vault / "att").rglob("*") if path.is_file())
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(VaultDamaged):
        renewed(vault, order(cheap_cost))
    assert file.read_bytes() == data
    file.unlink()
    assert renewed(vault, order(cheap_cost)).missing == (file.name,)


def test_backups_in_every_place_used_before_are_set_aside(
    vault: Path, cheap_cost: KdfCost, tmp_path: Path
) -> None:
    sticks = [tmp_path / "first", tmp_path / "second"]
    with open_session(vault, PHRASE) as session:
        for stick in sticks:
            stick.mkdir()
            backup.choose_folder(session, stick)
            run_in_line(backup.back_up(session))
    sticks[0].rename(tmp_path / "unplugged")
    renewed(vault, order(cheap_cost))
    places = [BackupFolder.of(vault), *(BackupFolder.of(vault, stick) for stick in sticks[1:])]
    with open_session(vault, NEW) as session:
        assert {group.folder.parent for group in former_backups.every(session)} == {p.path for p in places}
        away = sticks[0] / places[0].path.name
        assert former_backups.places(session).not_at_hand == (away,)
        assert str(away) in str(former_backups.places_message(former_backups.places(session))[1])
        (tmp_path / "unplugged").rename(sticks[0])
        groups = former_backups.every(session)
        assert len(groups) == 3
        for group in groups:
            run_in_line(former_backups.delete(session, group.folder))
        assert former_backups.every(session) == []
    for place in (*places, BackupFolder(away)):
        assert place.backups() == []


def test_what_a_killed_test_of_a_backup_left_does_not_outlive_the_keys(
    vault: Path, cheap_cost: KdfCost
) -> None:
    place = BackupFolder.of(vault)
    shutil.copytree(
        place.backups()[-1], place.scratch, ignore=shutil.ignore_patterns("manifest", "header.bak")
    )
    shutil.copytree(place.pool.folder, place.scratch / "att")
    renewed(vault, order(cheap_cost))
    open_session(vault, NEW).lock()
    assert not place.scratch.exists()
    assert place.former()


def test_backups_of_before_are_set_aside_restored_and_destroyed(vault: Path, cheap_cost: KdfCost) -> None:
    renewed(vault, order(cheap_cost))
    with open_session(vault, NEW) as session:
        (group,) = former_backups.every(session)
        assert (group.backups, group.opens_with) == (1, ("passphrase", "recovery"))
        assert former_beside(vault) == [group]
        former = group.folder
        fresh = run_in_line(backup.back_up(session))
        assert fresh.missing == ()
        assert [one.path for one in backup.every(session)] == [fresh.path]
        (old,) = (path for path in former.iterdir() if path.name != "att")
        run_in_line(backup.restore(old, REMOVED, vault.parent / "again.casebook"))
        with pytest.raises(NotFound):
            run_in_line(former_backups.delete(session, fresh.path))
        for foreign in ("old-keys-letters", "old-keys-000000000001"):
            (former.parent / foreign).symlink_to(vault) if foreign[-1] == "1" else (
                former.parent / foreign
            ).mkdir()
        assert [group.folder for group in former_backups.every(session)] == [former]
        (former / "letter.txt").write_text("the only copy of a letter")
        with pytest.raises(Refused):
            run_in_line(former_backups.delete(session, former))
        (former / "letter.txt").unlink()
        run_in_line(former_backups.delete(session, former))
        assert former_backups.every(session) == []
        assert (former.parent / "old-keys-letters").is_dir()
    with open_session(vault.parent / "again.casebook", PHRASE) as session:
        require_whole(session)


def test_the_same_passphrase_takes_up_what_a_stop_left(
    vault: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped_at("casebook.vault.rekeying.rekey.Rekey.finish", vault, cheap_cost, monkeypatch)
    (sealed,) = (path for path in (vault / "new-keys.new" / "att").rglob("*") if path.is_file())
    inode, data = sealed.stat().st_ino, sealed.read_bytes()
    renewed(vault, order(cheap_cost))
    (now_there,) = (path for path in (vault / "att").rglob("*") if path.is_file())
    assert (now_there.stat().st_ino, now_there.read_bytes()) == (inode, data)
    with open_session(vault, NEW) as session:
        require_whole(session)


def test_an_ordinary_opening_rolls_an_unfinished_change_back(
    vault: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped_at("casebook.vault.rekeying.rekey.Rekey.finish", vault, cheap_cost, monkeypatch)
    with open_session(vault, PHRASE) as session:
        require_whole(session)
        assert not (vault / "new-keys.new").exists()


def test_once_it_counts_an_opening_with_the_new_passphrase_finishes_it(
    vault: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped_at("casebook.services.vault.new_keys.put_in_place", vault, cheap_cost, monkeypatch)
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    with pytest.raises(Refused):
        open_session(vault, NEW, to_read=True)
    with pytest.raises(WrongKey):
        open_session(vault, PHRASE)
    assert {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()} == before
    outcome = renewed(vault, order(cheap_cost))
    assert (outcome.files, outcome.is_resumed) == (1, True)
    with open_session(vault, NEW) as session:
        require_whole(session)
    assert sorted(path.name for path in vault.iterdir()) == ["att", "case.db", "header", "header.bak", "lock"]


def test_a_change_of_keys_put_back_later_moves_nothing(
    vault: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = finished_copy(vault, cheap_cost, monkeypatch)
    with open_session(vault, NEW) as session:
        require_whole(session)
        assert rollback.notices_at_opening(session) == ()
    shutil.copytree(kept, vault / "new-keys")
    require_foreign(vault, NEW)
    with pytest.raises(Refused):
        renewed(vault, order(cheap_cost, authority=NEW))
    require_foreign(vault, NEW)


def test_a_change_of_keys_put_back_meanwhile_stops_this_one(
    vault: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = finished_copy(vault, cheap_cost, monkeypatch)
    open_session(vault, NEW).lock()

    def put_back(done: int, total: int, step: Message) -> None:
        if done == total and str(step) == "putting the new keys in place":
            shutil.copytree(kept, vault / "new-keys")

    with pytest.raises(Refused):
        renewed(vault, order(cheap_cost, LATER, authority=NEW), put_back)
    require_foreign(vault, NEW)


@pytest.mark.parametrize("has_note", [False, True])
def test_a_planted_header_keeps_nobody_out(
    vault: Path, empty_vault: MasterVault, cheap_cost: KdfCost, *, has_note: bool
) -> None:
    """That of another vault, of the same passphrase; where it has a note, it names our header."""
    planted, header = vault / "new-keys", (vault / "header").read_bytes()
    planted.mkdir()
    shutil.copy(empty_vault.folder / "header", planted / "header")
    if has_note:
        (planted / "replaces").write_bytes(hashlib.sha256(header).digest() + bytes(64))
    for to_read in (True, False):
        with open_session(vault, PHRASE, to_read=to_read) as session:
            assert session.vault.has_foreign_keys
    require_foreign(vault, PHRASE)
    with pytest.raises(Refused):
        renewed(vault, order(cheap_cost))
    shutil.rmtree(planted)
    assert renewed(vault, order(cheap_cost)).files == 1


def test_a_folder_of_replaced_keys_that_is_not_ours_is_named_and_left(
    vault: Path, empty_vault: MasterVault, cheap_cost: KdfCost
) -> None:
    planted = vault / "old-keys"
    planted.mkdir()
    (planted / "letter.txt").write_text("the only copy of a letter")
    shutil.copy(empty_vault.folder / "header", planted / "header")
    for to_read in (False, True):
        with open_session(vault, PHRASE, to_read=to_read) as session:
            require_whole(session)
            (notice,) = rollback.notices_at_opening(session)
            assert "old-keys" in str(notice.title)
    with pytest.raises(Refused):
        renewed(vault, order(cheap_cost))
    assert (planted / "letter.txt").read_text() == "the only copy of a letter"


def test_replaced_files_stay_while_one_is_missing_from_the_new_vault(
    vault: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped_at("casebook.services.vault.new_keys.clear_up", vault, cheap_cost, monkeypatch)
    kept = Path(shutil.move(vault / "att", vault.parent / "kept"))
    (vault / "att").mkdir()
    open_session(vault, NEW).lock()
    assert [path for path in (vault / "old-keys" / "att").rglob("*") if path.is_file()]
    (vault / "att").rmdir()
    kept.rename(vault / "att")
    with open_session(vault, NEW) as session:
        require_whole(session)
    assert not (vault / "old-keys").exists()


def test_the_files_of_a_vault_put_back_in_part_stay(
    vault: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped_at("casebook.services.vault.new_keys.clear_up", vault, cheap_cost, monkeypatch)
    for name in ("header", "header.bak", "case.db"):
        shutil.copy(vault / "old-keys" / name, vault / name)
    open_session(vault, PHRASE).lock()
    assert [path for path in (vault / "old-keys" / "att").rglob("*") if path.is_file()]


def test_the_old_files_are_overwritten_before_they_are_removed(vault: Path, cheap_cost: KdfCost) -> None:
    names = ("header", "header.bak", "case.db")
    held = {name: os.open(vault / name, os.O_RDONLY) for name in names}
    before = {name: (vault / name).read_bytes() for name in names}
    renewed(vault, order(cheap_cost))
    for name, descriptor in held.items():
        after = os.pread(descriptor, len(before[name]) + 1, 0)
        os.close(descriptor)
        assert len(after) == len(before[name])
        for start in range(0, len(after), 4096):
            assert after[start : start + 4096] != before[name][start : start + 4096]


def test_a_hard_linked_copy_keeps_what_the_old_keys_open_and_is_counted(
    vault: Path, cheap_cost: KdfCost
) -> None:
    copy = vault.parent / "copy.casebook"
    shutil.copytree(vault, copy, copy_function=os.link)
    shared = len([path for path in copy.rglob("*") if path.is_file() and path.name != "lock"])
    outcome = renewed(vault, order(cheap_cost))
    assert (outcome.shared, outcome.are_old_files_gone) == (shared, True)
    assert str(new_keys_outcome.files_shared(shared)) in map(str, new_keys_outcome.remarks(outcome))
    assert "files-shared" in new_keys_outcome.remark_keys(outcome)
    with open_session(copy, PHRASE) as session:
        require_whole(session)
        backup_folder = run_in_line(backup.back_up(session)).path.parent
    shutil.copytree(backup_folder, vault.parent / "again", copy_function=os.link)
    renewed(copy, order(cheap_cost))
    with open_session(copy, NEW) as session:
        (group,) = former_backups.every(session)
        assert run_in_line(former_backups.delete(session, group.folder)) == 5


def test_an_opening_that_finishes_new_keys_counts_what_other_names_share(
    vault: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(vault / "case.db", vault.parent / "linked.db")
    stopped_at("casebook.services.vault.new_keys.clear_up", vault, cheap_cost, monkeypatch)
    with open_session(vault, NEW) as session:
        (notice,) = rollback.notices_at_opening(session)
        assert notice.remedy == new_keys_outcome.files_shared(1)


@pytest.mark.parametrize("is_stopped", [False, True])
def test_a_sealed_file_that_no_row_names_keeps_no_old_keys(
    vault: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch, *, is_stopped: bool
) -> None:
    (file,) = (path for path in (vault / "att").rglob("*") if path.is_file())
    orphan = file.with_name(f"{file.name[:2]}{'0' * 14}")
    shutil.copy(file, orphan)
    if is_stopped:
        stopped_at("casebook.services.vault.new_keys.clear_up", vault, cheap_cost, monkeypatch)
    else:
        assert renewed(vault, order(cheap_cost)).are_old_files_gone
    with open_session(vault, NEW) as session:
        require_whole(session)
        assert rollback.notices_at_opening(session) == ()
    assert not (vault / "old-keys").exists()


@pytest.mark.parametrize("left", [b"", b"overwritten with chance"])
def test_what_a_stop_left_of_the_old_vault_is_removed(
    vault: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch, left: bytes
) -> None:
    stopped_at("casebook.services.vault.new_keys.clear_up", vault, cheap_cost, monkeypatch)
    shutil.rmtree(vault / "old-keys")
    (vault / "old-keys").mkdir()
    if left:
        (vault / "old-keys" / "header").write_bytes(left)
    with open_session(vault, NEW) as session:
        require_whole(session)
    assert {path.name for path in vault.iterdir()} == {"att", "case.db", "header", "header.bak", "lock"}


def test_an_unclean_end_after_new_keys_finds_every_record_as_its_history(
    vault: Path, cheap_cost: KdfCost
) -> None:
    renewed(vault, order(cheap_cost))
    with open_session(vault, NEW) as session:
        require_whole(session)
    open_session(vault, NEW).close()
    with open_session(vault, NEW) as session:
        assert session.is_recovered
        assert session.differences == ()
        require_whole(session)


def test_this_computer_remembers_the_new_vault_where_it_remembered_the_old(
    vault: Path, cheap_cost: KdfCost
) -> None:
    with open_session(vault, PHRASE) as session:
        rollback.remember(session)
    older = Path(shutil.copytree(vault, vault.parent / "older.casebook"))
    renewed(vault, order(cheap_cost))
    new = Path(shutil.copytree(vault, vault.parent / "new.casebook"))
    with open_session(vault, NEW) as session:
        assert rollback.is_remembered(session)
        assert not session.is_behind
    for put_back, secret in ((new, NEW), (older, PHRASE)):
        with open_session(put_back, secret) as session:
            assert session.is_behind


def test_what_was_not_remembered_is_not_after_new_keys(vault: Path, cheap_cost: KdfCost) -> None:
    renewed(vault, order(cheap_cost))
    with open_session(vault, NEW) as session:
        assert last_state.known(session.vault.vault_id) is None


def test_backups_of_before_are_no_later_state(vault: Path, cheap_cost: KdfCost) -> None:
    with open_session(vault, PHRASE) as session:
        run_in_line(backup.back_up(session))
        rollback.notices_at_opening(session)
    renewed(vault, order(cheap_cost))
    with open_session(vault, NEW, to_read=True) as session:
        assert rollback.notices(session) == ()
    with open_session(vault, NEW) as session:
        assert rollback.notices_at_opening(session) == ()


def test_what_was_missed_is_named_after_new_keys(vault: Path, cheap_cost: KdfCost) -> None:
    older = Path(shutil.copytree(vault, vault.parent / "older.casebook"))
    with open_session(vault, PHRASE) as session:
        record.add(session, Person(id="lost", names=(Name(text="Lost", script="Latn"),)))
        lost = run_in_line(backup.back_up(session))
    shutil.rmtree(vault)
    older.rename(vault)
    with open_session(vault, PHRASE) as session:
        rollback.notices_at_opening(session)
    renewed(vault, order(cheap_cost))
    with open_session(vault, NEW) as session:
        (notice,) = rollback.notices(session)
        assert lost.path.name in str(notice.remedy)
        rollback.accept(session)
        assert rollback.notices(session) == ()


def test_a_window_that_reads_is_told_that_the_vault_is_another(vault: Path, cheap_cost: KdfCost) -> None:
    with open_session(vault, PHRASE, to_read=True) as reader:
        assert not reader.vault.has_been_left
        renewed(vault, order(cheap_cost))
        assert reader.vault.has_been_left


def test_a_window_that_reads_is_told_before_the_new_keys_are_in_place(
    vault: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows moves no file that somebody reads: it has to be let go of first."""
    with open_session(vault, PHRASE, to_read=True) as reader:
        stopped_at("casebook.services.vault.new_keys.put_in_place", vault, cheap_cost, monkeypatch)
        assert reader.vault.has_been_left
        note = vault / "new-keys" / "replaces"
        note.write_bytes(note.read_bytes()[:-1] + b"?")
        assert not reader.vault.has_been_left, "anybody could have put it there"


def finished_copy(vault: Path, cost: KdfCost, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give new keys up to the moment they count; what a synchronising program may have kept of them."""
    stopped_at("casebook.services.vault.new_keys.put_in_place", vault, cost, monkeypatch)
    return Path(shutil.copytree(vault / "new-keys", vault.parent / "kept"))


def require_foreign(vault: Path, secret: str) -> None:
    """The vault opens whole, and the folder in it is named and left."""
    with open_session(vault, secret) as session:
        require_whole(session)
        (notice,) = rollback.notices_at_opening(session)
        assert "new-keys" in str(notice.title)
    assert (vault / "new-keys" / "header").is_file()
    assert not (vault / "old-keys").exists()


def stopped_at(step: str, vault: Path, cost: KdfCost, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give new keys, ended without any tidying at a step."""
    with monkeypatch.context() as patch:
        patch.setattr(step, _killed)
        with pytest.raises(KeyboardInterrupt):
            renewed(vault, order(cost))


def _killed(*_: object, **__: object) -> None:
    """A stop that tidies nothing."""
    raise KeyboardInterrupt
