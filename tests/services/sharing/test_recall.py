from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, InvalidInput, NotFound, Refused
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.case.note import Note
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.parcels import receipt, register
from casebook.services.sharing.parcels.parcel_look import look
from casebook.services.sharing.parcels.parcel_take import take
from casebook.services.sharing.parcels.recall import (
    due,
    holders_after,
    purge_recalled,
    recall_view,
    seal_recall,
)
from casebook.store.json_export import history
from tests.services.sharing.conftest import Opener, introduce
from tests.services.sharing.matters import AT, Matter, matter, sent


@pytest.fixture
def anna(casebook_of: Opener) -> Session:
    return casebook_of("anna")


@pytest.fixture
def ben(casebook_of: Opener, anna: Session) -> Session:
    opened = casebook_of("ben")
    introduce(anna, opened)
    return opened


@pytest.fixture
def of(anna: Session, ben: Session, tmp_path: Path) -> Matter:
    """Ben has taken in Anna's case."""
    there = matter(anna)
    sent(anna, there.case, tmp_path / "first", ben)
    view = run_in_line(look(ben, tmp_path / "first"))
    run_in_line(take(ben, tmp_path / "first", view, view.ticked()))
    return there


def test_a_receipt_is_noted_where_the_parcel_was_sealed(
    casebook_of: Opener, anna: Session, ben: Session, of: Matter
) -> None:
    assert of.case.reference == "2026-1"
    (taken,) = register.rows(ben)
    text = receipt.receipt_text(ben, taken.handover.id)
    noted = receipt.note_receipt(anna, f"> Thank you\n{text}\n")
    assert [one.receipt_at for one in noted.holders] == [ben.clock()]
    assert receipt.note_receipt(anna, text) == noted
    with pytest.raises(NotFound, match="No parcel"):
        receipt.note_receipt(ben, text)
    with pytest.raises(Refused, match="sealed here"):
        receipt.receipt_text(anna, noted.id)
    with pytest.raises(NotFound):
        receipt.receipt_text(casebook_of("carl"), noted.id)


def test_a_changed_receipt_is_refused(anna: Session, ben: Session, of: Matter) -> None:
    assert of.case.reference
    (taken,) = register.rows(ben)
    text = receipt.receipt_text(ben, taken.handover.id)
    with pytest.raises(InvalidInput, match="changed on the way"):
        receipt.note_receipt(anna, text.replace(text.splitlines()[1][:8], "AAAAAAAA"))
    with pytest.raises(InvalidInput, match="no receipt"):
        receipt.note_receipt(anna, "Thank you")
    lines = text.splitlines()
    with pytest.raises(InvalidInput):
        receipt.note_receipt(anna, "\n".join((*lines[:3], *lines[4:])))


def test_a_stranger_s_receipt_is_refused(
    casebook_of: Opener, anna: Session, ben: Session, of: Matter, tmp_path: Path
) -> None:
    carl = casebook_of("carl")
    introduce(anna, carl)
    sent(anna, of.case, tmp_path / "for-carl", carl)
    view = run_in_line(look(carl, tmp_path / "for-carl"))
    run_in_line(take(carl, tmp_path / "for-carl", view, view.ticked()))
    (first,) = register.rows(ben)
    (own,) = register.rows(carl)
    with carl.store.write("test") as transaction:
        transaction.replace(replace(own.handover, parcel=first.handover.parcel))
    with pytest.raises(Refused, match="not sealed for"):
        receipt.note_receipt(anna, receipt.receipt_text(carl, own.handover.id))


def test_a_receipt_by_phrase_counts_only_of_a_device_that_opened_it(
    casebook_of: Opener, anna: Session, ben: Session, of: Matter, tmp_path: Path
) -> None:
    (given,) = register.rows(anna)
    register.mark(anna, given.handover, by_phrase=True)
    carl = casebook_of("carl")
    introduce(anna, carl)
    sent(anna, of.case, tmp_path / "for-carl", carl)
    view = run_in_line(look(carl, tmp_path / "for-carl"))
    run_in_line(take(carl, tmp_path / "for-carl", view, view.ticked()))
    (first,), (own,) = register.rows(ben), register.rows(carl)
    with_file = replace(own.handover, parcel=first.handover.parcel)
    with carl.store.write("test") as transaction:
        transaction.replace(with_file)
    with pytest.raises(Refused, match="does not show that the parcel was opened"):
        receipt.note_receipt(anna, receipt.receipt_text(carl, own.handover.id))
    with carl.store.write("test") as transaction:
        transaction.replace(replace(with_file, receipt_key=first.handover.receipt_key))
    noted = receipt.note_receipt(anna, receipt.receipt_text(carl, own.handover.id))
    assert [one.receipt_at for one in noted.holders] == [None, carl.clock()]


