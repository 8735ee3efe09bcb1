"""What a parcel asks before it goes and before it is taken: consents of all, the bin, strangers' records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.base.errors import NotFound, Refused
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.note import Note
from casebook.domain.person.person import Consent, Person
from casebook.domain.sharing.stamp import stamp, tick_at
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing import card
from casebook.services.sharing.parcels import hand_over, register, sender_names
from casebook.services.sharing.parcels.parcel_body import bodies_of
from casebook.services.sharing.parcels.parcel_look import look
from casebook.services.sharing.parcels.parcel_needs import lacking, needs_of
from casebook.services.sharing.parcels.parcel_plan import plan_cases
from casebook.services.sharing.parcels.parcel_preview import preview
from casebook.services.sharing.parcels.parcel_seal import seal
from casebook.services.sharing.parcels.parcel_take import take
from casebook.services.sharing.parcels.parcel_undo import undo_take
from casebook.services.sharing.parcels.recall import due, recall_view
from tests.services.sharing.conftest import Opener, introduce
from tests.services.sharing.matters import AT, card_for, matter, order_for, plain_of, sent, versions_in
from tests.services.sharing.test_hostile_parcel import _forge, _manifest

GIVEN = date(2026, 1, 1)
COURT = Consent(purpose="court", given_on=GIVEN)


@pytest.fixture
def anna(casebook_of: Opener) -> Session:
    return casebook_of("anna")


@pytest.fixture
def ben(casebook_of: Opener, anna: Session) -> Session:
    opened = casebook_of("ben")
    introduce(anna, opened)
    return opened


def version(noun: str, record_id: str, *, is_begun: bool = True, **values: object) -> RecordVersion:
    at = stamp(tick_at(AT), b"evilline")
    return RecordVersion(
        noun=noun,
        id=record_id,
        is_begun=is_begun,
        began=at if is_begun else b"",
        entries={key: {at: value} for key, value in values.items()},
    )


@pytest.mark.parametrize(
    "consents", [(COURT,), (replace(COURT, withdrawn_on=date(2026, 2, 1)),)], ids=["other-use", "withdrawn"]
)
def test_a_witness_whose_consents_are_on_record_has_to_consent(
    anna: Session, ben: Session, tmp_path: Path, consents: tuple[Consent, ...]
) -> None:
    of = matter(anna)
    witness = record.change(anna, replace(of.mother, consents=consents), seen=of.mother)
    record.change(
        anna, replace(of.case, parties=(*of.case.parties, Party(person_id=witness.id, standing="witness")))
    )
    order = order_for(anna, of.case, ben)
    shown = preview(anna, order)
    assert shown.refusal is not None
    assert "person in 2026-1" in str(shown.refusal)
    assert witness.id not in str(shown.refusal)
    with pytest.raises(Refused):
        run_in_line(seal(anna, order, tmp_path / "p"))
    partner = Consent(purpose="partner", given_on=GIVEN)
    record.change(anna, replace(witness, consents=(*consents, partner)))
    done = run_in_line(seal(anna, order, tmp_path / "p"))
    assert witness.id in done.handover.ids("person")
    record.change(anna, replace(witness, consents=consents))
    assert [row.handover.id for row in due(anna)] == [done.handover.id]


def test_the_client_of_another_case_has_to_consent(anna: Session, ben: Session) -> None:
    of = matter(anna)
    case = Case(
        id=anna.ids(),
        reference="2026-7",
        title="",
        jurisdiction="CY",
        opened_on=GIVEN,
        parties=(Party(person_id=of.mother.id),),
    )
    record.add(anna, case)
    assert preview(anna, order_for(anna, of.case, ben)).refusal is None, "a relative of another case stays"
    named = (*of.case.parties, Party(person_id=of.mother.id, standing="witness"))
    record.change(anna, replace(of.case, parties=named))
    shown = preview(anna, order_for(anna, of.case, ben))
    assert shown.refusal is not None
    assert "client of 2026-7" in str(shown.refusal), "she has no code name, and an ID is known to nobody"
    (_, other) = hand_over.state_of(anna, order_for(anna, of.case, ben)).clients
    assert (other.is_client, other.references, other.is_given) == (False, ("2026-7",), False)


def test_the_name_on_a_card_that_nobody_compared_is_no_recipient(anna: Session, casebook_of: Opener) -> None:
    court = casebook_of("the court")
    of = matter(anna, Consent(purpose="partner", given_on=GIVEN, recipient="The Court"))
    order = order_for(anna, of.case, court)
    order = replace(order, unchecked=order.card_ids)
    refusal = preview(anna, order).refusal
    assert refusal is not None
    assert "another recipient" in str(refusal)
    card.confirm(anna, order.card_ids[0])
    assert preview(anna, order).refusal is None


def test_a_consent_with_limits_needs_the_word_that_they_are_kept(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    limited = Consent(purpose="partner", given_on=GIVEN, scope="Limitcanary")
    of = matter(anna, limited)
    order = order_for(anna, of.case, ben)
    shown = preview(anna, order)
    assert shown.limits == {of.client.id: ("Limitcanary",)}
    assert shown.refusal is not None
    assert shown.refusal.field == "within_limits"
    assert "Limitcanary" not in str(shown.refusal)
    with pytest.raises(Refused):
        run_in_line(seal(anna, order, tmp_path / "p"))
    assert not (tmp_path / "p").exists()
    assert run_in_line(seal(anna, replace(order, within_limits=True), tmp_path / "p")).handover.id
    client = record.find(anna, Person, of.client.id)
    record.change(anna, replace(client, consents=(limited, replace(limited, scope=""))))
    assert preview(anna, order).refusal is None, "one without limits covers it whole"


def test_what_is_in_the_bin_stays_and_is_listed(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    record.move_to_bin(anna, Note, of.note.id)
    order = order_for(anna, of.case, ben)
    assert preview(anna, order).binned == (("note", of.note.id),)
    sent(anna, of.case, tmp_path / "p", ben)
    assert b"Opennote" not in plain_of(ben, tmp_path / "p")
    assert of.note.id not in versions_in(ben, tmp_path / "p")
    record.move_to_bin(anna, Case, of.case.id)
    with pytest.raises(NotFound):
        plan_cases(anna, [of.case.id])


def test_new_records_about_what_the_sender_was_never_given_are_not_ticked(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = matter(anna)
    versions = [
        version("note", "evilnote00000001", text="Evil", written_at=AT.isoformat(), case_id=of.case.id),
        version("relation", "evilre1000000001", person_id=of.client.id, other_id=of.mother.id, kind="friend"),
        version("closure", "evi1c10s00000001", calendar_id="cy-courts", title="Closed", first="2026-12-02"),
        version("case", "newcase000000001", reference="N-1", title="", jurisdiction="CY"),
        version("note", "newnote000000001", text="Fine", case_id="newcase000000001"),
    ]
    view = _forge(anna, ben, tmp_path / "p", _manifest(ben, *versions), list(bodies_of(versions)))
    suspect = {one.id: {field.suspect for field in one.fields} for one in view.records}
    assert suspect == {
        "evilnote00000001": {"names-ungiven"},
        "evilre1000000001": {"names-ungiven"},
        "evi1c10s00000001": {"office-wide"},
        "newcase000000001": {""},
        "newnote000000001": {""},
    }
    assert {one[1] for one in view.ticked()} == {"newcase000000001", "newnote000000001"}


def test_who_was_given_a_case_adds_to_it(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", ben)
    one = version("note", "goodnote00000001", text="Good", written_at=AT.isoformat(), case_id=of.case.id)
    view = _forge(anna, ben, tmp_path / "q", _manifest(ben, one), list(bodies_of([one])))
    assert {key[1] for key in view.ticked()} == {"goodnote00000001"}


def test_nothing_of_an_uncompared_sender_is_taken_without_saying_so(
    anna: Session, casebook_of: Opener, tmp_path: Path
) -> None:
    eve = casebook_of("eve")
    one = version(
        "case", "newcase000000001", reference="N-1", title="", jurisdiction="CY", opened_on="2026-01-01"
    )
    view = _forge(anna, eve, tmp_path / "p", _manifest(eve, one), list(bodies_of([one])))
    with pytest.raises(Refused, match="Nobody compared"):
        run_in_line(take(anna, tmp_path / "p", view, view.ticked()))
    assert record.every(anna, Case) == []
    assert run_in_line(take(anna, tmp_path / "p", view, view.ticked(), allow=True)).count == 1


def test_a_recall_counts_only_what_its_sender_began_and_says_what_it_is(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    waiting = version("note", "futurenote000001", is_begun=False, text="w")
    view = _forge(anna, ben, tmp_path / "p", _manifest(ben, waiting), list(bodies_of([waiting])))
    entry = run_in_line(take(anna, tmp_path / "p", view, view.ticked())).handover
    of = matter(anna)
    record.add(anna, Note(id="futurenote000001", text="Mine", written_at=anna.clock(), case_id=of.case.id))
    recall = _manifest(ben, kind="recall", recalls=(entry.parcel,), purpose=None)
    asked = recall_view(anna, _forge(anna, ben, tmp_path / "r", recall, ()))
    assert asked.records == ()


def test_a_recall_names_what_it_would_delete(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", ben)
    view = run_in_line(look(ben, tmp_path / "p"))
    run_in_line(take(ben, tmp_path / "p", view, view.ticked()))
    own = Note(id=ben.ids(), text="Ownnote", written_at=AT, case_id=of.case.id)
    record.add(ben, own)
    (entry,) = [one for one in view.content.manifest.given if one.noun == "person"]
    recall = _manifest(anna, kind="recall", recalls=(view.content.id,), purpose=None)
    asked = recall_view(ben, _forge(ben, anna, tmp_path / "r", recall, ()))
    assert asked.own_work == (("note", own.id),)
    assert asked.titles[own.id]
    assert asked.titles.keys() >= {*entry.ids}
    assert "Ownnote" not in repr(asked)
    assert record.find(ben, Person, of.client.id).leading_name == asked.titles[of.client.id]


def test_what_goes_and_what_stays_is_listed_by_title_and_reason(anna: Session, ben: Session) -> None:
    of = matter(anna)
    record.move_to_bin(anna, Note, of.note.id)
    shown = preview(anna, order_for(anna, of.case, ben))
    assert [one.title for one in shown.going if one.noun == "document"] == ["Exhibit"]
    assert {(one.record.noun, one.record.title, one.reason) for one in shown.staying} == {
        ("document", "Advicecanary", "privileged"),
        ("note", "Privnotecanary", "privileged"),
        ("note", "Opennote", "binned"),
    }
    ticked = replace(order_for(anna, of.case, ben), include=(f"document/{of.advice.id}",))
    going = [one.title for one in preview(anna, ticked).going if one.noun == "document"]
    assert going == ["Advicecanary", "Exhibit"]


def test_a_case_without_its_client_is_warned_of(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", ben)
    view = run_in_line(look(ben, tmp_path / "p"))
    needs, ticked = needs_of(view), view.ticked()
    assert lacking(needs, ticked) == []
    without = frozenset(one for one in ticked if one[:2] != ("person", of.client.id))
    assert lacking(needs, without) == [("person", of.client.id)]
    assert lacking(needs, ()) == []


def test_a_parcel_taken_again_stays_one_entry(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", ben)
    view = run_in_line(look(ben, tmp_path / "p"))
    part = frozenset(one for one in view.ticked() if one[:2] != ("fact", of.fact.id))
    first = run_in_line(take(ben, tmp_path / "p", view, part))
    again = run_in_line(look(ben, tmp_path / "p"))
    nothing = run_in_line(take(ben, tmp_path / "p", again, again.ticked()))
    assert (nothing.is_again, nothing.states, nothing.handover) == (True, (), first.handover)
    rest = frozenset((one.noun, one.id, field.key) for one, field in again.offered())
    more = run_in_line(take(ben, tmp_path / "p", again, rest))
    (row,) = register.rows(ben)
    assert row.handover.ids("fact") == (of.fact.id,)
    assert (row.names, row.handover.holders[0].was_compared) == (("anna",), True)
    assert undo_take(ben, more) == []
    (row,) = register.rows(ben)
    assert (row.handover.ids("fact"), row.handover.ids("case")) == ((), (of.case.id,))
    assert undo_take(ben, first) == []
    assert register.rows(ben) == []


def test_the_register_keeps_the_name_that_a_sender_claims(
    anna: Session, casebook_of: Opener, tmp_path: Path
) -> None:
    carl = casebook_of("carl")
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", carl, unchecked=(card_for(anna, carl),))
    view = run_in_line(look(carl, tmp_path / "p"))
    taken = run_in_line(take(carl, tmp_path / "p", view, view.ticked(), allow=True))
    (row,) = register.rows(carl)
    assert (row.cards, row.names, row.handover.holders[0].was_compared) == ((None,), ("anna",), False)
    named_so = Person(id=carl.ids(), names=(Name(text="Anna", script="Latn"),))
    record.add(carl, named_so)
    with carl.store.write("person.purge") as transaction:
        transaction.purge(Person, named_so.id)
    (row,) = register.rows(carl)
    assert row.names == ("",), "a purge of a person of this name takes it"
    assert undo_take(carl, taken) == []
    assert sender_names.names(carl) == {}
