"""Country conditions by topic: one numbered paragraph a finding, its reference beneath it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.dossier.composition import Block, Heading, Line, ReferenceTarget, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.authority import weight
from casebook.domain.library.citation import cite_finding
from casebook.domain.library.finding import Finding
from casebook.domain.library.topic import topic_named
from casebook.services.case.ground import MatrixElement
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import prose, reference
from casebook.services.library.library_query import Cited

MAX_ADVERSE = 10
"""How many adverse findings a filed section prints; a rule of this program, not of a court."""
_LISTED = re.compile(r"\bcontents\b|\bheadings\b")
"""A place in a table of contents, or headings: it shows what a report is about, and proves nothing."""


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """The findings on the section's topics that do not point against the person defended, as a schedule.

    In the manner of reports on countries of origin: up to which day, facts before legal standards, the newest
    first, where the contrary view stands, and on what nothing is cited. What the grounds print stands there.
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
        if section.cites(one.finding) and is_evidence(one.finding)
    ]
    text = words(
        "Passages cited: {passages}. Sources: {sources}. Under each topic facts stand before legal "
        "standards, the newest first.",
        passages=len(cited),
        sources=len({one.source.id for one in cited}),
    )
    sources = (*(one.source for one in dossier_data.all_cited), *dossier_data.text_sources.values())
    known = [one.issued.latest_on for one in sources if one.issued is not None and not one.issued.is_unknown]
    if known:  # of the whole dossier: the schedule and what it is read beside have one cut-off date
        newest = words.format_date(max(known))
        text = f"{words('Cut-off date: nothing issued after {day} is cited.', day=newest)} {text}"
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
    return ()


def _gaps(dossier_data: DossierData, section: Section) -> tuple[TextParagraph, ...]:
    missing = [
        topic_named(dossier_data.topics, topic).title
        for topic in section.topics
        if topic in dossier_data.topics
        and not any(
            section.cites(cited.finding) and is_evidence(cited.finding)
            for cited in dossier_data.cited.get(topic, ())
        )
    ]
    if not missing:
        return ()
    text = dossier_data.words("Nothing is cited on: {topics}.", topics=dossier_data.words.series_of(missing))
    return (TextParagraph(line=(Span(text),)),)


def _scheduled(cited: Cited) -> tuple[bool, int]:
    """Sort key: facts before legal standards, then the newest first."""
    issued = cited.source.issued
    return cited.finding.kind == "standard", -(issued.latest_on.toordinal() if issued else 0)


def is_evidence(finding: Finding) -> bool:
    """Return whether a finding rests on a passage, not on the list of what a report holds.

    >>> is_evidence(Finding(id="1", source_id="s", topic_id="t", statement="", strength="reported"))
    True
    """
    return not _LISTED.search(finding.pinpoint)


def by_topic(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """A heading for each topic, its findings, and where the grounds set out others; no empty topic."""
    content: list[Block] = []
    is_adverse = section.kind == "adverse-material"
    shown = printed_adverse(dossier_data, section) if is_adverse else None
    elsewhere = frozenset[str]() if is_adverse else _set_out(dossier_data)
    for topic_id in section.topics:
        citations = [
            citation
            for citation in dossier_data.cited[topic_id]
            if section.cites(citation.finding)
            and is_evidence(citation.finding)
            and (shown is None or citation.finding.id in shown)
        ]
        if not citations:
            continue
        citations.sort(key=_scheduled)
        content += [
            Heading(text=dossier_data.words(topic_named(dossier_data.topics, topic_id).title)),
            *(
                block
                for cited in citations
                if cited.finding.id not in elsewhere
                for block in (_finding(dossier_data, cited), *answer(dossier_data, cited.finding.id))
            ),
            *(() if is_adverse else _with_grounds(dossier_data, topic_id)),
        ]
    return tuple(content)


def _set_out(dossier_data: DossierData) -> frozenset[str]:
    """Return the findings that the grounds print, by ID."""
    return frozenset(
        one.id
        for row in dossier_data.argument.grounds
        for line in row.lines
        for one in line.findings
        if one.reading_level != "none"
    )


def _with_grounds(dossier_data: DossierData, topic_id: str) -> Iterable[TextParagraph]:
    """Yield which sources on a topic the grounds set out, and which contrary ones they answer."""
    words = dossier_data.words
    if support := _by_ground(dossier_data, topic_id, lambda line: line.findings):
        yield TextParagraph(line=(Span(f"{words('Set out with the grounds')}: "), *support, Span(".")))
    if against := _by_ground(dossier_data, topic_id, lambda line: line.adverse):
        yield TextParagraph(
            line=(Span(f"{words('Contrary view, with the response')}: "), *against, Span("."))
        )


def _by_ground(
    dossier_data: DossierData, topic_id: str, side: Callable[[MatrixElement], tuple[Finding, ...]]
) -> Line:
    """Return sources by the heading of the ground that cites them: "S3, S6 (heading B.1)"."""
    spans: list[Span] = []
    for row in dossier_data.argument.grounds:
        cited = dict.fromkeys(
            one.source_id
            for line in row.lines
            for one in side(line)
            if one.topic_id == topic_id
            and one.reading_level != "none"
            and one.source_id in dossier_data.source_labels
        )
        if cited:
            spans += [Span("; ")] if spans else []
            for at, source_id in enumerate(cited):
                spans += [Span(", "), reference.source(dossier_data, source_id)][0 if at else 1 :]
            to = ReferenceTarget(anchor=f"ground:{row.ground.id}")
            spans += [
                Span(" ("),
                Span(dossier_data.words("heading {number}", number="{number}"), to=to),
                Span(")"),
            ]
    return tuple(spans)


def printed_adverse(dossier_data: DossierData, section: Section) -> frozenset[str]:
    """Return the adverse findings that a section prints, by ID: all in a draft, else the weightiest answered.

    What is answered beside a point of the grounds is not printed twice; the rest stays in the office.
    """
    cited = [one for found in dossier_data.cited.values() for one in found if section.cites(one.finding)]
    if dossier_data.copy_kind == "draft":
        return frozenset(one.finding.id for one in cited)
    answered = [one for one in cited if one.finding.id in dossier_data.rebuttals]
    answered.sort(key=lambda one: -weight(one.source))
    return frozenset(one.finding.id for one in answered[:MAX_ADVERSE])


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
    """A finding with its source, the place in it, and when the source spoke."""
    words = dossier_data.words
    citation = cite_finding(cited.finding, cited.source, words)
    place: Line = (reference.source(dossier_data, cited.source.id), Span(f" · {citation}"))
    when = _day_beside(cited.source.issued, citation, words)
    return TextParagraph(
        line=(Span(words.spelled(cited.finding.statement), rests_on=(f"finding:{cited.finding.id}",)),),
        is_numbered=True,
        reference=(*place, Span(f" · {when}")) if when else place,
    )


def _day_beside(issued: StatedDate | None, citation: str, words: Translator) -> str:
    """Return when a source was issued, or "" where its citation tells the year."""
    if issued is None or issued.is_unknown or str(issued.earliest_on.year) in citation:
        return ""
    return in_words(issued, words)
