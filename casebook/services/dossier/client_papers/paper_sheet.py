"""A client paper in print: in one language, or a draft line by line beside the English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.base.i18n import Translator
from casebook.domain.dossier.client_papers.paper_template import LANGUAGE_TITLES, RIGHT_TO_LEFT
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Emphasis,
    FormField,
    FormFields,
    Heading,
    Line,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.domain.dossier.paper import Paper
from casebook.services.dossier.client_papers.paper_text import PaperText
from casebook.services.dossier.client_papers.paper_wording import PaperWording

_HALVES = (0.5, 0.5)
_SIGNED = frozenset({"name", "lawyer", "recipient", "expires"})
"""Lines that tell one signed paper from another."""


def paper_sheet(wording: PaperWording, texts: Sequence[PaperText], paper: Paper) -> Composition:
    """Return the paper as one part with its mark at the head of every page."""
    words = Translator(wording.beside)
    title = next(one for one in texts if one.line.kind == "title")
    heading = title.english if wording.is_bilingual or not title.text else title.text
    blocks: list[Block] = [*_marks(wording, words, title)]
    blocks += _bilingual(wording, texts) if wording.is_bilingual else _plain(texts)
    blocks += _signatures(wording, words, texts)
    version = wording.template.version
    head = [heading, words("wording {version}", version=version) if version.isdecimal() else version]
    if not wording.is_checked:
        head.append(words("translation not checked"))
    return Composition(
        title=heading,
        running_head=" · ".join(head),
        language=wording.language,
        parts=(DossierPart(title=heading, anchor="paper", blocks=tuple(blocks)),),
        has_index=False,
        paper=paper,
    )


def _marks(wording: PaperWording, words: Translator, title: PaperText) -> Iterator[Block]:
    """Yield the title in the client's language, and whether its translation was checked.

    SECURITY: a declaration reaches the other side; a line of its own has the day of the check, and no name.
    """
    if wording.is_bilingual and title.text:
        yield TextParagraph(line=(Span(_led(wording, title.text), "bold", language=wording.language),))
    if not wording.is_checked:
        language = LANGUAGE_TITLES[wording.language]
        mark = words("{language}: translation not checked", language=language)
        yield TextParagraph(line=(Span(mark, "bold"),))
    if wording.is_bilingual and wording.check and wording.template.kind != "declaration":
        checked = words(
            "Translation checked by {name} on {day}",
            name=wording.check.by,
            day=words.format_date(wording.check.on),
        )
        yield TextParagraph(line=(Span(checked, "quiet"),))


def _plain(texts: Sequence[PaperText]) -> Iterator[Block]:
    """Yield the lines in one language; questions that follow one another stand in one list."""
    fields: list[FormField] = []
    for one in texts:
        kind, text = one.line.kind, one.text or one.english
        if kind in {"question", "choice"}:
            fields.append(_field(one, text, [option[2] or option[1] for option in one.options]))
            continue
        if fields:
            yield FormFields(rows=tuple(fields))
            fields = []
        if kind == "heading":
            yield Heading(text=text)
        elif kind in {"text", "point"}:
            yield TextParagraph(line=(Span(text),), style="bullet" if kind == "point" else "plain")
    if fields:
        yield FormFields(rows=tuple(fields))


def _bilingual(wording: PaperWording, texts: Sequence[PaperText]) -> Iterator[Block]:
    """Yield a table for each section, headed by its title in both languages, then its questions."""
    head = ("English", _led(wording, LANGUAGE_TITLES[wording.language]))
    rows: list[tuple[Line, Line]] = []
    fields: list[FormField] = []
    for one in texts:
        kind = one.line.kind
        if kind in {"title", "signature"}:
            continue
        if kind in {"question", "choice"}:
            options = [" / ".join(part for part in option[1:] if part) for option in one.options]
            fields.append(_field(one, "\n".join((one.english, _translated(wording, one))), options))
            continue
        if kind == "heading" or fields:
            yield from _section(head, rows, fields)
            rows, fields = [], []
        emphasis: Emphasis = "bold" if kind == "heading" else "plain"
        mark = "• " if kind == "point" else ""
        translation = Span(
            _translated(wording, one), emphasis if one.text else "quiet", language=wording.language
        )
        rows.append(((Span(mark + one.english, emphasis),), (translation,)))
    yield from _section(head, rows, fields)


def _section(
    head: tuple[str, str], rows: Sequence[tuple[Line, Line]], fields: Sequence[FormField]
) -> Iterator[Block]:
    if rows:
        yield TextTable(head=head, rows=tuple(rows), widths=_HALVES)
    if fields:
        yield FormFields(rows=tuple(fields))


def _signatures(wording: PaperWording, words: Translator, texts: Sequence[PaperText]) -> Iterator[Block]:
    """Yield the lines to sign on, or why there are none."""
    signatures = [one for one in texts if one.line.kind == "signature"]
    if not signatures:
        return
    if not wording.may_be_signed:
        text = words("Not for signature: nobody has checked this translation.")
        yield TextParagraph(line=(Span(text, "bold"),))
        return
    rows = tuple(
        FormField(
            label=f"{one.english}\n{_led(wording, one.text)}"
            if wording.is_bilingual
            else one.text or one.english,
            lines=one.line.rows,
        )
        for one in signatures
    )
    yield Heading(text=words("Signatures"))
    # What is signed stands above the signatures, also where they are on a page of their own.
    signed = (one for one in texts if one.line.kind == "title" or one.line.id in _SIGNED)
    own = [one.english if wording.is_bilingual else one.text or one.english for one in signed]
    yield Heading(text=" · ".join(own), level=3)
    yield FormFields(rows=rows)


def _field(one: PaperText, label: str, options: Sequence[str]) -> FormField:
    shown = f"{label} ({', '.join(options)})" if options else label
    return FormField(label=shown, name=one.line.id, lines=one.line.rows)


def _translated(wording: PaperWording, one: PaperText) -> str:
    return _led(wording, one.text) if one.text else "[not translated]"


def _led(wording: PaperWording, text: str) -> str:
    """Return a text with the mark of its direction, by which it stands at the side where it begins."""
    return f"\u200f{text}" if wording.language in RIGHT_TO_LEFT else text
