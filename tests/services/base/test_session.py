from __future__ import annotations

import errno
import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, DiskProblem, VaultDamaged, VaultUnknown, WrongKey
from casebook.domain.base.change import Changes
from casebook.domain.base.name import Name
from casebook.domain.library.finding import Finding
from casebook.domain.library.source import Source
from casebook.domain.library.topic import Topic
from casebook.domain.person.person import Person
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import history, record, search
from casebook.services.base.session import Session, open_session
from casebook.services.person import person
from casebook.services.vault import vault
from casebook.vault import KdfCost
from casebook.vault.folder import Folder
from casebook.vault.header import load_header
from tests.people import add_person
from tests.vaults import PHRASE, MasterVault, master_vault

CHEAP = KdfCost(memory_kib=64 * 1024, passes=1, lanes=1)


@pytest.fixture(scope="session")
def office(library_vault: MasterVault, run_folder: Path) -> MasterVault:
    """A vault with the library and one person in it, locked in order."""

    def make(path: Path) -> str:
        with open_session(library_vault.copied_to(path), library_vault.code, who="tester") as session:
            names = (Name(text="文舒允", script="Hans"), Name(text="Wen Shuyun", script="Latn"))
            add_person(session, names)
        return library_vault.code

    return master_vault(run_folder, "office", make)


@pytest.fixture
def path(office: MasterVault, tmp_path: Path) -> Path:
    """`office`, for this test alone."""
    return office.copied_to(tmp_path / "office.casebook")


def test_what_was_written_is_there_after_locking_and_opening(path: Path, office: MasterVault) -> None:
    for secret in (PHRASE, office.code):
        with open_session(path, secret) as session:
            assert [hit.noun for hit in search.find(session, "舒允")] == ["person"]


def test_a_database_is_read_beside_its_check_and_written_after_it(path: Path, office: MasterVault) -> None:
    states: list[bool] = []

    def read(session: Session) -> None:
        states.append(load_header(Folder(session.vault.path)).header.is_clean)

    with open_session(path, office.code, beside=lambda check: check, first=read):
        states.append(load_header(Folder(path)).header.is_clean)
    assert states == [True, False], "the check waits for the reading, and the session for the check"


def test_what_is_read_of_a_database_put_back_is_given_to_nobody(path: Path, office: MasterVault) -> None:
    """Beside its check an older database reads well; the check refuses it; nothing is written."""
    database, counts = path / "case.db", list[int]()
    older = database.read_bytes()
    with open_session(path, office.code) as session:
        add_person(session, (Name(text="Wen Xiulan", script="Latn"),))
    database.write_bytes(older)
    before = [file.read_bytes() for file in (database, path / "header", path / "header.bak")]

    def read(session: Session) -> None:
        counts.append(len(record.every(session, Person)))

    with pytest.raises(VaultDamaged, match="The database is not"):
        open_session(path, office.code, beside=lambda check: check, first=read)
    assert counts == [1]
    assert before == [file.read_bytes() for file in (database, path / "header", path / "header.bak")]


