"""Country conditions by topic: one numbered paragraph a finding, its reference beneath it."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.message import gettext_noop
from casebook.domain.base.date import in_words
from casebook.domain.dossier.composition import Block, Heading, Line, ReferenceTarget, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.authority import weight
from casebook.domain.library.citation import cite_finding
from casebook.domain.library.finding import Strength
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import prose, reference
from casebook.services.library.library_query import Cited

MOST_ADVERSE = 10
"""How many adverse findings a filed section prints; a rule of this program, not of a court."""
STRENGTHS: Mapping[Strength, str] = {
    "court finding": gettext_noop("finding of a court or tribunal"),
    "law text": gettext_noop("text of a law or treaty"),
    "treaty body concern": gettext_noop("view of a treaty body"),
    "reported": "reported",
    "statistic": "statistic",
}


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """The findings on the section's topics that do not point against the person defended, as a schedule.

    In the manner of reports on countries of origin: up to which day, facts before legal standards, the newest
    first, and on what nothing is cited.
    """
    evidence = by_topic(dossier_data, section)
    if not evidence:
        return ()
    return (*_method(dossier_data, section), *evidence, *_gaps(dossier_data, section))


def _method(dossier_data: DossierData, section: Section) -> tuple[TextParagraph, ...]:
    """How much is cited, of which days, in which order, and where the contrary view stands."""
    words = dossier_data.words
    cited = [
        one
        for topic in section.topics
        for one in dossier_data.cited.get(topic, ())
        if section.cites(one.finding)
    ]
    text = words(
        "Passages cited: {passages}. Sources: {sources}. Under each topic facts stand before legal "
        "standards, the newest first.",
        passages=len(cited),
        sources=len({one.source.id for one in cited}),
    )
    issued = [one.source.issued for one in cited if one.source.issued is not None]
    if issued:
        newest = in_words(max(issued, key=lambda on: on.latest_on), words)
        text = f"{text} {words('The newest source is dated {day}.', day=newest)}"
    contrary = _contrary(dossier_data)
    return (TextParagraph(line=(Span(text), *((Span(" "), *contrary) if contrary else ()))),)


def _contrary(dossier_data: DossierData) -> Line:
    """Where the copy sets out what points the other way; nothing where it prints none."""
    words, sections = dossier_data.words, dossier_data.dossier.sections
    for other in sections:
        if other.kind == "adverse-material" and printed_adverse(dossier_data, other):
            before, after = words("Contrary material is in {section}.", section="\n").split("\n")
            number = Span(
                words("Section {number}", number="{number}"), to=ReferenceTarget(anchor=other.anchor)
            )
            return (Span(before), number, Span(after))
    is_beside = any(line.adverse for row in dossier_data.argument.grounds for line in row.lines)
    if is_beside and any(other.kind == "grounds" for other in sections):
        text = words("Contrary material that is answered is set out with the elements of the grounds.")
        return (Span(text),)
    return ()


def _gaps(dossier_data: DossierData, section: Section) -> tuple[TextParagraph, ...]:
    missing = [
        dossier_data.topics[topic].title
        for topic in section.topics
        if topic in dossier_data.topics
        and not any(section.cites(cited.finding) for cited in dossier_data.cited.get(topic, ()))
    ]
    if not missing:
        return ()
    text = dossier_data.words("Nothing is cited on: {topics}.", topics="; ".join(missing))
    return (TextParagraph(line=(Span(text),)),)


def _scheduled(cited: Cited) -> tuple[bool, int]:
    """Sort key: facts before legal standards, then the newest first."""
    issued = cited.source.issued
    return cited.finding.kind == "standard", -(issued.latest_on.toordinal() if issued else 0)


def by_topic(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """A heading for each topic with its legal rules, then its findings; empty topics are passed over."""
    content: list[Block] = []
    shown = printed_adverse(dossier_data, section) if section.kind == "adverse-material" else None
    for topic_id in section.topics:
        citations = [
            citation
            for citation in dossier_data.cited[topic_id]
            if section.cites(citation.finding) and (shown is None or citation.finding.id in shown)
        ]
        if not citations:
            continue
        citations.sort(key=_scheduled)
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


def printed_adverse(dossier_data: DossierData, section: Section) -> frozenset[str]:
    """Return the adverse findings that a section prints, by ID: all in a draft, else the weightiest answered.

    What is answered beside a point of the grounds is not printed twice; the rest stays in the office.
    """
    cited = [one for found in dossier_data.cited.values() for one in found if section.cites(one.finding)]
    if dossier_data.copy_kind == "draft":
        return frozenset(one.finding.id for one in cited)
    answered = [one for one in cited if one.finding.id in dossier_data.rebuttals]
    answered.sort(key=lambda one: -weight(one.source))
    return frozenset(one.finding.id for one in answered[:MOST_ADVERSE])


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
