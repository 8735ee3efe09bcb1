"""Responses to adverse material: one for each adverse finding or authority of a case."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.errors import InvalidInput
from casebook.domain.case.case import Case
from casebook.domain.library.decision import Decision
from casebook.domain.library.finding import Finding
from casebook.domain.library.rebuttal import Rebuttal, RebuttedNoun
from casebook.services.base import record
from casebook.services.base.session import Session


def of_case(session: Session, case_id: str) -> dict[str, Rebuttal]:
    """Return the responses of a case by the record they answer."""
    return {rebuttal.record_id: rebuttal for rebuttal in record.of_case(session, Rebuttal, case_id)}


def write(session: Session, case_id: str, noun: RebuttedNoun, record_id: str, text: str) -> Rebuttal:
    """Save the response to a finding or decision, replacing the existing one.

    Raises:
        InvalidInput: it says nothing.
        NotFound: there is no such case, finding or decision.
    """
    if not text.strip():
        raise InvalidInput(
            "The response is empty.", field="text", remedy="Explain why it does not decide this case."
        )
    record.find(session, Case, case_id)
    record.find(session, Finding if noun == "finding" else Decision, record_id)
    held = of_case(session, case_id).get(record_id)
    trimmed = text.strip()
    if held is not None:
        return record.change(
            session, replace(held, text=trimmed, who=session.who, written_at=session.clock()), seen=held
        )
    rebuttal = Rebuttal(
        id=session.ids(),
        case_id=case_id,
        noun=noun,
        record_id=record_id,
        text=trimmed,
        who=session.who,
        written_at=session.clock(),
    )
    record.add(session, rebuttal)
    return rebuttal
