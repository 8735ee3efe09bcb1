"""Warns of each passage that cites an exhibit which a copy withholds: the words around it stay there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.services.dossier.compose import shown_sections
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections.service_copy import shown_facts

_REFERENCE = re.compile(r"\[\[(?P<mark>[^\]#@=?][^\]]*?)(?:\s+p\.\s*\d+)?\]\]")


def withheld_citations(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield each withheld exhibit that a section or the chronology cites, once for each section and fact."""
    sections = shown_sections(dossier_data)
    for section in sections:
        marks = [match["mark"] for match in _REFERENCE.finditer(section.text)]
        for mark in dict.fromkeys(mark for mark in marks if mark in dossier_data.withheld):
            yield _cited(mark, DossierTarget(kind="section", id=section.id))
    if any(section.kind == "chronology" for section in sections):
        names = {document.id: dossier_data.name_of(document) for document in dossier_data.withheld_exhibits}
        for fact in shown_facts(dossier_data):
            quoted = [account.pinpoint for account in fact.accounts if account.pinpoint]
            ids = dict.fromkeys(place.document_id for place in (*fact.pinpoints, *quoted))
            for document_id in ids.keys() & names.keys():
                yield _cited(names[document_id], DossierTarget(kind="fact", id=fact.id))


def _cited(mark: str | Message, about: DossierTarget) -> PrecheckProblem:
    problem = FilingProblem(
        check="withheld",
        page=0,
        what=Message("A passage cites exhibit {mark}, which this copy withholds.", mark=mark),
        is_blocking=False,
        rule=Message("What a passage quotes from a withheld exhibit stays in the copy."),
        mend=Message("Read the passage, and remove what only the withheld exhibit says."),
    )
    return PrecheckProblem(problem=problem, about=about)
