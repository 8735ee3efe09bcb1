"""The contrary-passage check over a dossier, a ground and a finding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.domain.case.case import Case
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import TextParagraph
from casebook.domain.dossier.dossier import Dossier, Omission, Section
from casebook.domain.library.statistic import Statistic
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import dossier_data
from casebook.services.dossier.sections import adverse
from casebook.services.library import adverse_material, library, omission, rebuttal
from tests.stubs import stubs_of

TOPIC = "diplomatic-assurances"


@pytest.fixture
def held(stocked: Session) -> Session:
    case.open_case(stocked, reference="R-1", title="Removal", jurisdiction="cy")
    return stocked


def _adverse(session: Session) -> list[str]:
    found = library.library_index(session).findings.values()
    return sorted(finding.id for finding in found if finding.is_adverse and finding.topic_id == TOPIC)


def test_a_dossier_meets_what_it_cites_or_leaves_out_for_a_reason(held: Session) -> None:
    dossier = Dossier(
        id="d1",
        case_id="c1",
        title="Hearing",
        sections=(Section(id="conditions", kind="country-conditions", topics=(TOPIC,)),),
    )
    record.add(held, dossier, *stubs_of(dossier))
    before = adverse_material.of_dossier(held, "d1")
    ids = sorted(each.cited.finding.id for each in before.passages)
    assert ids == _adverse(held)
    assert before.unmet == len(ids) > 0
    omitted = replace(dossier, omissions=(Omission(finding_id=ids[0], reason="Overruled."),))
    record.change(held, omitted)
    after = adverse_material.of_dossier(held, "d1")
    assert {each.answer for each in after.passages if each.is_met} == {"Overruled."}
    sections = (*dossier.sections, Section(id="adverse", kind="adverse-material", topics=(TOPIC,)))
    record.change(held, replace(dossier, sections=sections))
    assert adverse_material.of_dossier(held, "d1").unmet == 0


def test_a_decision_is_left_out_for_a_reason_and_taken_up_again(held: Session) -> None:
    sections = (Section(id="conditions", kind="country-conditions", topics=(TOPIC,)),)
    dossier = Dossier(id="d1", case_id="c1", title="Hearing", sections=sections)
    record.add(held, dossier, *stubs_of(dossier))
    before = adverse_material.of_dossier(held, "d1")
    decision_id, finding_id = before.authorities[0].decision.id, before.passages[0].cited.finding.id

    def met() -> dict[str, tuple[str, str]]:
        review = adverse_material.of_dossier(held, "d1")
        findings: dict[str, tuple[str, str]] = {
            each.cited.finding.id: (each.met, each.answer) for each in review.passages
        }
        return findings | {each.decision.id: (each.met, each.left_out) for each in review.authorities}

    for reason in ("Distinguished.", " Overruled. "):
        for record_id in (decision_id, finding_id):
            omission.leave_out(held, "d1", record_id, reason)
            assert met()[record_id] == ("left-out", reason.strip())
    assert len(record.find(held, Dossier, "d1").omissions) == 2
    with pytest.raises(InvalidInput, match="no reason"):
        omission.leave_out(held, "d1", decision_id, "  ")
    with pytest.raises(NotFound, match="not-there"):
        omission.leave_out(held, "d1", "not-there", "Overruled.")
    omission.take_up(held, "d1", decision_id)
    assert met()[decision_id] == ("open", "")
    assert adverse_material.of_dossier(held, "d1").unanswered == before.unanswered
    with pytest.raises(NotFound, match="does not leave out"):
        omission.take_up(held, "d1", decision_id)


def test_what_is_answered_is_not_left_out(held: Session, case_id: str) -> None:
    record.add(held, Dossier(id="d1", case_id=case_id, title="Hearing"))
    decision_id = adverse_material.authorities(held)[0].id
    rebuttal.write(held, case_id, "decision", decision_id, "It was decided on other law.")
    with pytest.raises(Refused, match="has a response"):
        omission.leave_out(held, "d1", decision_id, "Distinguished.")
    assert record.find(held, Dossier, "d1").omissions == ()


def test_a_ground_meets_what_its_matrix_answers(held: Session) -> None:
    first = _adverse(held)[0]
    proof = Proof(element="Assurances cannot be relied on", adverse_ids=(first,), answer="Never verified.")
    ground = Ground(
        id="g1", case_id=record.every(held, Case)[0].id, kind="ill-treatment", title="Risk", proofs=(proof,)
    )
    record.add(held, ground)
    found = adverse_material.of_ground(held, "g1")
    assert [each.answer for each in found.passages if each.is_met] == ["Never verified."]
    assert found.unmet == len(_adverse(held)) - 1


@pytest.fixture
def case_id(held: Session) -> str:
    return record.every(held, Case)[0].id


def test_an_answer_is_kept_once_for_the_grounds_and_dossiers_of_the_case(held: Session, case_id: str) -> None:
    first = _adverse(held)[0]
    sections = (Section(id="conditions", kind="country-conditions", topics=(TOPIC,)),)
    record.add(held, Dossier(id="d1", case_id=case_id, title="Hearing", sections=sections))
    record.add(held, Ground(id="g1", case_id=case_id, kind="specialty", title="Specialty"))
    rebuttal.write(held, case_id, "finding", first, "Given in one case only.")
    made = rebuttal.write(held, case_id, "finding", first, "Never verified.")
    rebuttal.write(held, case_id, "decision", "nz-sc-kim-2022", "The person was never surrendered.")
    assert [reply.text for reply in rebuttal.of_case(held, case_id).values() if reply.id == made.id] == [
        "Never verified."
    ]
    for review in (adverse_material.of_dossier(held, "d1"), adverse_material.of_ground(held, "g1")):
        met = {passage.cited.finding.id: (passage.met, passage.answer) for passage in review.passages}
        assert met[first] == ("answered", "Never verified.")
        assert review.unmet == len(_adverse(held)) - 1
        assert review.unanswered == len(review.authorities) - 1
    with pytest.raises(InvalidInput):
        rebuttal.write(held, case_id, "finding", first, "  ")


def test_answers_print_beneath_what_they_answer(held: Session, case_id: str) -> None:
    section = Section(id="adverse", kind="adverse-material", topics=(TOPIC,))
    record.add(held, Dossier(id="d1", case_id=case_id, title="Hearing", sections=(section,)))
    printed = next(
        finding.id
        for finding in library.library_index(held).findings.values()
        if finding.is_adverse and finding.topic_id == TOPIC and finding.reading_level != "none"
    )
    rebuttal.write(held, case_id, "finding", printed, "Never verified.")
    rebuttal.write(held, case_id, "decision", "nz-sc-kim-2022", "He was never surrendered.")
    material = dossier_data.load_for_preview(held, BuildRequest(dossier_id="d1"))
    paragraphs = [
        "".join(span.text for span in block.line)
        for block in adverse.blocks(material, section)
        if isinstance(block, TextParagraph)
    ]
    place = paragraphs.index("Response: Never verified.")
    assert paragraphs[place - 1] == library.library_index(held).findings[printed].statement
    assert paragraphs[-1] == "Response: He was never surrendered."


def test_every_opponent_s_authorities_are_listed_latest_first(held: Session) -> None:
    ids = [each.id for each in adverse_material.authorities(held)]
    assert ids[0] == "th-she-2025"
    assert "nz-sc-kim-2022" in ids
    assert "echr-liu-v-poland-2022" not in ids


def test_figures_that_disagree_contradict_each_other(held: Session) -> None:
    library_index = library.library_index(held)
    statistics = record.every(held, Statistic)
    found = adverse_material.of_finding(library_index, library_index.findings["ames-conflict"], statistics)
    assert {"as-12362-176239", "ani-12000-120000"} <= {contrary.finding.id for contrary in found}


def test_an_inquiry_checks_what_is_asked_about_or_the_first_there_is(held: Session, case_id: str) -> None:
    assert adverse_material.check(held, case_id, "").rows == ()
    sections = (Section(id="conditions", kind="country-conditions", topics=(TOPIC,)),)
    record.add(held, Dossier(id="d1", case_id=case_id, title="Hearing", sections=sections))
    record.add(held, Ground(id="g1", case_id=case_id, kind="specialty", title="Specialty"))
    inquiry = adverse_material.check(held, case_id, "d1")
    assert inquiry.choices == (("d1", "dossier", "Hearing"), ("g1", "ground", "Specialty"))
    assert inquiry.subject_id == "d1"
    assert sorted(row.id for row in inquiry.rows if row.noun == "finding") == _adverse(held)
    assert all(row.title and row.source for row in inquiry.rows)
    assert adverse_material.check(held, case_id, "g1").subject_id == "g1"
    assert adverse_material.check(held, case_id, "gone").subject_id == "d1"
