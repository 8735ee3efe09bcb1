from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import NotFound
from casebook.base.ids import seeded_ids
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.case.note import Note
from casebook.domain.evidence.document import Document
from casebook.domain.library.source import Source
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role
from casebook.domain.sharing.encoding import encoded
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.sharing.case_records import (
    CaseRecords,
    SharedVersions,
    records_of_cases,
    shared_versions,
)
from casebook.store.registry import tables
from casebook.store.sharing import case_content
from tests.vaults import SAMPLE_AT, MasterVault

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def sample(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    opened = open_session(
        path, sample_vault.code, clock=fixed_clock(SAMPLE_AT), ids=seeded_ids(7), who="tester"
    )
    yield opened
    opened.close()


def _case(session: Session, reference: str, *people: Person) -> Case:
    parties = tuple(Party(person_id=one.id) for one in people)
    return Case(
        id=session.ids(),
        reference=reference,
        title=reference,
        jurisdiction="CY",
        opened_on=date(2026, 1, 5),
        parties=parties,
    )


def _person(session: Session, text: str) -> Person:
    return Person(id=session.ids(), names=(Name(text=text, script="Latn"),))


def _document(session: Session, case: Case, **more: object) -> Document:
    return Document(
        id=session.ids(),
        case_id=case.id,
        title="scan",
        kind="other",
        attachment_id="",
        sha256="0" * 64,
        size_bytes=1,
        media_type="application/pdf",
        **more,  # type: ignore[arg-type]
    )


def _bytes_of(shared: SharedVersions) -> str:
    return json.dumps([encoded(one) for one in shared.versions], ensure_ascii=False)


def _of_others(session: Session, records: CaseRecords) -> set[str]:
    """The IDs of everything that belongs to cases and does not go."""
    with session.store.reading() as connection:
        ids = {
            one.id
            for table in tables()
            if table.merge and not table.comes_with_packs
            for one in table.all(connection)
        }
        return case_content.of_cases_among(connection, ids) - records.all_ids


def test_of_each_case_of_the_sample_no_id_of_another_case_goes(sample: Session) -> None:
    cases = record.every(sample, Case)
    assert len(cases) > 1
    for case in cases:
        records = records_of_cases(sample, [case.id])
        text = _bytes_of(shared_versions(sample, records))
        others = _of_others(sample, records)
        assert others
        assert [one for one in others if one in text] == []


def test_all_that_is_of_a_case_goes(sample: Session) -> None:
    case = record.every(sample, Case)[0]
    records = records_of_cases(sample, [case.id])
    with sample.store.reading() as connection:
        for table in tables():
            if table.merge and "case_id" in table.table.c:
                here = {one.id for one in table.of_case(connection, case.id)}
                assert here <= {*records.ids.get(table.noun, ())}
    assert {party.person_id for party in case.parties} <= {*records.ids["person"]}
    assert {one.pack for one in records.cited} - {""}
    assert {noun for noun, *_ in records.ids.items()} >= {"case", "person", "fact", "document", "dossier"}


def test_people_of_a_case_go_and_who_they_know_elsewhere_does_not(session: Session) -> None:
    client, mother, stranger, witness = (_person(session, text) for text in "abcd")
    other = _case(session, "other", stranger, client)
    ours = _case(session, "ours", client, witness)
    to_mother, to_stranger, among_others = (
        Relation(id=session.ids(), person_id=client.id, other_id=mother.id, kind="mother"),
        Relation(id=session.ids(), person_id=stranger.id, other_id=client.id, kind="friend"),
        Relation(id=session.ids(), person_id=stranger.id, other_id=mother.id, kind="mother"),
    )
    contact, other_contact = (Contact(id=session.ids(), name=name, kind="lawyer") for name in "xy")
    role, other_role = (
        Role(id=session.ids(), case_id=one.id, contact_id=contact.id, kind="counsel") for one in (ours, other)
    )
    third_role = Role(id=session.ids(), case_id=other.id, contact_id=other_contact.id, kind="counsel")
    note, other_note, of_office = (
        Note(id=session.ids(), text="n", written_at=AT, case_id=case_id, about="person", about_id=client.id)
        for case_id in (ours.id, other.id, "")
    )
    people = (client, mother, stranger, witness, other, ours, to_mother, to_stranger, among_others)
    record.add(session, *people, contact, other_contact, role, other_role, third_role)
    record.add(session, note, other_note, of_office)
    records = records_of_cases(session, [ours.id])
    assert records.ids == {
        "case": (ours.id,),
        "person": tuple(sorted((client.id, mother.id, witness.id))),
        "relation": (to_mother.id,),
        "contact": (contact.id,),
        "role": (role.id,),
        "note": (note.id,),
    }
    text = _bytes_of(shared_versions(session, records))
    gone = (stranger, other, to_stranger, among_others, other_contact, other_role, other_note, of_office)
    assert [one.id for one in gone if one.id in text] == []


def test_values_that_name_another_case_stay(session: Session) -> None:
    ours, other = _case(session, "ours"), _case(session, "other")
    mail, attached = _document(session, other), _document(session, ours)
    fact = Fact(
        id=session.ids(),
        case_id=ours.id,
        statement="as there",
        on=StatedDate(edtf="2026-01-05"),
        pinpoints=(Pinpoint(document_id=mail.id), Pinpoint(document_id=attached.id)),
    )
    note = Note(id=session.ids(), text=f"see {mail.id}.", written_at=AT, case_id=ours.id)
    record.add(session, ours, other, mail, attached, fact, note)
    linked = replace(attached, part_of=mail.id, also_part_of=(mail.id,))
    record.change(session, linked)
    record.change(session, replace(linked, translation_of=mail.id))
    shared = shared_versions(session, records_of_cases(session, [ours.id]))
    assert mail.id not in _bytes_of(shared)
    assert attached.id in _bytes_of(shared)
    left = {(noun, key.partition("/")[0]) for noun, _, key in shared.left_out}
    assert left == {
        ("document", "part_of"),
        ("document", "also_part_of"),
        ("document", "translation_of"),
        ("fact", "pinpoints"),
        ("note", "text"),
    }


def test_what_is_in_the_bin_goes_and_what_was_purged_is_not_named(session: Session) -> None:
    ours = _case(session, "ours")
    note = Note(id=session.ids(), text="n", written_at=AT, case_id=ours.id)
    purged = Note(id=session.ids(), text="n", written_at=AT, case_id=ours.id)
    naming = Note(id=session.ids(), text=f"as in {purged.id}", written_at=AT, case_id=ours.id)
    record.add(session, ours, note, purged, naming)
    record.move_to_bin(session, Note, note.id)
    with session.store.write("note.purge") as transaction:
        transaction.purge(Note, purged.id)
    records = records_of_cases(session, [ours.id])
    assert {*records.ids["note"]} == {note.id, naming.id}
    assert purged.id not in _bytes_of(shared_versions(session, records))


def test_own_sources_cited_in_a_text_go(sample: Session) -> None:
    case = record.every(sample, Case)[0]
    first = Source(id=sample.ids(), title="s", author="a", body="", type="ngo-report")
    follows = Source(id=sample.ids(), title="s", author="a", body="", type="ngo-report", follows=first.id)
    uncited = Source(id=sample.ids(), title="s", author="a", body="", type="ngo-report")
    note = Note(id=sample.ids(), text=f"[[@{follows.id} § 8]]", written_at=AT, case_id=case.id)
    record.add(sample, first, follows, uncited, note)
    assert {*records_of_cases(sample, [case.id]).ids["source"]} == {first.id, follows.id}


def test_a_case_that_is_not_here_is_refused(session: Session) -> None:
    with pytest.raises(NotFound):
        records_of_cases(session, ["0000000000000000"])
