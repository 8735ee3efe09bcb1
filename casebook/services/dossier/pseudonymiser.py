"""A composition in which hidden names are covered, and what must be said of such a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from casebook.base.message import Message
from casebook.domain.dossier.composition import (
    BarChart,
    Block,
    ChartLane,
    Composition,
    Cover,
    DossierPart,
    Exhibit,
    FormFields,
    Heading,
    Line,
    Pairs,
    Span,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.domain.dossier.filing import pages_named
from casebook.domain.dossier.pdf_job import BoundFiles
from casebook.domain.dossier.preflight import PreflightProblem
from casebook.domain.dossier.pseudonym import Veil
from casebook.services.dossier.dossier_data import DossierData


def cover(whole: Composition, pseudonyms: Veil) -> Composition:
    """The composition without hidden names in its texts; its exhibits are covered when they are bound."""
    text = pseudonyms.cover
    return replace(
        whole,
        title=text(whole.title),
        running_head=text(whole.running_head),
        cover=_cover(whole.cover, text) if whole.cover else None,
        parts=tuple(_part(part, text) for part in whole.parts),
        exhibits=tuple(_exhibit(exhibit, text) for exhibit in whole.exhibits),
    )


def problems(dossier_data: DossierData, bound: BoundFiles, kept: Iterable[str]) -> list[PreflightProblem]:
    """What a person must still look at in a copy that hides, and what was left out because nobody has.

    Args:
        dossier_data: the material.
        bound: what was made of it.
        kept: marks of the exhibits that were not drawn anew.
    """
    waiting = [*(problem for _, problem in undecided(dossier_data)), *_kept(kept)]
    if dossier_data.copy_kind != "pseudonymised" or not bound.covered:
        return waiting
    looked = PreflightProblem(
        check="redaction",
        page=0,
        what=Message("Searching for names does not find handwriting, signatures, stamps, seals and faces."),
        is_blocking=False,
        rule=Message("A person can be identified by more than a name."),
        mend=Message("Check every page of the exhibits before giving this copy to anyone."),
    )
    return [looked, *waiting, *_left_out(bound)]


def undecided(dossier_data: DossierData) -> Iterator[tuple[str, PreflightProblem]]:
    """Exhibits with suggested areas nobody decided on, by document id; a filing copy hides none."""
    for document in dossier_data.exhibits:
        marked = dossier_data.redactions.get(document.id)
        areas = marked.undecided if marked else ()
        pages = sorted({area.page for area in areas if dossier_data.copy_kind in area.copies})
        if pages:
            problem = PreflightProblem(
                check="redaction",
                page=0,
                what=Message(
                    "Exhibit {mark}: redactions suggested but not decided: {pages}.",
                    mark=document.exhibit_mark,
                    pages=pages_named(pages),
                ),
                is_blocking=False,
                rule=Message("An area is redacted only once it has been accepted."),
                mend=Message("Review these pages, accept or reject each area, then build the copy again."),
            )
            yield document.id, problem


def _kept(kept: Iterable[str]) -> Iterator[PreflightProblem]:
    """Exhibits a person decided not to have drawn anew; the register alone says why."""
    for mark in kept:
        yield PreflightProblem(
            check="redaction",
            page=0,
            what=Message("Exhibit {mark} was not redrawn as images.", mark=mark),
            is_blocking=False,
            rule=Message("An exhibit that is redrawn contains only what its pages show."),
            mend=Message("Build the copy without this exception unless it is needed."),
        )


def _left_out(bound: BoundFiles) -> list[PreflightProblem]:
    return [
        PreflightProblem(
            check="redaction",
            page=0,
            what=Message(
                "Exhibit {mark}: pages that a person must review were left out: {pages}.",
                mark=mark,
                pages=pages_named(pages),
            ),
            is_blocking=False,
            rule=Message(
                "Images, and pages that do not show what their text states, must be reviewed by a person "
                "before they are handed over."
            ),
            mend=Message(
                "Check each page. Mark those on which no one can be identified as reviewed, then "
                "build the copy again."
            ),
        )
        for mark, pages in bound.withheld
        if pages
    ]


def _exhibit(exhibit: Exhibit, text: Callable[[str], str]) -> Exhibit:
    return replace(
        exhibit,
        title=text(exhibit.title),
        section=text(exhibit.section),
        note=text(exhibit.note),
        dated=text(exhibit.dated),
    )


def texts_of(whole: Composition) -> list[str]:
    """All that a composition says, but for its exhibits."""
    texts: list[str] = []

    def note(text: str) -> str:
        texts.append(text)
        return text

    for part in whole.parts:
        _part(part, note)
    if whole.cover:
        _cover(whole.cover, note)
    return [*texts, whole.title, whole.running_head, *(exhibit.title for exhibit in whole.exhibits)]


def _cover(cover: Cover, text: Callable[[str], str]) -> Cover:
    return Cover(
        title=text(cover.title),
        court=text(cover.court),
        number=text(cover.number),
        parties=text(cover.parties),
        lines=tuple(text(line) for line in cover.lines),
    )


def _part(part: DossierPart, text: Callable[[str], str]) -> DossierPart:
    return replace(part, title=text(part.title), blocks=tuple(_block(block, text) for block in part.blocks))


def _block(block: Block, text: Callable[[str], str]) -> Block:
    if isinstance(block, Heading):
        return replace(block, text=text(block.text))
    if isinstance(block, TextParagraph):
        return replace(block, line=_line(block.line, text), reference=_line(block.reference, text))
    if isinstance(block, TextTable):
        rows = tuple(tuple(_line(cell, text) for cell in row) for row in block.rows)
        return replace(block, head=tuple(text(head) for head in block.head), rows=rows)
    if isinstance(block, BarChart | TimeChart | FormFields):
        return _drawn(block, text)
    return Pairs(rows=tuple((text(label), _line(line, text)) for label, line in block.rows))


def _drawn(block: BarChart | TimeChart | FormFields, text: Callable[[str], str]) -> Block:
    if isinstance(block, TimeChart):
        return replace(block, lanes=tuple(_lane(lane, text) for lane in block.lanes))
    if isinstance(block, FormFields):
        return FormFields(rows=tuple(replace(blank, label=text(blank.label)) for blank in block.rows))
    return BarChart(
        rows=tuple(replace(bar, label=text(bar.label), said=text(bar.said)) for bar in block.rows)
    )


def _lane(lane: ChartLane, text: Callable[[str], str]) -> ChartLane:
    stretches = tuple(replace(stretch, title=text(stretch.title)) for stretch in lane.stretches)
    return ChartLane(title=text(lane.title), stretches=stretches)


def _line(line: Line, text: Callable[[str], str]) -> Line:
    """A line with its spans changed; words of several manners are asked about as a whole too.

    SECURITY: a name of which a part is emphasised, or that a note is called in, stands in two spans, and is
    found in neither.
    """
    new_spans: list[Span] = []
    for _, group in groupby(line, key=lambda span: span.to is not None):
        spans = list(group)
        changed = [_span(span, text) for span in spans]
        whole = text("".join(span.text for span in spans)) if len(spans) > 1 else changed[0].text
        is_same = whole == "".join(span.text for span in changed)
        new_spans += changed if is_same else [Span(whole), *(span for span in changed if span.note)]
    return tuple(new_spans)


def _span(span: Span, text: Callable[[str], str]) -> Span:
    return replace(span, text=text(span.text), note=_line(span.note, text), alone=text(span.alone))
