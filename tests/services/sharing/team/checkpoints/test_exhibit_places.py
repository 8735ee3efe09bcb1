"""What members say of where the files of documents lie: a false word removes nothing, and hides nothing."""

from __future__ import annotations

from pathlib import Path

from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.exhibits import fetch_exhibit
from casebook.services.sharing.team.purges import confirm_purge
from casebook.store.sharing import shared_exhibits, team_store
from tests.services.sharing.team.checkpoints.test_false_checkpoints import _document
from tests.services.sharing.team.conftest import SHARE, NewCasebook, pass_days
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import exchange_all, pair


def _path(session: Session, folder: Path, document_id: str) -> Path:
    with session.store.reading() as connection:
        (name, *_) = shared_exhibits.exhibit(connection, document_id) or ("",)
    return folder / SHARE / name[:2] / name


def test_a_place_that_another_names_removes_no_file(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    _document(anna, "d1")
    exchange_all(anna, ben)
    kept, document = _path(anna, tmp_path, "d1"), record.find(anna, Document, "d1")
    # Ben lays a document of the same bytes under another ID, and says that its file is the one of Anna
    record.add(
        ben,
        Document(
            id="d2",
            case_id="c1",
            title="Copy",
            kind="other",
            attachment_id="",
            sha256=document.sha256,
            size_bytes=document.size_bytes,
            media_type="text/plain",
        ),
    )
    forge(ben, body(f=[["d2", kept.name, document.size_bytes, document.sha256]]))
    exchange_all(ben, anna)
    with anna.store.write("document.purge") as transaction:
        transaction.purge(Document, "d2")
    exchange_all(anna, ben)
    confirm_purge(ben, "d2")
    for _ in range(3):
        exchange_all(ben, anna)
        for one in (anna, ben):
            pass_days(one, 16)
    exchange_all(ben, anna)
    assert kept.exists()
    assert fetch_exhibit(ben, "d1").size_bytes == document.size_bytes


def test_a_false_place_keeps_no_purged_file_in_the_folder(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    _document(anna, "d1")
    exchange_all(anna, ben)
    path, document = _path(anna, tmp_path, "d1"), record.find(anna, Document, "d1")
    content = path.read_bytes()
    path.unlink()
    with anna.store.exchange() as connection:  # as in a backup of before
        team_store.forget_files(connection, [path.name])
    false = "0" * 26
    size, digest = document.size_bytes, document.sha256
    forge(ben, body(f=[["d1", false, size, digest], ["d9", path.name, size, digest]]))
    run_in_line(exchange(anna))
    path.write_bytes(content)
    run_in_line(exchange(anna))
    with anna.store.write("document.purge") as transaction:
        transaction.purge(Document, "d1")
    for _ in range(3):
        exchange_all(anna, ben)
        with ben.store.reading() as connection:
            asked = team_store.purge_requests(connection)
        for _, record_id, *_ in asked:
            confirm_purge(ben, record_id)
        for one in (anna, ben):
            pass_days(one, 16)
    exchange_all(anna, ben, anna)
    assert not path.exists()
