"""Files that the shared folder and the casebook that laid them lost: the line goes on, and it is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.members.member_changes import close_case, rename
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.missing_files import go_on_without, lay_again, missing_files
from casebook.services.sharing.team.status import SpaceStatus, team_status
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_folder import CarrierEmptied
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.conftest import SHARE, NewCasebook, pass_days
from tests.services.sharing.team.office import exchange_all, joined, note, notes, pair


def _own_names(session: Session, kind: CarrierKind) -> set[str]:
    with session.store.reading() as connection:
        rows = team_store.files(connection)
    return {one.name for one in rows if one.is_own and one.sha256 and one.kind == kind}


def _lay(session: Session, kind: CarrierKind = CarrierKind.CHANGES) -> str:
    """Lay what was saved; returns the name of the file of a kind."""
    before = _own_names(session, kind)
    put(session)
    (name,) = _own_names(session, kind) - before
    return name


def _lose(session: Session, folder: Path, name: str) -> None:
    """Take a file out of the folder, and out of the casebook that laid it."""
    (folder / SHARE / name[:2] / name).unlink()
    with session.store.exchange() as connection:
        team_store.forget_files(connection, [name])


def _case(session: Session) -> SpaceStatus:
    (case,) = [one for one in team_status(session).spaces if one.case_id == "c1"]
    return case


@pytest.mark.parametrize("is_last", [False, True])
def test_a_device_whose_own_copies_are_gone_settles_them(
    new_casebook: NewCasebook, tmp_path: Path, *, is_last: bool
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n1")
    lost = _lay(ben)
    if not is_last:
        note(ben, "n2")
        put(ben)
    _lose(ben, tmp_path, lost)
    exchange_all(ben, anna, times=3)
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    exchange_all(dora, ben, anna)
    assert [missing_files(one) for one in (ben, anna, dora)] == [[], [], []]
    assert notes(anna) == notes(dora) == (["n1"] if is_last else ["n1", "n2"])
    assert (_case(ben).has_lost, _case(anna).has_lost) == (True, False)
    laid = _own_names(ben, CarrierKind.CHANGES)
    pass_days(ben, 91)
    exchange_all(ben, anna)
    assert _own_names(ben, CarrierKind.CHANGES) <= laid, "it is settled once"
    assert not _case(ben).has_lost


def test_who_took_a_lost_file_lays_it_again(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(ben, anna, cara)
    note(ben, "n1")
    lost = _lay(ben)
    exchange_all(cara, times=1)
    _lose(ben, tmp_path, lost)
    for _ in range(3):
        for one in (ben, anna, cara):
            run_in_line(exchange(one))
    assert [missing_files(one) for one in (ben, anna, cara)] == [[], [], []]
    assert notes(ben) == notes(anna) == notes(cara) == ["n1"]
    with ben.store.reading() as connection:
        assert team_store.raw_of(connection, lost), "its author has it again"


def test_what_is_stated_of_the_team_is_stated_again(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    (member,) = [one for one in team_status(ben).members if any(device.is_own for device in one.devices)]
    rename(ben, member.id, "Benjamin")
    lost = _lay(ben, CarrierKind.ROSTER)
    _lose(ben, tmp_path, lost)
    exchange_all(ben, anna)
    assert "Benjamin" in {one.name for one in team_status(anna).members}
    assert (missing_files(anna), missing_files(ben)) == ([], [])


def test_lost_words_of_a_closed_case_are_a_hole(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n1")
    lost = _lay(ben)
    note(ben, "n2")
    put(ben)
    _lose(ben, tmp_path, lost)
    exchange_all(anna, times=1)
    close_case(anna, "c1")
    exchange_all(anna, ben)
    before = _own_names(ben, CarrierKind.CHANGES)
    exchange_all(ben, anna)
    (missing,) = missing_files(anna)
    assert (missing.lays_again, missing.waiting) == ("", 1)
    assert _own_names(ben, CarrierKind.CHANGES) == before
    assert go_on_without(anna, missing.id) == 1


def test_what_others_wrote_in_another_case_does_not_go_along(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    seen = record.find(anna, Case, "c2")
    record.change(anna, replace(seen, parties=(Party(person_id="p1", standing="client"),)), seen=seen)
    open_case(anna, "c2")
    cara = joined(anna, new_casebook, "Cara", tmp_path, case_id="c2")
    exchange_all(anna, ben, cara)
    person = record.find(cara, Person, "p1")
    record.change(cara, replace(person, birth_place="SECRET"), seen=person)
    exchange_all(cara, anna)
    assert record.find(anna, Person, "p1").birth_place == "SECRET"
    note(anna, "n1")
    lost = _lay(anna)
    note(anna, "n2")
    put(anna)
    _lose(anna, tmp_path, lost)
    exchange_all(anna, ben, times=3)
    assert notes(ben) == ["n1", "n2"]
    assert record.find(ben, Person, "p1").birth_place == "Xian"
    assert missing_files(ben) == []


def _lose_all(session: Session, *, is_own: bool) -> None:
    """Take all files out of a casebook, or those that it laid."""
    with session.store.exchange() as connection:
        rows = [one for one in team_store.files(connection) if one.is_own or not is_own]
        team_store.forget_files(connection, [one.name for one in rows])
        for one in rows if not is_own else ():
            team_store.keep_file(connection, one)  # known, its bytes are not kept


@pytest.mark.parametrize("is_own", [True, False])
def test_members_who_lost_all_files_lay_again_what_stands(
    new_casebook: NewCasebook, tmp_path: Path, *, is_own: bool
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n1")
    exchange_all(ben, anna)
    note(anna, "n2")
    put(anna)
    for place in (tmp_path / SHARE).glob("*/*"):
        place.unlink()
    for one in (anna, ben):
        _lose_all(one, is_own=is_own)
        with pytest.raises(CarrierEmptied, match="is empty") as refused:
            run_in_line(exchange(one))
        assert "The other members do so, too." in str(refused.value.remedy)
    for one in (anna, ben):
        assert lay_again(one)
    for _ in range(3):
        for one in (anna, ben):
            run_in_line(exchange(one))
    assert notes(anna) == notes(ben) == ["n1", "n2"]
    if is_own:
        assert [missing_files(one) for one in (anna, ben)] == [[], []]
    assert _case(anna).has_lost
    assert _case(ben).has_lost != is_own, "who has the files of another lays them again"
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    exchange_all(dora, ben, anna)
    assert notes(dora) == ["n1", "n2"]
