"""Grounds find their topics, and a finding joins what a ground must show by one call."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from casebook.base.errors import NotFound
from casebook.domain.base.date import StatedDate
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground, GroundKind, Proof
from casebook.domain.library.finding import Finding
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case, ground
from casebook.services.library import library, reading, suggestion


@pytest.fixture
def held(stocked: Session) -> Session:
    opened = case.open_case(stocked, reference="R-1", title="Removal", jurisdiction="cy")
    proofs = (Proof(element="Real risk"), Proof(element="No reliable assurance"))
    record.add(
        stocked,
        Ground(id="g1", case_id=opened.id, kind="ill-treatment", title="Article 3", proofs=proofs),
        Ground(id="g2", case_id=opened.id, kind="family-life", title="Article 8"),
    )
    return stocked


def test_every_kind_of_ground_has_topics_the_library_knows() -> None:
    known = set(library.library_index().topics)
    assert set(suggestion.TOPICS) == set(get_args(GroundKind))
    assert {topic for topics in suggestion.TOPICS.values() for topic in topics} <= known


def test_a_finding_joins_the_side_it_points_to_and_only_once(held: Session) -> None:
    titles = [slot.title for slot in suggestion.slots(held)]
    assert titles == [
        "R-1 · Article 3 · No reliable assurance",
        "R-1 · Article 3 · Real risk",
        "R-1 · Article 8 · Article 8",
    ]
    adverse = next(finding.id for finding in record.every(held, Finding) if finding.is_adverse)
    for finding_id in ("cpl-77-rsdl-contact", "cpl-77-rsdl-contact", adverse):
        suggestion.attach(held, finding_id, "g1", 1)
    proof = record.find(held, Ground, "g1").proofs[1]
    assert (proof.finding_ids, proof.adverse_ids) == (("cpl-77-rsdl-contact",), (adverse,))
    was, made = suggestion.attach(held, "cpl-77-rsdl-contact", "g2")
    assert was.proofs == ()
    assert made.proofs == (Proof(element="Article 8", finding_ids=("cpl-77-rsdl-contact",)),)
    with pytest.raises(NotFound):
        suggestion.attach(held, "cpl-77-rsdl-contact", "g1", 7)


def test_findings_suggest_the_type_of_a_new_ground_of_an_open_case(held: Session) -> None:
    closed = case.open_case(held, reference="A-9", title="", jurisdiction="CY")
    record.change(held, closed.in_status("closed", held.clock().date()))
    offered = suggestion.case_choices(held, ["cpl-77-rsdl-contact"])
    assert list(offered.references.values()) == ["R-1"]
    assert offered.kind == "ill-treatment"
    assert suggestion.case_choices(held, []).kind == ""


def test_a_new_ground_of_findings_keeps_each_on_its_side(held: Session) -> None:
    (case_id,) = suggestion.case_choices(held, []).references
    adverse = next(finding.id for finding in record.every(held, Finding) if finding.is_adverse)
    ids = ["cpl-77-rsdl-contact", adverse, "cpl-77-rsdl-contact"]
    added = suggestion.add_ground(held, ids, case_id, "persecution", "Persecution")
    proof = Proof(element="Persecution", finding_ids=("cpl-77-rsdl-contact",), adverse_ids=(adverse,))
    assert record.find(held, Ground, added.id).proofs == (proof,)
    before = len(record.every(held, Ground))
    for wanted, of_case in ((["none"], case_id), (ids, "none")):
        with pytest.raises(NotFound):
            suggestion.add_ground(held, wanted, of_case, "persecution", "Persecution")
    assert len(record.every(held, Ground)) == before


def test_the_proof_matrix_heeds_what_was_read(held: Session) -> None:
    suggestion.attach(held, "ir-9946", "g1", 0)
    case_id = record.find(held, Ground, "g1").case_id
    first = ground.matrix(held, case_id).rows
    line = next(row for row in first if row.ground.id == "g1").lines[0]
    assert "finding-unread" in line.lacks
    run_in_line(reading.have_read(held, "finding", "ir-9946", pinpoint="p. 12"))
    again = next(row for row in ground.matrix(held, case_id).rows if row.ground.id == "g1").lines[0]
    assert "finding-unread" not in again.lacks


def test_a_finding_joins_a_fact_once_and_through_it_the_ground(held: Session) -> None:
    case_id = record.find(held, Ground, "g1").case_id
    record.add(held, Fact(id="f1", case_id=case_id, statement="He was held.", on=StatedDate(edtf="2016")))
    adverse = next(finding.id for finding in record.every(held, Finding) if finding.is_adverse)
    for finding_id in ("cpl-77-rsdl-contact", adverse, adverse):
        suggestion.attach_to_fact(held, finding_id, "f1")
    assert record.find(held, Fact, "f1").finding_ids == ("cpl-77-rsdl-contact", adverse)
    relied = Proof(element="Detention", fact_ids=("f1",), finding_ids=("cpl-77-rsdl-contact",))
    record.change(held, replace(record.find(held, Ground, "g2"), proofs=(relied,)))
    line = next(row for row in ground.matrix(held, case_id).rows if row.ground.id == "g2").lines[0]
    assert [finding.id for finding in line.findings] == ["cpl-77-rsdl-contact"]
    assert [finding.id for finding in line.adverse] == [adverse]
    assert "adverse-unanswered" in line.lacks
    with pytest.raises(NotFound):
        suggestion.attach_to_fact(held, "cpl-77-rsdl-contact", "none")
