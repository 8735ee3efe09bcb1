"""Checkpoints replace each other, so that a folder does not grow by one at every two hundred files."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.evidence.document import Document
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_head import MAX_LINES, lines_as_json
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.sharing.stamp import stamp, tick_at
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.members.deciding import decide
from casebook.services.sharing.members.members import give, remove
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.checkpoints import (
    EVERY_FILES,
    FEW_FILES,
    is_due,
    queue_checkpoint,
)
from casebook.services.sharing.team.exhibits import fetch_exhibit
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.missing_files import lay_again
from casebook.services.sharing.team.purges import confirm_purge, keep_all, purge_requests
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import read_team
from casebook.services.sharing.team.waiting import (
    waiting,
)
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.conftest import NewCasebook, pass_days
from tests.services.sharing.team.hostile import body, forge, space_of
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair


def checkpoint(session: Session) -> None:
    """Lay a checkpoint of the case."""
    with session.store.exchange() as connection:
        view = read_team(session, connection)
        assert view
        space = next(one for one in view.spaces.values() if one.case_id == "c1")
        assert queue_checkpoint(session, connection, view, space)
    put(session)


def laid(session: Session, folder: Path) -> set[str]:
    """The checkpoints that a casebook keeps and that lie in the folder."""
    with session.store.reading() as connection:
        kind = int(CarrierKind.CHECKPOINT)
        names = {one.name for one in team_store.files(connection) if one.kind == kind}
    assert names == {name for name in names if (folder / "team.casebook-share" / name[:2] / name).exists()}
    return names


def test_a_checkpoint_goes_once_a_later_one_is_settled(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    kept: list[set[str]] = []
    for number in range(3):
        note(anna, f"a{number}")
        note(ben, f"b{number}")
        exchange_all(anna, ben)
        checkpoint(anna)
        exchange_all(anna, ben)
        kept.append(laid(anna, tmp_path))
    assert [len(one) for one in kept] == [1, 2, 3], "none goes before its time"
    pass_days(anna, 15)
    exchange_all(anna)
    left = laid(anna, tmp_path)
    assert left == kept[2] - kept[1], "the last one stands for all"
    assert take_all(ben).missing == ()
    assert laid(ben, tmp_path) == left
    assert lay_again(ben) == 0, "what was replaced is not brought back"
    note(ben, "b9")
    exchange_all(ben, anna)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == notes(anna) == notes(ben)


def test_a_second_checkpoint_holds_what_the_first_one_did(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "b1")
    exchange_all(anna, ben)
    for round_number in range(3):
        for session in (anna, ben):
            checkpoint(session)
        exchange_all(anna, ben)
        for session in (anna, ben):
            pass_days(session, 15)
        exchange_all(anna, ben)
        assert laid_changes(anna) == laid_changes(ben) == set()
        note(anna, f"later-{round_number}")
        note(ben, f"also-{round_number}")
        exchange_all(anna, ben)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == notes(anna) == notes(ben)
    assert record.find(cara, Case, "c1") == record.find(anna, Case, "c1")
    assert waiting(cara) == []


def test_nobody_s_checkpoint_leaves_out_what_their_files_say(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "n1", "true")
    exchange_all(anna, ben)
    false = {**_body_of(ben), "r": [_change(ben, "note", "n1", text="FORGED")]}
    forge(ben, false, kind=CarrierKind.CHECKPOINT)
    exchange_all(anna)
    assert SpaceLog.read(space_of(anna).log).checkpoints == []
    assert record.find(anna, Note, "n1").text == "FORGED", "it is theirs to say so"


def test_a_checkpoint_says_where_the_files_of_documents_lie(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    attachment = anna.vault.attachments.seal(io.BytesIO(b"exhibit"), anna.ids())
    document = Document(
        id="d1",
        case_id="c1",
        title="Letter",
        kind="other",
        attachment_id=attachment.id,
        sha256=attachment.sha256,
        size_bytes=len(b"exhibit"),
        media_type="text/plain",
    )
    record.add(anna, attachment, document)
    exchange_all(anna, ben)
    checkpoint(anna)
    exchange_all(anna, ben)
    for session in (anna, ben):
        pass_days(session, 15)
    exchange_all(anna, ben)
    assert laid_changes(anna) == set()
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    sealed = record.find(cara, Attachment, fetch_exhibit(cara, "d1").attachment_id)
    assert cara.vault.attachments.read(sealed) == b"exhibit"


@pytest.mark.parametrize(
    ("files", "days", "last", "due"),
    [
        (EVERY_FILES, 0, None, True),
        (EVERY_FILES - 1, 6, None, False),
        (FEW_FILES, 7, None, True),
        (FEW_FILES, 6, None, False),
        (FEW_FILES - 1, 365, None, False),
        (EVERY_FILES, 0, 1, True),
        (EVERY_FILES - 1, 13, 13, False),
        (FEW_FILES, 7, 14, True),
    ],
)
def test_many_files_or_old_ones_ask_for_a_checkpoint(
    files: int, days: int, last: int | None, *, due: bool
) -> None:
    assert is_due(files, days=days, last=None if last is None else timedelta(days=last)) == due


def test_a_quiet_case_gets_one_when_its_files_are_old(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    for number in range(FEW_FILES):
        note(anna, f"a{number}")
        put(anna)
    assert laid(anna, tmp_path) == set()
    pass_days(anna, 8)
    put(anna)
    assert len(laid(anna, tmp_path)) == 1
    put(anna)
    assert len(laid(anna, tmp_path)) == 1


def test_what_a_person_declined_takes_nothing_out_of_a_checkpoint(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "a1", "true")
    exchange_all(anna, ben)
    forge(ben, body(r=[_change(ben, "note", "a1", text="POISONED", case_id="c2")]))
    take_all(anna)
    decide(anna, [], [one.id for one in waiting(anna)])
    record.change(ben, replace(record.find(ben, Note, "a1"), text="later"))
    exchange_all(ben, anna)
    checkpoint(anna)
    exchange_all(ben, anna)
    assert len(SpaceLog.read(space_of(ben).log).checkpoints) == 1
    for session in (anna, ben):
        pass_days(session, 15)
    exchange_all(anna, ben)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == ["a1"]


def test_what_came_before_its_record_stays_its_authors(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    carl = joined(anna, new_casebook, "Carl", tmp_path, MemberRole.OWNER)
    exchange_all(anna, ben, carl)
    record.add(carl, replace(record.find(carl, Case, "c1"), id="c9", reference="T-9", parties=()))
    note(carl, "x9", "true", case_id="c9")
    open_case(carl, "c9")
    give(carl, own_id(anna), [space_of(carl, "c9").id], allow=True)
    forge(ben, body(r=[_change(ben, "note", "x9", text="POISONED")]))
    take_all(anna)  # it waits unseen: the note is not here yet
    checkpoint(anna)
    carl_too = joined(carl, new_casebook, "Desk", tmp_path, MemberRole.OWNER)
    give(carl, own_id(carl_too), [space_of(carl, "c9").id], allow=True)
    exchange_all(carl, anna)
    take_all(carl_too)
    assert record.find(carl_too, Note, "x9").text == "true"
    assert {one.by for one in waiting(carl_too)} <= {"Ben"}


def _change(session: Session, noun: str, record_id: str, **values: str) -> dict[str, object]:
    at = stamp(tick_at(session.clock() + timedelta(hours=1)), b"evilline")
    entries = {key: {at: value} for key, value in values.items()}
    return encoded(RecordVersion(noun=noun, id=record_id, entries=entries))


def test_a_purge_asks_for_a_checkpoint_without_it_and_the_old_files_go(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1", "SECRET")
    note(anna, "n2")
    exchange_all(anna, ben)
    before = laid_changes(anna)
    with anna.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    put(anna)
    assert len(laid(anna, tmp_path)) == 1
    put(anna)
    assert len(laid(anna, tmp_path)) == 1, "one is enough"
    take_all(ben)
    confirm_purge(ben, "n1")
    exchange_all(ben, anna)
    for session in (anna, ben):
        pass_days(session, 15)
    exchange_all(anna, ben, times=3)
    assert not laid_changes(anna) & before
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == ["n2"]


def test_what_a_removed_device_says_later_in_a_checkpoint_does_not_count(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "n1", "true")
    exchange_all(anna, ben)
    false = {**_body_of(ben), "r": [_change(ben, "note", "n1", text="FORGED")]}
    remove(anna, own_id(ben))
    exchange_all(anna)
    forge(ben, false, kind=CarrierKind.CHECKPOINT)
    take_all(anna)
    assert record.find(anna, Note, "n1").text == "true"
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert record.find(cara, Note, "n1").text == "true"


def test_a_checkpoint_counts_after_its_author_left(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(anna, ben, cara)
    note(ben, "n1")
    exchange_all(anna, ben, cara)
    checkpoint(ben)
    exchange_all(anna, cara)
    for session in (anna, ben, cara):
        pass_days(session, 15)
    exchange_all(cara, anna, ben)
    assert laid_changes(ben) == set()
    remove(anna, own_id(ben))
    exchange_all(anna, cara)
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    take_all(dora)
    assert notes(dora) == ["n1"]


def test_nobody_says_in_a_checkpoint_what_another_wrote(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "a1", "true")
    exchange_all(anna, ben)
    false = {**_body_of(anna), "r": [_change(ben, "note", "a1", text="FORGED")]}
    with pytest.raises(InvalidInput):  # once it lies in the folder
        forge(ben, false, kind=CarrierKind.CHECKPOINT)
    assert take_all(anna).damaged_by == {"Ben"}
    assert record.find(anna, Note, "a1").text == "true"


def test_what_one_member_keeps_that_another_purged_goes_on_from_them(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1", "kept")
    exchange_all(anna, ben)
    with anna.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    put(anna)
    take_all(ben)
    keep_all(ben)
    exchange_all(ben, anna)
    for session in (anna, ben):
        pass_days(session, 15)
    exchange_all(anna, ben)
    assert laid_changes(anna) == set()
    assert take_all(ben).missing == ()
    assert (notes(anna), notes(ben)) == ([], ["n1"])
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert [one.id for one in purge_requests(cara)] == ["n1"]
    keep_all(cara)
    assert notes(cara) == ["n1"]


def test_a_purge_is_asked_about_where_its_file_never_came(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1", "SECRET")
    exchange_all(anna, ben)
    known = laid_changes(anna)
    with anna.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    put(anna)
    for name in laid_changes(anna) - known | laid(anna, tmp_path):
        (tmp_path / "team.casebook-share" / name[:2] / name).unlink()
    assert take_all(ben).purges == 1, "the head says so"
    assert notes(ben) == []
    assert take_all(ben).purges == 0
    keep_all(ben)
    note(anna, "n2")
    put(anna)
    assert take_all(ben).purges == 0
    assert notes(ben) == ["n1"]


@pytest.mark.parametrize("is_of_stranger", [True, False])
def test_a_checkpoint_with_lines_that_are_made_up_is_damaged(
    new_casebook: NewCasebook, tmp_path: Path, *, is_of_stranger: bool
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    signer = bytes(32) if is_of_stranger else own_id(ben)
    count = 1 if is_of_stranger else MAX_LINES + 1
    point = LinePoint(number=1, digest=bytes(32))
    lines = {LineName(signer, n.to_bytes(8, "big")): point for n in range(count)}
    with pytest.raises(InvalidInput):  # once it lies in the folder
        forge(ben, body(at=lines_as_json(lines)), kind=CarrierKind.CHECKPOINT)
    assert take_all(anna).damaged_by == {"Ben"}
    log = SpaceLog.read(space_of(anna).log)
    assert log.checkpoints == []
    assert not {name.line for name in lines} & {name.line for name in log.lines}


def _body_of(session: Session) -> dict[str, Any]:
    """Return the body of a checkpoint of a device that says nothing."""
    log, own = SpaceLog.read(space_of(session).log), own_id(session)
    lines = {name: line.head for name, line in log.lines.items() if name.signer == own and line.number}
    return body(at=lines_as_json(lines))


def laid_changes(session: Session) -> set[str]:
    """The files of changes that a casebook laid in the case, and that lie there still."""
    with session.store.reading() as connection:
        view = read_team(session, connection)
        assert view
        (space,) = (one.id for one in view.spaces.values() if one.case_id == "c1")
        rows = team_store.files(connection)
    return {one.name for one in rows if one.is_own and one.kind == CarrierKind.CHANGES and one.space == space}
