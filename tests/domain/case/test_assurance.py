from __future__ import annotations

from casebook.domain.base.date import StatedDate
from casebook.domain.case.assurance import FACTORS, QUESTIONS, Assessment, Assurance

ASSURANCE = Assurance(
    id="a1",
    case_id="c1",
    text="He will be treated well.",
    given_by="An embassy",
    given_on=StatedDate(edtf="2026-04-21"),
    assessments=(
        Assessment(factor="verified", bearing="against-reliance", reason="Nobody may visit."),
        Assessment(factor="specific", bearing="uncertain"),
    ),
)


def test_there_are_eleven_factors_each_with_its_question() -> None:
    assert len(FACTORS) == 11
    assert tuple(QUESTIONS) == FACTORS


def test_every_factor_is_shown_in_the_courts_order() -> None:
    assert [assessment.factor for assessment in ASSURANCE.assessed()] == list(FACTORS)
    assert ASSURANCE.assessed()[7].reason == "Nobody may visit."


def test_an_assessment_without_a_reason_is_still_open() -> None:
    assert "specific" in ASSURANCE.open_factors
    assert "verified" not in ASSURANCE.open_factors
    assert len(ASSURANCE.open_factors) == 10
