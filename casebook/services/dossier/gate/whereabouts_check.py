"""Warns of the sections of a service copy that state whereabouts left out of its statement of the case."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import PrecheckProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.dossier.text_numbering import letter, lines_of
from casebook.services.dossier.compose import SetSections, shown_sections
from casebook.services.dossier.gate.recipient_gate import may_reach
from casebook.services.dossier.gate.relied_on import printed_blocks
from casebook.services.dossier.sections.service_copy import hidden_places


def stated_whereabouts(sections: SetSections) -> Iterator[PrecheckProblem]:
    """Yield each section of a service copy in which recorded whereabouts still stand, and no place."""
    dossier_data = sections.dossier_data
    places = tuple(map(str.casefold, hidden_places(dossier_data)))
    if dossier_data.copy_kind != "service" or not places:
        return
    stating: set[str] = set()
    for _, about, _, block in printed_blocks(sections):
        text = " ".join(span.text for line in lines_of(block) for span in line).casefold()
        if any(place in text for place in places):
            stating.add(about.id)
    for number, section in enumerate(shown_sections(dossier_data), start=1):
        if section.id in stating:
            yield may_reach(
                Message(
                    "Section {place} states where someone stays, which the statement of the case leaves out.",
                    place=letter(number),
                ),
                Message("Reword the passage, or leave the section out of this copy."),
                DossierTarget(kind="section", id=section.id),
                is_blocking=False,
            )
