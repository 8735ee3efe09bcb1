"""Text written for the dossier: numbered paragraphs, headings, lists and quotations, with references."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.dossier.composition import Block, Heading, Line, ParagraphStyle, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.dossier.prose import PassageKind, ProseBlock, ProseSpan
from casebook.services.dossier.cross_reference import anchor_of, sole
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import reference
from casebook.services.dossier.sections.short_citation import shortened

_STYLES: dict[PassageKind, ParagraphStyle] = {"sub": "sub", "bullet": "bullet", "quotation": "quotation"}


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """The section's own text, each authority in it cited in full once."""
    return shortened(paragraphs(dossier_data, section.text), dossier_data)


def paragraphs(dossier_data: DossierData, text: str) -> tuple[Block, ...]:
    """A text in the same manner.

    Raises:
        InvalidInput: it refers to what the dossier does not have, or a label in it stands twice.
    """
    from casebook.formats.prose import read_prose

    return tuple(
        _placed(partial(_block, dossier_data, passage), place)
        for place, passage in enumerate(read_prose(text), start=1)
    )


def line(dossier_data: DossierData, text: str) -> Line:
    """A text that is a single line, such as a cell or an answer.

    Raises:
        InvalidInput: it refers to what the dossier does not have.
    """
    from casebook.formats.prose import read_line

    return _line(dossier_data, read_line(text))


def hides_emphasis(text: str, language: str) -> bool:
    """Whether something in a text of a dossier is emphasised of which the fonts have the upright alone."""
    from casebook.formats.prose import read_prose
    from casebook.pdf.typeset.fonts.fonts import shows

    return any(
        run.emphasis != "plain"
        and not shows(run.text, "bold" if run.emphasis == "bold" else "italic", language)
        for passage in read_prose(text)
        for called in passage.runs
        for run in (called, *called.note)
    )


def _placed(make: Callable[[], Block], place: int) -> Block:
    """Return a block, or an error with its number in the text and none of its content."""
    try:
        return make()
    except InvalidInput as error:
        raise InvalidInput(
            Message("{fault} (Paragraph {place} of the text.)", fault=error.title, place=place),
            field=error.field,
            remedy=error.remedy,
        ) from error


def _block(dossier_data: DossierData, passage: ProseBlock) -> Block:
    anchor = anchor_of(passage.label) if passage.label else ""
    sole(dossier_data.labels, passage.label)
    if passage.kind in {"heading", "subheading"}:
        return Heading(text=passage.text, level=2 if passage.kind == "heading" else 3, anchor=anchor)
    return TextParagraph(
        line=_line(dossier_data, passage.runs),
        is_numbered=passage.kind == "numbered",
        style=_STYLES.get(passage.kind, "plain"),
        anchor=anchor,
    )


def _line(dossier_data: DossierData, runs: Sequence[ProseSpan]) -> Line:
    """Return the spans of a passage, references to pages of one exhibit that follow each other joined."""
    spans: list[Span] = []
    at = 0
    while at < len(runs):
        series = _series(runs[at:])
        if len(series) > 1:
            spans += reference.written_pages(dossier_data, series)
            at += 2 * len(series) - 1
        else:
            spans.append(_span(dossier_data, runs[at]))
            at += 1
    return tuple(spans)


def _series(runs: Sequence[ProseSpan]) -> list[str]:
    """Return the references to pages of one exhibit that begin a text, with nothing but "; " between them."""
    series: list[str] = []
    for run, between in zip_longest(runs[::2], runs[1::2]):
        if not reference.is_page_of_same(series, run.refers):
            break
        series.append(run.refers)
        if between is None or between.text != "; ":
            break
    return series


def _span(dossier_data: DossierData, run: ProseSpan) -> Span:
    if run.refers:
        return reference.written(dossier_data, run.refers)
    if run.note:
        return Span("", run.emphasis, note=_line(dossier_data, run.note))
    return Span(run.text, run.emphasis)
