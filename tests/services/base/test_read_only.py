"""A vault read along while another process has it open: nothing written, all found, what is new told."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, DiskProblem, InUse, ReadOnly, Refused, VaultDamaged, WriteProtected
from casebook.domain.base.change import Changes
from casebook.domain.base.name import Name
from casebook.domain.base.setting import Setting
from casebook.domain.person.person import Person
from casebook.services.base import draft, record, search, setting
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.case import case
from casebook.services.exchange.open_formats import write
from casebook.services.vault import backup, unlock_method, vault
from casebook.services.vault import record_bin as bins
from casebook.services.vault.tamper_code import anchor
from casebook.vault import Keychain
from tests.people import add_person
from tests.services.writing import Other, other_window
from tests.vault.standin import StandIn
from tests.vaults import MasterVault


@pytest.fixture
def other(small: Path, small_code: str) -> Iterator[Other]:
    with other_window(small, small_code) as running:
        running.do("Zeuge Achtzehn")
        yield running


@pytest.fixture
def reader(other: Other, small: Path, small_code: str) -> Iterator[Session]:  # noqa: ARG001 - it has it open
    opened = open_session(small, small_code, to_read=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def read_along(
    empty_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Session, Path]]:
    """A session that reads along, and its vault, for tests that can change neither."""
    path = empty_vault.copied_to(tmp_path_factory.mktemp("shared") / "small.casebook")
    with other_window(path, empty_vault.code) as running:
        running.do("Zeuge Achtzehn")
        opened = open_session(path, empty_vault.code, to_read=True)
        yield opened, path
        opened.close()


def digests(path: Path) -> dict[str, tuple[int, str]]:
    """Every file with its time and digest."""
    return {
        str(file.relative_to(path)): (file.stat().st_mtime_ns, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in sorted(path.rglob("*"))
        if file.is_file()
    }


def test_a_second_window_is_told_and_may_read(other: Other, small: Path, small_code: str) -> None:
    with pytest.raises(InUse, match=r"open in another window.*open it here read-only"):
        open_session(small, small_code)
    with open_session(small, small_code, to_read=True) as session:
        assert session.is_read_only
        assert [hit.noun for hit in search.find(session, "Achtzehn")] == ["person"]
    other.do("Zeugin Neunzehn")  # the other window goes on as if nobody had looked


def test_reading_everything_writes_nothing(reader: Session, small: Path, tmp_path: Path) -> None:
    before = digests(small)
    assert search.find(reader, "Zeuge")
    assert vault.check(reader).problems == ()
    assert run_in_line(write(reader, tmp_path / "out")).records["person"] == 1
    assert bins.listed(reader) == []
    assert anchor(reader)
    assert backup.state(reader).last is None
    assert run_in_line(backup.back_up_if_due(reader)) is None
    reader.lock()
    assert digests(small) == before


WRITES: dict[str, Callable[[Session], object]] = {
    "a record": lambda s: add_person(s, (Name(text="Neu", script="Latn"),)),
    "a case": lambda s: case.open_case(s, reference="R-1", title="", jurisdiction="CY"),
    "the bin": lambda s: record.move_to_bin(s, Person, record.every(s, Person)[0].id),
    "a draft": lambda s: draft.keep(s, "form", {"a": 1}),
    "a setting": lambda s: setting.keep(s, "a", 1),
    "a sealed file": lambda s: s.vault.attachments.seal(BytesIO(b"x"), s.ids()),
    "a removed file": lambda s: s.vault.attachments.remove(s.ids()),
    "a sweep": lambda s: s.vault.attachments.sweep(()),
    "a way in": lambda s: unlock_method.add_passphrase(
        s, unlock_method.credential("x"), "seven other words stand here"
    ),
    "a way out": lambda s: unlock_method.remove(s, unlock_method.credential("x"), s.vault.slots[0].id),
    "a name of a way in": lambda s: unlock_method.rename(s, s.vault.slots[0].id, "mine"),
    "the header": lambda s: s.vault.store_slots(s.vault.slots),
    "a backup": lambda s: run_in_line(backup.back_up(s)),
    "a drill": lambda s: run_in_line(backup.restore_test(s)),
    "a folder for backups": lambda s: backup.choose_folder(s, s.vault.path.parent),
}


@pytest.mark.parametrize("what", WRITES)
def test_what_would_write_is_refused_in_one_sentence(read_along: tuple[Session, Path], what: str) -> None:
    reader, small = read_along
    before = digests(small)
    with pytest.raises(ReadOnly, match=r"read-only\. Nothing can be changed here.*other window"):
        WRITES[what](reader)
    assert digests(small) == before
    assert not small.with_name("small.casebook-backups").exists()


def test_the_database_itself_refuses_to_be_written(reader: Session) -> None:
    reader.store.refusal = None
    with pytest.raises(DiskProblem, match="The changes could not be saved to"):
        reader.store.keep(Setting(name="a", value=1))


def test_what_the_other_window_saves_is_told_and_found(reader: Session, other: Other) -> None:
    heard: list[Changes] = []
    reader.on_change(heard.append)
    reader.store.poll_changes()
    assert heard == []
    other.do("Zeugin Neunzehn")
    reader.store.poll_changes()
    (changes,) = heard
    (hit,) = search.find(reader, "Neunzehn")
    assert changes.touched == {"person": frozenset({hit.id})}
    reader.store.poll_changes()
    assert len(heard) == 1


def test_an_unfinished_save_of_the_other_window_is_not_seen(reader: Session, other: Other) -> None:
    other.do("hold")
    assert [found.names[0].text for found in record.every(reader, Person)] == ["Zeuge Achtzehn"]
    assert search.find(reader, "Halb") == []


def test_the_other_windows_lock_and_its_end_in_haste_are_told_apart(
    reader: Session, other: Other, small: Path, small_code: str
) -> None:
    assert not reader.vault.has_been_left
    other.do("lock")
    assert not reader.vault.has_been_left
    assert len(record.every(reader, Person)) == 1
    with open_session(small, small_code) as writer:
        assert not writer.is_recovered
        assert not reader.vault.has_been_left
    with other_window(small, small_code) as second:
        assert not reader.vault.has_been_left
        second.kill()
        assert reader.vault.has_been_left


def test_nobody_having_it_open_it_is_read_only_if_it_is_what_was_locked(small: Path, small_code: str) -> None:
    before = digests(small)
    with open_session(small, small_code, to_read=True) as session:
        assert not session.is_recovered
    assert digests(small) == before
    open_session(small, small_code).close()
    with pytest.raises(Refused, match=r"not locked properly.*Open it for editing"):
        open_session(small, small_code, to_read=True)
    with open_session(small, small_code):
        pass
    database = small / "case.db"
    data = bytearray(database.read_bytes())
    data[5000] ^= 1
    database.write_bytes(data)
    with pytest.raises(VaultDamaged):
        open_session(small, small_code, to_read=True)


def test_a_long_look_holds_up_a_save_and_loses_nothing(
    session: Session, small: Path, small_code: str
) -> None:
    with session.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    with open_session(small, small_code, to_read=True) as reader:
        with reader.store.reading() as looking:
            looking.exec_driver_sql("SELECT count(*) FROM person").one()
            with pytest.raises(Conflict, match="Another window is using the casebook's database"):
                add_person(session, (Name(text="Spät", script="Latn"),))
        add_person(session, (Name(text="Spät", script="Latn"),))
        reader.store.poll_changes()
        assert len(record.every(reader, Person)) == 1


def test_a_backup_beside_a_reader_is_good(session: Session, small: Path, small_code: str) -> None:
    add_person(session, (Name(text="Spät", script="Latn"),))
    with open_session(small, small_code, to_read=True) as reader:
        made = run_in_line(backup.back_up(session))
        assert backup.latest(reader) == made


def test_a_panic_while_reading_takes_the_key_out_of_the_keychain(
    session: Session, small: Path, small_code: str
) -> None:
    kept = StandIn()
    unlock_method.add_keychain(session, unlock_method.credential(small_code), Keychain(kept))
    with open_session(small, small_code, to_read=True) as reader:
        before = digests(small)
        with pytest.raises(ReadOnly):
            unlock_method.drop_keychain(reader, Keychain(kept))
        assert kept.kept == {}
        assert digests(small) == before


def test_a_vault_where_nothing_can_be_written_can_be_read(
    small: Path, small_code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = os.open

    def refuse(path: Path, flags: int, *rest: int, **place: int) -> int:
        """A disk that is write-protected."""
        if flags & (os.O_RDWR | os.O_WRONLY):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return plain(path, flags, *rest, **place)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(WriteProtected, match="Open it here read-only, or copy it"):
        open_session(small, small_code)
    with open_session(small, small_code, to_read=True) as session:
        assert record.every(session, Person) == []
