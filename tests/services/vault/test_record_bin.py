from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest

from casebook.base.errors import Cancelled, Conflict, NotFound
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.person.contact import Contact
from casebook.domain.person.role import Role
from casebook.services.base import history, record, search
from casebook.services.base.session import Session, open_session
from casebook.services.evidence import document
from casebook.services.vault import record_bin as bins
from tests.conftest import NOW

CASE = Case(id="case-one", reference="R-1", title="", jurisdiction="CY", opened_on=date(2026, 1, 1))
FACT = Fact(
    id="fact-one", case_id="case-one", statement="The lantern was green.", on=StatedDate(edtf="2026-01-20")
)


@pytest.fixture
def session(small: Path, small_code: str) -> Iterator[Session]:
    """A vault where a minute passes between any two looks at the clock."""
    minutes = count()
    opened = open_session(
        small, small_code, clock=lambda: NOW + timedelta(minutes=next(minutes)), who="tester"
    )
    yield opened
    opened.close()


def sealed(session: Session) -> Document:
    draft = Document(
        id="document-one",
        case_id="case-one",
        title="Letter",
        kind="correspondence",
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type="text/plain",
    )
    kept = session.vault.attachments.seal(BytesIO(b"the marmalade clause"), session.ids())
    return document.file_sealed(session, draft, kept, ("the marmalade clause",), page_count=1)


def test_a_removal_is_taken_back_by_undo_the_last_one_first(session: Session) -> None:
    record.add(session, CASE, FACT, replace(FACT, id="fact-two"))
    record.move_to_bin(session, Fact, "fact-one")
    record.move_to_bin(session, Fact, "fact-two")
    assert [entry.id for entry in bins.listed(session)] == ["fact-two", "fact-one"]
    assert bins.undo(session).id == "fact-two"
    assert [fact.id for fact in record.every(session, Fact)] == ["fact-two"]
    bins.undo(session)
    with pytest.raises(NotFound, match="empty"):
        bins.undo(session)


def test_a_case_takes_its_records_to_the_bin_and_back_but_no_older_ones(
    session: Session,
) -> None:
    record.add(session, CASE, FACT, replace(FACT, id="fact-two"))
    sealed(session)
    record.move_to_bin(session, Fact, "fact-two")
    record.move_to_bin(session, Case, "case-one")
    assert search.find(session, "lantern") == []
    case, fact = bins.listed(session)
    assert (case.noun, fact.id) == ("case", "fact-two")
    assert {noun for noun, _ in case.parts} == {"fact", "document", "document-text"}
    bins.restore(session, "case", "case-one")
    assert [remaining.id for remaining in record.every(session, Fact)] == ["fact-one"]
    assert [hit.id for hit in search.find(session, "lantern")] == ["fact-one"]


def test_the_words_of_a_removed_document_are_not_found(session: Session) -> None:
    record.add(session, CASE)
    sealed(session)
    assert search.find(session, "marmalade")
    record.move_to_bin(session, Document, "document-one")
    assert search.find(session, "marmalade") == []
    bins.undo(session)
    assert search.find(session, "marmalade")


def test_a_contact_takes_its_roles_along(session: Session) -> None:
    record.add(session, CASE, Contact(id="contact-one", name="Ada", kind="lawyer"))
    record.add(session, Role(id="role-one", case_id="case-one", contact_id="contact-one", kind="counsel"))
    record.move_to_bin(session, Contact, "contact-one")
    assert record.every(session, Role) == []


def test_a_purge_says_first_what_depends_on_it(session: Session) -> None:
    record.add(session, CASE)
    sealed(session)
    record.add(session, replace(FACT, pinpoints=(Pinpoint(document_id="document-one", page=1),)))
    with pytest.raises(NotFound):
        bins.before_purge(session, "document", "document-one")
    record.move_to_bin(session, Document, "document-one")
    forecast = bins.before_purge(session, "document", "document-one")
    assert [(one.noun, one.title) for one in forecast.dependents] == [("fact", "The lantern was green.")]
    assert forecast.files == 1
    assert forecast.backups == 0


def test_nothing_is_saved_in_a_case_that_is_in_the_bin(session: Session) -> None:
    record.add(session, CASE, FACT, replace(FACT, id="fact-two"))
    record.move_to_bin(session, Fact, "fact-two")
    record.move_to_bin(session, Case, "case-one")
    for save in (
        lambda: record.add(session, replace(FACT, id="fact-three")),
        lambda: record.change(session, replace(FACT, statement="The lantern was red.")),
        lambda: record.restore(session, Fact, "fact-two"),
        lambda: sealed(session),
    ):
        with pytest.raises(Conflict, match="in the bin"):
            save()
    bins.restore(session, "case", "case-one")
    record.restore(session, Fact, "fact-two")
    assert {fact.id for fact in record.every(session, Fact)} == {"fact-one", "fact-two"}