def test_a_withdrawn_consent_lists_who_holds_what(anna: Session, of: Matter) -> None:
    assert due(anna) == []
    assert holders_after(anna, of.client.id) == []
    withdrawn = tuple(replace(one, withdrawn_on=date(2026, 3, 1)) for one in of.client.consents)
    record.change(anna, replace(of.client, consents=withdrawn))
    (row,) = holders_after(anna, of.client.id)
    assert [one and one.name for one in row.cards] == ["ben"]
    assert due(anna) == [row]


def test_a_day_of_recall_comes(anna: Session, ben: Session, tmp_path: Path) -> None:
    there = matter(anna)
    sent(anna, there.case, tmp_path / "p", ben, recall_on=date(2026, 3, 2))
    sent(anna, there.case, tmp_path / "q", ben, recall_on=date(2026, 3, 3))
    assert [row.handover.recall_on for row in due(anna)] == [date(2026, 3, 2)]


def test_a_recall_is_shown_and_purged_only_when_confirmed(
    anna: Session, ben: Session, of: Matter, tmp_path: Path
) -> None:
    own_note = Note(id=ben.ids(), text="Ben's own", written_at=AT, case_id=of.case.id)
    mine = Case(
        id=ben.ids(),
        reference="B-1",
        title="",
        jurisdiction="CY",
        opened_on=date(2026, 1, 1),
        parties=of.case.parties,
    )
    declared = Declaration(
        id=ben.ids(), case_id=of.case.id, person_id=of.client.id, signed_on=AT.date(), seal="ab" * 32
    )
    record.add(ben, own_note, mine, declared)
    (row,) = register.rows(anna)
    recall = run_in_line(seal_recall(anna, [row.handover.id], tmp_path / "recall"))
    assert recall.phrase == ""
    assert register.rows(anna)[0].handover.recalled_at == anna.clock()
    assert due(anna) == []
    view = run_in_line(look(ben, tmp_path / "recall"))
    assert view.is_recall
    with pytest.raises(Refused, match="recalls earlier parcels"):
        run_in_line(take(ben, tmp_path / "recall", view, ()))
    shown = recall_view(ben, view)
    assert ("case", of.case.id) in shown.records
    assert shown.kept == (("person", of.client.id),)
    assert shown.own_work == (("declaration", declared.id), ("note", own_note.id))
    assert [one.id for one in shown.sealed] == [declared.id]
    assert record.find(ben, Fact, of.fact.id) == of.fact
    with pytest.raises(Conflict):
        purge_recalled(ben, shown, [("person", of.client.id)])
    with pytest.raises(Refused, match="forcing you"):
        purge_recalled(ben, shown, shown.records)
    assert purge_recalled(ben, shown, shown.records, codes=[declared.code]) == len(shown.records)
    for kind, record_id in ((Case, of.case.id), (Fact, of.fact.id), (Person, of.mother.id)):
        with pytest.raises(NotFound):
            record.find(ben, kind, record_id)
    assert record.find(ben, Person, of.client.id).names == of.client.names
    (entry,) = register.rows(ben)
    assert entry.handover.purged_at == ben.clock()
    with ben.store.reading() as connection:
        assert "They came" not in history(connection)
        assert "Mothername" not in history(connection)
    assert ben.store.differences() == []
    again = run_in_line(look(ben, tmp_path / "first"))
    assert {one.state for one in again.records if one.noun == "fact"} == {"purged"}


def test_nobody_recalls_what_another_sent(
    casebook_of: Opener, anna: Session, ben: Session, of: Matter, tmp_path: Path
) -> None:
    carl = casebook_of("carl")
    introduce(carl, ben)
    there = matter(carl)
    done = sent(carl, there.case, tmp_path / "of-carl", ben)
    (given,) = register.rows(anna)
    with carl.store.write("test") as transaction:
        transaction.replace(replace(done.handover, parcel=given.handover.parcel))
    run_in_line(seal_recall(carl, [done.handover.id], tmp_path / "recall"))
    view = run_in_line(look(ben, tmp_path / "recall"))
    with pytest.raises(NotFound, match="Nothing of what"):
        recall_view(ben, view)
    assert record.find(ben, Fact, of.fact.id) == of.fact


def test_what_cannot_be_recalled_is_refused(anna: Session, ben: Session, of: Matter, tmp_path: Path) -> None:
    (taken,) = register.rows(ben)
    with pytest.raises(Refused, match="one file"):
        run_in_line(seal_recall(ben, [taken.handover.id], tmp_path / "r"))
    with pytest.raises(NotFound):
        run_in_line(seal_recall(anna, [], tmp_path / "r"))
    done = sent(anna, of.case, tmp_path / "by-phrase")
    recall = run_in_line(seal_recall(anna, [done.handover.id], tmp_path / "r"))
    assert len(recall.phrase.split()) == 6
    view = run_in_line(look(ben, tmp_path / "first"))
    with pytest.raises(Refused, match="recalls nothing"):
        recall_view(ben, view)
