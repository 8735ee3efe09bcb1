"""Casebooks of a team exchange what they save by a shared folder."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import NotFound
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.sharing import device
from casebook.services.sharing.members.members import join, remove, welcome
from casebook.services.sharing.team.checkpoints import queue_checkpoint
from casebook.services.sharing.team.exhibits import fetch_exhibit
from casebook.services.sharing.team.laying import lay_queued, put, queue_changes
from casebook.services.sharing.team.missing_files import lay_again
from casebook.services.sharing.team.purges import confirm_purge, purge_requests, refuse_purge
from casebook.services.sharing.team.taking import TakingReport, take_all
from casebook.services.sharing.team.team_view import read_team
from casebook.store.base import version_tables
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_folder import CarrierEmptied
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.conftest import NewCasebook, pass_days
from tests.services.sharing.team.office import CASE, PERSON, pair
from tests.vaults import MasterVault


def lose_checkpoint(session: Session, folder: Path) -> Path:
    """Remove the checkpoint that a casebook took from the shared folder; returns where it lay."""
    with session.store.reading() as connection:
        kind = int(CarrierKind.CHECKPOINT)
        (name,) = [one.name for one in team_store.files(connection) if one.kind == kind]
    path = folder / name[:2] / name
    path.unlink()
    return path


def everything(session: Session) -> str:
    """All that its database holds, table by table."""
    with session.store.engine.connect() as connection:
        link = version_tables.link_of(connection)
        tables = [name for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        query = 'SELECT * FROM "{}"'
        return "\n".join(str(row) for name in tables for row in link.execute(query.format(name)))


def restored_from(backup: Path, session: Session, code: str) -> Session:
    """Put an older state in the place of a casebook and open it by its code."""
    path = session.vault.path
    session.close()
    shutil.rmtree(path)
    shutil.copytree(backup, path)
    (path / "restored").touch()
    return open_session(path, code, clock=session.clock, who="restored")


def take(session: Session) -> TakingReport:
    return take_all(session)


def test_a_case_goes_to_a_new_member_and_changes_come_back(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    report = take(ben)
    assert report.refused == {}
    assert record.find(ben, Case, "c1") == CASE
    assert record.find(ben, Person, "p1") == PERSON
    assert [one.id for one in record.every(ben, Case)] == ["c1"]
    note = Note(id="n1", text="From Ben", written_at=ben.clock(), case_id="c1", written_by="Ben")
    record.add(ben, note)
    put(ben)
    take(anna)
    assert record.find(anna, Note, "n1") == note
    assert take(anna).files == 0


def test_what_a_member_saves_after_its_first_head_is_taken(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    take(ben)
    put(ben)
    record.change(ben, replace(record.find(ben, Case, "c1"), title="By Ben"))
    put(ben)
    take(anna)
    assert record.find(anna, Case, "c1").title == "By Ben"


def test_whoever_is_removed_opens_no_later_epoch_and_others_do(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = new_casebook("cara")
    card = device.make_own(cara, "Cara's laptop")
    out = tmp_path / "c.casebook-parcel"
    welcome(anna, card, member_name="Cara", role=MemberRole.MEMBER, case_ids=["c1"], to=out)
    put(anna)
    join(cara, out, tmp_path / "team.casebook-share", allow=True)
    for one in (ben, cara, anna):
        take(one)
        put(one)
    remove(anna, device.own_keys(ben).id)
    put(anna)
    record.add(anna, Note(id="n2", text="Later", written_at=anna.clock(), case_id="c1", written_by="Anna"))
    put(anna)
    record.add(
        ben, Note(id="n9", text="From outside", written_at=ben.clock(), case_id="c1", written_by="Ben")
    )
    put(ben)
    assert take(anna).after_removal == 1
    take(ben)
    report = take(cara)
    assert [one.id for one in record.every(ben, Note)] == ["n9"]
    for inside in (anna, cara):
        assert [one.id for one in record.every(inside, Note)] == ["n2"]
    assert report.missing == ()


def test_who_began_an_epoch_finds_its_key_again_after_a_restore(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara, out = new_casebook("cara"), tmp_path / "c.casebook-parcel"
    card = device.make_own(cara, "Cara's laptop")
    welcome(anna, card, member_name="Cara", role=MemberRole.MEMBER, case_ids=["c1"], to=out)
    put(anna)
    join(cara, out, tmp_path / "team.casebook-share", allow=True)
    take(anna)
    backup = shutil.copytree(anna.vault.path, tmp_path / "backup")
    remove(anna, device.own_keys(ben).id)
    put(anna)
    take(cara)
    record.add(cara, Note(id="n7", text="Later", written_at=cara.clock(), case_id="c1", written_by="Cara"))
    put(cara)
    restored = restored_from(backup, anna, empty_vault.code)
    take(restored)
    assert [one.id for one in record.every(restored, Note)] == ["n7"]
    restored.close()


def test_a_purge_is_hidden_elsewhere_and_waits_for_a_person(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    record.add(anna, Note(id="n3", text="Gone", written_at=anna.clock(), case_id="c1", written_by="Anna"))
    record.add(anna, Note(id="n4", text="Kept", written_at=anna.clock(), case_id="c1", written_by="Anna"))
    put(anna)
    take(ben)
    for note_id in ("n3", "n4"):
        with anna.store.write("note.purge") as transaction:
            transaction.purge(Note, note_id)
    put(anna)
    assert take(ben).purges == 2
    assert record.every(ben, Note) == []
    assert [(one.id, one.by, one.title) for one in purge_requests(ben)] == [
        ("n3", "Anna", "Gone"),
        ("n4", "Anna", "Kept"),
    ]
    confirm_purge(ben, "n3")
    refuse_purge(ben, "n4")
    assert [one.id for one in record.every(ben, Note)] == ["n4"]
    with pytest.raises(NotFound):
        record.find(ben, Note, "n3")
    assert ben.store.differences() == []


@pytest.mark.parametrize("is_in_checkpoint", [False, True])
def test_what_is_purged_before_it_is_laid_goes_nowhere(
    new_casebook: NewCasebook, tmp_path: Path, *, is_in_checkpoint: bool
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    take(ben)
    for note_id, words in (("n8", "purged-canary"), ("n9", "Stays")):
        record.add(anna, Note(id=note_id, text=words, written_at=anna.clock(), case_id="c1", written_by="A"))
    if is_in_checkpoint:
        put(anna)
        with anna.store.exchange() as connection:
            view = read_team(anna, connection)
            assert view
            space = next(one for one in view.spaces.values() if one.case_id == "c1")
            assert queue_checkpoint(anna, connection, view, space)
    else:
        queue_changes(anna)
    with anna.store.write("note.purge") as transaction:
        transaction.purge(Note, "n8")
    assert "purged-canary" not in everything(anna)
    put(anna)
    take(ben)
    assert [one.id for one in record.every(ben, Note)] == ["n9"]
    for asked in purge_requests(ben):  # of what was laid before
        confirm_purge(ben, asked.id)
    assert "purged-canary" not in everything(ben)


def test_nothing_of_another_case_reaches_the_folder_or_the_other(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    record.add(
        anna, Note(id="n5", text="canary-of-c2", written_at=anna.clock(), case_id="c2", written_by="Anna")
    )
    put(anna)
    take(ben)
    dump = everything(ben)
    assert "canary-of-c2" not in dump
    assert "SECRET-2" not in dump
    assert "Sample Person" in dump


def test_an_exhibit_is_fetched_when_it_is_opened(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    content = b"What the exhibit says. " * 5000
    attachment = anna.vault.attachments.seal(io.BytesIO(content), anna.ids())
    record.add(anna, attachment)
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
    record.add(anna, document)
    put(anna)
    take(ben)
    assert record.find(ben, Document, "d1") == replace(document, attachment_id="", has_text=False)
    fetched = fetch_exhibit(ben, "d1")
    sealed = record.find(ben, Attachment, fetched.attachment_id)
    assert sealed.id != attachment.id
    assert ben.vault.attachments.read(sealed) == content
    put(ben)
    assert take(anna).records == set(), "what is kept here alone goes nowhere"
    names = [path.name for path in (tmp_path / "team.casebook-share").rglob("*") if path.is_file()]
    assert all(len(name) == 26 for name in names)


def test_an_emptied_folder_removes_nothing_and_is_laid_again(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    take(ben)
    folder = tmp_path / "team.casebook-share"
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()
    with pytest.raises(CarrierEmptied):
        take(ben)
    assert record.find(ben, Case, "c1") == CASE
    assert lay_again(ben) > 3
    cara = new_casebook("cara")
    card = device.make_own(cara, "Cara's laptop")
    welcome(
        anna,
        card,
        member_name="Cara",
        role=MemberRole.READER,
        case_ids=["c1"],
        to=tmp_path / "c.casebook-parcel",
    )
    put(anna)
    join(cara, tmp_path / "c.casebook-parcel", folder, allow=True)
    take(cara)
    assert record.find(cara, Case, "c1") == CASE


def test_what_a_reader_saves_stays_here(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    cara = new_casebook("cara")
    card = device.make_own(cara, "Cara's laptop")
    welcome(
        anna,
        card,
        member_name="Cara",
        role=MemberRole.READER,
        case_ids=["c1"],
        to=tmp_path / "c.casebook-parcel",
    )
    put(anna)
    join(cara, tmp_path / "c.casebook-parcel", tmp_path / "team.casebook-share", allow=True)
    take(cara)
    record.add(cara, Note(id="n6", text="Cara's", written_at=cara.clock(), case_id="c1", written_by="Cara"))
    put(cara)
    take(anna)
    assert record.every(anna, Note) == []


def test_a_missing_file_holds_up_its_line_until_it_comes(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    take(ben)
    folder = tmp_path / "team.casebook-share"
    before = {path for path in folder.rglob("*") if path.is_file()}
    for number in (1, 2):
        record.add(
            anna, Note(id=f"m{number}", text="x", written_at=anna.clock(), case_id="c1", written_by="Anna")
        )
        queue_changes(anna)
        lay_queued(anna)
    with anna.store.reading() as connection:
        first = max(
            (one for one in team_store.files(connection) if one.kind == 1), key=lambda one: one.number - 1
        )
        names = sorted(
            (one.number, one.name)
            for one in team_store.files(connection)
            if one.kind == 1 and one.number >= first.number - 1
        )
    path = folder / names[0][1][:2] / names[0][1]
    held = path.read_bytes()
    path.unlink()
    assert take(ben).waiting == 1
    assert record.every(ben, Note) == []
    path.write_bytes(held)
    assert take(ben).waiting == 0
    assert [one.id for one in record.every(ben, Note)] == ["m1", "m2"]
    assert before


def test_old_files_go_when_a_checkpoint_stands_for_them(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    take(ben)
    put(ben)
    for number in range(3):
        record.add(
            anna, Note(id=f"k{number}", text="x", written_at=anna.clock(), case_id="c1", written_by="Anna")
        )
        put(anna)
    with anna.store.exchange() as connection:
        view = read_team(anna, connection)
        assert view
        space = next(one for one in view.spaces.values() if one.case_id == "c1")
        assert queue_checkpoint(anna, connection, view, space)
    put(anna)
    take(ben)
    record.change(ben, replace(record.find(ben, Note, "k1"), text="By Ben"))
    put(ben)
    take(anna)
    folder = tmp_path / "team.casebook-share"
    before = {path.name for path in folder.rglob("*") if path.is_file()}
    pass_days(anna, 15)
    put(anna)
    gone = before - {path.name for path in folder.rglob("*") if path.is_file()}
    assert len(gone) >= 4, "the files of her line up to the checkpoint"
    assert take(ben).missing == ()
    checkpoint = lose_checkpoint(ben, folder)
    assert take(ben).missing == (checkpoint.name,)
    assert lay_again(ben) == 1, "it is kept here, since other files went for it"
    assert checkpoint.exists()
    record.add(anna, Note(id="k9", text="Goes on", written_at=anna.clock(), case_id="c1", written_by="Anna"))
    put(anna)
    take(ben)
    assert record.find(ben, Note, "k9").text == "Goes on"
    dan = new_casebook("dan")
    card = device.make_own(dan, "Dan's laptop")
    out = tmp_path / "d.casebook-parcel"
    welcome(anna, card, member_name="Dan", role=MemberRole.MEMBER, case_ids=["c1"], to=out)
    put(anna)
    join(dan, out, folder, allow=True)
    assert take(dan).waiting == 0
    assert {one.id: one.text for one in record.every(dan, Note)} == {
        one.id: one.text for one in record.every(anna, Note)
    }
    assert record.find(dan, Note, "k1").text == "By Ben"
