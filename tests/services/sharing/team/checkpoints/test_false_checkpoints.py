"""Checkpoints that say more or less than the files they stand for: nothing is lost by them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casebook.domain.case.note import Note
from casebook.domain.evidence.document import Document
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_head import lines_as_json
from casebook.domain.sharing.line_log import LineName
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.members.member_changes import change_role
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team.checkpoints import SAYING, kept_bodies, said_by
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.exhibits import fetch_exhibit
from casebook.services.sharing.team.laying import lay_queued, put
from casebook.services.sharing.team.missing_files import lay_again
from casebook.services.sharing.team.purges import confirm_purge, keep_all, purge_requests
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from casebook.store.sharing import shared_exhibits, team_store
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.conftest import SHARE, NewCasebook, pass_days
from tests.services.sharing.team.hostile import body, forge, space_of
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair
from tests.services.sharing.team.test_checkpoints import checkpoint, laid_changes


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Return Anna and Ben, who wrote a note that Anna has."""
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "n1")
    exchange_all(ben, anna)
    return anna, ben


def _true(session: Session) -> dict[str, Any]:
    """Return the body of a checkpoint of a device as it is by right."""
    space, own = space_of(session), own_id(session)
    log = SpaceLog.read(space.log)
    lines = {name: line.head for name, line in log.lines.items() if name.signer == own and line.number}
    with session.store.reading() as connection:
        bodies = kept_bodies(connection, require_team(session), space, SAYING)
    records, places = said_by(bodies, own, lines).without(())
    return body(at=lines_as_json(lines), r=records, f=places)


def _standing(session: Session, author: Session) -> int:
    """Return how many checkpoints of a device stand for its files with another one."""
    log = SpaceLog.read(space_of(session).log)
    return sum(one.checkpoint.place.signer == own_id(author) for one in log.checkpoints)


def _settle(*sessions: Session) -> None:
    exchange_all(*sessions)
    for session in sessions:
        pass_days(session, 16)
    exchange_all(*sessions)


@pytest.mark.parametrize("purged", [[], [["person", "n1"]]])
def test_what_is_left_out_is_laid_again_by_who_has_it(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path, purged: list[list[str]]
) -> None:
    anna, ben = two
    forge(ben, {**_true(ben), "r": [], "p": purged}, kind=CarrierKind.CHECKPOINT)
    _settle(anna, ben)
    assert laid_changes(ben) == set(), "its author took the files away"
    assert _standing(anna, ben) == 0
    count = len(laid_changes(anna))
    run_in_line(exchange(anna))
    assert len(laid_changes(anna)) == count, (
        "the files of its author lie there again, and nothing in her name"
    )
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == ["n1"]
    assert _standing(cara, ben) == 0


