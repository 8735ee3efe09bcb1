"""The file of an exhibit by parcel: who was given a forged one first can have the true one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from casebook.domain.evidence.document import Document
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing import rivals, settling
from casebook.services.sharing.parcels.parcel_look import ParcelView, look
from casebook.services.sharing.parcels.parcel_take import take
from tests.services.sharing.conftest import introduce
from tests.services.sharing.matters import matter, sent

FORGED = b"%PDF-1.4 a forged exhibit"


def taken(session: Session, path: Path) -> ParcelView:
    """Take a parcel as it is ticked; returns what it would bring afterwards."""
    view = run_in_line(look(session, path))
    run_in_line(take(session, path, view, view.ticked()))
    return run_in_line(look(session, path))


def content(session: Session, document_id: str) -> bytes:
    document = record.find(session, Document, document_id)
    return session.vault.attachments.read(record.find(session, Attachment, document.attachment_id))


def test_who_took_a_forged_file_first_takes_the_true_one(
    casebook_of: Callable[[str], Session], tmp_path: Path
) -> None:
    anna, ben, carl = casebook_of("anna"), casebook_of("ben"), casebook_of("carl")
    for one, other in ((anna, ben), (ben, carl), (anna, carl)):
        introduce(one, other)
    shared = matter(anna)
    letter = shared.exhibit.id
    sent(anna, shared.case, tmp_path / "first", ben)
    taken(ben, tmp_path / "first")
    forged = ben.vault.attachments.seal(BytesIO(FORGED), ben.ids())
    exhibit = record.find(ben, Document, letter)
    lie = replace(exhibit, attachment_id=forged.id, sha256=forged.sha256, size_bytes=forged.size_bytes)
    with ben.store.write("record.change") as transaction:
        transaction.add(forged)
        transaction.replace(lie)
    sent(ben, shared.case, tmp_path / "forged", carl)
    taken(carl, tmp_path / "forged")
    assert content(carl, letter) == FORGED
    sent(anna, shared.case, tmp_path / "true", carl)
    view = run_in_line(look(carl, tmp_path / "true"))
    assert ("document", letter, "==bytes") in view.ticked(), "a person is asked which version counts"
    assert not any(one.is_suspect for one in view.records if one.id == letter)
    taken(carl, tmp_path / "true")
    assert content(carl, letter) == FORGED, "until a person decides"
    (rival,) = rivals.of_record(carl, "document", letter)
    settling.take(carl, rival, next(one.stamp for one in rival.versions if not one.is_shown))
    again = run_in_line(look(carl, tmp_path / "true"))
    assert [field.state for one, field in again.offered() if one.id == letter] == ["file"]
    assert not list(taken(carl, tmp_path / "true").offered())
    assert content(carl, letter) == content(anna, letter)
    with carl.store.reading() as connection:
        sealed = connection.exec_driver_sql("SELECT count(*) FROM attachment").scalar()
    assert sealed == len(record.every(carl, Document)), "the file that was let go is gone"
