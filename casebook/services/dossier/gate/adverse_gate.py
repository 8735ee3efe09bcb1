"""Adverse material that keeps a copy of a dossier from being built: neither answered nor left out."""

from __future__ import annotations

from casebook.base.errors import CasebookError
from casebook.domain.case.case import Case
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.profile import Profile
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.profile import profile_of
from casebook.services.library.adverse_material import AdverseFinding, AdverseRow, Authority, Inquiry

SETTLED = frozenset({"answered", "left-out"})
"""How adverse material is met that keeps no copy back; what is cited alone is not answered."""


def forum_state(profile: Profile | None, case: Case) -> str:
    """Return the State whose decisions a dossier answers: that of its court, else of its case, or ""."""
    return profile.jurisdiction if profile and profile.jurisdiction else case.jurisdiction


def stopping(session: Session, inquiry: Inquiry) -> frozenset[str]:
    """Return the rows of a check that keep a filing or service copy from being built.

    Those are adverse findings, and decisions of the courts of the State in which the dossier is filed. A
    check of a ground stops nothing.
    """
    if (inquiry.subject_id, "dossier") not in {(one, kind) for one, kind, _ in inquiry.choices}:
        return frozenset()
    dossier = record.find(session, Dossier, inquiry.subject_id)
    state = forum_state(_profile(session, dossier), record.find(session, Case, dossier.case_id))

    def stops(row: AdverseRow) -> bool:
        of_court = (
            isinstance(row.material, Authority) and bool(state) and row.material.decision.country == state
        )
        return row.met not in SETTLED and (of_court or isinstance(row.material, AdverseFinding))

    return frozenset(row.id for row in inquiry.rows if stops(row))


def _profile(session: Session, dossier: Dossier) -> Profile | None:
    try:
        return profile_of(dossier.profile_id, session) if dossier.profile_id else None
    except CasebookError:
        return None  # the profile fails its checks, which the page of profiles says
