"""The ledger of outcomes as a file for others: what may leave of our own, and what others reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.case.packed_outcome import PackedOutcome
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Heading,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.domain.exchange.report import THRESHOLD
from casebook.formats.table import write_table
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.export import put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.case import outcome_leaving, outcome_ledger
from casebook.services.case.outcome_leaving import OutcomeExport
from casebook.services.case.outcome_ledger import LedgerQuery, LedgerRow, LedgerTable, tables
from casebook.services.case.outcome_words import OutcomeTexts

FIELDS = (
    "number",
    "origin",
    "ended",
    "on",
    "requested",
    "requesting",
    "channel",
    "instrument",
    "became",
    "assurances",
    "last_news",
    "detail",
)


@entity
class LeavingLedger:
    """What of the ledger leaves.

    Attributes:
        lines: our own as far as they may leave, then those of others.
        export: what of our own leaves and stays.
        threshold: own numbers from 1 to below this are hidden.
    """

    lines: tuple[LedgerRow, ...]
    export: OutcomeExport
    threshold: int


def leaving(session: Session, query: LedgerQuery | None, threshold: int = THRESHOLD) -> LeavingLedger:
    """Return what of the ledger leaves: our own with consent and coarsened, and all that others reported.

    Raises:
        InvalidInput: the threshold hides nobody.
    """
    export = outcome_leaving.preview(session, threshold)
    by_id = {one.id: one for one in outcome_ledger.own_rows(session)}
    own = [
        LedgerRow(id=row.pseudonym, row=row, outcome=by_id[outcome_id].outcome)
        for outcome_id, row in export.rows
    ]
    lines = (*own, *outcome_ledger.reported_rows(session))
    wanted = tuple(one for one in lines if query is None or query.takes(one))
    return LeavingLedger(lines=wanted, export=export, threshold=threshold)


async def write(
    session: Session,
    query: LedgerQuery | None,
    out: Path | SaveTarget,
    words: Translator,
    *,
    threshold: int = THRESHOLD,
) -> None:
    """Write the ledger as PDF or CSV, by the ending of the file's name.

    Raises:
        InvalidInput: it has another ending, the name names someone, or the threshold hides nobody.
        Refused, DiskProblem: it cannot be written there.
    """
    ending = Path(out.name).suffix.lower()
    if ending not in {".pdf", ".csv"}:
        raise InvalidInput(
            "The ledger is written as PDF or CSV.",
            field="out",
            remedy="Choose a file name that ends in .pdf or .csv.",
        )
    await on_vault(lambda: require_neutral(session, out.name))
    made = await on_vault(partial(leaving, session, query, threshold))
    data = await off_thread(lambda: pdf_file(made, words) if ending == ".pdf" else csv_file(made))
    await off_thread(lambda: put(data, out))


async def printed(session: Session, query: LedgerQuery | None, words: Translator) -> bytes:
    """Return the ledger as a PDF to print."""
    shown = await on_vault(partial(leaving, session, query))
    return await off_thread(lambda: pdf_file(shown, words))


def csv_file(ledger: LeavingLedger) -> bytes:
    """Return the rows as CSV, in the codes that packs have, so that other programs read them."""
    return write_table(FIELDS, [_cells(one) for one in ledger.lines])


def _cells(line: LedgerRow) -> tuple[str, ...]:
    row = line.row
    return (
        row.pseudonym,
        line.origin,
        row.ended,
        row.on,
        row.requested,
        row.requesting,
        row.channel,
        row.instrument,
        "; ".join(
            " ".join(
                filter(None, (one.on, one.became, one.sentence, one.term, f"[{one.source}, {one.sureness}]"))
            )
            for one in row.entries
        ),
        "; ".join(f"{one.about}: {one.result} [{one.source}, {one.sureness}]" for one in row.assurances),
        row.last_news,
        row.coarseness,
    )


def pdf_file(ledger: LeavingLedger, words: Translator) -> bytes:
    """Return the ledger as a PDF."""
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    out = BytesIO()
    build_checked_bundle(composition(ledger, words), out)
    return out.getvalue()


def composition(ledger: LeavingLedger, words: Translator) -> Composition:
    """Return the ledger as pages that name nobody."""
    title = words("What became of them")
    part = DossierPart(title=title, anchor="ledger", blocks=tuple(_blocks(ledger, words)))
    return Composition(
        title=title, running_head=title, language=words.language, parts=(part,), has_index=False
    )


def _blocks(ledger: LeavingLedger, words: Translator) -> Iterator[Block]:
    texts = OutcomeTexts(words)
    for sentence in notes(ledger, words):
        yield TextParagraph(line=(Span(sentence),))
    for numbers in tables(ledger.lines, ledger.threshold):
        yield Heading(text=texts.table(numbers))
        yield _numbers(numbers, texts)
    for origin, heading in (("own", words("Our own cases")), ("others", words("Reported by others"))):
        lines = [one for one in ledger.lines if one.origin == origin]
        if lines:
            yield Heading(text=heading)
            yield row_table(lines, words)


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


def _numbers(numbers: LedgerTable, texts: OutcomeTexts) -> TextTable:
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
        head=(words("How it ended"), words("What became of the person"), words("Assurances")),
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
