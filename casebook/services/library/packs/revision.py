"""Marks on dossiers that cite entries an update changed, until a person has reviewed them."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.library.revision import Revision
from casebook.services.base import record
from casebook.services.base.session import Session


def unsettled(session: Session) -> list[Revision]:
    """Return all marks that no one has reviewed yet, the latest first."""
    found = [each for each in record.every(session, Revision) if not each.is_settled]
    return sorted(found, key=lambda each: (each.noted_at, each.id), reverse=True)


def of_dossier(session: Session, dossier_id: str) -> list[Revision]:
    """Return the marks of one dossier that no one has reviewed yet."""
    return [each for each in unsettled(session) if each.dossier_id == dossier_id]


def revised(session: Session, dossier_id: str) -> frozenset[str]:
    """Return the IDs of the findings and sources of a dossier that an update changed or withdrew."""
    return frozenset(each.record_id for each in of_dossier(session, dossier_id))


def mark_reviewed(session: Session, revision_id: str) -> None:
    """Mark it as reviewed.

    Raises:
        NotFound: there is no such mark.
    """
    mark = record.find(session, Revision, revision_id)
    record.change(session, replace(mark, is_settled=True), seen=mark)
