"""Work that came late into a case deleted elsewhere and is kept: records, files and questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.errors import Refused
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.role import Role
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.purges import confirm_purge, keep_all, purge_requests, refuse_purge
from casebook.services.vault import record_bin
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import exchange_all, joined, note, notes, pair


def _document(session: Session) -> None:
    sealed = session.vault.attachments.seal(BytesIO(b"Evidence."), session.ids())
    document = Document(
        id="d2",
        case_id="c1",
        title="Letter",
        kind="other",
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        size_bytes=sealed.size_bytes,
        media_type="text/plain",
    )
    record.add(session, sealed, document)


def _delete_case(session: Session) -> None:
    record.move_to_bin(session, Case, "c1")
    record_bin.purge(session, "case", "c1")


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Anna deleted the case, into which Ben saved a document that nobody took yet."""
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1")
    exchange_all(anna, ben)
    _document(ben)
    _delete_case(anna)
    return anna, ben


def _exchange(*sessions: Session) -> None:
    for one in sessions:
        run_in_line(exchange(one))


@pytest.fixture
def three(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session, Session]:
    """Anna deleted the case, into which Ben wrote before he had that; Cara got both."""
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path, MemberRole.OWNER)
    note(anna, "n1")
    exchange_all(anna, ben, cara, anna)
    note(ben, "nb")
    _delete_case(anna)
    exchange_all(anna, ben, cara, times=1)
    return anna, ben, cara


def test_who_keeps_a_case_keeps_the_late_work_in_it(three: tuple[Session, Session, Session]) -> None:
    _, ben, cara = three
    assert purge_requests(cara)
    for one in (ben, cara):
        keep_all(one)
    exchange_all(ben, cara)
    assert notes(ben) == notes(cara) == ["n1", "nb"]
    assert not record_bin.listed(cara)


def test_who_kept_a_case_is_asked_what_others_who_did_delete(three: tuple[Session, Session, Session]) -> None:
    _, ben, cara = three
    keep_all(ben)
    keep_all(cara)
    record.add(ben, Contact(id="k8", name="Interpreter", kind="interpreter"))
    record.add(ben, Role(id="o8", case_id="c1", contact_id="k8", kind="interpreter"))
    exchange_all(ben, cara)
    for kind, record_id in ((Role, "o8"), (Contact, "k8")):
        record.move_to_bin(cara, kind, record_id)
        record_bin.purge(cara, kind.__name__.casefold(), record_id)
    exchange_all(cara, ben)
    assert sorted(one.id for one in purge_requests(ben)) == ["k8", "o8"]
    assert [one.id for one in record.every(ben, Contact)] == ["k8"]


def test_who_keeps_a_late_document_has_its_file(two: tuple[Session, Session]) -> None:
    anna, ben = two
    _exchange(anna, ben, anna)
    refuse_purge(anna, "c1")
    confirm_purge(ben, "c1")
    _exchange(ben, anna, ben, anna)
    document = record.find(anna, Document, "d2")
    assert record.find(anna, Attachment, document.attachment_id).sha256 == document.sha256


def test_edits_of_kept_late_work_reach_who_kept_the_case(two: tuple[Session, Session]) -> None:
    anna, ben = two
    _exchange(anna, ben, anna)
    refuse_purge(anna, "c1")
    keep_all(ben)
    document = record.find(anna, Document, "d2")
    record.change(anna, replace(document, title="Letter of May"))
    _exchange(anna, ben)
    assert record.find(ben, Document, "d2").title == "Letter of May"


def test_late_declaration_goes_with_its_recording_by_code(two: tuple[Session, Session]) -> None:
    anna, ben = two
    signed = Declaration(
        id="s1",
        case_id="c1",
        person_id="p1",
        made_on=date(2026, 1, 5),
        place="Nicosia",
        video_id="d2",
        signed_on=date(2026, 1, 5),
        seal="ab" * 32,
    )
    record.add(ben, signed)
    _exchange(anna, ben, anna)
    with pytest.raises(Refused, match="s1 of a deleted case, made on 2026-01-05") as refused:
        confirm_purge(anna, "c1")
    assert "cannot be restored" in str(refused.value.remedy)
    with pytest.raises(Refused, match="goes with all that came late for its deleted case"):
        confirm_purge(anna, "d2", codes=["abababab"])
    confirm_purge(anna, "c1", codes=["abababab"])
    assert not record.every(anna, Declaration)
    assert not purge_requests(anna)
