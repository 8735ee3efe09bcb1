"""The section on adverse material, with the response to each item (duty of candour)."""

from __future__ import annotations

from casebook.domain.dossier.composition import Block, Heading, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.citation import cite_decision
from casebook.domain.library.decision import Decision
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections.conditions import answer, by_topic


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """The adverse findings on the section's topics, and the decisions that the case answers.

    What nobody read, and what must not be cited, stays in the office. Only where the library has nothing
    adverse is that said; where it has something and nothing of it is printed, the section is empty.
    """
    topic_blocks, decisions = by_topic(dossier_data, section), _decisions(dossier_data)
    words = dossier_data.words
    if topic_blocks:
        opening = words("Material to the contrary, and what the PRC states, with the response to each.")
    elif not has_adverse(dossier_data, section):
        opening = words("No contrary material on these topics is cited.")
    else:
        return decisions
    return (TextParagraph(line=(Span(opening),)), *topic_blocks, *decisions)


def has_adverse(dossier_data: DossierData, section: Section) -> bool:
    """Return whether the library has an adverse finding on the section's topics, printed or not."""
    return any(one.cited.finding.topic_id in section.topics for one in dossier_data.adverse)


def _decisions(dossier_data: DossierData) -> tuple[Block, ...]:
    if not dossier_data.printed_decisions:
        return ()
    content: list[Block] = [Heading(text=dossier_data.words("Decisions allowing a transfer to China"))]
    for decision in dossier_data.printed_decisions:
        content += [_decision(dossier_data, decision), *answer(dossier_data, decision.id)]
    return tuple(content)


def _decision(dossier_data: DossierData, decision: Decision) -> TextParagraph:
    return TextParagraph(
        line=(Span(decision.summary),),
        is_numbered=True,
        reference=(Span(cite_decision(decision, dossier_data.words)),),
    )
