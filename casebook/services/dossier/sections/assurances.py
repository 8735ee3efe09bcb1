"""The section on assurances: their terms, and what is to be said of their reliability, factor by factor.

Which way counsel holds that a factor points is counsel's own assessment: it stays in the office.

Source of the factors: `casebook.domain.case.assurance`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from casebook.domain.base.date import in_words, in_words_or_unknown
from casebook.domain.case.assurance import QUESTIONS, Assessment, Assurance, Kept, Specificity
from casebook.domain.dossier.composition import Block, Heading, Line, Pairs, Span, TextParagraph, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.citation import cite_finding
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import prose, reference

SPECIFICITIES: Mapping[Specificity, str] = {
    "not-assessed": "",
    "general": "general",
    "specific-to-person": "specific to this person",
    "specific-and-detailed": "specific to this person, in detail",
}
KEPT: Mapping[Kept, str] = {"kept": "kept", "broken": "broken", "not-known": "not known"}


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """Each assurance with its words, all eleven factors whichever way they point, and earlier ones."""
    return tuple(
        block
        for assurance in dossier_data.argument.assurances
        for block in _assurance(dossier_data, assurance)
    )


def _assurance(dossier_data: DossierData, assurance: Assurance) -> list[Block]:
    words = dossier_data.words
    given_on = in_words(assurance.given_on, words)
    rows: tuple[tuple[str, Line], ...] = (
        (words("Given by"), (Span(assurance.given_by),)),
        (words("Specificity"), (Span(words(SPECIFICITIES[assurance.specificity])),)),
        (
            words("Who is to monitor it"),
            (Span(assurance.monitoring or words("The assurance does not address this.")),),
        ),
        (words("Appears in"), reference.exhibits(dossier_data, assurance.pinpoints)),
    )
    factors = TextTable(
        head=(words("Factor"), words("Reason")),
        rows=tuple(_factor(dossier_data, one) for one in assurance.assessed()),
        widths=(0.3, 0.7),
    )
    return [
        Heading(text=words("Assurance of {day}", day=given_on)),
        Pairs(rows=tuple((label, line) for label, line in rows if line and line[0].text)),
        TextParagraph(line=(Span(words("The assurance reads:")),), is_numbered=True),
        *_quoted(assurance),
        factors,
        *_earlier(dossier_data, assurance),
    ]


def _quoted(assurance: Assurance) -> Iterator[TextParagraph]:
    """Yield the words of the State as a quotation: no paragraph of the party that files it."""
    parts = [part.strip() for part in assurance.text.split("\n\n") if part.strip()]
    for place, part in enumerate(parts, start=1):
        closing = "”" if place == len(parts) else ""  # each paragraph opens the quotation, the last closes it
        yield TextParagraph(line=(Span(f"“{part}{closing}"),), style="quotation")


def _factor(dossier_data: DossierData, assessment: Assessment) -> tuple[Line, ...]:
    words = dossier_data.words
    why: list[Span] = list(prose.line(dossier_data, assessment.reason))
    places = reference.exhibits(dossier_data, assessment.pinpoints)
    if why:
        why[0] = replace(why[0], rests_on=reference.behind(assessment.pinpoints))
    if places:
        why += [Span(" ("), *places, Span(")")]
    for finding_id in assessment.finding_ids:
        if (cited := dossier_data.argument.rests_on.get(finding_id)) is not None:
            place = cite_finding(cited.finding, cited.source, words)
            why += [Span("\n"), reference.source(dossier_data, cited.source.id), Span(f" · {place}", "quiet")]
    return (
        (Span(words(QUESTIONS[assessment.factor])),),
        tuple(why),
    )


def _earlier(dossier_data: DossierData, assurance: Assurance) -> tuple[Block, ...]:
    if not assurance.earlier:
        return ()
    words = dossier_data.words
    return (
        Heading(text=words("Earlier assurances of the same state"), level=3),
        TextTable(
            head=(words("What was promised"), words("When"), words("Outcome"), words("Source")),
            rows=tuple(
                (
                    (Span(one.what),),
                    (Span(in_words_or_unknown(one.on, words)),),
                    (Span(words(KEPT[one.was])),),
                    prose.line(dossier_data, one.source),
                )
                for one in assurance.earlier
            ),
            widths=(0.4, 0.18, 0.17, 0.25),
        ),
    )
