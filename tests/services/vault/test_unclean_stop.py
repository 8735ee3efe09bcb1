"""What an unclean end leads to: reading while the records are checked, and what the check comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from casebook.base.errors import BeingChecked, Cancelled, RecordsDiffer, VaultDamaged
from casebook.base.message import Message
from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.domain.vault.audit import DifferenceKind, RecordDifference
from casebook.services.base import history, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup, record_bin, unclean_stop, vault
from casebook.store import record_check
from tests.people import add_person


@pytest.fixture
def person(session: Session) -> Person:
    """A person who was changed once, went to the bin and came back."""
    added = add_person(session, (Name(text="Wen Shuyun", script="Latn"),))
    changed = record.change(session, replace(added, religion="kept to herself"))
    record.move_to_bin(session, Person, changed.id)
    record.restore(session, Person, changed.id)
    return changed


def left_and_changed(session: Session, *statements: str) -> None:
    """Change rows behind the back of their history, and let go of the vault without a lock."""
    with session.store.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    session.close()


@pytest.fixture
def reopened(small: Path, small_code: str) -> Callable[..., Session]:
    return lambda **how: open_session(small, small_code, **how)


def test_records_that_follow_from_their_history_pass(
    session: Session, person: Person, reopened: Callable[..., Session]
) -> None:
    gone = add_person(session, (Name(text="Purged", script="Latn"),))
    record.move_to_bin(session, Person, gone.id)
    record_bin.purge(session, "person", gone.id)
    session.close()
    with reopened() as again:
        assert again.is_recovered
        assert again.differences == ()
        assert record.find(again, Person, person.id) == person
    with reopened() as locked:
        assert not locked.is_recovered


def test_records_are_read_and_not_changed_until_they_are_checked(
    session: Session, person: Person, reopened: Callable[..., Session]
) -> None:
    session.close()
    waiting = reopened(checks_later=True)
    assert record.find(waiting, Person, person.id) == person
    for change in (
        lambda: record.change(waiting, replace(person, religion="")),
        waiting.store.require_writing,
    ):
        with pytest.raises(BeingChecked, match="interrupted last time"):
            change()
    assert not backup.is_due(waiting), "a backup would push out an older one that may be better"
    steps: list[str] = []
    found = run_in_line(unclean_stop.checked(waiting, progress=lambda _, __, step: steps.append(str(step))))
    assert found == ()
    assert steps[-1] == "checking the records against their history"
    record.change(waiting, replace(person, religion=""))
    waiting.lock()


def test_the_check_of_the_database_is_stopped_while_sqlite_is_at_it(
    session: Session, reopened: Callable[..., Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first report is before it begins, the second comes from within."""
    monkeypatch.setattr("casebook.store.base.database_check._INSTRUCTIONS", 100)
    session.close()
    waiting = reopened(checks_later=True)
    steps: list[str] = []

    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - as `Progress`
        steps.append(str(step))
        if len(steps) > 1:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        run_in_line(unclean_stop.checked(waiting, progress=stop))
    assert steps == ["checking the database"] * 2
    waiting.lock()


def test_locking_before_the_check_is_done_leaves_it_to_the_next_opening(
    session: Session, person: Person, reopened: Callable[..., Session]
) -> None:
    left_and_changed(session, "UPDATE person SET religion = 'another'")
    waiting = reopened(checks_later=True)

    def stop(done: int, total: int, step: Message) -> None:
        raise Cancelled(f"Locked at {done} of {total}: {step!s}")

    with pytest.raises(Cancelled):
        run_in_line(unclean_stop.checked(waiting, progress=stop))
    waiting.lock()
    again = reopened()
    assert [difference.record_id for difference in again.differences] == [person.id]
    again.close()


UNLIKE = {
    "changed": ("UPDATE person SET religion = 'another'", DifferenceKind.CHANGED),
    "a part": ("UPDATE person SET names = '[]'", DifferenceKind.CHANGED),
    "in the bin": ("UPDATE person SET binned_at = '2026-01-01T00:00:00+00:00'", DifferenceKind.CHANGED),
    "gone": ("DELETE FROM person", DifferenceKind.MISSING),
    "planted": ("UPDATE person SET id = 'unknown'", DifferenceKind.UNRECORDED),
}


@pytest.mark.parametrize("how", UNLIKE)
def test_a_record_other_than_its_history_is_named_and_nothing_is_changed(
    session: Session, person: Person, reopened: Callable[..., Session], how: str
) -> None:
    statement, kind = UNLIKE[how]
    left_and_changed(session, statement)
    again = reopened()
    record_id = "unknown" if kind is DifferenceKind.UNRECORDED else person.id
    assert RecordDifference(noun="person", record_id=record_id, kind=kind) in again.differences
    assert record_id in str(unclean_stop.summary(again.differences))
    with pytest.raises(RecordsDiffer, match="do not match their change history"):
        record.add(again, person)
    places = [problem.where for problem in vault.check(again).problems]
    assert f"person {record_id}" in places
    again.lock()
    later = reopened(checks_later=True)
    assert later.is_waiting, "locking made nothing of it good"
    later.close()


def test_a_purged_record_that_comes_back_is_named(
    session: Session, person: Person, reopened: Callable[..., Session]
) -> None:
    with session.store.engine.begin() as connection:
        connection.execute(text("CREATE TEMP TABLE kept AS SELECT * FROM person"))
    record.move_to_bin(session, Person, person.id)
    record_bin.purge(session, "person", person.id)
    left_and_changed(session, "INSERT INTO person SELECT * FROM kept")
    again = reopened()
    assert [difference.kind for difference in again.differences] == [DifferenceKind.UNRECORDED]
    again.close()


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("how", UNLIKE)
def test_accepted_records_stand_in_the_history_as_they_are(
    session: Session, reopened: Callable[..., Session], how: str
) -> None:
    left_and_changed(session, UNLIKE[how][0])
    with reopened() as again:
        number = len(again.differences)
        assert again.accept_differences() == number
        assert vault.check(again).problems == ()
        entries = history.of_vault(again)[:number]
        assert {entry.action for entry in entries} == {"history.accept"}
        add_person(again, (Name(text="Another", script="Latn"),))
    with reopened() as locked:
        assert not locked.is_recovered


def test_a_damaged_page_leaves_the_vault_to_be_read_only(
    session: Session, person: Person, reopened: Callable[..., Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    session.close()
    waiting = reopened(checks_later=True)
    monkeypatch.setattr(record_check, "integrity", lambda _, **__: ["page 3"])
    with pytest.raises(VaultDamaged):
        run_in_line(unclean_stop.checked(waiting))
    with pytest.raises(VaultDamaged, match="damaged when Casebook last stopped"):
        record.change(waiting, replace(person, religion=""))
    waiting.lock()
    with pytest.raises(VaultDamaged):
        reopened()


@pytest.mark.usefixtures("person")
def test_the_check_reports_often(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_check, "STEP_ENTRIES", 1)
    reports: list[tuple[int, int, str]] = []

    def report(done: int, total: int, step: Message) -> None:
        reports.append((done, total, str(step)))

    assert session.store.differences(progress=report) == []
    entries = session.store.audit_head()[0]
    assert reports[-1] == (entries, entries, "checking the records against their history")
    assert len(reports) >= 2
