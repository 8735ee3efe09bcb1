"""Who wrote a welcome, welcomes that no longer count or were lost, and ways out of a team into another."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, DamagedSource, InvalidInput, NotFound, Refused
from casebook.domain.case.case import Case
from casebook.domain.person.person import Person
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing import card, device
from casebook.services.sharing.members.giving import share, welcome_card
from casebook.services.sharing.members.member_changes import leave
from casebook.services.sharing.members.members import found, give, join, remove, welcome, welcome_again
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.members.sharing_terms import SharingTerms
from casebook.services.sharing.members.welcoming import inviter, read_welcome
from casebook.services.sharing.parcels.parcel_look import look
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team, team_of
from casebook.vault.sharing.carrier_folder import CarrierGone
from casebook.vault.sharing.parcel_file import write_parcel
from casebook.vault.sharing.parcel_head import ParcelLock
from tests.services.sharing.matters import matter, sent
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import CASE, PERSON, exchange_all, note, notes, own_id, pair


def stranger(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session, Path]:
    """Mallory, who calls herself Anna; Ben with a case of his own, of whom she has the card; her welcome."""
    mallory, ben, out = new_casebook("mallory"), new_casebook("ben"), tmp_path / "w.casebook-parcel"
    record.add(ben, PERSON, CASE)
    device.make_own(mallory, "Anna's laptop")
    theirs = device.make_own(ben, "Ben's laptop")
    found(mallory, "Office", "Anna", tmp_path / "t.casebook-share")
    welcome(mallory, theirs, member_name="Ben", role=MemberRole.OWNER, case_ids=[], to=out)
    put(mallory)
    return mallory, ben, out


def compare(one: Session, other: Session) -> None:
    """Note that the cards of both were compared."""
    for here, there in ((one, other), (other, one)):
        added = card.add(here, device.required_card(there).data)
        card.confirm(here, added.id)


def test_the_welcome_of_a_stranger_is_refused_until_its_card_is_compared(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    mallory, ben, out = stranger(new_casebook, tmp_path)
    with pytest.raises(Refused, match="Nobody compared") as refused:
        join(ben, out, tmp_path / "t.casebook-share")
    assert team_of(ben) is None
    by = inviter(ben, out)
    assert (by.team, by.member, by.card.is_compared) == ("Office", "Anna", False)
    assert by.card.id in str(refused.value)
    card.note_compared(ben, by.card.id, card.words(ben, by.card.id))
    join(ben, out, tmp_path / "t.casebook-share")
    assert team_of(ben) is not None
    assert mallory is not None


def test_cases_go_to_no_device_whose_card_nobody_compared(new_casebook: NewCasebook, tmp_path: Path) -> None:
    mallory, ben, out = stranger(new_casebook, tmp_path)
    join(ben, out, tmp_path / "t.casebook-share", allow=True)
    take_all(ben)
    (theirs,) = [one for one in require_team(ben).roster.devices if one != own_id(ben)]
    with pytest.raises(Refused, match="Nobody compared"):
        share(ben, SharingTerms(case_ids=("c1",)), [theirs])
    assert not [one for one in team_status(ben).spaces if one.case_id]
    space = open_case(ben, "c1")
    with pytest.raises(Refused, match="Nobody compared"):
        give(ben, theirs, [space])
    exchange_all(ben, mallory)
    assert not record.every(mallory, Person)
    give(ben, theirs, [space], allow=True)
    exchange_all(ben, mallory)
    assert [one.id for one in record.every(mallory, Case)] == ["c1"]
    (added,) = card.rows(ben)
    assert added.allowed_at is not None


@pytest.mark.parametrize(
    "manifest",
    [
        [],
        "x",
        {"kind": "welcome"},
        {"kind": "welcome", "s": [], "by": "", "name": "x", "keys": []},
        {"kind": "welcome", "s": 5, "by": "", "name": "x", "keys": [[1, "", ""]]},
        {"kind": "welcome", "s": [["{}", ""]], "by": "x", "name": 7, "keys": [[1]]},
        {"kind": "welcome", "s": [["{}", ""]], "by": "x", "name": "x", "keys": [[1]]},
    ],
)
def test_a_welcome_that_no_casebook_writes_is_none(
    new_casebook: NewCasebook, tmp_path: Path, manifest: object
) -> None:
    mallory, ben, _ = stranger(new_casebook, tmp_path)
    view, out = require_team(mallory), tmp_path / "bad.casebook-parcel"
    lock = ParcelLock(recipients=(device.required_card(ben).public,))
    data = json.dumps(manifest).encode()
    write_parcel(out, lock, data, bodies=(), files=(), sign=lambda one: view.device.sign(one, "parcel"))
    with pytest.raises(InvalidInput, match="no welcome"):
        read_welcome(ben, out)


def test_another_file_is_refused_in_words_of_a_welcome(new_casebook: NewCasebook, tmp_path: Path) -> None:
    mallory, ben, out = stranger(new_casebook, tmp_path)
    chosen = tmp_path / "chosen"
    for data in (b"%PDF-1.7", b"", device.required_card(mallory).data):
        chosen.write_bytes(data)
        with pytest.raises(InvalidInput, match="no welcome to a team"):
            read_welcome(ben, chosen)
    chosen.write_bytes(out.read_bytes()[:-1])
    with pytest.raises(DamagedSource, match="The welcome is damaged"):
        read_welcome(ben, chosen)
    parcel = tmp_path / "case.casebook-parcel"
    compare(mallory, ben)
    sent(mallory, matter(mallory).case, parcel, ben)
    with pytest.raises(InvalidInput, match="a parcel with records") as refused:
        read_welcome(ben, parcel)
    assert "page Parcels" in str(refused.value.remedy)
    with pytest.raises(Refused, match="no welcome for this device"):
        read_welcome(mallory, out)
    with pytest.raises(NotFound, match="The file of the welcome"):
        read_welcome(ben, tmp_path / "gone")


def test_a_welcome_opened_as_a_parcel_leads_to_joining(new_casebook: NewCasebook, tmp_path: Path) -> None:
    _, ben, out = stranger(new_casebook, tmp_path)
    with pytest.raises(InvalidInput, match="a welcome to a team, no parcel") as refused:
        run_in_line(look(ben, out))
    assert "Join a team" in str(refused.value.remedy)


def test_nothing_is_given_to_a_device_that_was_removed(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    compare(anna, ben)
    theirs, out = device.required_card(ben), tmp_path / "again.casebook-parcel"
    remove(anna, own_id(ben))
    with pytest.raises(Refused, match="removed"):
        welcome(anna, theirs, member_name="Ben", role=MemberRole.MEMBER, case_ids=[], to=out)
    (added,) = card.rows(anna)
    with pytest.raises(Refused, match="removed"):
        welcome_card(
            anna,
            added.id,
            member_name="B",
            role=MemberRole.MEMBER,
            terms=SharingTerms(case_ids=("c2",)),
            to=out,
        )
    with pytest.raises(Refused, match="removed"):
        share(anna, SharingTerms(case_ids=("c2",)), [own_id(ben)], allow=True)
    with pytest.raises(Refused, match="removed"):
        welcome_again(anna, own_id(ben), out)
    assert not out.exists()
    assert "c2" not in [one.case_id for one in team_status(anna).spaces]


def test_who_was_removed_is_told_and_leaves_with_all_records(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1")
    exchange_all(anna, ben, anna)
    remove(anna, own_id(ben))
    put(anna)
    take_all(ben)
    assert team_status(ben).role is None
    with pytest.raises(Refused, match="was removed from the team"):
        run_in_line(exchange(ben))
    with pytest.raises(Conflict, match="belongs to a team"):
        found(ben, "New", "Ben", tmp_path / "n.casebook-share")
    leave(ben)
    assert notes(ben) == ["n1"]
    found(ben, "New", "Ben", tmp_path / "n.casebook-share")
    open_case(ben, "c1")
    put(ben)
    assert team_status(ben).role is MemberRole.OWNER


def test_a_welcome_that_was_cancelled_leaves_the_casebook_free(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    eve, out = new_casebook("eve"), tmp_path / "e.casebook-parcel"
    theirs = device.make_own(eve, "Eve's laptop")
    welcome(anna, theirs, member_name="Eve", role=MemberRole.MEMBER, case_ids=[], to=out)
    remove(anna, theirs.device_id)
    put(anna)
    join(eve, out, tmp_path / "team.casebook-share", allow=True)
    take_all(eve)
    assert require_team(eve).is_out
    leave(eve)
    fresh, again = device.make_new(eve), tmp_path / "e2.casebook-parcel"
    assert fresh.device_id != theirs.device_id
    welcome(anna, fresh, member_name="Eve", role=MemberRole.MEMBER, case_ids=["c1"], to=again)
    put(anna)
    join(eve, again, tmp_path / "team.casebook-share", allow=True)
    exchange_all(eve, anna)
    assert [one.id for one in record.every(eve, Case)] == ["c1"]
    note(eve, "n1")
    exchange_all(eve, anna)
    assert notes(anna) == ["n1"]
    with pytest.raises(Conflict, match="belongs to a team"):
        device.make_new(eve)


def test_no_owner_is_left_and_all_found_another_team(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1")
    exchange_all(anna, ben, anna)
    leave(anna, allow_ownerless=True)
    exchange_all(ben)
    assert team_status(ben).is_ownerless
    leave(ben)
    for session, name in ((anna, "Anna"), (ben, "Ben")):
        found(session, "New", name, tmp_path / f"{name}.casebook-share")
        put(session)
        assert notes(session) == ["n1"]


def test_two_who_founded_a_team_each_come_together(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    carl, out = new_casebook("carl"), tmp_path / "c.casebook-parcel"
    theirs = device.make_own(carl, "Carl's laptop")
    found(carl, "Mine", "Carl", tmp_path / "mine.casebook-share")
    welcome(anna, theirs, member_name="Carl", role=MemberRole.MEMBER, case_ids=["c1"], to=out)
    put(anna)
    with pytest.raises(Conflict, match="belongs to a team"):
        join(carl, out, tmp_path / "team.casebook-share", allow=True)
    with pytest.raises(Refused, match="No owner would be left"):
        leave(carl)
    leave(carl, allow_ownerless=True)
    join(carl, out, tmp_path / "team.casebook-share", allow=True)
    exchange_all(carl, anna)
    assert [one.id for one in record.every(carl, Case)] == ["c1"]


def test_a_team_whose_folder_is_gone_is_left_untold_when_that_is_wanted(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    shutil.rmtree(tmp_path / "team.casebook-share")
    with pytest.raises(CarrierGone):
        leave(anna, allow_ownerless=True)
    assert team_of(anna) is not None
    leave(anna, allow_ownerless=True, allow_untold=True)
    assert team_of(anna) is None


def test_a_lost_welcome_is_written_again_until_its_device_has_joined(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    carl, out = new_casebook("carl"), tmp_path / "c.casebook-parcel"
    theirs = device.make_own(carl, "Carl's laptop")
    welcome(anna, theirs, member_name="Carl", role=MemberRole.MEMBER, case_ids=["c1"], to=out)
    put(anna)
    out.unlink()
    known = len(require_team(anna).roster.statements)
    with pytest.raises(Conflict, match="belongs to the team"):
        welcome(anna, theirs, member_name="Carl", role=MemberRole.MEMBER, case_ids=[], to=out)
    with pytest.raises(NotFound):
        welcome_again(anna, b"x" * 32, out)
    welcome_again(anna, theirs.device_id, out)
    assert len(require_team(anna).roster.statements) == known
    join(carl, out, tmp_path / "team.casebook-share", allow=True)
    exchange_all(carl, anna, ben)
    assert [one.id for one in record.every(carl, Case)] == ["c1"]
    with pytest.raises(Conflict, match="has joined"):
        welcome_again(anna, theirs.device_id, tmp_path / "more.casebook-parcel")
    with pytest.raises(Refused, match="Only owners"):
        welcome_again(ben, theirs.device_id, tmp_path / "more.casebook-parcel")
