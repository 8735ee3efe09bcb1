"""Marks on dossiers that cite what an update changed: they stand until a person has looked at them."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.library.revision import Revision
from casebook.services.base import record
from casebook.services.base.session import Session


def standing(session: Session) -> list[Revision]:
    """What nobody has looked at yet, the latest first."""
    found = [each for each in record.every(session, Revision) if not each.is_settled]
    return sorted(found, key=lambda each: (each.noted_at, each.id), reverse=True)


def of_dossier(session: Session, dossier_id: str) -> list[Revision]:
    """What updates changed under a dossier and nobody has looked at yet."""
    return [each for each in standing(session) if each.dossier_id == dossier_id]


def revised(session: Session, dossier_id: str) -> frozenset[str]:
    """What a dossier cites that an update changed or withdrew: findings and sources by id."""
    return frozenset(each.record_id for each in of_dossier(session, dossier_id))


def mark_reviewed(session: Session, revision_id: str) -> None:
    """A person has looked at it; the dossier is no longer marked for it.

    Raises:
        NotFound: there is no such mark.
    """
    record.change(session, replace(record.find(session, Revision, revision_id), is_settled=True))
