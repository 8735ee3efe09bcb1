"""The assurances: what was promised, and factor by factor how far it can be relied on.

Source of the factors: `casebook.domain.case.assurance`.
"""

from __future__ import annotations

from collections.abc import Mapping

from casebook.domain.base.date import in_words
from casebook.domain.case.assurance import QUESTIONS, Assessment, Assurance, Bearing, Kept, Specificity
from casebook.domain.dossier.composition import Block, Heading, Line, Pairs, Paragraph, Span, Table
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.citation import cite_finding
from casebook.services.dossier.dossier_data import Brief
from casebook.services.dossier.sections import prose, reference

BEARINGS: Mapping[Bearing, str] = {
    "not-assessed": "not assessed",
    "for-reliance": "for relying on it",
    "uncertain": "uncertain",
    "against-reliance": "against relying on it",
}
SPECIFICITIES: Mapping[Specificity, str] = {
    "not-assessed": "",
    "general": "general",
    "specific-to-person": "of this person",
    "specific-and-detailed": "of this person, in detail",
}
KEPT: Mapping[Kept, str] = {"kept": "kept", "broken": "broken", "not-known": "not known"}


def blocks(brief: Brief, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """Each assurance with its words, all eleven factors whichever way they point, and earlier ones."""
    return tuple(block for told in brief.argument.assurances for block in _assurance(brief, told))


def _assurance(brief: Brief, told: Assurance) -> list[Block]:
    words = brief.words
    given_on = in_words(told.given_on, words)
    rows: tuple[tuple[str, Line], ...] = (
        (words("Given by"), (Span(told.given_by),)),
        (words("Specificity"), (Span(words(SPECIFICITIES[told.specificity])),)),
        (words("Who is to watch over it"), (Span(told.monitoring or words("It says nothing of this.")),)),
        (words("Stands in"), reference.exhibits(brief, told.pinpoints)),
    )
    factors = Table(
        head=(words("Factor"), words("Points"), words("Why")),
        rows=tuple(_factor(brief, one) for one in told.assessed()),
        widths=(0.38, 0.17, 0.45),
    )
    return [
        Heading(text=words("Assurance of {day}", day=given_on)),
        Pairs(rows=tuple((label, line) for label, line in rows if line and line[0].text)),
        *(Paragraph(line=(Span(part.strip()),), is_numbered=True) for part in told.text.split("\n\n")),
        factors,
        *_earlier(brief, told),
    ]


def _factor(brief: Brief, told: Assessment) -> tuple[Line, ...]:
    words = brief.words
    why: list[Span] = list(prose.line(brief, told.reason))
    places = reference.exhibits(brief, told.pinpoints)
    if places:
        why += [Span(" ("), *places, Span(")")]
    for finding_id in told.finding_ids:
        if (cited := brief.argument.rests_on.get(finding_id)) is not None:
            place = cite_finding(cited.finding, cited.source, words)
            why += [Span("\n"), reference.source(brief, cited.source.id), Span(f" · {place}", "quiet")]
    return (Span(words(QUESTIONS[told.factor])),), (Span(words(BEARINGS[told.bearing])),), tuple(why)


def _earlier(brief: Brief, told: Assurance) -> tuple[Block, ...]:
    if not told.earlier:
        return ()
    words = brief.words
    return (
        Heading(text=words("Earlier assurances of the same state"), level=3),
        Table(
            head=(words("What was promised"), words("When"), words("What became of it"), words("Source")),
            rows=tuple(
                (
                    (Span(one.what),),
                    (Span(in_words(one.on, words) if one.on else words("date not known")),),
                    (Span(words(KEPT[one.was])),),
                    (Span(one.source),),
                )
                for one in told.earlier
            ),
            widths=(0.4, 0.18, 0.17, 0.25),
        ),
    )