def test_a_case_takes_all_that_is_in_it_along_for_good(session: Session) -> None:
    record.add(session, CASE, FACT, *(replace(FACT, id=f"fact-{number}") for number in ("two", "three")))
    exhibit = sealed(session)
    record.move_to_bin(session, Fact, "fact-two")
    record.move_to_bin(session, Case, "case-one")
    with session.store.write("fact.restore") as transaction:  # as it could stay behind in earlier versions
        transaction.restore(Fact, "fact-three")
    forecast = bins.before_purge(session, "case", "case-one")
    assert dict(forecast.taken) == {"fact": 3, "document": 1}
    assert forecast.files == 1
    assert forecast.dependents == ()
    bins.purge(session, "case", "case-one")
    assert bins.listed(session) == []
    assert record.every(session, Fact) == []
    assert search.find(session, "lantern") == []
    assert not session.vault.attachments.place(exhibit.attachment_id).exists()


def test_a_purge_takes_the_file_the_text_and_the_values_of_the_history(session: Session) -> None:
    record.add(session, CASE)
    exhibit = sealed(session)
    place = session.vault.attachments.place(exhibit.attachment_id)
    assert place.exists()
    record.move_to_bin(session, Document, exhibit.id)
    bins.purge(session, "document", exhibit.id)
    assert not place.exists()
    assert record.every(session, DocumentText) == []
    with pytest.raises(NotFound):
        record.find(session, Document, exhibit.id)
    changes = [change for change in history.of_record(session, exhibit.id) if change.noun == "document"]
    assert [change.action for change in changes] == ["document.take-in", "document.remove", "document.purge"]
    assert changes[0].is_purged
    assert all(change.fields == () for change in changes)
    assert session.store.verify_audit() > 0
    assert bins.listed(session) == []


def test_only_what_lies_in_the_bin_is_purged(session: Session) -> None:
    record.add(session, CASE, FACT)
    with pytest.raises(NotFound, match="in the bin"):
        bins.purge(session, "fact", "fact-one")
    assert record.every(session, Fact) == [FACT]


def test_a_purged_case_leaves_nothing_of_its_records(session: Session) -> None:
    record.add(session, CASE, FACT)
    exhibit = sealed(session)
    record.move_to_bin(session, Case, "case-one")
    session.searched_forms.claims[()] = {"lantern": ()}
    bins.purge(session, "case", "case-one")
    assert session.searched_forms.claims == {}
    assert not session.vault.attachments.place(exhibit.attachment_id).exists()
    assert "lantern" not in str([change.fields for change in history.of_record(session, "fact-one")])
    assert session.store.verify_audit() > 0


def test_several_records_are_restored_in_one_change_and_their_case_first(session: Session) -> None:
    record.add(session, CASE)
    record.add(session, FACT)
    record.move_to_bin(session, Fact, FACT.id)
    record.move_to_bin(session, Case, CASE.id)
    actions: list[str] = []
    session.on_change(lambda changes: actions.append(changes.action))
    assert bins.restore_all(session, [("fact", FACT.id), ("case", CASE.id)]) == 2
    assert actions == ["bin.restore"]
    assert bins.listed(session) == []
    with pytest.raises(NotFound):
        bins.restore_all(session, [("fact", "gone")])


def test_several_records_are_purged_in_one_change_or_none(session: Session) -> None:
    record.add(session, CASE)
    record.add(session, FACT, replace(FACT, id="fact-two"))
    exhibit = sealed(session)
    for kind, record_id in ((Fact, FACT.id), (Document, exhibit.id), (Case, CASE.id)):
        record.move_to_bin(session, kind, record_id)
    chosen = [("fact", FACT.id), ("document", exhibit.id), ("case", CASE.id)]
    forecast = bins.before_purging(session, chosen)
    assert (forecast.count, forecast.taken, forecast.files) == (3, (("fact", 1),), 1)
    with pytest.raises(NotFound):
        bins.purge_all(session, [*chosen, ("fact", "gone")])
    with pytest.raises(Cancelled):
        bins.purge_all(session, chosen, stopping)
    assert len(bins.listed(session)) == 3
    assert session.vault.attachments.place(exhibit.attachment_id).exists()
    bins.purge_all(session, chosen)
    assert bins.listed(session) == []
    assert not session.vault.attachments.place(exhibit.attachment_id).exists()


def stopping(done: int, total: int, step: Message) -> None:
    if done == total - 1:
        raise Cancelled(step)
