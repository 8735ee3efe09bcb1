"""Custom findings, with the same integrity rules as those of the packs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casebook.base.errors import InvalidInput, Refused
from casebook.domain.library.finding import Finding
from casebook.domain.library.source import Source
from casebook.domain.library.topic import Topic
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.registry import table_for


def put_in(session: Session, finding: Finding) -> Finding:
    """Save a custom finding, checked today.

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
    """Return the finding with the consequences of a change: checked today.

    Raises:
        InvalidInput: as for `put_in`.
        Refused: it came with a pack.
    """
    if finding.pack:
        raise Refused("Findings in the reference data cannot be changed.", remedy="Add a note to it instead.")
    if finding.reading_level in {"document", "summary"} and not finding.pinpoint.strip():
        raise InvalidInput(
            "A finding that was read must state its place in the source.",
            field="pinpoint",
            remedy="Enter the paragraph, page or article, or state that it was not read.",
        )
    if finding.reading_level == "secondary" and not finding.reported_in.strip():
        raise InvalidInput(
            "A finding known only from a secondary account must name that account.",
            field="reported_in",
            remedy="State which secondary account it was read in.",
        )
    return replace(finding, checked_on=session.clock().date())


def remove(session: Session, finding_id: str) -> None:
    """Move a custom finding to the bin.

    Raises:
        NotFound: there is no such finding.
        Refused: it came with a pack.
    """
    if record.find(session, Finding, finding_id).pack:
        raise Refused(
            "Findings in the reference data cannot be removed.",
            remedy="An update of the reference data may withdraw it.",
        )
    record.move_to_bin(session, Finding, finding_id)


def source_bodies(session: Session, findings: Iterable[Finding]) -> dict[str, str]:
    """Return the body or author of the sources of findings, by ID; those that are not here are absent."""
    with session.store.reading() as connection:
        sources = table_for(Source).some(connection, {finding.source_id for finding in findings})
    return {source.id: source.body for source in sources.values()}
