"""Roles, names, closed cases, leaving; also two who remove each other and statements of who is out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import card, device
from casebook.services.sharing.members.member_changes import (
    change_role,
    close_case,
    keep_code_name,
    leave,
    member_named,
    rename,
)
from casebook.services.sharing.members.members import found, remove
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.parcels.parcel_plan import ParcelOrder, plan_cases
from casebook.services.sharing.parcels.parcel_refusals import require_allowed
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.purges import purge_requests
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team, team_of
from casebook.vault.sharing.carrier_folder import CarrierGone
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair


def member_of(session: Session, of: Session) -> str:
    """The member whose casebook this is, as another knows them."""
    return require_team(session).roster.devices[own_id(of)].member


def test_a_role_and_a_name_are_the_same_for_all(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    change_role(anna, member_of(anna, ben), MemberRole.READER)
    rename(ben, member_of(ben, ben), "Benedikt")
    exchange_all(anna, ben)
    for session in (anna, ben):
        (known,) = [one for one in team_status(session).members if one.id == member_of(anna, ben)]
        assert (known.name, known.role) == ("Benedikt", MemberRole.READER)


def test_only_owners_give_roles_and_names_to_others(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    with pytest.raises(Refused, match="may not"):
        change_role(ben, member_of(ben, ben), MemberRole.OWNER)
    with pytest.raises(Refused, match="may not"):
        rename(ben, member_of(ben, anna), "Other")
    with pytest.raises(InvalidInput):
        rename(ben, member_of(ben, ben), "B\u202een")
    with pytest.raises(NotFound):
        member_named(ben, "zz")
    assert member_named(ben, member_of(ben, anna)[:8]) == member_of(ben, anna)


def test_a_code_name_stays_in_this_casebook(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    keep_code_name(anna, member_of(anna, ben), " Falcon ")
    exchange_all(anna, ben)
    assert {one.name: one.code_name for one in team_status(anna).members} == {"Anna": "", "Ben": "Falcon"}
    assert {one.code_name for one in team_status(ben).members} == {""}
    keep_code_name(anna, member_of(anna, ben), "")
    assert {one.code_name for one in team_status(anna).members} == {""}
    with pytest.raises(InvalidInput, match="too long"):
        keep_code_name(anna, member_of(anna, ben), "x" * 61)


def test_a_closed_case_takes_no_new_work_and_keeps_what_there_is(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1")
    exchange_all(anna, ben)
    with pytest.raises(Refused, match="may not"):
        close_case(ben, "c1")
    close_case(anna, "c1")
    note(ben, "n2")  # Ben does not know of it yet
    put(ben)
    put(anna)
    assert take_all(anna).after_removal == 1
    exchange_all(ben, anna)
    note(ben, "n3")
    note(anna, "n4")
    exchange_all(ben, anna)
    assert notes(anna) == ["n1", "n4"]
    assert notes(ben) == ["n1", "n2", "n3"]
    assert [one.is_closed for one in team_status(anna).spaces] == [True]
    with pytest.raises(Refused, match="closed"):
        close_case(anna, "c1")
    with pytest.raises(NotFound):
        close_case(anna, "c2")


def test_the_last_owner_leaves_only_when_that_is_wanted(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    assert team_status(anna).is_last_owner
    assert not team_status(ben).is_last_owner
    with pytest.raises(Refused, match="No owner would be left"):
        leave(anna)
    with pytest.raises(Refused, match="No owner would be left"):
        change_role(anna, member_of(anna, anna), MemberRole.MEMBER)
    assert team_of(anna)
    note(anna, "n1")
    leave(anna, allow_ownerless=True)
    assert team_of(anna) is None
    exchange_all(ben)
    assert notes(ben) == ["n1"]
    assert team_status(ben).is_ownerless
    note(ben, "n2")
    exchange_all(ben)
    leave(ben)
    found(ben, "New office", "Ben", tmp_path / "new.casebook-share")
    open_case(ben, "c1")
    assert put(ben) > 0


def test_nobody_leaves_while_the_folder_is_gone(new_casebook: NewCasebook, tmp_path: Path) -> None:
    _, ben = pair(new_casebook, tmp_path)
    (tmp_path / "team.casebook-share").rename(tmp_path / "away")
    with pytest.raises(CarrierGone):
        leave(ben)
    view = require_team(ben)
    assert view.roster.devices[own_id(ben)].is_in


def test_whoever_leaves_sees_again_what_others_purged(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1")
    exchange_all(anna, ben)
    with anna.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    exchange_all(anna, ben)
    assert (notes(ben), len(purge_requests(ben))) == ([], 1)
    leave(ben)
    assert notes(ben) == ["n1"]


def test_two_owners_who_remove_each_other_are_both_out(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    change_role(anna, member_of(anna, ben), MemberRole.OWNER)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(anna, ben, cara)
    remove(anna, own_id(ben))
    remove(ben, own_id(anna))
    for session in (anna, ben):
        put(session)
    exchange_all(anna, ben, cara)
    for session in (anna, ben, cara):
        roster = require_team(session).roster
        assert roster.is_ownerless
        assert [device.is_in for device in (roster.devices[own_id(one)] for one in (anna, ben, cara))] == [
            False,
            False,
            True,
        ]
    note(cara, "n1")
    exchange_all(cara)
    assert notes(cara) == ["n1"]
    assert record.find(cara, Case, "c1").id == "c1"


def test_what_a_removed_device_states_about_the_team_has_no_effect(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    change_role(anna, member_of(anna, ben), MemberRole.OWNER)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(anna, ben, cara)
    remove(anna, own_id(ben))
    change_role(ben, member_of(ben, cara), MemberRole.OWNER)
    rename(ben, member_of(ben, cara), "Accomplice")
    close_case(ben, "c1")
    record.change(ben, replace(record.find(ben, Case, "c1"), title="From outside"))
    for session in (anna, ben):
        put(session)
    exchange_all(anna, cara, ben)
    for session in (anna, cara):
        status = team_status(session)
        assert {one.name: one.role for one in status.members if one.id == member_of(anna, cara)} == {
            "Cara": MemberRole.MEMBER
        }
        assert [one.is_closed for one in status.spaces] == [False]
        assert record.find(session, Case, "c1").title == "Removal"
    note(cara, "n1")
    exchange_all(cara, anna)
    assert notes(anna) == ["n1"]


@pytest.mark.parametrize("is_lost", [True, False])
def test_no_parcel_goes_to_a_device_that_was_put_out(
    new_casebook: NewCasebook, tmp_path: Path, *, is_lost: bool
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    known = card.of_device(anna, own_id(ben).hex()) or card.add(anna, device.required_card(ben).data)
    order = ParcelOrder(plan=plan_cases(anna, ["c1"]), purpose="partner", card_ids=(known.id,))
    remove(anna, own_id(ben), is_lost=is_lost)
    with pytest.raises(Refused, match="reported as lost, or is no longer in the team"):
        require_allowed(anna, order)
