from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.assurance import Assessment, Assurance
from casebook.domain.date import StatedDate
from casebook.services import assurance, record
from casebook.services.session import Session

TOLD = Assurance(
    id="s1",
    case_id="c1",
    text="He will be treated well.",
    given_by="An embassy",
    given_on=StatedDate(edtf="2026-04-21"),
    assessments=(Assessment(factor="verified", bearing="uncertain", reason="To be asked."),),
)


def test_a_factor_is_judged_anew_and_the_others_stay(session: Session) -> None:
    record.add(session, TOLD)
    assurance.assess(
        session, "s1", Assessment(factor="specific", bearing="against-reliance", reason="General.")
    )
    told = assurance.assess(
        session, "s1", Assessment(factor="verified", bearing="against-reliance", reason="No visits.")
    )
    assert [(one.factor, one.reason) for one in told.assessments] == [
        ("specific", "General."),
        ("verified", "No visits."),
    ]


def test_a_judgement_needs_a_reason(session: Session) -> None:
    record.add(session, TOLD)
    with pytest.raises(InvalidInput) as caught:
        assurance.assess(session, "s1", Assessment(factor="specific", bearing="for-reliance", reason=" "))
    assert caught.value.field == "reason"
