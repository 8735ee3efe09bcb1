"""What came from other members is told by record, with fields and author; files come when they are wanted."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recording import Recording
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.sharing.stamp import next_tick, stamp
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base import history, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing import card, device, rivals
from casebook.services.sharing.line_name import with_origins
from casebook.services.sharing.members.giving import card_of_device, share, welcome_card
from casebook.services.sharing.members.member_changes import keep_code_name, rename
from casebook.services.sharing.members.members import found
from casebook.services.sharing.members.sharing_terms import SharingTerms
from casebook.services.sharing.parcels.holders import members_of_cases
from casebook.services.sharing.team.arrivals import Arrival, ArrivalKind, arrived_records
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.membership import code_named_members, exchange_if_due, exhibit_offered
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_folder import choose_team_folder
from casebook.services.sharing.team.team_view import require_team
from casebook.services.sharing.team.unseen_arrivals import note_seen, unseen_arrivals
from casebook.store.base.device_tables import devices_by_line
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_folder import CarrierGone
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import exchange_all, joined, note, own_id, pair


def exchanged(session: Session) -> list[Arrival]:
    came: list[Arrival] = []
    run_in_line(exchange(session, came))
    return came


def test_rival_versions_say_the_name_of_the_member(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    for session in (anna, ben):
        record.change(session, replace(record.find(session, Case, "c1"), title=f"By {session.who}"))
    exchange_all(anna, ben, anna)
    for session, other in ((anna, "Ben"), (ben, "Anna")):
        (rival,) = rivals.of_case(session, "c1")
        assert {str(one.who) for one in rival.versions} == {"this casebook", other}
    keep_code_name(anna, require_team(anna).roster.devices[own_id(ben)].member, "Falcon")
    shown = {one.names: one.code_name for one in code_named_members(anna)}
    assert shown["Ben", "Ben's laptop"] == "Falcon"
    assert len({*shown.values()}) == 2
    assert len(code_named_members(ben)) == 2
    assert code_named_members(new_casebook("cara")) == []


def test_roster_and_own_keys_are_made_once_until_it_is_locked(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    first, keys = require_team(anna).roster, require_team(anna).device
    exchange_all(ben, anna)
    assert require_team(anna).roster is first
    rename(ben, first.devices[own_id(ben)].member, "Benedikt")
    exchange_all(ben, anna)
    assert require_team(anna).roster is not first
    assert require_team(anna).device is keys
    assert anna.kept_team is not None
    anna.lock()
    assert anna.kept_team is None


def test_a_team_is_seen_as_it_is_after_a_change_was_undone(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    before = require_team(anna).spaces
    (space,) = [one for one in before.values() if one.case_id == "c1"]
    moved = replace(space, case_id="c2")
    with suppress(ZeroDivisionError), anna.store.exchange() as connection:
        team_store.keep_space(connection, moved)
        assert require_team(anna).spaces[space.id] == moved
        raise ZeroDivisionError
    assert require_team(anna).spaces == before
    with anna.store.exchange() as connection:
        team_store.keep_space(connection, moved)
    assert require_team(anna).spaces[space.id] == moved


def test_a_changed_field_comes_with_its_author(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    new = arrived_records(ben, exchanged(ben))
    assert {(one.noun, one.kind) for one in new} == {
        ("case", ArrivalKind.ADDED),
        ("person", ArrivalKind.ADDED),
    }
    record.change(anna, replace(record.find(anna, Case, "c1"), title="Return"))
    exchanged(anna)
    (came,) = arrived_records(ben, exchanged(ben))
    assert (came.noun, came.kind, came.fields, came.by) == (
        "case",
        ArrivalKind.CHANGED,
        ("title",),
        ("Anna",),
    )
    assert (came.case_id, came.reference) == ("c1", "S-1")
    assert exchanged(ben) == []


def test_a_case_that_came_and_was_binned_keeps_its_heading(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    assert members_of_cases(anna, ["c1"]) == ("Ben",)
    assert members_of_cases(anna, ["c2"]) == ()
    came = exchanged(ben)
    note(anna, "n1")
    exchanged(anna)
    came += exchanged(ben)
    record.move_to_bin(anna, Case, "c1")
    exchanged(anna)
    came += exchanged(ben)
    kinds = {(one.noun, one.kind, one.reference) for one in arrived_records(ben, came)}
    assert ("case", ArrivalKind.BINNED, "S-1") in kinds
    assert {reference for noun, _, reference in kinds if noun == "note"} == {"S-1"}


def test_what_nobody_looked_at_is_known_from_the_history(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchanged(ben)
    assert {(one.noun, one.kind) for one in unseen_arrivals(ben)} == {
        ("case", ArrivalKind.ADDED),
        ("person", ArrivalKind.ADDED),
    }
    note_seen(ben)
    assert unseen_arrivals(ben) == []
    record.change(anna, replace(record.find(anna, Case, "c1"), title="Return"))
    note(anna, "n1")
    exchanged(anna)
    exchanged(ben)
    record.change(ben, replace(record.find(ben, Case, "c1"), title="My own"))
    first, later = sorted(arrived_records(ben, unseen_arrivals(ben)), key=lambda one: one.noun)
    assert (first.noun, first.kind, first.fields, first.by) == (
        "case",
        ArrivalKind.CHANGED,
        ("title",),
        ("Anna",),
    )
    assert (later.noun, later.kind, later.title) == ("note", ArrivalKind.ADDED, "x")
    with ben.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    assert [one.noun for one in unseen_arrivals(ben)] == ["case"]


def test_a_changed_field_says_what_stood_there_before(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchanged(ben)
    for title in ("By Anna", "Later"):
        record.change(anna, replace(record.find(anna, Case, "c1"), title=title))
    exchanged(anna)
    (came,) = arrived_records(ben, exchanged(ben))
    assert came.values == {"title": ("Removal", "Later")}


def test_what_is_stated_beside_a_document_is_called_as_that(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchanged(ben)
    draft = Document(
        id="d1",
        case_id="c1",
        title="Call",
        kind="other",
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type="audio/mpeg",
    )
    record.add(anna, draft, Recording(id="d1", case_id="c1", holder="Ben"))
    exchanged(anna)
    came = {one.noun: one for one in arrived_records(ben, exchanged(ben))}
    assert (came["recording"].title, came["recording"].is_here) == ("Call", True)
    assert "document-text" not in came


def test_a_record_with_two_versions_says_so(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchanged(ben)
    for session, title in ((anna, "By Anna"), (ben, "By Ben")):
        record.change(session, replace(record.find(session, Case, "c1"), title=title))
        exchanged(session)
    (came,) = arrived_records(anna, exchanged(anna))
    ((of, (rival,)),) = rivals.of_records(anna, [(came.noun, came.id), ("person", "p1")]).items()
    assert (of, rival.key) == (("case", "c1"), "title")


def test_what_came_before_a_failure_is_known(new_casebook: NewCasebook, tmp_path: Path) -> None:
    _, ben = pair(new_casebook, tmp_path)
    came: list[Arrival] = []
    steps = exchange(ben, came)
    answer: object = None
    while not came:
        answer = steps.send(answer).work()
    steps.close()
    assert {one.noun for one in came} <= {"case", "person"}
    with ben.store.reading() as connection:
        assert team_store.files(connection)


def test_nothing_is_put_into_a_folder_that_is_gone(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    share_folder = tmp_path / "team.casebook-share"
    share_folder.rename(tmp_path / "moved.casebook-share")
    with pytest.raises(CarrierGone):
        exchanged(anna)
    assert not share_folder.exists()
    choose_team_folder(anna, tmp_path / "moved.casebook-share")
    exchanged(anna)
    assert team_status(anna).folder == str(tmp_path / "moved.casebook-share")


def test_a_casebook_without_a_team_exchanges_nothing(new_casebook: NewCasebook) -> None:
    assert run_in_line(exchange_if_due(new_casebook("cara"), [])) is None


def test_a_document_without_its_file_offers_it(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    content = b"What the exhibit says."
    attachment = anna.vault.attachments.seal(io.BytesIO(content), anna.ids())
    document = Document(
        id="d1",
        case_id="c1",
        title="Letter",
        kind="other",
        attachment_id=attachment.id,
        sha256=attachment.sha256,
        size_bytes=len(content),
        media_type="text/plain",
    )
    record.add(anna, attachment, document)
    put(anna)
    take_all(ben)
    offer = exhibit_offered(ben, "d1")
    assert offer is not None
    assert (offer.size_bytes, offer.by) == (len(content), "Anna")
    assert exhibit_offered(anna, "d1") is None


def test_cases_are_opened_by_a_welcome_and_shared_later(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = new_casebook("cara")
    added = card.add(anna, device.make_own(cara, "Cara's laptop").data)
    out = tmp_path / "cara.casebook-parcel"
    welcome_card(
        anna,
        added.id,
        member_name="Cara",
        role=MemberRole.READER,
        terms=SharingTerms(case_ids=("c2",)),
        to=out,
        allow=True,
    )
    share(anna, SharingTerms(case_ids=("c2",)), [device.own_keys(ben).id], allow=True)
    put(anna)
    exchanged(ben)
    assert {one.id for one in record.every(ben, Case)} == {"c1", "c2"}
    spaces = {one.reference: one.members for one in team_status(anna).spaces}
    assert spaces["SECRET-2"] == ("Ben", "Cara")
    with pytest.raises(InvalidInput):
        share(anna, SharingTerms(), [device.own_keys(ben).id])


def test_the_card_of_a_member_is_there_to_be_compared(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    take_all(ben)
    known = card_of_device(ben, device.own_keys(anna).id.hex())
    assert card_of_device(ben, known.device) == known
    card.confirm(ben, known.id)
    (of_anna,) = (one for one in team_status(ben).members if one.name == "Anna")
    assert of_anna.devices[0].is_compared


def test_a_team_without_a_name_is_not_founded(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna = new_casebook("anna")
    device.make_own(anna, "Anna's laptop")
    folder = tmp_path / "team.casebook-share"
    with pytest.raises(InvalidInput):
        found(anna, " ", "Anna", folder)
    assert not folder.exists()


def test_the_history_names_who_signed_what_came(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    carl = joined(anna, new_casebook, "Carl", tmp_path)
    exchange_all(anna, ben, carl)
    with anna.store.reading() as connection:
        of_carl = next(line for line, of in devices_by_line(connection).items() if of == own_id(carl))
    at = stamp(next_tick(0, ben.clock()), of_carl)
    forged = RecordVersion(noun="case", id="c1", entries={"title": {at: "FORGED"}})
    forge(ben, body(r=[encoded(forged)]))
    take_all(anna)
    entries = with_origins(anna, history.of_case(anna, "c1"))
    assert [one.who for one in entries if one.origin] == ["Ben"]
    assert {one.who for one in entries if not one.origin} == {"anna"}
    (arrival,) = [one for one in unseen_arrivals(anna) if one.noun == "case"]
    assert arrival.device == own_id(ben)
