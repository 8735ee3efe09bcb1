"""Keys of spaces are made anew by themselves, and two made at once stand beside each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.sharing.line_head import LineHead, head_as_json
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.roster_decoding import signed_as_json
from casebook.domain.sharing.roster_statement import MemberRole, SignedStatement, StatementKind
from casebook.domain.sharing.space_epoch import writing_epoch
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.members.member_changes import change_role, leave, member_named, take_away
from casebook.services.sharing.members.members import give, remove
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team import renewal
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.renewal import queue_keys
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import ROSTER_USE, require_team
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_header import CarrierKind
from casebook.vault.sharing.carrier_taking import NotTaken
from tests.services.sharing.team.conftest import SHARE, NewCasebook, pass_days
from tests.services.sharing.team.hostile import forge, space_of
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair


def epoch_of(session: Session) -> tuple[int, bytes]:
    """Number and digest of the epoch in which the case is written."""
    view = require_team(session)
    space = next(one.id for one in view.spaces.values() if one.case_id == "c1")
    epoch = writing_epoch(view.epochs, view.roster, space)
    assert epoch
    assert any((row.epoch, row.digest) == (epoch.number, epoch.digest) for row in view.keys)
    return epoch.number, epoch.digest


def make_owner(owner: Session, other: Session) -> None:
    view = require_team(owner)
    change_role(owner, view.roster.devices[own_id(other)].member, MemberRole.OWNER)
    put(owner)


def live_on(days: int, *sessions: Session) -> None:
    """Let days pass in which all write something now and then, so that none is asleep."""
    for part in (days // 2, days - days // 2):
        for session in sessions:
            pass_days(session, part)
            record.change(session, replace(record.find(session, Case, "c1"), title=f"{part} {session.who}"))
        exchange_all(*sessions)


def test_a_key_is_renewed_after_90_days_by_one_owner(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    make_owner(anna, ben)
    exchange_all(ben, anna)
    before = epoch_of(anna)
    live_on(89, anna, ben)
    assert epoch_of(anna) == epoch_of(ben) == before
    for session in (anna, ben):
        pass_days(session, 2)
    exchange_all(anna, ben, anna, ben)
    assert epoch_of(anna) == epoch_of(ben)
    assert epoch_of(anna)[0] == before[0] + 1
    note(anna, "n1")
    put(anna)
    take_all(ben)
    assert notes(ben) == ["n1"]


def test_keys_of_a_new_owner_count_though_they_came_before_what_says_so(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara, dora = (joined(anna, new_casebook, name, tmp_path) for name in ("Cara", "Dora"))
    exchange_all(ben, cara, dora, anna)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    make_owner(anna, ben)
    said = {path: path.read_bytes() for path in {*tmp_path.rglob("*")} - before if path.is_file()}
    exchange_all(ben)
    remove(ben, own_id(cara), is_lost=True)
    note(ben, "n1")
    exchange_all(ben)
    for path in said:
        path.unlink(missing_ok=True)
    take_all(dora)
    for path, content in said.items():
        path.write_bytes(content)
    take_all(dora)
    assert notes(dora) == ["n1"]
    assert epoch_of(dora) == epoch_of(ben)


def test_keys_are_taken_though_files_before_them_are_missing(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    known = {path for path in (tmp_path / SHARE).rglob("*") if path.is_file()}
    open_case(anna, "c2")
    put(anna)
    missing = {path: path.read_bytes() for path in {*(tmp_path / SHARE).rglob("*")} - known if path.is_file()}
    give(anna, own_id(ben), [space_of(anna, "c2").id], allow=True)
    put(anna)
    for path in missing:
        path.unlink(missing_ok=True)
    assert take_all(ben).waiting >= 1
    assert space_of(anna, "c2").id in {one.space for one in require_team(ben).keys}
    for path, content in missing.items():
        path.write_bytes(content)
    exchange_all(ben)
    assert record.find(ben, Case, "c2").id == "c2"


def test_what_a_device_says_it_has_after_it_was_put_out_is_passed_over(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    remove(anna, own_id(ben))
    exchange_all(anna)
    before = SpaceLog.read(space_of(anna).log).heads.get(own_id(ben))
    lines = {LineName(own_id(anna), bytes(8)): LinePoint(9, bytes(32))}
    head = LineHead(device=own_id(ben), tick=1 << 60, lines=lines)
    forge(ben, head_as_json(head), kind=CarrierKind.HEAD)
    take_all(anna)
    assert SpaceLog.read(space_of(anna).log).heads.get(own_id(ben)) == before


def test_two_keys_made_at_once_are_both_read_and_all_write_with_one(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    make_owner(anna, ben)
    exchange_all(ben, anna)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(cara, ben, anna)
    live_on(89, anna, ben, cara)
    for session in (anna, ben, cara):
        pass_days(session, 3)
    for session in (anna, ben):  # neither has seen what the other does
        assert queue_keys(session) > 0
    for session in (anna, ben):
        note(session, f"by-{session.who}")
        put(session)
    exchange_all(anna, ben, cara)
    assert epoch_of(anna) == epoch_of(ben) == epoch_of(cara)
    assert notes(anna) == notes(ben) == notes(cara) == ["by-anna", "by-ben"]
    assert [one.refused for one in (take_all(anna), take_all(ben), take_all(cara))] == [{}, {}, {}]


def test_a_purge_brings_a_new_key(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1")
    exchange_all(anna, ben)
    before = epoch_of(anna)[0]
    with anna.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    exchange_all(anna, ben)
    assert epoch_of(anna)[0] == epoch_of(ben)[0] == before + 1
    exchange_all(anna, ben)
    assert epoch_of(anna)[0] == before + 1, "once"


def test_no_file_of_a_member_keeps_keys_from_renewal(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1")
    exchange_all(ben, anna)
    view = require_team(ben)
    lines = {LineName(own_id(ben), bytes(8)): LinePoint(9, bytes(32))}
    head = LineHead(device=own_id(ben), tick=1 << 60, lines=lines)
    forge(ben, head_as_json(head), space=view.roster_space, kind=CarrierKind.HEAD)
    own = next(one.statement for one in view.signed if one.statement.welcomed == own_id(ben))
    after_nothing = replace(
        own,
        kind=StatementKind.RENAME,
        author=own_id(ben),
        number=1,
        saw=(bytes(32),),
        name="Ben",
        role=None,
        device=b"",
        card=b"",
    )
    signed = SignedStatement(
        statement=after_nothing, signature=view.device.sign(after_nothing.data, ROSTER_USE)
    )
    for count in (2, 1):  # of which one file is damaged
        body = {"v": 1, "s": [signed_as_json(signed)] * count}
        forge(ben, body, space=view.roster_space, kind=CarrierKind.ROSTER)
    assert take_all(anna).refused == {NotTaken.DAMAGED: 1}
    put(anna)
    assert require_team(anna).roster.waiting == {after_nothing.digest}
    before = epoch_of(anna)[0]
    with anna.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    exchange_all(anna)
    assert epoch_of(anna)[0] == before + 1


def test_keys_wait_for_what_another_owner_has_stated(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1")
    exchange_all(ben, anna)
    make_owner(anna, ben)
    exchange_all(ben, anna)
    lines = {LineName(own_id(ben), bytes(8)): LinePoint(1, bytes(32))}
    head = LineHead(device=own_id(ben), tick=1 << 60, lines=lines)
    forge(ben, head_as_json(head), space=require_team(ben).roster_space, kind=CarrierKind.HEAD)
    exchange_all(anna)
    before = epoch_of(anna)[0]
    with anna.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    exchange_all(anna)
    assert epoch_of(anna)[0] == before


def test_a_member_who_leaves_gets_no_key_any_more_and_forgets_the_team(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n1")
    before = epoch_of(anna)[0]
    leave(ben)
    with ben.store.reading() as connection:
        assert team_store.team(connection) is None
        assert team_store.keys(connection) == []
    assert notes(ben) == ["n1"], "all that is his stays"
    exchange_all(anna)
    assert notes(anna) == ["n1"]
    assert epoch_of(anna)[0] == before + 1
    assert not require_team(anna).roster.devices[own_id(ben)].is_in


def test_whoever_was_asleep_gets_the_keys_made_meanwhile(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    pass_days(anna, 95)
    exchange_all(anna)
    view = require_team(anna)
    assert own_id(ben) not in max(view.epochs, key=lambda one: one.number).devices
    note(anna, "n1")
    exchange_all(anna)
    pass_days(ben, 95)
    take_all(ben)
    assert notes(ben) == []
    note(ben, "n2")
    exchange_all(ben, anna, ben)
    assert notes(ben) == ["n1", "n2"]
    assert epoch_of(ben) == epoch_of(anna)


def test_a_case_that_is_taken_away_opens_no_more_and_what_was_stays(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n1")
    exchange_all(ben, anna)
    take_away(anna, "c1", [own_id(ben)])
    note(anna, "n2")
    put(anna)
    note(ben, "n3")
    put(ben)
    assert take_all(anna).after_removal == 1
    take_all(ben)
    assert notes(anna) == ["n1", "n2"]
    assert notes(ben) == ["n1", "n3"]
    assert require_team(ben).roster.devices[own_id(ben)].is_in


def test_keys_of_an_owner_who_was_removed_are_not_written_with(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    make_owner(anna, ben)
    exchange_all(ben, anna)
    for _ in range(3):  # keys of far later epochs, made by Ben before he is put out
        with ben.store.exchange() as connection:
            view = require_team(ben)
            space = next(one.id for one in view.spaces.values() if one.case_id == "c1")
            renewal.begin_epochs(ben, connection, view, [space])
    exchange_all(ben, anna)
    remove(anna, own_id(ben))
    put(anna)
    note(anna, "n1")
    put(anna)
    take_all(ben)
    assert notes(ben) == []
    assert member_named(anna, require_team(anna).roster.devices[own_id(anna)].member)
