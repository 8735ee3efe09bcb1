"""The register of copies: what was built from a dossier, when, and for whom."""

from __future__ import annotations

from casebook.domain.build import Build
from casebook.services import record
from casebook.services.session import Session


def of_dossier(session: Session, dossier_id: str) -> list[Build]:
    """The builds of one dossier, newest first."""
    found = [told for told in record.every(session, Build) if told.dossier_id == dossier_id]
    return sorted(found, key=lambda told: told.built_at, reverse=True)
