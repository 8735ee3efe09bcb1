"""The templates of dossiers, as supplied."""

from __future__ import annotations

from casebook.domain.dossier.dossier_template import DossierTemplate
from casebook.packs.dossier.dossier_template import read_dossier_templates


def templates() -> tuple[DossierTemplate, ...]:
    """Return the templates for new dossiers, in the order of the pack."""
    return read_dossier_templates()
