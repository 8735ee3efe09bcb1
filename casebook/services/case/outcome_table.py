"""Outcomes as tables and sentences of a paper; none of them names anybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.base.i18n import Translator
from casebook.domain.case.packed_outcome import PackedOutcome
from casebook.domain.dossier.composition import Span, TextTable
from casebook.services.case.outcome_leaving import LeavingLedger
from casebook.services.case.outcome_ledger import LedgerRow, LedgerTable
from casebook.services.case.outcome_words import OutcomeTexts


def notes(ledger: LeavingLedger, words: Translator) -> Iterator[str]:
    """Yield how the rows were chosen, and how many are left out."""
    export = ledger.export
    yield words(
        "No row names anybody. Of our own, those stand here to which the person consented, in so little "
        "detail that each agrees with those of at least {number} people of as many cases; where no detail "
        "was little enough, the row is left out.",
        number=ledger.threshold,
    )
    yield words(
        "Left out: {few} with too few like them, {consent} without consent, {sealed} of sealed cases.",
        few=len(export.too_few),
        consent=len(export.without_consent),
        sealed=len(export.sealed),
    )
    yield words(
        "What others reported was not verified here. Assurances that were kept stand here as those that were "
        "breached."
    )


def number_table(numbers: LedgerTable, words: Translator) -> TextTable:
    """Return numbers as a table of a paper."""
    texts = OutcomeTexts(words)
    columns = (*numbers.columns, "")
    width = 0.7 / len(columns)
    return TextTable(
        head=("", *map(texts.category, columns)),
        rows=tuple(
            (
                (Span(texts.category(row)),),
                *((Span(texts.number(numbers.values[row, column])),) for column in columns),
            )
            for row in (*numbers.rows, "")
        ),
        widths=(0.3, *(width for _ in columns)),
    )


def row_table(lines: Sequence[LedgerRow], words: Translator) -> TextTable:
    """Return rows as a table of a paper."""
    return TextTable(
        head=(words("How it ended"), words("What happened since"), words("Assurances")),
        rows=tuple(
            (
                (Span("\n".join(ended_lines(one.row, words))),),
                (Span(became_text(one.row, words)),),
                (Span(assurances_text(one.row, words)),),
            )
            for one in lines
        ),
        widths=(0.28, 0.4, 0.32),
    )


def ended_lines(row: PackedOutcome, words: Translator) -> list[str]:
    """Return how it ended: what, when, between which States, by which way, and in how much detail."""
    texts = OutcomeTexts(words)
    when = texts.period(row.on)
    parts = (texts.end(row), when, texts.states(row), texts.route(row), texts.coarseness(row))
    return [part for part in parts if part]


def became_text(row: PackedOutcome, words: Translator) -> str:
    """Return what became of the person, each with how it is known, and the year of the last news."""
    texts = OutcomeTexts(words)
    lines = [words.bracketed(texts.entry(one), texts.known(one.source, one.sureness)) for one in row.entries]
    if row.last_news:
        lines.append(words.labelled(words("Last news"), texts.period(row.last_news)))
    return "\n".join(lines)


def assurances_text(row: PackedOutcome, words: Translator) -> str:
    """Return what became of each assurance, with how it is known."""
    texts = OutcomeTexts(words)
    return "\n".join(
        words.bracketed(texts.assurance(one), texts.known(one.source, one.sureness)) for one in row.assurances
    )
