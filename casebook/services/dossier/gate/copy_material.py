"""The material of a copy as it is shown to its reader, with what its exhibits show and quote."""

from __future__ import annotations

from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.filing_problem import ReviewedPassage
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData, load_for_preview
from casebook.services.dossier.gate.decision_ground import with_grounds
from casebook.services.dossier.gate.exhibit_decision import require_same_exhibits
from casebook.services.dossier.gate.exhibit_search import with_exposures
from casebook.services.dossier.gate.passage import with_left_out
from casebook.services.dossier.gate.passage_review import listed, with_passages
from casebook.services.dossier.gate.quotation_check import with_quotations
from casebook.services.dossier.placeholder import with_withheld


def for_reader(session: Session, dossier_data: DossierData, request: BuildRequest) -> DossierData:
    """Return the material without what is withheld from its reader or left out by decision.

    Raises:
        NotFound: the copy has no passage that is to be left out or was confirmed.
        InvalidInput: it is a copy that leaves out no passages, or of which none is confirmed; what was
            decided on is another passage or exhibit by now.
    """
    loaded = with_grounds(session, dossier_data, request)
    require_same_exhibits(loaded, request)
    searched = with_exposures(session, loaded, request)
    shown = with_left_out(with_withheld(searched, request), request)
    return with_passages(session, with_quotations(session, shown), request)


def review(session: Session, request: BuildRequest) -> tuple[ReviewedPassage, ...]:
    """Return the passages of a copy of a dossier.

    Raises:
        NotFound: there is no such dossier.
    """
    return listed(session, searched_for(session, request), request)


def searched_for(session: Session, request: BuildRequest) -> DossierData:
    """Return the material of a copy with what its exhibits show, before any is withheld.

    Raises:
        NotFound: there is no such dossier.
        InvalidInput: a decision is on an exhibit whose number another one bears by now.
    """
    dossier_data = with_grounds(session, load_for_preview(session, request), request)
    require_same_exhibits(dossier_data, request)
    return with_exposures(session, dossier_data, request)
