"""Files of documents in the shared folder: taken once, laid again when lost, fetched before they may go."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import CustodyStep, Document, DocumentText
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.rival import Rival
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing import rivals, settling
from casebook.services.sharing.team.exchange import ExchangeReport, exchange
from casebook.services.sharing.team.exhibits import fetch_exhibit, offered_file
from casebook.services.sharing.team.laying import lay_queued
from casebook.services.sharing.team.purges import confirm_purge, keep_all
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.taking import taking
from casebook.services.sharing.team.team_view import require_team
from casebook.store.registry import table_for
from casebook.store.sharing import shared_exhibits, team_store
from casebook.store.sharing.give import versions_of
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.conftest import SHARE, NewCasebook, pass_days
from tests.services.sharing.team.hostile import body, forge, space_of
from tests.services.sharing.team.office import joined, note, notes, pair
from tests.services.sharing.team.test_checkpoints import checkpoint

CONTENT = b"A letter."


def _document(session: Session) -> None:
    attachment = session.vault.attachments.seal(io.BytesIO(CONTENT), session.ids())
    document = Document(
        id="d1",
        case_id="c1",
        title="Letter",
        kind="other",
        attachment_id=attachment.id,
        sha256=attachment.sha256,
        size_bytes=attachment.size_bytes,
        media_type="text/plain",
    )
    record.add(session, attachment, document)


def _all(*sessions: Session) -> list[ExchangeReport]:
    return [run_in_line(exchange(one)) for one in sessions]


def _path(session: Session, folder: Path) -> Path:
    """Where the file of the document lies."""
    with session.store.reading() as connection:
        (name, *_) = shared_exhibits.exhibit(connection, "d1") or ("",)
    return folder / SHARE / name[:2] / name


def _content(session: Session) -> bytes:
    document = record.find(session, Document, "d1")
    return session.vault.attachments.read(record.find(session, Attachment, document.attachment_id))


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Return Anna, who laid a document with its file, and Ben, who has the document."""
    anna, ben = pair(new_casebook, tmp_path)
    _all(ben, anna)
    _document(anna)
    _all(anna, ben)
    return anna, ben


def test_the_file_of_a_document_is_taken_once(two: tuple[Session, Session]) -> None:
    _, ben = two
    assert [one.taking.files for one in _all(ben)] == [0]


def test_a_file_that_the_folder_lost_is_laid_again_by_who_laid_it(
    two: tuple[Session, Session], tmp_path: Path
) -> None:
    anna, ben = two
    path = _path(anna, tmp_path)
    path.unlink()
    _all(ben, anna, ben)
    assert path.exists(), "under its name, so that those who know where it lies find it"
    fetch_exhibit(ben, "d1")
    assert _content(ben) == CONTENT


def test_a_file_that_comes_back_by_itself_is_found(two: tuple[Session, Session], tmp_path: Path) -> None:
    _, ben = two
    path = _path(ben, tmp_path)
    content = path.read_bytes()
    path.unlink()
    _all(ben)
    path.write_bytes(content)
    _all(ben)
    assert offered_file(ben, "d1") is not None
    fetch_exhibit(ben, "d1")
    assert _content(ben) == CONTENT


@pytest.mark.parametrize("is_kept_at_once", [True, False])
def test_what_another_purged_is_fetched_before_its_file_goes(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path, *, is_kept_at_once: bool
) -> None:
    anna, ben = two
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    _all(cara, anna, ben)
    path = _path(anna, tmp_path)
    with ben.store.write("document.purge") as transaction:
        transaction.purge(Document, "d1")
    _all(ben, anna, cara)
    confirm_purge(anna, "d1")
    if is_kept_at_once:
        keep_all(cara)
    checkpoint(anna)
    _all(cara, anna, ben)
    for one in (anna, ben, cara):
        pass_days(one, 16)
    _all(cara, ben, anna)
    assert not path.exists()
    if not is_kept_at_once:
        keep_all(cara)
    assert _content(cara) == CONTENT


def _purge(by: Session, *others: Session) -> None:
    with by.store.write("document.purge") as transaction:
        transaction.purge(Document, "d1")
    _all(by, *others)


def test_a_purged_file_that_comes_back_by_itself_leaves_all_the_same(
    two: tuple[Session, Session], tmp_path: Path
) -> None:
    anna, ben = two
    path = _path(anna, tmp_path)
    content = path.read_bytes()
    _purge(anna, ben)
    confirm_purge(ben, "d1")
    path.unlink()
    _all(anna)
    path.write_bytes(content)
    for _ in range(2):
        _all(ben, anna)
        for one in two:
            pass_days(one, 16)
    _all(ben, anna)
    assert not path.exists()


