"""Warns of the sections of a service copy that state whereabouts left out of its statement of the case."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import PrecheckProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.dossier.text_numbering import letter
from casebook.services.dossier.compose import SetSections, shown_sections
from casebook.services.dossier.gate.passage import passages
from casebook.services.dossier.gate.recipient_gate import may_reach
from casebook.services.dossier.sections.service_copy import hidden_places


def stated_whereabouts(sections: SetSections) -> Iterator[PrecheckProblem]:
    """Yield each section of a service copy in which recorded whereabouts still stand, and no place."""
    dossier_data = sections.dossier_data
    places = tuple(map(str.casefold, hidden_places(dossier_data)))
    if dossier_data.copy_kind != "service" or not places:
        return
    stating: dict[str, list[str]] = {}
    for passage in passages(sections):
        if passage.kind != "section" and any(place in passage.text.casefold() for place in places):
            stating.setdefault(passage.section_id, []).append(passage.name)
    for number, section in enumerate(shown_sections(dossier_data), start=1):
        if section.id in stating:
            yield may_reach(
                Message(
                    "Section {place} states where someone stays, which the statement of the case leaves out: "
                    "{names}.",
                    place=letter(number),
                    names=tuple(stating[section.id]),
                ),
                Message("Reword the passage, or leave it out of this copy."),
                DossierTarget(kind="section", id=section.id),
                is_blocking=False,
            )
