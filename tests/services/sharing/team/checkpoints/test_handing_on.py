"""What a checkpoint leaves out and what a person keeps: a space gets what its own files say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.case.case import Case, Party
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.members.member_changes import close_case
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.after_removal import late_fields
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.laying import lay_queued, put
from casebook.services.sharing.team.purges import purge_requests, refuse_purge
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.taking import take_all
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.checkpoints.test_false_checkpoints import _true
from tests.services.sharing.team.conftest import SHARE, NewCasebook, pass_days
from tests.services.sharing.team.hostile import body, forge, space_of
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair
from tests.services.sharing.team.test_checkpoints import checkpoint, laid_changes


@pytest.fixture
def two_cases(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session, Session]:
    """Return Anna, Ben of the first case and Carl of another, which have one client."""
    anna, ben = pair(new_casebook, tmp_path)
    other = replace(record.find(anna, Case, "c2"), parties=(Party(person_id="p1", standing="client"),))
    record.change(anna, other)
    open_case(anna, "c2")
    put(anna)
    carl = joined(anna, new_casebook, "Carl", tmp_path, case_id="c2")
    exchange_all(anna, ben, carl)
    record.change(ben, replace(record.find(ben, Person, "p1"), birth_place="By Ben"))
    exchange_all(ben, anna, carl)
    record.change(carl, replace(record.find(carl, Person, "p1"), ethnicity="OF THE OTHER CASE"))
    exchange_all(carl, anna, ben)
    return anna, ben, carl


def test_what_another_case_says_of_a_person_is_not_handed_on(
    two_cases: tuple[Session, Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben, _ = two_cases
    assert record.find(anna, Person, "p1").ethnicity == "OF THE OTHER CASE"
    forge(ben, {**_true(ben), "r": []}, kind=CarrierKind.CHECKPOINT)
    exchange_all(anna, ben)
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    take_all(dora)
    for session in (ben, dora):
        person = record.find(session, Person, "p1")
        assert (person.birth_place, person.ethnicity) == ("By Ben", "")


def test_what_is_kept_goes_to_a_case_as_its_files_say(
    two_cases: tuple[Session, Session, Session],
) -> None:
    anna, ben, _ = two_cases
    with ben.store.write("person.purge") as transaction:
        transaction.purge(Person, "p1")
    exchange_all(ben, anna)
    (asked,) = purge_requests(anna)
    refuse_purge(anna, asked.id)
    exchange_all(anna)
    assert record.find(anna, Person, "p1").ethnicity == "OF THE OTHER CASE"
    exchange_all(ben)
    assert [one for one in record.every(ben, Person) if one.ethnicity] == []


def test_a_file_that_comes_late_is_held_against_the_checkpoint(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "n1")
    put(ben)
    withheld = {
        path: path.read_bytes() for name in laid_changes(ben) for path in [tmp_path / SHARE / name[:2] / name]
    }
    for path in withheld:
        path.unlink()
    forge(ben, {**_true(ben), "r": []}, kind=CarrierKind.CHECKPOINT)
    take_all(anna)
    assert notes(anna) == []
    for path, content in withheld.items():
        path.write_bytes(content)
    take_all(anna)
    assert notes(anna) == ["n1"]
    log = SpaceLog.read(space_of(anna).log)
    assert not [one for one in log.checkpoints if one.checkpoint.place.signer == own_id(ben)]
    for path in withheld:
        path.unlink()
    run_in_line(exchange(anna))
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == ["n1"]


def test_a_person_decides_about_a_checkpoint_that_came_after_removal(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "n1")
    put(ben)
    checkpoint(ben)
    for name in laid_changes(ben):
        (tmp_path / SHARE / name[:2] / name).unlink()
    remove(anna, own_id(ben), is_lost=True)
    put(anna)
    assert take_all(anna).after_removal == 1
    assert {(one.noun, one.record_id) for one in late_fields(anna)} == {("note", "n1")}


def test_a_closed_case_is_rid_of_what_is_purged(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "n1", "SECRET")
    exchange_all(ben, anna)
    held = laid_changes(ben)
    close_case(anna, "c1")
    exchange_all(anna, ben)
    for session in (anna, ben):
        with session.store.write("note.purge") as transaction:
            transaction.purge(Note, "n1")
    for _ in range(2):
        exchange_all(ben, anna)
        for session in (anna, ben):
            pass_days(session, 16)
    exchange_all(ben, anna)
    assert held
    assert not laid_changes(ben) & held


@pytest.mark.parametrize("is_newcomer", [False, True])
def test_who_is_out_fills_no_hole_of_an_accepted_line(
    new_casebook: NewCasebook, tmp_path: Path, *, is_newcomer: bool
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "n1")
    exchange_all(ben, anna)
    checkpoint(ben)
    exchange_all(anna, ben)
    for session in (anna, ben):
        pass_days(session, 16)
    exchange_all(ben, anna)
    assert laid_changes(ben) == set()
    remove(anna, own_id(ben), is_lost=True)
    put(anna)
    forged = body(r=[encoded(RecordVersion(noun="note", id="n9", is_begun=True))])
    with ben.store.exchange() as connection:
        name = queue(ben, connection, space_of(ben).id, CarrierKind.CHANGES, forged)
        row = next(one for one in team_store.files(connection) if one.name == name)
        team_store.keep_file(connection, replace(row, number=1))
    lay_queued(ben)
    readers = [joined(anna, new_casebook, "Dora", tmp_path)] if is_newcomer else [anna]
    for reader in readers:
        assert take_all(reader).after_removal == 1
        assert notes(reader) == ["n1"]