def test_who_keeps_a_document_lays_its_file_for_newcomers(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    _purge(anna, ben)
    keep_all(ben)
    checkpoint(anna)
    for _ in range(2):
        _all(ben, anna)
        for one in two:
            pass_days(one, 16)
    _all(ben, anna, ben)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    _all(cara, ben, anna, cara)
    keep_all(cara)
    _all(cara)
    assert _content(cara) == CONTENT


def test_a_file_that_cannot_be_read_stops_no_exchange(two: tuple[Session, Session], tmp_path: Path) -> None:
    anna, ben = two
    path = _path(ben, tmp_path)
    path.unlink()
    path.mkdir()
    _purge(anna, ben)
    keep_all(ben)
    note(ben, "n1")
    _all(ben, anna)
    assert notes(anna) == ["n1"]


def test_a_document_that_is_damaged_here_stops_no_exchange(
    two: tuple[Session, Session], tmp_path: Path
) -> None:
    anna, ben = two
    document = record.find(anna, Document, "d1")
    for path in anna.vault.path.rglob(f"*{document.attachment_id}*"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    _path(anna, tmp_path).unlink()
    note(anna, "n1")
    _all(anna, ben)
    assert notes(ben) == ["n1"]


def test_a_confirmed_purge_leaves_neither_file_nor_text(
    two: tuple[Session, Session],
) -> None:
    anna, ben = two
    fetch_exhibit(ben, "d1")
    attachment_id = record.find(ben, Document, "d1").attachment_id
    record.add(ben, DocumentText(id="d1", case_id="c1", title="Letter", pages=("UNIQUEWORD",)))
    assert [hit.id for hit in search.find(ben, "UNIQUEWORD")]
    _purge(anna, ben)
    assert search.find(ben, "UNIQUEWORD") == [], "out of sight until a person decides"
    confirm_purge(ben, "d1")
    assert search.find(ben, "UNIQUEWORD") == []
    assert not list(ben.vault.path.rglob(f"*{attachment_id}*"))
    with ben.store.reading() as connection:
        assert not team_store.is_there(connection, "attachment", attachment_id)


def _are_there(session: Session, *keys: tuple[str, str]) -> list[bool]:
    with session.store.reading() as connection:
        return [team_store.is_there(connection, *key) for key in keys]


def test_a_confirmed_purge_of_a_case_takes_all_of_it(two: tuple[Session, Session]) -> None:
    anna, ben = two
    fetch_exhibit(ben, "d1")
    attachment_id = record.find(ben, Document, "d1").attachment_id
    record.add(ben, DocumentText(id="d1", case_id="c1", title="Letter", pages=("UNIQUEWORD",)))
    note(ben, "n1", "OTHERWORD")  # which Anna never had
    assert all(search.find(ben, word) for word in ("UNIQUEWORD", "OTHERWORD"))
    with anna.store.write("case.purge") as transaction:
        transaction.purge(Case, "c1")
    run_in_line(exchange(anna))
    run_in_line(taking(ben))
    assert not search.find(ben, "UNIQUEWORD"), "out of sight until a person decides"
    assert not search.find(ben, "OTHERWORD")
    confirm_purge(ben, "c1")
    assert not any(_are_there(ben, ("document", "d1"), ("document-text", "d1"), ("note", "n1")))
    assert not list(ben.vault.path.rglob(f"*{attachment_id}*"))


def test_a_confirmed_purge_of_a_person_takes_relationships_along(two: tuple[Session, Session]) -> None:
    anna, ben = two
    record.add(ben, Person(id="p9", names=(Name(text="Other Sample", script="Latn"),)))
    record.add(ben, Relation(id="r1", person_id="p1", other_id="p9", kind="parent"))
    with anna.store.write("person.purge") as transaction:
        transaction.purge(Person, "p1")
    run_in_line(exchange(anna))
    run_in_line(taking(ben))
    confirm_purge(ben, "p1")
    assert _are_there(ben, ("person", "p1"), ("relation", "r1"), ("person", "p9")) == [False, False, True]


def test_a_member_cannot_replace_the_file_of_another(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    other = ben.vault.attachments.seal(io.BytesIO(b"A forged letter."), ben.ids())
    with ben.store.write("record.change") as transaction:
        document = table_for(Document).find(transaction.connection, "d1")
        transaction.add(other)
        transaction.replace(
            replace(document, attachment_id=other.id, sha256=other.sha256, size_bytes=other.size_bytes)
        )
    laid = [["d1", CarrierFolder.new_name(), other.size_bytes, other.sha256]]
    forge(ben, body(f=laid))
    _all(ben, anna)
    assert record.find(anna, Document, "d1").sha256 != other.sha256
    assert _content(anna) == CONTENT
    assert [one.key for one in rivals.of_record(anna, "document", "d1")] == ["==bytes"]
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    _all(cara, anna, ben, cara)
    assert [one.key for one in rivals.of_record(cara, "document", "d1")] == ["==bytes"]
    settled = settling.take(cara, *_version(cara, other.sha256))
    settling.take_back(cara, settled)
    assert record.find(cara, Document, "d1").sha256 == record.find(anna, Document, "d1").sha256
    fetch_exhibit(cara, "d1")
    assert _content(cara) == CONTENT, "where the file of the version lies that was taken is known again"


FORGED = b"A forged letter."


def _forged_first(ben: Session) -> None:
    """Let Ben lay the case and the document with another file, as if nobody had laid them before."""
    other = ben.vault.attachments.seal(io.BytesIO(FORGED), ben.ids())
    with ben.store.write("record.change") as transaction:
        document = table_for(Document).find(transaction.connection, "d1")
        transaction.add(other)
        transaction.replace(replace(document, attachment_id=other.id))
    with ben.store.exchange() as connection:
        space = space_of(ben).id
        name = queue(ben, connection, space, CarrierKind.FILE, {"d": "d1"})
        where = (name, other.size_bytes, bytes.fromhex(other.sha256), require_team(ben).device.id)
        shared_exhibits.keep_exhibit(connection, "d1", space, where)
    lay_queued(ben)
    with ben.store.reading() as connection:
        case, person, letter = (
            encoded(versions_of(connection, *key)[0])
            for key in (("case", ["c1"]), ("person", ["p1"]), ("document", ["d1"]))
        )
    block = {"sha256": other.sha256, "size_bytes": other.size_bytes, "media_type": "text/plain"}
    letter["v"]["==bytes"] = block
    forge(ben, body(r=[case, person, letter], f=[["d1", name, other.size_bytes, other.sha256]]))


@pytest.fixture
def deceived(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> tuple[Session, Session, Session]:
    """Return Anna, Ben, and Cara to whom the forgery of Ben came before what Anna laid."""
    anna, ben = two
    _forged_first(ben)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    kinds, space = {CarrierKind.CHANGES, CarrierKind.CHECKPOINT, CarrierKind.HEAD}, space_of(anna).id
    with anna.store.reading() as connection:
        names = [
            one.name
            for one in team_store.files(connection)
            if one.is_own and one.space == space and one.kind in kinds
        ]
    paths = [tmp_path / SHARE / name[:2] / name for name in names]
    late = {path: path.read_bytes() for path in paths if path.exists()}
    for path in late:
        path.unlink()
    _all(cara)
    for path, content in late.items():
        path.write_bytes(content)
    _all(cara, anna, ben, cara)
    return anna, ben, cara


@pytest.mark.parametrize("is_fetched", [True, False])
def test_who_had_a_forged_file_first_takes_the_true_one(
    deceived: tuple[Session, Session, Session], *, is_fetched: bool
) -> None:
    anna, _, cara = deceived
    assert record.find(cara, Document, "d1").sha256 != record.find(anna, Document, "d1").sha256
    if is_fetched:
        fetch_exhibit(cara, "d1")
        assert _content(cara) == FORGED
    settling.take(cara, *_version(cara, record.find(anna, Document, "d1").sha256))
    assert record.find(cara, Document, "d1").attachment_id == ""
    fetch_exhibit(cara, "d1")
    assert _content(cara) == CONTENT
    assert len(record.every(cara, Attachment)) == 1, "the file that was let go is gone with its key"


def _version(session: Session, sha256: str) -> tuple[Rival, bytes]:
    """Return the two versions of the document, and the stamp of that with this hash."""
    (rival,) = rivals.of_record(session, "document", "d1")
    return rival, next(one.stamp for one in rival.versions if one.content["sha256"] == sha256)


def test_a_member_puts_no_step_of_custody_in_the_place_of_another(two: tuple[Session, Session]) -> None:
    anna, ben = two
    step = CustodyStep(kind="received", at=anna.clock(), who="Sample Person", sha256_after="a" * 64)
    record.change(anna, replace(record.find(anna, Document, "d1"), custody=(step,)))
    _all(anna, ben)
    with ben.store.reading() as connection:
        data = encoded(versions_of(connection, "document", ["d1"])[0])
    (row,) = [one for one in data["e"] if one[0].startswith("custody/")]
    later = "f" + row[1][1:] if row[1][0] < "f" else row[1]
    forged = [row[0], later, [0, {**row[2][1], "who": "Another Person"}]]
    forge(ben, body(r=[{"n": "document", "i": "d1", "e": [forged], "x": [row[:2]]}]))
    _all(anna)
    assert step in record.find(anna, Document, "d1").custody
    assert rivals.of_record(anna, "document", "d1") == ()
