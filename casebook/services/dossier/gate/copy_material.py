"""The material of a copy as it is shown to its reader, with what its exhibits show and quote."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.filing_problem import ReviewedPassage
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData, load_for_preview
from casebook.services.dossier.gate.decision_check import require_current
from casebook.services.dossier.gate.decision_ground import with_marks
from casebook.services.dossier.gate.exhibit_search import with_exposures
from casebook.services.dossier.gate.passage import with_left_out
from casebook.services.dossier.gate.passage_review import (
    require_confirmed,
    reviewed,
    with_passages,
)
from casebook.services.dossier.gate.quotation_check import with_quotations
from casebook.services.dossier.gate.unmerged import unmerged
from casebook.services.dossier.placeholder import with_withheld


def for_reader(session: Session, dossier_data: DossierData, request: BuildRequest) -> DossierData:
    """Return the material without what is withheld from its reader or left out by decision.

    Raises:
        NotFound: the copy has no passage that is to be left out or was confirmed.
        InvalidInput: it is a copy that leaves out no passages, or of which none is confirmed; what was
            decided on is another by now.
    """
    whole = replace(dossier_data, unmerged=unmerged(session, dossier_data))
    searched = with_exposures(session, with_marks(session, whole, request), request)
    known = with_passages(session, with_withheld(searched, request), request)
    require_current(known, request)
    shown = with_left_out(known, request)
    require_confirmed(shown, request)
    return with_quotations(session, shown)


def review(session: Session, request: BuildRequest) -> tuple[ReviewedPassage, ...]:
    """Return the passages of a copy of a dossier.

    Raises:
        NotFound: there is no such dossier.
    """
    return searched_for(session, request).passages


def searched_for(session: Session, request: BuildRequest) -> DossierData:
    """Return the material of a copy with what its exhibits show and its passages, before any is withheld.

    Raises:
        NotFound: there is no such dossier.
        InvalidInput: what was decided on is another by now.
    """
    searched = gathered(session, request)
    require_current(searched, request)
    return searched


def gathered(session: Session, request: BuildRequest) -> DossierData:
    """Return the same whatever was decided, as it may be listed.

    Raises:
        NotFound: there is no such dossier.
    """
    loaded = with_marks(session, load_for_preview(session, request), request)
    searched = with_exposures(session, loaded, request)
    return replace(searched, passages=reviewed(session, with_withheld(searched, request), request))