def test_what_is_left_out_as_purged_is_asked_about(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    forge(ben, {**_true(ben), "r": [], "p": [["note", "n1"]]}, kind=CarrierKind.CHECKPOINT)
    _settle(anna, ben)
    assert [one.id for one in purge_requests(anna)] == ["n1"]
    keep_all(anna)
    exchange_all(anna, ben)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    keep_all(cara)
    assert notes(cara) == notes(anna) == ["n1"]


def test_nothing_is_said_and_purged_at_once(two: tuple[Session, Session]) -> None:
    anna, ben = two
    forge(ben, {**_true(ben), "p": [["note", "n1"]]}, kind=CarrierKind.CHECKPOINT)
    assert take_all(anna).damaged_by == {"Ben"}
    assert (_standing(anna, ben), notes(anna)) == (0, ["n1"])


def test_what_is_in_no_file_is_taken_as_any_word_of_its_author(two: tuple[Session, Session]) -> None:
    anna, ben = two
    true = _true(ben)
    (written,) = (one for one in true["r"] if one["i"] == "n1")
    forge(ben, {**true, "r": [*true["r"], {**written, "i": "n2"}]}, kind=CarrierKind.CHECKPOINT)
    (arrived,) = (one for one in take_all(anna).arrivals if one.id == "n2")
    assert arrived.device == own_id(ben)
    assert notes(anna) == ["n1", "n2"]


def test_a_line_of_the_same_name_stands_for_no_file_of_another(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    space, log = space_of(ben), SpaceLog.read(space_of(ben).log)
    (line,) = (name.line for name in log.lines if name.signer == own_id(anna))
    with ben.store.exchange() as connection:
        name = queue(ben, connection, space.id, CarrierKind.CHANGES, body())
        row = next(one for one in team_store.files(connection) if one.name == name)
        team_store.forget_files(connection, [name])
        team_store.keep_file(connection, replace(row, line=line, number=1))
    lay_queued(ben)
    forge(ben, _true(ben), kind=CarrierKind.CHECKPOINT)
    exchange_all(anna, ben)
    assert _standing(anna, ben) == 1
    for gone in laid_changes(anna):
        (tmp_path / SHARE / gone[:2] / gone).unlink()
    assert len(take_all(anna).missing) >= 1
    assert lay_again(anna) >= 1
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == ["n1"]
    assert SpaceLog.read(space_of(cara).log).lines.keys() >= {LineName(own_id(anna), line)}


def _document(session: Session, document_id: str) -> None:
    attachment = session.vault.attachments.seal(io.BytesIO(document_id.encode()), session.ids())
    document = Document(
        id=document_id,
        case_id="c1",
        title="Letter",
        kind="other",
        attachment_id=attachment.id,
        sha256=attachment.sha256,
        size_bytes=attachment.size_bytes,
        media_type="text/plain",
    )
    record.add(session, attachment, document)


def test_a_false_place_of_a_file_hides_no_exhibit_from_newcomers(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    _document(anna, "d1")
    _document(ben, "d2")
    exchange_all(anna, ben)
    false = [["d1", CarrierFolder.new_name(), 2, "ab" * 32]]
    forge(ben, {**_true(ben), "f": false}, kind=CarrierKind.CHECKPOINT)
    _settle(anna, ben)
    assert _standing(anna, ben) == 0, "it does not say where the file of d2 lies"
    run_in_line(exchange(anna))
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    for document_id in ("d1", "d2"):
        fetched = fetch_exhibit(cara, document_id)
        content = cara.vault.attachments.read(record.find(cara, Attachment, fetched.attachment_id))
        assert content == document_id.encode()


def test_a_checkpoint_that_is_laid_after_its_author_is_out_does_not_count(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    checkpoint(ben)
    _settle(ben, anna)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(cara, anna)
    true, version = _true(ben), RecordVersion(noun="note", id="n2", is_begun=True)
    remove(anna, own_id(ben), is_lost=True)
    exchange_all(anna, cara)
    forge(ben, {**true, "r": [*true["r"], encoded(version)]}, kind=CarrierKind.CHECKPOINT)
    forge(ben, {**_true(ben), "r": [], "p": [["note", "n1"]]}, kind=CarrierKind.CHECKPOINT)
    exchange_all(cara, anna)
    assert _standing(cara, ben) == 1, "the one that she began with"
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    exchange_all(dora, anna, cara)
    assert notes(dora) == ["n1"]
    assert purge_requests(dora) == []


def test_a_checkpoint_of_who_left_counts_after_a_later_file_of_theirs(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    checkpoint(ben)
    _settle(ben, anna)
    note(ben, "n2")
    exchange_all(ben, anna)
    remove(anna, own_id(ben))
    exchange_all(anna)
    with ben.store.reading() as connection:
        rows = team_store.files(connection)
    names = {one.name for one in rows if one.is_own and one.kind == CarrierKind.CHECKPOINT}
    kept = {
        path: path.read_bytes() for name in names if (path := tmp_path / SHARE / name[:2] / name).exists()
    }
    for path in kept:
        path.unlink()
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    assert take_all(dora).after_removal == 0
    for path, content in kept.items():
        path.write_bytes(content)
    assert take_all(dora).after_removal == 0
    assert notes(dora) == ["n1", "n2"]


def test_a_purge_is_asked_of_whoever_gets_the_record_later(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "n1", "SECRET")
    exchange_all(ben, anna)
    with anna.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    put(anna)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert [one.id for one in purge_requests(cara)] == ["n1"]
    assert notes(cara) == []


def test_who_began_with_a_checkpoint_passes_it_on_after_its_author_left(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n1")
    exchange_all(ben, anna)
    checkpoint(ben)
    _settle(ben, anna)
    cara = joined(anna, new_casebook, "Cara", tmp_path, MemberRole.OWNER)
    exchange_all(cara, anna)
    for device in (ben, anna):
        remove(cara, own_id(device))
        exchange_all(cara)
    dora = joined(cara, new_casebook, "Dora", tmp_path)
    take_all(dora)
    assert notes(dora) == ["n1"]


def test_a_damaged_grant_of_a_new_owner_is_no_damage_of_who_made_them_one(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(ben, cara, anna)
    roster = require_team(ben).roster_space
    forge(ben, {"v": 1, "g": "x"}, space=roster, kind=CarrierKind.GRANT)
    exchange_all(cara, anna)
    change_role(anna, require_team(anna).roster.devices[own_id(ben)].member, MemberRole.OWNER)
    exchange_all(anna)
    assert take_all(cara).damaged_by <= {"Ben"}
    assert own_id(ben) in require_team(cara).roster.owners


def test_the_file_of_a_purged_document_leaves_the_folder(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    _document(anna, "d1")
    exchange_all(anna, ben)
    with anna.store.reading() as connection:
        (name, *_) = shared_exhibits.exhibit(connection, "d1") or ("",)
    path = tmp_path / SHARE / name[:2] / name
    with anna.store.write("document.purge") as transaction:
        transaction.purge(Document, "d1")
    exchange_all(anna, ben)
    confirm_purge(ben, "d1")
    exchange_all(ben, anna)
    assert path.exists(), "who keeps the document may fetch it for 14 days"
    _settle(anna, ben)
    exchange_all(anna)
    assert not path.exists()
