"""The section on differences between the papers of the States: what each says, of whom, and on which page.

What may explain a difference stays in the office: the page argues nobody's case. No paper of the client is in
it, and nothing that was noticed on one: that goes to counsel only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.domain.case.fact import Pinpoint
from casebook.domain.dossier.composition import Block, Line, Span, TextParagraph, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.domain.request.compared_paper import ComparedPaper, PaperParticular
from casebook.domain.request.paper_difference import ParticularRow
from casebook.domain.request.particular_text import KINDS, stated_by, with_day
from casebook.language.hanzi import has_han
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import reference


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """Return what each paper states of each particular that exhibits state differently, a row for each.

    A copy that loses an exhibit so loses one line, and not what the other papers say.
    """
    words, comparison = dossier_data.words, dossier_data.argument.comparison
    if comparison is None:
        return ()
    papers = {one.paper.id: one.paper for one in comparison.columns}
    rows = tuple(stated for row in comparison.rows for stated in _rows(dossier_data, papers, row))
    if not rows:
        return ()
    introduction = words("The papers before the court do not all state the following particulars alike.")
    return (
        TextParagraph(line=(Span(introduction),), is_numbered=True),
        TextTable(
            head=(words("Particular"), words("What each paper states"), words("Differs from")),
            rows=rows,
            widths=(0.18, 0.52, 0.3),
        ),
    )


def _rows(
    dossier_data: DossierData, papers: dict[str, ComparedPaper], row: ParticularRow
) -> Iterator[tuple[Line, ...]]:
    """Yield what papers state of one particular; nothing where fewer than two of them are exhibits.

    Each has the places of those it differs from: none where another statement of the same paper differs.
    Of a paper with one that differs all in its script are given: half of what it states would be another
    statement. The same name in characters beside the romanised one is no part of the difference.
    """
    differing: set[tuple[str, bool]] = set()
    others: dict[tuple[str, PaperParticular], list[Pinpoint]] = {}
    for one in row.differences:
        held = ((one.first_id, one.first), (one.second_id, one.second))
        if all(_said(dossier_data, papers[id_], particular) for id_, particular in held):
            differing |= {(id_, has_han(particular.text)) for id_, particular in held}
            for own, (id_, particular) in zip(held, reversed(held), strict=True):
                place = Pinpoint(document_id=papers[id_].document_id, page=particular.page)
                others.setdefault(own, []).append(place)
    stated = {
        (cell.paper_id, one): line
        for cell in row.cells
        for one in cell.particulars
        if (cell.paper_id, has_han(one.text)) in differing
        if (line := _said(dossier_data, papers[cell.paper_id], one))
    }
    order = list(papers)
    for own, line in sorted(stated.items(), key=lambda item: (order.index(item[0][0]), item[0][1].page)):
        places = reference.exhibits(dossier_data, tuple(others.get(own, ())))
        yield (Span(dossier_data.words(KINDS[row.kind])),), line, places


def _said(dossier_data: DossierData, paper: ComparedPaper, particular: PaperParticular) -> Line:
    """Return what a paper says, whose it is and where; nothing where it is no exhibit.

    The words of the page and a day that it gives without a year: a day that somebody worked out is not
    the paper's, and what the person said is not the authority's.
    """
    pinpoints = (Pinpoint(document_id=paper.document_id, page=particular.page),)
    place = reference.evidence(dossier_data, pinpoints)
    if not place:
        return ()
    words = dossier_data.words
    quoted = with_day(particular, f"“{particular.text}”", words)
    whose = stated_by(particular, paper.issued_by, words)
    said = replace(Span(f"{quoted} · {whose}" if whose else quoted), rests_on=reference.behind(pinpoints))
    return said, Span(" ("), *place, Span(")")
