"""The person's own findings: held to the same honesty as those of the packs."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.errors import InvalidInput, Refused
from casebook.domain.library.finding import Finding
from casebook.domain.library.source import Source
from casebook.domain.library.topic import Topic
from casebook.services.base import record
from casebook.services.base.session import Session


def put_in(session: Session, finding: Finding) -> Finding:
    """Keep a finding of the person's own, checked today.

    Raises:
        InvalidInput: it claims to be read without a place, or is known through an account it does not name.
        NotFound: there is no such source or topic.
    """
    own_finding = changed(session, finding)
    record.find(session, Source, own_finding.source_id)
    record.find(session, Topic, own_finding.topic_id)
    record.add(session, own_finding)
    return own_finding


def changed(session: Session, finding: Finding) -> Finding:
    """The finding with what follows from a change: checked today.

    Raises:
        InvalidInput: as for `put_in`.
        Refused: it came with a pack.
    """
    if finding.pack:
        raise Refused("A finding of the packs stays as it is.", remedy="Write a note beside it.")
    if finding.reading_level in {"document", "summary"} and not finding.pinpoint.strip():
        raise InvalidInput(
            "What was read stands at a place.",
            field="pinpoint",
            remedy="Give the paragraph, page or article, or say that it was not read.",
        )
    if finding.reading_level == "secondary" and not finding.reported_in.strip():
        raise InvalidInput(
            "What is known through an account names it.",
            field="reported_in",
            remedy="Say in which account it was read.",
        )
    return replace(finding, checked_on=session.clock().date())


def remove(session: Session, finding_id: str) -> None:
    """Put a finding of the person's own into the bin.

    Raises:
        NotFound: there is no such finding.
        Refused: it came with a pack.
    """
    if record.find(session, Finding, finding_id).pack:
        raise Refused("A finding of the packs stays.", remedy="An update of the packs may withdraw it.")
    record.put_in_bin(session, Finding, finding_id)
