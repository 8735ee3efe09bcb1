"""Outcomes as tables and sentences of a paper; none of them names anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casebook.base.i18n import Translator
from casebook.domain.case.packed_outcome import PackedOutcome
from casebook.domain.dossier.composition import Block, Heading, Span, TextParagraph, TextTable
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.services.case.outcome_leaving import LeavingLedger
from casebook.services.case.outcome_ledger import LedgerRow, LedgerTable
from casebook.services.case.outcome_words import OutcomeTexts


def notes(ledger: LeavingLedger, words: Translator) -> Iterator[str]:
    """Yield how the rows were chosen, and how many are left out."""
    last = ledger.last
    if last is None:
        yield words("Of our own cases nothing stands here, since no pack of outcomes was written yet.")
    else:
        yield words(
            "Of our own cases what the pack of {day} gave stands here, as far as it may still leave. No "
            "row names anybody: each says one thing that is true of at least {number} people of as many "
            "cases. How it ended, what happened since and each assurance stand apart, so that no row tells "
            "what happened to one person.",
            day=words.format_date(last.made_on),
            number=last.threshold,
        )
        yield words(
            "From whom and how surely it is known is not in it. What is doubtful was left out, and what too "
            "few share or nobody consented to; how much that is does not leave."
        )
        if ledger.export.fallen:
            yield words(
                "Rows of earlier packs of ours that no longer leave and are left out here: {number}.",
                number=len(ledger.export.fallen),
            )
    yield words(
        "What others reported was not verified here. What a signer reported whose card was not compared "
        "stands apart and in no other number. Assurances that were kept stand here as those that were "
        "breached."
    )


def number_notes(
    numbers: Iterable[LedgerTable], lines: Sequence[LedgerRow], words: Translator
) -> Iterator[str]:
    """Yield what numbers leave open, and which of them are not of today."""
    if any(None in table.values.values() for table in numbers):
        yield words("• is a number that is too small to be shown, or that no row states.")
    if any(one.standing for one in lines):
        yield words(
            "Rows that the newest pack of their signer no longer has are counted as last reported. Where the "
            "signer corrected one, another row may count the same people."
        )
    if any(one.earlier or one.ended_people for one in lines):
        yield words(
            "Where a newer pack states fewer people than an earlier one, the newer number counts. Rows "
            "beside it can then count more people than ended so, as can rows where some who ended so are "
            "left out; each such row says it."
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
        head=(
            words("Number"),
            words("How it ended"),
            words("What happened since"),
            words("Assurances"),
        ),
        rows=tuple(
            (
                (Span(OutcomeTexts(words).people(one.row)),),
                (Span("\n".join((*ended_lines(one.row, words), *OutcomeTexts(words).remarks(one)))),),
                (Span(became_text(one.row, words)),),
                (Span(assurances_text(one.row, words)),),
            )
            for one in lines
        ),
        widths=(0.14, 0.34, 0.28, 0.24),
    )


def ended_lines(row: PackedOutcome, words: Translator) -> list[str]:
    """Return how it ended: what, when, between which States, by which way, and in how much detail."""
    texts = OutcomeTexts(words)
    when = texts.period(row.on)
    parts = (texts.end(row), when, texts.states(row), texts.route(row), texts.coarseness(row))
    return [part for part in parts if part]


def became_text(row: PackedOutcome, words: Translator) -> str:
    """Return what became of the people."""
    return "\n".join(map(OutcomeTexts(words).entry, row.entries))


def assurances_text(row: PackedOutcome, words: Translator) -> str:
    """Return what became of each assurance."""
    return "\n".join(map(OutcomeTexts(words).assurance, row.assurances))


def by_pack(lines: Sequence[LedgerRow]) -> list[tuple[OutcomePack, list[LedgerRow]]]:
    """Return the lines that others reported by their packs: of compared signers first, each together."""
    packs = {one.pack.id: one.pack for one in lines if one.pack is not None}
    ordered = sorted(packs.values(), key=lambda one: (not one.was_compared, one.signer, one.order))
    return [(pack, [one for one in lines if one.pack and one.pack.id == pack.id]) for pack in ordered]


def pack_blocks(lines: Sequence[LedgerRow], words: Translator) -> Iterator[Block]:
    """Yield what others reported, pack by pack, each with its signer and what its author states."""
    for number, (pack, rows) in enumerate(by_pack(lines), start=1):
        title = (
            words("Reported by others, pack {number}", number=number)
            if pack.was_compared
            else words("Reported by others, signer not compared, pack {number}", number=number)
        )
        yield Heading(text=title)
        yield TextParagraph(line=(Span(OutcomeTexts(words).pack(pack)),))
        yield row_table(rows, words)
