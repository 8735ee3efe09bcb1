"""Records that came before what they refer to, and values that several records bear."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.absence import not_here_yet
from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.deadline.own_rule import OwnRule
from casebook.domain.dossier.own_profile import OwnProfile
from casebook.domain.dossier.pseudonym import Pseudonym
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.store import reference_check
from casebook.store.case import case as cases
from casebook.store.registry import table_for
from casebook.store.sharing import absence
from casebook.store.sharing.give import versions_of
from casebook.store.sharing.sameness import shared_values
from tests.store.sharing.random_history import START, Casebook, casebook
from tests.stubs import bare

CASE = Case(id="c1", reference="S-1", title="Removal", jurisdiction="CY", opened_on=date(2026, 1, 2))
NOTE = Note(id="n1", case_id="c1", text="text", written_at=START, written_by="tester")


def add(book: Casebook, *records: Entity) -> None:
    with book.store.write("record.add") as transaction:
        transaction.add_all(records)


def give(giver: Casebook, taker: Casebook, *records: Entity) -> None:
    with giver.store.reading() as connection:
        sent = [
            one for each in records for one in versions_of(connection, table_for(type(each)).noun, [each.id])
        ]
    with taker.store.write("parcel.take") as transaction:
        transaction.take(sent)


def absent(book: Casebook, *records: Entity) -> list[tuple[str, str]]:
    with book.store.reading() as connection:
        return [(one.field, one.id) for one in absence.absent_of(connection, records)]


@pytest.fixture
def books() -> tuple[Casebook, Casebook]:
    return casebook(timedelta()), casebook(timedelta(minutes=1))


def test_what_never_came_is_not_here_yet_until_it_comes(books: tuple[Casebook, Casebook]) -> None:
    here, there = books
    add(there, CASE, NOTE)
    give(there, here, NOTE)
    assert absent(here, NOTE) == [("case_id", "c1")]
    give(there, here, CASE)
    assert absent(here, NOTE) == []


def test_what_was_purged_is_not_waited_for(books: tuple[Casebook, Casebook]) -> None:
    here, _ = books
    add(here, CASE, NOTE)
    with here.store.write("case.purge") as transaction:
        transaction.move_to_bin(Case, "c1")
        assert absent(here, NOTE) == []
        transaction.purge(Case, "c1")
    assert absent(here, NOTE) == []


def test_a_document_without_its_file_waits_for_it() -> None:
    document: Document = bare(Document, id="d1", translation_of="d2")
    book = casebook(timedelta())
    with book.store.reading() as connection:
        waiting = absence.absent_of(connection, [document])
    assert str(not_here_yet(waiting)) == "Not here yet: document, file."


def test_a_record_that_came_before_its_case_is_no_damage(books: tuple[Casebook, Casebook]) -> None:
    here, there = books
    add(there, CASE, NOTE)
    give(there, here, NOTE)
    with here.store.reading() as connection:
        assert reference_check.dangling(connection) == reference_check.Dangling(
            damaged=(), waiting=(("note", "n1"),)
        )


def test_a_record_that_was_written_here_without_its_case_is_damage(
    books: tuple[Casebook, Casebook], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as unchecked:
        unchecked.setattr(reference_check, "require", lambda *_: None)
        add(books[0], NOTE)
    with books[0].store.reading() as connection:
        assert reference_check.dangling(connection).damaged == (("note", "n1"),)


def test_two_cases_with_one_reference_are_asked_for_by_id(books: tuple[Casebook, Casebook]) -> None:
    here, there = books
    other: Case = bare(Case, id="c2", reference="S-1", jurisdiction="CY")
    add(here, CASE)
    add(there, other)
    give(there, here, other)
    with here.store.reading() as connection:
        with pytest.raises(InvalidInput, match="c1, c2"):
            cases.named(connection, "S-1")
        assert cases.named(connection, "c2") == other
        assert cases.sharing_reference(connection, CASE) == ["c2"]


def test_a_case_whose_id_is_the_reference_of_another_is_found_by_it() -> None:
    book = casebook(timedelta())
    other: Case = bare(Case, id="c2", reference="c1", jurisdiction="CY")
    add(book, other, CASE)
    with book.store.reading() as connection:
        assert cases.named(connection, "c1") == CASE


def test_values_that_several_records_bear_are_listed() -> None:
    book, on = casebook(timedelta()), datetime(2026, 3, 2, tzinfo=UTC).date()
    name = (Name(text="Sample", script="Latn"),)
    add(
        book,
        CASE,
        bare(Case, id="c2", reference="S-1", jurisdiction="CY", code_name="heron"),
        Person(id="p1", names=name, code_name="Heron"),
        Person(id="p2", names=name),
        Pseudonym(id="s1", case_id="c1", person_id="p1", label="A"),
        Pseudonym(id="s2", case_id="c1", person_id="p2", label="A"),
        Pseudonym(id="s3", case_id="c2", person_id="p2", label="A"),
        OwnRule(id="r1", rule_id="own-a", text="one", taken_on=on),
        OwnRule(id="r2", rule_id="own-a", text="two", taken_on=on),
        OwnProfile(id="f1", profile_id="own-b", text="one", taken_on=on),
        OwnProfile(id="f2", profile_id="own-b", text="one", taken_on=on),
    )
    with book.store.reading() as connection:
        shared = {one.field: one.records for one in shared_values(connection)}
    assert shared == {
        "reference": (("case", "c1"), ("case", "c2")),
        "label": (("pseudonym", "s1"), ("pseudonym", "s2")),
        "code_name": (("case", "c2"), ("person", "p1")),
        "rule_id": (("own-rule", "r1"), ("own-rule", "r2")),
    }