def test_a_header_refused_beside_the_reading_stops_the_session(
    path: Path, office: MasterVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(DiskProblem):
            open_session(path, office.code, beside=lambda check: check)
    with open_session(path, office.code) as session:
        assert len(record.every(session, Person)) == 1, "nobody else has it open"


def test_a_new_vault_holds_the_whole_library_with_its_version(tmp_path: Path) -> None:
    path = tmp_path / "new.casebook"
    vault.create(path, PHRASE, cost=CHEAP)[0].lock()
    with open_session(path, PHRASE) as session:
        topics, sources = record.every(session, Topic), record.every(session, Source)
        findings = record.every(session, Finding)
    assert (len(topics), len(sources), len(findings)) == (32, 381, 708)
    assert all(topic.pack for topic in topics)
    assert all(source.pack for source in sources)
    assert all(finding.pack for finding in findings)
    assert sum(finding.is_adverse for finding in findings) == 160


def test_a_wrong_phrase_opens_nothing(path: Path) -> None:
    with pytest.raises(WrongKey):
        open_session(path, PHRASE + ".")


def test_a_second_writer_is_refused(path: Path) -> None:
    with open_session(path, PHRASE), pytest.raises(Conflict):
        open_session(path, PHRASE)


def test_a_cut_database_is_told_and_left_as_it_is(path: Path) -> None:
    database = path / "case.db"
    whole = database.read_bytes()
    database.write_bytes(whole[: len(whole) * 6 // 10])
    with pytest.raises(VaultDamaged):
        open_session(path, PHRASE)
    assert database.read_bytes() == whole[: len(whole) * 6 // 10]


def test_work_saved_before_an_unclean_stop_is_there_after_it(path: Path) -> None:
    session = open_session(path, PHRASE)
    add_person(session, (Name(text="Айгүл", script="Cyrl"),))
    session.close()
    with open_session(path, PHRASE) as session:
        assert not session.vault.was_locked_cleanly
        assert len(search.find(session, "Айгүл")) == 1


def test_history_names_who_changed_what(path: Path) -> None:
    heard: list[Changes] = []
    with open_session(path, PHRASE, who="colleague") as session:
        session.on_change(heard.append)
        (row,) = person.rows(session)
        found = record.find(session, Person, row.id)
        record.change(session, replace(found, religion="none told"))
        entry = history.of_record(session, row.id)[-1]
    assert (entry.who, entry.action) == ("colleague", "person.change")
    assert [field.field for field in entry.fields] == ["religion"]
    assert heard[0].concerns("person")


def test_a_check_reads_everything(path: Path) -> None:
    with open_session(path, PHRASE) as session:
        report = vault.check(session)
        written = session.store.audit_head()[0]
    assert report.problems == ()
    assert report.changes == written > 32 + 381 + 708


def test_an_older_database_under_an_unclean_header_is_refused_unswept(path: Path) -> None:
    older = (path / "case.db").read_bytes()
    with open_session(path, PHRASE) as session:
        add_person(session, (Name(text="Айгүл", script="Cyrl"),))
        sealed = session.vault.attachments.seal(BytesIO(b"evidence"), session.ids())
        with session.store.write("document.take-in") as transaction:
            transaction.add(sealed)
    open_session(path, PHRASE).close()
    (path / "case.db").write_bytes(older)
    with pytest.raises(VaultDamaged, match="older than"):
        open_session(path, PHRASE)
    assert (path / "att" / sealed.id[:2] / sealed.id).exists()


def test_a_recovered_session_says_so(path: Path) -> None:
    session = open_session(path, PHRASE)
    assert not session.is_recovered
    assert not session.has_changed
    session.close()
    with open_session(path, PHRASE) as session:
        assert session.is_recovered


def test_a_file_in_the_bin_is_no_orphan(path: Path) -> None:
    session = open_session(path, PHRASE)
    sealed = session.vault.attachments.seal(BytesIO(b"evidence"), session.ids())
    with session.store.write("document.take-in") as transaction:
        transaction.add(sealed)
        transaction.move_to_bin(Attachment, sealed.id)
    session.close()
    with open_session(path, PHRASE) as session:
        assert session.vault.attachments.read(sealed) == b"evidence"
        assert session.unsound == ()


def test_a_journal_that_need_not_be_played_back_hinders_no_lock(path: Path) -> None:
    open_session(path, PHRASE).close()
    (path / "case.db-journal").write_bytes(bytes(512))  # a kill before the journal's head was written
    with open_session(path, PHRASE) as session:
        assert session.is_recovered
    with open_session(path, PHRASE) as session:
        assert not session.is_recovered


def test_a_vault_of_no_known_version_is_refused_and_left_as_it_is(small: Path, small_code: str) -> None:
    with open_session(small, small_code) as session, session.store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE person RENAME COLUMN religion TO belief")
    for to_read in (True, False):
        with pytest.raises(VaultUnknown, match="Nothing in it was changed"):
            open_session(small, small_code, to_read=to_read)
    assert vault.info(small).is_locked_cleanly


def test_a_vault_between_two_versions_is_refused_before_any_migration(small: Path, small_code: str) -> None:
    with open_session(small, small_code) as session, session.store.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 3")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0003'")
    database = (small / "case.db").read_bytes()
    with pytest.raises(VaultUnknown):
        open_session(small, small_code)
    assert (small / "case.db").read_bytes() == database
    assert vault.info(small).is_locked_cleanly


def test_a_lock_the_disk_refused_can_be_tried_again(
    small: Path, small_code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    session = open_session(small, small_code)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DiskProblem):
            session.lock()
    session.lock()
    with open_session(small, small_code) as again:
        assert not again.is_recovered
