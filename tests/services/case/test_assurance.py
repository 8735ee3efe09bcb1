from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.case.assurance import Assessment, Assurance
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.case import assurance, case

TOLD = Assurance(
    id="s1",
    case_id="c1",
    text="He will be treated well.",
    given_by="An embassy",
    given_on=StatedDate(edtf="2026-04-21"),
    assessments=(Assessment(factor="verified", bearing="uncertain", reason="To be asked."),),
)


def test_a_judgement_needs_a_reason(session: Session) -> None:
    opened = case.open_case(session, reference="R-1", title="", jurisdiction="CY")
    record.add(session, replace(TOLD, case_id=opened.id))
    unreasoned = {"factor": "specific", "bearing": "for-reliance", "reason": " "}
    with pytest.raises(InvalidInput) as caught:
        form.edit(session, Assurance, "s1", {"assessments": [unreasoned]})
    assert caught.value.field == "assessments"
    reasoned = form.edit(
        session, Assurance, "s1", {"assessments": [{**unreasoned, "reason": "It names him."}]}
    )
    assert [one.reason for one in reasoned.assessments] == ["It names him."]


def test_earlier_assurances_come_from_the_registry_own_country_first(
    stocked: Session,
) -> None:
    opened = case.open_case(stocked, reference="R-1", title="Extradition", jurisdiction="nz")
    record.add(stocked, replace(TOLD, case_id=opened.id))
    past = assurance.past(stocked, opened.id)
    assert past.country == "NZ"
    assert past.here
    assert {earlier_case.country for earlier_case in past.here} == {"NZ"}
    assert past.elsewhere
    assert all(earlier_case.has_assurances for earlier_case in (*past.here, *past.elsewhere))
    precedent = past.here[0]
    assurance.recall(stocked, "s1", precedent)
    (earlier,) = assurance.recall(stocked, "s1", precedent).earlier
    assert (earlier.on, earlier.was) == (precedent.decided_on, "not-known")
    assert precedent.court in earlier.source
