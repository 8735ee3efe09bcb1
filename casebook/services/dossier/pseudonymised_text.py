"""Pseudonymises the text of a composition, and reports what is left to review in such a copy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import assert_never

from casebook.base.i18n import Translator
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
from casebook.domain.dossier.drawings.shaded_map import ShadedMap
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.filing import pages_named
from casebook.domain.dossier.hiding.days.clock_time import without_times
from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.pdf_result import BundleFiles
from casebook.domain.dossier.text_numbering import relined
from casebook.domain.evidence.document import by_mark
from casebook.domain.evidence.redaction import DOUBT_TITLES
from casebook.services.dossier.dossier_data import DossierData


def pseudonymise(composition: Composition, pseudonyms: NameReplacer, *, time_label: str = "") -> Composition:
    """The composition with labels in place of names in all its text.

    The pages of its exhibits are redacted later, by the bundle worker.

    Args:
        composition: as it was composed.
        pseudonyms: what is hidden, and by which labels.
        time_label: stands for each time of the clock; "" leaves them.
    """
    return _mapped(composition, lambda place: replacing(pseudonyms, time_label, place))


def replacing(pseudonyms: NameReplacer, time_label: str = "", place: str = "") -> Callable[[str], str]:
    """Return what puts labels in place of names in a text, and of times unless `time_label` is "".

    Args:
        pseudonyms: what is hidden, and by which labels.
        time_label: as `pseudonymise` takes it.
        place: of the text, where replacements may have been refused.
    """

    def text(stated: str) -> str:
        replaced = pseudonyms.apply(stated, place)
        return without_times(replaced, time_label) if time_label else replaced

    return text


def untitled(composition: Composition, words: Translator) -> Composition:
    """Return the composition with its type as title: metadata and running head name no one."""
    title = words("Pseudonymised dossier")
    return replace(composition, title=title, running_head=title)


def texts_of(composition: Composition) -> list[str]:
    """All text that is printed or stored as metadata, the pages of exhibits excepted; lines whole as well."""
    return [text for _, text in placed_texts_of(composition)]


def placed_texts_of(composition: Composition) -> list[tuple[str, str]]:
    """The same, each after the place in which a replacement may be refused."""
    texts: list[tuple[str, str]] = []

    def collecting(place: str) -> Callable[[str], str]:
        def collect(text: str) -> str:
            texts.append((place, text))
            return text

        return collect

    _mapped(composition, collecting)
    return texts


def problems(
    dossier_data: DossierData, bundle_files: BundleFiles, not_redrawn: Iterable[str]
) -> list[FilingProblem]:
    """Warnings on a redacted copy: what to review by hand, and pages left out as not reviewed.

    Args:
        dossier_data: the material.
        bundle_files: what was made of it.
        not_redrawn: marks of the exhibits that were not to be redrawn.
    """
    kept = {key for key, pages in bundle_files.rewritten if pages}
    kept_marks = {document.exhibit_mark for document in dossier_data.exhibits if document.id in kept}
    exempt = _not_redrawn(not_redrawn, kept_marks)
    waiting = [*(problem for _, problem in undecided(dossier_data)), *exempt]
    if dossier_data.copy_kind != "pseudonymised" or not bundle_files.changed_pages:
        return waiting
    looked = FilingProblem(
        check="redaction",
        page=0,
        what=Message("A search for names does not find handwriting, signatures, stamps, seals or faces."),
        is_blocking=False,
        rule=Message("A person can be identified by more than a name."),
        mend=Message("Check every page of the exhibits before giving this copy to anyone."),
    )
    return [looked, *waiting, *_left_out(dossier_data, bundle_files)]


def undecided(dossier_data: DossierData) -> Iterator[tuple[str, FilingProblem]]:
    """Yield document id and warning for each exhibit with undecided areas; a filing copy has none."""
    for document in sorted(dossier_data.exhibits, key=by_mark):
        marked = dossier_data.redactions.get(document.id)
        areas = marked.undecided if marked else ()
        pages = sorted({area.page for area in areas if dossier_data.copy_kind in area.copies})
        if pages:
            problem = FilingProblem(
                check="redaction",
                page=0,
                what=Message(
                    "Exhibit {mark}: redactions suggested but not decided: {pages}.",
                    mark=dossier_data.name_of(document),
                    pages=pages_named(pages),
                ),
                is_blocking=False,
                rule=Message("An area is redacted only once it has been accepted."),
                mend=Message("Review these pages, accept or reject each area, then build the copy again."),
            )
            yield document.id, problem


def _not_redrawn(marks: Iterable[str], kept: Collection[str]) -> Iterator[FilingProblem]:
    """Yield exhibits exempted from redrawing, and those all of whose pages had to be redrawn nevertheless.

    Only the register states the reason.
    """
    for mark in marks:
        if mark not in kept:
            yield FilingProblem(
                check="redaction",
                page=0,
                what=Message(
                    "Exhibit {mark} was redrawn as images anyway: no page could be kept as it is.",
                    mark=mark,
                ),
                is_blocking=False,
                rule=Message("A page that cannot be cleared of hidden content is redrawn."),
                mend=Message("Nothing: the exception has no effect and can be left out."),
            )
            continue
        yield FilingProblem(
            check="redaction",
            page=0,
            what=Message("Exhibit {mark} was not redrawn as images.", mark=mark),
            is_blocking=False,
            rule=Message("An exhibit that is redrawn contains only what its pages show."),
            mend=Message("Build the copy without this exception unless it is needed."),
        )


def _left_out(dossier_data: DossierData, bundle_files: BundleFiles) -> list[FilingProblem]:
    withheld = dict(bundle_files.withheld)
    return [
        FilingProblem(
            check="redaction",
            page=0,
            what=Message(
                "Exhibit {mark}: pages that a person must review were left out: {pages} ({reason}).",
                mark=dossier_data.name_of(document),
                pages=pages_named([number for number, why in pages if why == doubt]),
                reason=Message(title),
            ),
            is_blocking=False,
            rule=Message(
                "Images, signatures and other strokes of a hand, text in a script in which no names are "
                "searched (such as Thai, Hebrew or kana), and pages that do not show what their text states "
                "must be reviewed by a person before they are handed over."
            ),
            mend=Message(
                "Check each page. Mark those on which no one can be identified as reviewed, then "
                "build the copy again."
            ),
        )
        for document in sorted(dossier_data.exhibits, key=by_mark)
        for pages in (withheld.get(document.id, ()),)
        for doubt, title in DOUBT_TITLES.items()
        if any(why == doubt for _, why in pages)
    ]


def with_refused(hiding: Hiding | None, composition: Composition) -> Hiding | None:
    """What a copy hides, with what stays in its text because the replacement was refused."""
    if hiding is None:
        return None
    names, placed = hiding.pseudonyms, placed_texts_of(composition)
    refused = dict.fromkeys(one for place, text in placed for one in names.refused_in(text, place))
    return replace(hiding, refused=tuple(refused))


def _mapped(composition: Composition, at: Callable[[str], Callable[[str], str]]) -> Composition:
    """The composition with every text replaced by what `at` its place returns for it."""
    text = at("")
    return replace(
        composition,
        title=text(composition.title),
        running_head=text(composition.running_head),
        page_mark=_mark(composition.page_mark, text),
        cover=_cover(composition.cover, at("cover")) if composition.cover else None,
        parts=tuple(_part(part, at(part.anchor)) for part in composition.parts),
        exhibits=tuple(_exhibit(exhibit, at(f"{exhibit.key}/title")) for exhibit in composition.exhibits),
    )


def _mark(mark: str, text: Callable[[str], str]) -> str:
    """A mark on every page as it is, or none: a label in its place has signs that cannot be stamped."""
    return mark if text(mark) == mark else ""


def _exhibit(exhibit: Exhibit, text: Callable[[str], str]) -> Exhibit:
    return replace(
        exhibit,
        title=text(exhibit.title),
        source=text(exhibit.source),
        section=text(exhibit.section),
        note=text(exhibit.note),
        dated=text(exhibit.dated),
    )


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
    match block:
        case Heading():
            return replace(block, text=text(block.text))
        case TextParagraph():
            return relined(block, partial(_line, text=text))
        case TextTable():
            rows = tuple(tuple(_line(cell, text) for cell in row) for row in block.rows)
            return replace(block, head=tuple(map(text, block.head)), rows=rows)
        case Pairs():
            return replace(block, rows=tuple((text(label), _line(line, text)) for label, line in block.rows))
        case BarChart() | TimeChart() | FormFields() | ShadedMap():
            return _drawn(block, text)
        case _:
            assert_never(block)


def _drawn(block: BarChart | TimeChart | FormFields | ShadedMap, text: Callable[[str], str]) -> Block:
    match block:
        case BarChart():
            bars = tuple(replace(bar, label=text(bar.label), said=text(bar.said)) for bar in block.rows)
            return BarChart(rows=bars)
        case TimeChart():
            ticks = tuple((text(title), share) for title, share in block.ticks)
            return TimeChart(lanes=tuple(_lane(lane, text) for lane in block.lanes), ticks=ticks)
        case FormFields():
            return FormFields(rows=tuple(replace(row, label=text(row.label)) for row in block.rows))
        case ShadedMap():
            shapes = tuple(replace(shape, said=text(shape.said)) for shape in block.shapes)
            return replace(block, shapes=shapes, caption=text(block.caption))
        case _:
            assert_never(block)


def _lane(lane: ChartLane, text: Callable[[str], str]) -> ChartLane:
    spans = tuple(replace(span, title=text(span.title), said=text(span.said)) for span in lane.stretches)
    return ChartLane(title=text(lane.title), stretches=spans)


def _line(line: Line, text: Callable[[str], str]) -> Line:
    """A line with its spans changed; words of several manners are asked about as a whole too.

    SECURITY: a name of which a part is emphasised, or that a note is called in, stands in two spans, and is
    found in neither.
    """
    if not line:
        return line
    if len(line) == 1:
        only = _span(line[0], text)
        return line if only is line[0] else (only,)
    new_spans: list[Span] = []
    for _, group in groupby(line, key=lambda span: span.to is not None):
        spans = list(group)
        changed = [_span(span, text) for span in spans]
        whole = text("".join(span.text for span in spans)) if len(spans) > 1 else changed[0].text
        is_same = whole == "".join(span.text for span in changed)
        places = tuple(place for span in changed for place in span.places)
        rest = [span for span in changed if span.note]
        new_spans += changed if is_same else [Span(whole, places=places), *rest]
    return tuple(new_spans)


def _span(span: Span, text: Callable[[str], str]) -> Span:
    words, note, alone = text(span.text), _line(span.note, text), text(span.alone)
    is_same = (words, note, alone) == (span.text, span.note, span.alone)
    return span if is_same else replace(span, text=words, note=note, alone=alone)
