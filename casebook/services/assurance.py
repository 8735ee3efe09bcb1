"""Assurances: judging one factor by factor."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.errors import InvalidInput
from casebook.domain.assurance import FACTORS, Assessment, Assurance
from casebook.services import record
from casebook.services.session import Session


def assess(session: Session, assurance_id: str, assessment: Assessment) -> Assurance:
    """Judge one factor, in the place of how it was judged before; the others stay.

    Raises:
        NotFound: there is no such assurance.
        InvalidInput: it is judged without a reason.
    """
    if assessment.bearing != "not-assessed" and not assessment.reason.strip():
        raise InvalidInput(
            "A factor is judged with a reason.", field="reason", remedy="Say why, in a sentence."
        )
    assurance = record.find(session, Assurance, assurance_id)
    told = {**{one.factor: one for one in assurance.assessments}, assessment.factor: assessment}
    in_order = tuple(told[factor] for factor in FACTORS if factor in told)
    return record.change(session, replace(assurance, assessments=in_order), seen=assurance)
