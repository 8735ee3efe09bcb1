"""What a device lays after its access ended waits, and a person takes or declines each field."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, Refused
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.evidence.document import Document
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team.after_removal import LateField, late_fields, settle_late
from casebook.services.sharing.team.exhibits import fetch_exhibit
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.purges import confirm_purge
from casebook.services.sharing.team.taking import take_all
from casebook.services.vault.record_bin import purge
from casebook.store import record_bin
from casebook.store.sharing import shared_exhibits
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.conftest import SHARE, NewCasebook, pass_days
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair
from tests.services.sharing.team.test_own_copies import copy_of
from tests.vaults import MasterVault


def removed(new_casebook: NewCasebook, folder: Path) -> tuple[Session, Session, Session]:
    """Anna, Ben whom she removed and who goes on working, and Cara."""
    anna, ben = pair(new_casebook, folder)
    cara = joined(anna, new_casebook, "Cara", folder)
    exchange_all(anna, ben, cara)
    note(anna, "n1", "As it was")
    exchange_all(anna, ben, cara)
    remove(anna, own_id(ben))
    exchange_all(anna)
    record.change(ben, replace(record.find(ben, Note, "n1"), text="Changed by Ben"))
    record.change(ben, replace(record.find(ben, Case, "c1"), title="By Ben", closing="By Ben"))
    note(ben, "n2", "New by Ben")
    put(ben)
    take_all(anna)
    take_all(cara)
    return anna, ben, cara


def by_field(session: Session) -> dict[tuple[str, str], LateField]:
    return {(one.record_id, one.fields[0] if not one.is_new else "*"): one for one in late_fields(session)}


def test_each_field_is_listed_and_nothing_stands_unseen(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, _, cara = removed(new_casebook, tmp_path)
    for session in (anna, cara):
        late = by_field(session)
        assert set(late) == {("n1", "text"), ("c1", "title"), ("c1", "closing"), ("n2", "*")}
        text = late["n1", "text"]
        assert (text.by, text.reason, text.reference, text.title) == ("Ben", "removed", "S-1", "As it was")
        assert (text.here, text.came) == (("As it was",), ("Changed by Ben",))
        assert record.find(session, Note, "n1").text == "As it was"
        assert notes(session) == ["n1"]


def test_what_is_taken_goes_on_to_others_and_the_rest_is_declined(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, _, cara = removed(new_casebook, tmp_path)
    late = by_field(anna)
    take = {late["n1", "text"].id, late["n2", "*"].id}
    assert settle_late(anna, take, {late["c1", "title"].id}) == 2
    assert set(by_field(anna)) == {("c1", "closing")}
    assert settle_late(anna, set(), {late["c1", "closing"].id}) == 0
    assert late_fields(anna) == []
    assert take_all(anna).after_removal == 0
    exchange_all(anna, cara)
    for session in (anna, cara):
        assert record.find(session, Note, "n1").text == "Changed by Ben"
        assert record.find(session, Note, "n2").text == "New by Ben"
        assert record.find(session, Case, "c1").title == "Removal"
    assert set(by_field(cara)) == {("c1", "title"), ("c1", "closing")}
    assert anna.store.differences() == []


def test_only_what_is_listed_is_settled_and_not_both_ways(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, _, _ = removed(new_casebook, tmp_path)
    first = late_fields(anna)[0].id
    for take, decline in (({"00000000"}, set()), ({first}, {first})):
        with pytest.raises(InvalidInput, match="not what waits"):
            settle_late(anna, take, decline)
    assert len(late_fields(anna)) == 4


def test_what_a_reader_lays_waits_too_and_a_reader_takes_nothing(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    from casebook.services.sharing.members.member_changes import change_role
    from casebook.services.sharing.team.team_view import require_team

    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path, MemberRole.READER)
    exchange_all(anna, ben, cara)
    change_role(anna, require_team(anna).roster.devices[own_id(ben)].member, MemberRole.READER)
    note(ben, "n1")
    put(ben)  # before Ben knows that he only reads
    exchange_all(anna, cara)
    (late,) = late_fields(anna)
    assert (late.reason, late.is_new) == ("reader", True)
    assert late.title == record_title(ben, "n1")
    (same,) = late_fields(cara)
    with pytest.raises(Refused, match="Readers"):
        settle_late(cara, {same.id}, set())
    settle_late(anna, {late.id}, set())
    exchange_all(anna, cara)
    assert notes(cara) == ["n1"]
    assert late_fields(cara) == []


def record_title(session: Session, note_id: str) -> str:
    """Return the title of a note where it is."""
    with session.store.reading() as connection:
        return record_bin.title_of(connection, "note", note_id)


def test_a_removed_device_purges_nothing(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben, cara = removed(new_casebook, tmp_path)
    with ben.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    put(ben)
    assert take_all(anna).purges == 0
    settle_late(anna, {one.id for one in late_fields(anna)}, set())
    assert notes(anna) == ["n1", "n2"]
    assert late_fields(anna) == []
    assert json.dumps([one.text for one in record.every(cara, Note)]) == '["As it was"]'


def test_files_of_documents_wait_for_nobody(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    remove(anna, own_id(ben))
    put(anna)
    forge(ben, {"d": "d1"}, kind=int(CarrierKind.FILE))
    assert take_all(anna).after_removal == 0


def test_what_no_casebook_wrote_is_damaged_and_waits_for_nobody(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    remove(anna, own_id(ben))
    put(anna)
    forge(ben, body(r="no list"))
    report = take_all(anna)
    assert (report.after_removal, report.damaged_by, late_fields(anna)) == (0, {"Ben"}, [])


def test_a_file_that_says_nothing_new_is_counted_until_it_was_listed(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    remove(anna, own_id(ben))
    put(anna)
    forge(ben, body())
    assert take_all(anna).after_removal == 1
    assert late_fields(anna) == []
    assert take_all(anna).after_removal == 0


def add_document(session: Session) -> None:
    sealed = session.vault.attachments.seal(io.BytesIO(b"Evidence."), session.ids())
    document = Document(
        id="d1",
        case_id="c1",
        title="Letter",
        kind="other",
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        size_bytes=sealed.size_bytes,
        media_type="text/plain",
    )
    record.add(session, sealed, document)
    put(session)


def test_the_file_of_a_document_that_is_taken_goes_on_with_it(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben, cara = removed(new_casebook, tmp_path)
    add_document(ben)
    settle_late(anna, {one.id for one in late_fields(anna)}, set())
    exchange_all(anna, cara)
    dan = joined(anna, new_casebook, "Dan", tmp_path)
    take_all(dan)
    for session in (cara, dan, anna):  # who took it has not opened it before them
        fetched = fetch_exhibit(session, "d1")
        attachment = record.find(session, Attachment, fetched.attachment_id)
        assert session.vault.attachments.read(attachment) == b"Evidence."


def test_a_file_of_another_stays_though_a_restored_taker_deletes_it(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> None:
    anna, ben, cara = removed(new_casebook, tmp_path)
    add_document(ben)
    older = copy_of(anna, empty_vault, tmp_path)
    settle_late(anna, {one.id for one in late_fields(anna)}, set())
    exchange_all(anna, cara)
    exchange_all(older)
    with older.store.reading() as connection:
        (name, *_) = shared_exhibits.exhibit(connection, "d1") or ("",)
    record.move_to_bin(older, Document, "d1")
    purge(older, "document", "d1")
    exchange_all(older, cara)
    confirm_purge(cara, "d1")
    for _ in range(3):
        exchange_all(older, cara)
        for session in (anna, cara):  # the copy has the clock of Anna
            pass_days(session, 16)
    assert (tmp_path / SHARE / name[:2] / name).exists()
    older.close()
