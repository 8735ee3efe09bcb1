"""The day of a fact, an event or an incident as a copy prints it."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.base.date import StatedDate, in_words
from casebook.services.dossier.dossier_data import DossierData


def day_of(dossier_data: DossierData, on: StatedDate) -> str:
    """Return the date in words.

    SECURITY: how somebody stated it ("the evening of New Year") can tell the day that a pseudonymised copy
    generalises to its month, and is left out there.
    """
    is_pseudonymised = dossier_data.copy_kind == "pseudonymised"
    return in_words(replace(on, words="") if is_pseudonymised else on, dossier_data.words)
