"""Decisions on a copy meet what they were taken on, or are refused and open again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import InvalidInput
from casebook.base.ids import seeded_ids
from casebook.domain.dossier.build import BuildRequest, CopyDecision
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.filing_problem import HeldBack, ReviewedPassage
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.exhibit_number import exhibit_text_mark
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.gate.claim_release import held_back
from casebook.services.dossier.gate.copy_material import for_reader, review, searched_for
from casebook.services.dossier.gate.decision_check import full_marks
from casebook.services.dossier.gate.passage_name import filed_sections
from casebook.services.dossier.gate.passage_review import undecided
from casebook.services.dossier.placeholder import marked_exhibit
from casebook.services.dossier.precheck import precheck
from tests.vaults import SAMPLE_AT, MasterVault

ANOTHER = "Not what was decided on, or under another number by now: "


def undecided_in(session: Session, request: BuildRequest) -> Iterator[ReviewedPassage]:
    """The passages of a copy that wait for a decision."""
    return undecided(searched_for(session, request), request)


@pytest.fixture
def session(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    with open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT), ids=seeded_ids(1)) as opened:
        yield opened


@pytest.fixture
def served(session: Session) -> BuildRequest:
    (dossier,) = (one for one in record.every(session, Dossier) if one.kind == "hearing-dossier")
    return BuildRequest(dossier_id=dossier.id, copy_kind="service", for_whom="Attorney General")


def swap_numbers(session: Session, request: BuildRequest) -> None:
    """Exchange the numbers of the first two exhibits."""
    first, second = load_for_preview(session, request).exhibits[:2]
    for one, mark in ((first, ""), (second, first.exhibit_mark), (first, second.exhibit_mark)):
        now = record.find(session, Document, one.id)
        record.change(session, replace(now, exhibit_mark=mark), seen=now)


def test_marks_are_the_same_whatever_else_is_decided(session: Session, served: BuildRequest) -> None:
    listed = {one.passage.name: one.passage.text_mark for one in review(session, served)}
    assert set(map(len, listed.values())) == {6}
    exhibit = load_for_preview(session, served).exhibits[0]
    for other in (
        replace(served, placeholders=frozenset({exhibit.exhibit_mark})),
        replace(served, copy_kind="filing", for_whom=""),
        replace(served, copy_kind="draft", for_whom=""),
    ):
        again = {one.passage.name: one.passage.text_mark for one in review(session, other)}
        assert {name: mark for name, mark in again.items() if name in listed} == {
            name: mark for name, mark in listed.items() if name in again
        }


def test_a_check_sets_the_filed_dossier_once(session: Session, served: BuildRequest) -> None:
    data = load_for_preview(session, served)
    filed = filed_sections(data)
    left_out = {section.id: frozenset({(0, 0)}) for section in data.dossier.sections}
    assert filed_sections(replace(data, left_out=left_out, copy_kind="filing")) is filed
    assert filed_sections(load_for_preview(session, served)) is not filed, "each check reads anew"


def test_a_number_of_another_exhibit_discloses_nothing(session: Session, served: BuildRequest) -> None:
    was = load_for_preview(session, served).exhibits[0]
    mark = exhibit_text_mark(session.vault.text_mark, was.id)
    decision = CopyDecision(kind="disclose", subject=was.exhibit_mark, reason="Known.", text_mark=mark)
    disclosing = replace(served, decisions=(decision,))
    swap_numbers(session, served)
    with pytest.raises(InvalidInput, match=ANOTHER) as refused:
        for_reader(session, load_for_preview(session, disclosing), disclosing)
    assert refused.value.field == "disclose"


def test_a_placeholder_stands_for_the_exhibit_chosen_alone(session: Session, served: BuildRequest) -> None:
    data = load_for_preview(session, served)
    chosen = replace(served, placeholders=frozenset({marked_exhibit(data, data.exhibits[0])}))
    assert data.exhibits[0] not in for_reader(session, load_for_preview(session, chosen), chosen).exhibits
    swap_numbers(session, served)
    with pytest.raises(InvalidInput, match=ANOTHER):
        for_reader(session, load_for_preview(session, chosen), chosen)


def test_a_name_that_no_confirmation_allows_stays_open(session: Session, served: BuildRequest) -> None:
    dossier = record.find(session, Dossier, served.dossier_id)
    note = Section(
        id="note", kind="free-text", title="Note", text="Lin Zhihang, his brother, was questioned."
    )
    record.change(session, replace(dossier, sections=(*dossier.sections, note)), seen=dossier)

    def still_open(*decisions: CopyDecision) -> list[tuple[str, list[str]]]:
        listed = undecided_in(session, replace(served, decisions=decisions))
        return [
            (one.passage.name, [*map(str, one.why)]) for one in listed if "brother, was" in one.passage.text
        ]

    ((name, why),) = still_open()
    assert len(why) > 1, "one reason can be confirmed"
    confirmed = CopyDecision(kind="confirm", subject=name, reason="Known.")
    assert still_open(confirmed) == [(name, ["Names someone in China."])]
    assert still_open(replace(confirmed, kind="leave-out")) == []


def test_the_check_shows_what_is_open_again(session: Session, served: BuildRequest) -> None:
    one = next(undecided_in(session, served)).passage
    decision = CopyDecision(kind="confirm", subject=one.name, reason="Known.", text_mark="aaaaaa")
    checked = precheck(session, replace(served, decisions=(decision,)))
    assert [each.problem.check for each in checked.foreseen] == ["decision"]
    assert one.text_mark in {each.passage.text_mark for each in checked.passages}


def come_from_china(session: Session, exhibit_id: str) -> None:
    """Record that an exhibit came from somebody in China."""
    now = record.find(session, Document, exhibit_id)
    record.change(session, replace(now, obtained_from="Lin Zhihang"), seen=now)


def test_a_new_ground_opens_a_confirmed_passage_again(session: Session, served: BuildRequest) -> None:
    data = searched_for(session, served)
    waiting = {one.passage.name: one for one in undecided(data, served)}
    came = {key for one in waiting.values() for key in one.grounds if key.startswith("source:")}
    name, document_id = next(
        (one.passage.name, key.removeprefix("exhibit:"))
        for one in waiting.values()
        for key in sorted(one.passage.rests_on)
        if key.startswith("exhibit:") and f"source:{key.removeprefix('exhibit:')}" not in came
    )
    mark = waiting[name].passage.full_mark
    decision = CopyDecision(kind="confirm", subject=name, reason="Known.", text_mark=mark)
    left = replace(decision, kind="leave-out", reason="Not for this recipient.")
    confirming = replace(served, decisions=(decision,))
    assert list(undecided_in(session, confirming))
    come_from_china(session, document_id)
    with pytest.raises(
        InvalidInput,
        match="What stands against it, or a consent, has changed since it was decided: confirm ",
    ) as refused:
        list(undecided_in(session, confirming))
    assert (refused.value.field, name in str(refused.value)) == ("confirm", True)
    again = {one.passage.name: one for one in undecided_in(session, served)}
    assert again[name].passage.text_mark == waiting[name].passage.text_mark
    assert f"source:{document_id}" in again[name].grounds
    assert name not in {one.passage.name for one in undecided_in(session, replace(served, decisions=(left,)))}


def test_a_new_ground_opens_a_disclosed_exhibit_again(session: Session, served: BuildRequest) -> None:
    data = searched_for(session, served)
    shown = {one.document_id: one.kind for one in data.exposures}
    exhibit = next(one for one in data.exhibits if one.id in shown and one.obtained_from != "Lin Zhihang")
    mark = full_marks(data)[exhibit.exhibit_mark]
    decision = CopyDecision(kind="disclose", subject=exhibit.exhibit_mark, reason="Known.", text_mark=mark)
    disclosing = replace(served, decisions=(decision,))
    for_reader(session, load_for_preview(session, disclosing), disclosing)
    come_from_china(session, exhibit.id)
    with pytest.raises(
        InvalidInput,
        match="What stands against it, or a consent, has changed since it was decided: disclose ",
    ) as refused:
        for_reader(session, load_for_preview(session, disclosing), disclosing)
    assert refused.value.field == "disclose"
    checked = precheck(session, disclosing)
    assert [each.problem.check for each in checked.foreseen] == ["decision"]
    assert checked.marks[exhibit.exhibit_mark] != mark


def test_a_withdrawn_consent_opens_a_disclosed_exhibit_again(session: Session, served: BuildRequest) -> None:
    data = searched_for(session, served)
    shown = next(one for one in data.exposures if one.kind == "other-client")
    exhibit = next(one for one in data.exhibits if one.id == shown.document_id)
    mark = full_marks(data)[exhibit.exhibit_mark]
    decision = CopyDecision(kind="disclose", subject=exhibit.exhibit_mark, reason="Known.", text_mark=mark)
    disclosing = replace(served, decisions=(decision,))
    searched_for(session, disclosing)
    person = record.find(session, Person, shown.people[0])
    today = session.clock().date()
    consents = tuple(replace(one, withdrawn_on=today) for one in person.consents)
    record.change(session, replace(person, consents=consents), seen=person)
    with pytest.raises(InvalidInput, match="has changed since it was decided: disclose"):
        searched_for(session, disclosing)


def test_a_sentence_of_an_exhibit_is_released_to_one_reader(session: Session, served: BuildRequest) -> None:
    def held(request: BuildRequest) -> Mapping[str, HeldBack]:
        return {one.name: one for one in held_back(searched_for(session, request)) if " p." in one.name}

    known = held(served)
    name, one = next(iter(known.items()))
    assert set(map(len, (each.text_mark for each in known.values()))) == {12}
    decision = CopyDecision(kind="confirm", subject=name, reason="Known.", text_mark=one.text_mark)
    releasing = replace(served, decisions=(decision,))
    searched_for(session, releasing)
    with pytest.raises(InvalidInput, match=f"Decided for another recipient.*: confirm {name}."):
        searched_for(session, replace(releasing, for_whom="Embassy of China"))
    come_from_china(session, one.about.id)
    with pytest.raises(InvalidInput, match=f"has changed since it was decided: confirm {name}."):
        searched_for(session, releasing)


def test_other_decisions_leave_the_grounds_as_they_were(session: Session, served: BuildRequest) -> None:
    before = searched_for(session, served)
    out = frozenset(marked_exhibit(before, one) for one in before.exhibits[:2])
    after = searched_for(session, replace(served, placeholders=out))
    assert after.marks.passages == before.marks.passages
    assert after.marks.exhibits == before.marks.exhibits
    listed, again = (
        {one.passage.name: one.passage.full_mark for one in review(session, each)}
        for each in (served, replace(served, placeholders=out))
    )
    assert {name: again[name] for name in listed if name in again} == {
        name: mark for name, mark in listed.items() if name in again
    }


def test_passages_with_the_same_words_have_other_marks(session: Session, served: BuildRequest) -> None:
    marks = [one.passage.text_mark for one in review(session, served)]
    assert len(marks) == len(set(marks))
