"""The section on differences between the papers of the States: both words, both pages, what may explain it.

No paper of the client is in it, and nothing that was noticed on one: that goes to counsel only.
"""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.case.fact import Pinpoint
from casebook.domain.dossier.composition import Block, Line, Span, TextParagraph, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.domain.request.compared_paper import ComparedPaper, PaperParticular
from casebook.domain.request.paper_difference import Difference
from casebook.domain.request.particular_text import KINDS, PRINTED
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import reference


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """Return the differences of which both papers are exhibits."""
    words, comparison = dossier_data.words, dossier_data.argument.comparison
    if comparison is None:
        return ()
    papers = {one.paper.id: one.paper for one in comparison.columns}
    rows = [_row(dossier_data, papers, one) for one in comparison.differences]
    if not any(rows):
        return ()
    introduction = words(
        "The papers before the court state the following particulars otherwise from each other."
    )
    return (
        TextParagraph(line=(Span(introduction),), is_numbered=True),
        TextTable(
            head=(words("Particular"), words("One paper"), words("Another"), words("May be explained by")),
            rows=tuple(row for row in rows if row),
            widths=(0.18, 0.32, 0.32, 0.18),
        ),
    )


def _row(dossier_data: DossierData, papers: dict[str, ComparedPaper], one: Difference) -> tuple[Line, ...]:
    words = dossier_data.words
    first = _said(dossier_data, papers[one.first_id], one.first)
    second = _said(dossier_data, papers[one.second_id], one.second)
    if not first or not second:
        return ()
    explained = words(PRINTED[one.explanation]) if one.explanation else ""
    return (Span(words(KINDS[one.kind])),), first, second, (Span(explained),)


def _said(dossier_data: DossierData, paper: ComparedPaper, particular: PaperParticular) -> Line:
    """Return what a paper says and where, as what its exhibit says; nothing where it is no exhibit."""
    pinpoints = (Pinpoint(document_id=paper.document_id, page=particular.page),)
    place = reference.evidence(dossier_data, pinpoints)
    if not place:
        return ()
    quoted = replace(Span(f"“{particular.text}”"), rests_on=reference.behind(pinpoints))
    return quoted, Span(" ("), *place, Span(")")
