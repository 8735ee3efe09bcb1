"""The section on differences between the papers of the States: what each says, of whom, and on which page.

What may explain a difference stays in the office: the page argues nobody's case. What an exhibit
explains is not among what stands open, and has that place beside it. No paper of the client is in it, nor any
place to look at papers: those are the office's, each with its caution, and show no paper to differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Pinpoint
from casebook.domain.dossier.composition import Block, Line, Span, TextParagraph, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.domain.request.compared_paper import ComparedPaper, PaperParticular
from casebook.domain.request.paper_difference import Difference, ParticularRow
from casebook.domain.request.particular_text import KINDS, stated_by, with_day
from casebook.language.hanzi import has_han
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import reference

_OPEN = gettext_noop("The papers before the court do not all state the following particulars alike.")
_EXPLAINED = gettext_noop(
    "The papers before the court do not all state the following particulars alike, and an exhibit explains "
    "it: the place stands beside what it explains."
)
_IN_FORMS = gettext_noop(
    "The following papers give a name in several forms; one of them is the form in other papers before the "
    "court."
)
_WIDTHS = (0.18, 0.52, 0.3)


@entity
class _Printed:
    """What is printed of the compared papers, read once.

    Attributes:
        papers: that are compared, by ID, in the order of the columns.
        rows: with the differences whose two statements are both exhibits.
    """

    papers: dict[str, ComparedPaper]
    rows: tuple[ParticularRow, ...]


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """Return what each paper states of each particular that exhibits state differently, a row for each.

    A copy that loses an exhibit so loses one line, and not what the other papers say.
    """
    comparison = dossier_data.argument.comparison
    if comparison is None:
        return ()
    papers = {one.paper.id: one.paper for one in comparison.columns}
    rows = tuple(
        replace(
            row,
            differences=tuple(
                one
                for one in row.differences
                if all(_said(dossier_data, papers[id_], (stated,)) for id_, stated in _held(one))
            ),
        )
        for row in comparison.rows
    )
    printed = _Printed(papers=papers, rows=rows)
    parts = (_open, _explained, _forms)
    return tuple(block for part in parts for block in part(dossier_data, printed))


def _open(dossier_data: DossierData, printed: _Printed) -> Iterator[Block]:
    rows = _compared(dossier_data, printed, lambda one: not one.is_also and not _why(dossier_data, one))
    yield from _table(dossier_data, _OPEN, dossier_data.words("Differs from"), rows)


def _explained(dossier_data: DossierData, printed: _Printed) -> Iterator[Block]:
    rows = _compared(dossier_data, printed, lambda one: bool(_why(dossier_data, one)))
    yield from _table(dossier_data, _EXPLAINED, dossier_data.words("Differs from; explained"), rows)


def _compared(
    dossier_data: DossierData, printed: _Printed, is_of_table: Callable[[Difference], bool]
) -> list[tuple[Line, ...]]:
    """Return the lines of the differences of one table."""
    return [
        line
        for row in printed.rows
        for line in _lines(dossier_data, printed, row, filter(is_of_table, row.differences))
    ]


def _forms(dossier_data: DossierData, printed: _Printed) -> Iterator[Block]:
    """Yield the papers that give a name in several forms, where nothing explains the one that differs."""
    words, lines = dossier_data.words, dict[tuple[str, int], tuple[Line, ...]]()
    for row in printed.rows:
        for one in row.differences:
            if not one.is_also or _why(dossier_data, one):
                continue
            for id_, stated in _held(one):
                forms = _forms_of(row, id_, stated)
                if len(forms) > 1:
                    said = _said(dossier_data, printed.papers[id_], forms)
                    lines[id_, stated.page] = ((Span(words(KINDS[row.kind])),), said)
    if lines:
        yield TextParagraph(line=(Span(words(_IN_FORMS)),), is_numbered=True)
        yield TextTable(
            head=(words("Particular"), words("What each paper states")),
            rows=tuple(lines.values()),
            widths=(0.18, 0.82),
        )


def _table(
    dossier_data: DossierData, introduction: str, third: str, rows: Sequence[tuple[Line, ...]]
) -> Iterator[Block]:
    words = dossier_data.words
    if rows:
        yield TextParagraph(line=(Span(words(introduction)),), is_numbered=True)
        yield TextTable(
            head=(words("Particular"), words("What each paper states"), third),
            rows=tuple(rows),
            widths=_WIDTHS,
        )


def _lines(
    dossier_data: DossierData, printed: _Printed, row: ParticularRow, differences: Iterable[Difference]
) -> Iterator[tuple[Line, ...]]:
    """Yield what papers state of one particular, each with the places of those it differs from.

    Of a paper with a statement that differs all in its script are given: half of what it states would be
    another statement. The same name in characters beside the romanised one is no part of the difference.
    """
    others: dict[tuple[str, tuple[PaperParticular, ...]], list[Pinpoint]] = {}
    for one in differences:
        held = [(id_, _forms_of(row, id_, stated)) for id_, stated in _held(one)]
        for own, (id_, forms) in zip(held, reversed(held), strict=True):
            if one.is_also and len(own[1]) == 1:
                continue  # the other paper gives this name, too
            for stated in _of_script(row, own[0], own[1][0]):
                others.setdefault((own[0], _forms_of(row, own[0], stated)), [])
            if not one.is_also:
                place = Pinpoint(document_id=printed.papers[id_].document_id, page=forms[0].page)
                others[own].append(place)
    order = list(printed.papers)
    for (id_, forms), places in sorted(
        others.items(), key=lambda item: (order.index(item[0][0]), item[0][1][0].page)
    ):
        particular = (Span(dossier_data.words(KINDS[row.kind])),)
        yield (
            particular,
            _said(dossier_data, printed.papers[id_], forms),
            _beside(dossier_data, forms, places),
        )


def _beside(dossier_data: DossierData, forms: Sequence[PaperParticular], places: list[Pinpoint]) -> Line:
    """Return the places that a statement differs from, and below them what explains it."""
    lines = [
        reference.exhibits(dossier_data, tuple(places)),
        *(_explanation(dossier_data, one) for one in forms),
    ]
    third: list[Span] = []
    for line in filter(None, lines):
        third += [Span("\n"), *line] if third else line
    return tuple(third)


def _held(one: Difference) -> tuple[tuple[str, PaperParticular], tuple[str, PaperParticular]]:
    return (one.first_id, one.first), (one.second_id, one.second)


def _forms_of(row: ParticularRow, paper_id: str, stated: PaperParticular) -> tuple[PaperParticular, ...]:
    """Return a statement with the other forms of a name that the paper gives on the page in its script."""
    if row.kind != "name":
        return (stated,)
    place = (stated.page, stated.source)
    return tuple(one for one in _of_script(row, paper_id, stated) if (one.page, one.source) == place)


def _of_script(row: ParticularRow, paper_id: str, stated: PaperParticular) -> Iterator[PaperParticular]:
    """Yield all that a paper states of the particular in the script of one statement."""
    cell = next(one for one in row.cells if one.paper_id == paper_id)
    return (one for one in cell.particulars if has_han(one.text) == has_han(stated.text))


def _why(dossier_data: DossierData, one: Difference) -> Line:
    """Return where an exhibit explains a difference; nothing where none of the dossier does."""
    return _explanation(dossier_data, one.first) or _explanation(dossier_data, one.second)


def _explanation(dossier_data: DossierData, stated: PaperParticular) -> Line:
    place = reference.evidence(dossier_data, stated.explained_in)
    if not place:
        return ()
    text = stated.explained or dossier_data.words("Explained")
    return replace(Span(text), rests_on=reference.behind(stated.explained_in)), Span(" ("), *place, Span(")")


def _said(dossier_data: DossierData, paper: ComparedPaper, forms: Sequence[PaperParticular]) -> Line:
    """Return what a paper says on a page, whose it is and where; nothing where it is no exhibit.

    The words of the page and a day that it gives without a year: a day that somebody worked out is not
    the paper's, and what the person said is not the authority's.
    """
    pinpoints = (Pinpoint(document_id=paper.document_id, page=forms[0].page),)
    place = reference.evidence(dossier_data, pinpoints)
    if not place:
        return ()
    words = dossier_data.words
    first, *others = [with_day(one, f"“{one.text}”", words) for one in forms]
    quoted = words("{name}, also {others}", name=first, others=words.series_of(others)) if others else first
    whose = stated_by(forms[0], paper.issued_by, words)
    said = replace(Span(f"{quoted} · {whose}" if whose else quoted), rests_on=reference.behind(pinpoints))
    return said, Span(" ("), *place, Span(")")
