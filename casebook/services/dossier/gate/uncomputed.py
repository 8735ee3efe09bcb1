"""Charges from which nothing is computed: a filed section would say so to the court."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.services.dossier.dossier_data import DossierData

_RULE = Message("A section that computes nothing shows the court a gap of ours, not of the request.")


def uncomputed(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield each charge that a section shows without its exposure."""
    for place, computed in enumerate(dossier_data.argument.charges, start=1):
        if computed.refused is None:
            continue
        what = Message("Charge {place}: nothing is computed. {why}", place=place, why=computed.refused.title)
        remedy = computed.refused.remedy or Message("Complete the charge, or take the section out.")
        problem = FilingProblem(
            check="exposure", page=0, what=what, is_blocking=True, rule=_RULE, mend=remedy
        )
        yield PrecheckProblem(problem=problem, about=DossierTarget(kind="charge", id=computed.charge.id))
