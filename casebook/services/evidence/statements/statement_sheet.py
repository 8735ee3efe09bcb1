"""A statement in print: one language or both, jurat with the number of its pages, interpreter's certificate.

The program states nothing itself: the sentences belong to whoever signs, and are not valid before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    FormField,
    FormFields,
    Heading,
    Keeps,
    Line,
    Pairs,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.domain.evidence.statement import Statement, StatementForm
from casebook.services.evidence.statements.statement_view import StatementView

PrintedLanguages = Literal["both", "original", "translation"]

_NO_BREAK = "\u00a0"
_JURATS: Mapping[StatementForm, tuple[str, str]] = {
    "truth": (
        gettext_noop("Statement of truth"),
        gettext_noop("I believe that the facts stated in this statement are true."),
    ),
    "affirmation": (
        gettext_noop("Affirmation"),
        gettext_noop("I solemnly and sincerely affirm that the contents of this statement are true."),
    ),
    "oath": (
        gettext_noop("Oath"),
        gettext_noop("I swear that the contents of this statement are true."),
    ),
}

_OPENINGS: Mapping[StatementForm, str] = {
    "truth": gettext_noop("I, {name}, state as follows:"),
    "affirmation": gettext_noop("I, {name}, solemnly and sincerely affirm and state as follows:"),
    "oath": gettext_noop("I, {name}, make oath and state as follows:"),
}
"""How a statement begins. SECURITY: no address, which the requesting State would read in a copy."""


def statement_sheet(view: StatementView, languages: PrintedLanguages, pages: int) -> Composition:
    """Return a statement as a composition without cover and index, with numbers on its pages.

    One whose translation was not read back as it stands bears DRAFT on every page.

    Args:
        view: the statement.
        languages: in which it is printed.
        pages: of the finished file, as the jurat states them.
    """
    statement = view.statement
    is_original = languages == "original"
    words = Translator(statement.language if is_original else statement.translation_language)
    title = statement.title or words("Statement")
    blocks = (
        *_head(view, words),
        *_opening(view, words),
        *_paragraphs(statement, languages),
        *_jurat(view, words, pages),
    )
    parts = [DossierPart(title=title, anchor="statement", blocks=blocks)]
    corrections = tuple(_corrections(statement, words))
    if corrections:
        parts.append(
            DossierPart(title=words("Corrections at read-back"), anchor="corrections", blocks=corrections)
        )
    certificate = tuple(_certificate(view, words)) if statement.is_translated else ()
    if certificate:
        parts.append(
            DossierPart(title=words("Interpreter’s certificate"), anchor="interpreter", blocks=certificate)
        )
    return Composition(
        title=title,
        language=words.language,
        parts=tuple(parts),
        has_index=False,
        page_mark="" if _may_be_signed(statement) else "DRAFT",
    )


def _may_be_signed(statement: Statement) -> bool:
    """Return whether whoever signs it heard it in a language that they understand, as it stands now."""
    return not statement.is_translated or statement.is_read_back


def _head(view: StatementView, words: Translator) -> Iterator[Block]:
    statement = view.statement
    maker = view.maker.leading_name if view.maker else ""
    beside = view.maker.other_names if view.maker else ()
    matter = view.proceeding
    rows = (
        (words("Court or body"), matter.forum if matter else ""),
        (words("Number"), matter.number if matter else ""),
        (words("Person making the statement"), " ".join((maker, *beside))),
        (words("Language"), words.spoken_language(statement.language)),
        (words("Recorded on"), words.format_date(statement.recorded_on) if statement.recorded_on else ""),
        (words("Place"), statement.place),
        (words("Recorded by"), statement.recorded_by),
        (words("Interpreter"), view.interpreter.name if view.interpreter else ""),
        (words("Translator"), statement.translator),
    )
    yield Pairs(rows=tuple((label, (Span(value),)) for label, value in rows if value))


def _opening(view: StatementView, words: Translator) -> Iterator[Block]:
    if view.maker:
        opening = words(_OPENINGS[view.statement.confirmation], name=view.maker.leading_name)
        yield TextParagraph(line=(Span(opening),), keeps="next")


def _paragraphs(statement: Statement, languages: PrintedLanguages) -> Iterator[Block]:
    """Yield the numbered paragraphs, in both languages each followed by its translation.

    The last stands on the page of the signatures: nobody signs a page without a word of the statement.
    """
    last = statement.paragraphs[-1] if statement.paragraphs else None
    for one in statement.paragraphs:
        end: Keeps = "next" if one is last else ""
        text: Line = (Span(one.text, language=statement.language),)
        translation: Line = (Span(one.translation, language=statement.translation_language),)
        if languages == "translation" and statement.is_translated:
            yield TextParagraph(line=translation, is_numbered=True, keeps=end)
            continue
        has_both = languages == "both" and statement.is_translated
        yield TextParagraph(line=text, is_numbered=True, keeps="next" if has_both else end)
        if has_both:
            yield TextParagraph(line=translation, style="quotation", keeps=end or "whole")


def _jurat(view: StatementView, words: Translator, pages: int) -> Iterator[Block]:
    """Yield what is confirmed, the number of pages, and the lines for signatures."""
    statement = view.statement
    title, sentence = _JURATS[statement.confirmation]
    yield Heading(text=words(title))
    yield TextParagraph(
        line=(
            Span(
                words.count(
                    "This statement with its annexes has {number} numbered page.",
                    "This statement with its annexes has {number} numbered pages.",
                    pages,
                )
            ),
        ),
        keeps="next",
    )
    opening = words("Not valid until signed. By signing, the signatory states:")
    yield TextParagraph(line=(Span(opening),), keeps="next")
    yield TextParagraph(line=(Span(words(sentence)),), keeps="next")
    if statement.is_translated and statement.is_read_back:
        read = words(
            "It was read back to me in {language} before I signed it, and I understood it.",
            language=words.spoken_language(statement.language),
        )
        yield TextParagraph(line=(Span(read),), keeps="next")
    name = view.maker.leading_name.replace(" ", _NO_BREAK) if view.maker else ""
    signs = words("Signature of {name}", name=name) if name else words("Signature")
    lines = [FormField(label=signs), FormField(label=words("Place and date"))]
    if statement.confirmation != "truth":
        lines.append(FormField(label=words("Before me: name, office and signature"), lines=2))
    yield FormFields(rows=tuple(lines))


def _corrections(statement: Statement, words: Translator) -> Iterator[Block]:
    """Yield each reading with what was changed then; nothing where nothing was."""
    sides = {"text": words("original"), "translation": words("translation")}
    for reading in statement.read_backs:
        if not reading.corrections:
            continue
        day = words.format_date(reading.read_at.date())
        heading = words("Read back on {moment} by {reader}", moment=day, reader=reading.reader)
        yield Heading(text=heading)
        rows: list[tuple[Line, ...]] = [
            (
                (Span(f"{one.number} ({sides[one.side]})"),),
                (Span(one.was),),
                (Span(one.became),),
                (Span(one.who),),
            )
            for one in reading.corrections
        ]
        yield TextTable(
            head=(words("Paragraph"), words("Before"), words("After"), words("Requested by")),
            rows=tuple(rows),
            widths=(0.16, 0.32, 0.32, 0.2),
        )
        yield FormFields(rows=(FormField(label=words("Initials of the person making the statement")),))


def _certificate(view: StatementView, words: Translator) -> Iterator[Block]:
    """Yield what the interpreter states, with the days they read the statement back as it stands.

    Nothing without such a reading: nobody certifies words that they did not read.
    """
    statement = view.statement
    name = view.interpreter.name if view.interpreter else ""
    readings = [one for one in statement.valid_read_backs if name and _plain(one.reader) == _plain(name)]
    if not readings:
        return
    languages = [words.spoken_language(tag) for tag in (statement.language, statement.translation_language)]
    days = dict.fromkeys(words.format_date(one.read_at.date()) for one in readings)
    rows = (
        (words("Interpreter"), name),
        (words("Languages"), " – ".join(languages)),
        (words("Read back on"), words.series_of(days)),
    )
    yield Pairs(rows=tuple((label, (Span(value),)) for label, value in rows))
    yield TextParagraph(line=(Span(words("Not valid until signed. By signing, the signatory states:")),))
    sentences = (
        words("I am competent in {source} and {target}.", source=languages[0], target=languages[1]),
        words("I interpreted the interview and read this statement back truly and completely."),
        words("The person who makes it said that they understood it and that it is correct."),
    )
    yield from (TextParagraph(line=(Span(sentence),)) for sentence in sentences)
    yield FormFields(
        rows=(
            FormField(label=words("Signature")),
            FormField(label=words("Place and date")),
        )
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
