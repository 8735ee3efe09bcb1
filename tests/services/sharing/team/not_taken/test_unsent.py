"""What is saved while a device may not write in a case is said, and goes out once it may again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from casebook.domain.case.case import Case, Party
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import rivals
from casebook.services.sharing.members.member_changes import change_role, close_case, take_away
from casebook.services.sharing.members.members import give
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.purges import purge_requests
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from casebook.services.sharing.team.waiting import count_waiting
from casebook.services.vault.record_bin import purge
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import OTHER, PERSON, exchange_all, joined, note, notes, own_id, pair


def _role(owner: Session, other: Session, role: MemberRole) -> None:
    change_role(owner, require_team(owner).roster.devices[own_id(other)].member, role)
    exchange_all(owner, other)


def _spaces(session: Session) -> Collection[bytes]:
    return [one.id for one in require_team(session).spaces.values() if one.case_id == "c1"]


def _title(session: Session) -> str:
    return record.find(session, Case, "c1").title


def _reader(new_casebook: NewCasebook, folder: Path) -> tuple[Session, Session]:
    """Anna, and Ben who only reads now and goes on working."""
    anna, ben = pair(new_casebook, folder)
    exchange_all(anna, ben)
    note(anna, "n0", "As it was")
    exchange_all(anna, ben)
    _role(anna, ben, MemberRole.READER)
    record.change(ben, replace(record.find(ben, Case, "c1"), title="By Ben"))
    record.change(ben, replace(record.find(ben, Note, "n0"), text="By Ben"))
    note(ben, "n1")
    exchange_all(anna, ben)
    return anna, ben


def test_what_a_reader_saved_goes_out_when_they_write_again(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = _reader(new_casebook, tmp_path)
    assert (_title(anna), notes(anna), team_status(ben).unsent) == ("Removal", ["n0"], 3)
    assert team_status(anna).unsent == 0
    _role(anna, ben, MemberRole.MEMBER)
    assert (_title(anna), notes(anna), team_status(ben).unsent) == ("By Ben", ["n0", "n1"], 0)
    assert record.find(anna, Note, "n0").text == "By Ben"
    assert anna.store.differences() == ben.store.differences() == []


def test_both_versions_stand_where_another_wrote_meanwhile(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = _reader(new_casebook, tmp_path)
    record.change(anna, replace(record.find(anna, Case, "c1"), title="By Anna"))
    exchange_all(anna, ben)
    _role(anna, ben, MemberRole.MEMBER)
    assert _title(anna) == _title(ben)
    assert [rivals.count(one).fields for one in (anna, ben)] == [1, 1]


def test_what_was_saved_of_a_case_taken_away_goes_out_later(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    take_away(anna, "c1", [own_id(ben)])
    exchange_all(anna, ben)
    record.add(ben, replace(PERSON, id="p2"))
    record.change(
        ben, replace(record.find(ben, Case, "c1"), parties=(Party(person_id="p1"), Party(person_id="p2")))
    )
    exchange_all(anna, ben)
    assert team_status(ben).unsent == 2
    give(anna, own_id(ben), _spaces(anna), allow=True)
    exchange_all(anna, ben)
    assert {one.id for one in record.every(anna, Person)} == {"p1", "p2"}
    assert len(record.find(anna, Case, "c1").parties) == 2
    assert count_waiting(anna) == count_waiting(ben) == 0


def test_what_is_purged_meanwhile_is_not_sent_and_its_purge_is(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = _reader(new_casebook, tmp_path)
    record.move_to_bin(ben, Note, "n0")
    purge(ben, "note", "n0")
    exchange_all(anna, ben)
    _role(anna, ben, MemberRole.MEMBER)
    exchange_all(anna, ben)
    assert notes(ben) == ["n1"]
    assert [one.id for one in purge_requests(anna)] == ["n0"]
    assert team_status(ben).unsent == 0


def test_changes_of_another_case_go_to_that_alone(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    record.change(anna, replace(OTHER, parties=(Party(person_id="p1"),)))
    open_case(anna, "c2", [own_id(ben)])
    exchange_all(anna, ben, cara)
    take_away(anna, "c1", [own_id(ben)])
    exchange_all(anna, ben, cara)
    record.change(ben, replace(record.find(ben, Person, "p1"), birth_place="Urumqi"))
    note(ben, "n2", case_id="c2")
    exchange_all(ben)
    assert team_status(ben).unsent == 1
    take_all(cara)
    assert record.find(cara, Person, "p1").birth_place == "Xian"
    give(anna, own_id(ben), _spaces(anna), allow=True)
    exchange_all(anna, ben, cara)
    assert record.find(cara, Person, "p1").birth_place == "Urumqi"
    assert notes(cara) == []
    assert {one.id for one in record.every(cara, Case)} == {"c1"}


def test_nothing_is_kept_back_of_a_closed_case(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    close_case(anna, "c1")
    exchange_all(anna, ben)
    note(ben, "n1")
    exchange_all(anna, ben)
    assert team_status(ben).unsent == 0
