"""Country conditions by topic: one numbered paragraph a finding, its reference beneath it."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.message import gettext_noop
from casebook.domain.dossier.composition import Block, Heading, Line, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.citation import cite_finding
from casebook.domain.library.finding import Strength
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import prose, reference
from casebook.services.library.library_query import Cited

STRENGTHS: Mapping[Strength, str] = {
    "court finding": gettext_noop("finding of a court or tribunal"),
    "law text": gettext_noop("text of a law or treaty"),
    "treaty body concern": gettext_noop("view of a treaty body"),
    "reported": "reported",
    "statistic": "statistic",
}


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """The findings on the section's topics that do not point against the person defended."""
    return by_topic(dossier_data, section)


def by_topic(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """A heading for each topic with its legal rules, then its findings; empty topics are passed over."""
    content: list[Block] = []
    for topic_id in section.topics:
        citations = [citation for citation in dossier_data.cited[topic_id] if section.cites(citation.finding)]
        if not citations:
            continue
        topic = dossier_data.topics[topic_id]
        content += [
            Heading(text=topic.title),
            TextParagraph(line=(Span(f"{topic.definition} {'; '.join(topic.hooks)}.", emphasis="quiet"),)),
            *(
                block
                for cited in citations
                for block in (_finding(dossier_data, cited), *answer(dossier_data, cited.finding.id))
            ),
        ]
    return tuple(content)


def answer(dossier_data: DossierData, record_id: str) -> tuple[TextParagraph, ...]:
    """Return the case's response to an adverse record, if any."""
    reply = dossier_data.rebuttals.get(record_id, "")
    return tuple(
        TextParagraph(
            line=(
                Span(f"{dossier_data.words('Response')}: ", emphasis="bold"),
                *prose.line(dossier_data, part),
            )
        )
        if not number
        else TextParagraph(line=prose.line(dossier_data, part))
        for number, part in enumerate(part for part in reply.split("\n\n") if part.strip())
    )


def _finding(dossier_data: DossierData, cited: Cited) -> TextParagraph:
    place: Line = (
        reference.source(dossier_data, cited.source.id),
        Span(f" · {cite_finding(cited.finding, cited.source, dossier_data.words)}"),
    )
    strength = dossier_data.words(STRENGTHS[cited.finding.strength])
    about = " · ".join(part for part in (strength, cited.finding.period, cited.finding.scope) if part)
    return TextParagraph(
        line=(Span(cited.finding.statement),),
        is_numbered=True,
        reference=(*place, Span(f" · {about}")),
    )
