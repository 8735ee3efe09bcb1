"""The ledger of outcomes as a file for others: what may leave of our own, and what others reported."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Heading,
    Span,
    TextParagraph,
)
from casebook.formats.table import write_table
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.export import put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.case.outcome_leaving import LeavingLedger, leaving
from casebook.services.case.outcome_ledger import LedgerQuery, LedgerRow, tables
from casebook.services.case.outcome_table import notes, number_notes, number_table, pack_blocks, row_table
from casebook.services.case.outcome_words import OutcomeTexts

FIELDS = (
    "key",
    "origin",
    "people",
    "says",
    "ended",
    "on",
    "requested",
    "requesting",
    "channel",
    "instrument",
    "became",
    "assurances",
    "detail",
    "signer",
    "signer_compared",
    "pack_made_on",
    "pack_sha256",
    "people_claimed_at_least",
    "in_newest_pack",
    "one_half_alone",
    "earlier_people",
    "people_ended_so",
)
"""``in_newest_pack``: "no" of a row that its signer's newest pack lacks, "not-taken" where it has another; of
our own always "yes". ``one_half_alone``: says kept or breached of an assurance and no other row the other.
``earlier_people``: what an earlier pack of the signer gave, where that was more; ``people_ended_so``: how
many people rows of its author say to have ended so, where the row counts more. Both are else empty."""


async def write(
    session: Session,
    query: LedgerQuery | None,
    out: Path | SaveTarget,
    words: Translator,
) -> None:
    """Write the ledger as PDF or CSV, by the ending of the file's name.

    Raises:
        InvalidInput: it has another ending, or the name names someone.
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
    made = await on_vault(partial(leaving, session, query))
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
    row, pack = line.row, line.pack
    return (
        row.key,
        line.origin,
        str(row.people),
        row.part,
        row.ended,
        row.on,
        row.requested,
        row.requesting,
        row.channel,
        row.instrument,
        "; ".join(
            " ".join(filter(None, (one.on, one.became, one.sentence, one.term))) for one in row.entries
        ),
        "; ".join(f"{one.about}: {one.result}" for one in row.assurances),
        row.coarseness,
        *(
            (
                pack.signer,
                "yes" if pack.was_compared else "no",
                pack.made_on.isoformat(),
                pack.digest,
                str(pack.threshold),
            )
            if pack
            else ("", "", "", "", "")
        ),
        {"": "yes", "fallen": "no", "not-taken": "not-taken"}[line.standing],
        "yes" if line.is_half else "no",
        str(line.earlier_people or ""),
        str(line.ended_people or ""),
    )


def pdf_file(ledger: LeavingLedger, words: Translator) -> bytes:
    """Return the ledger as a PDF."""
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    out = BytesIO()
    build_checked_bundle(composition(ledger, words), out)
    return out.getvalue()


def composition(ledger: LeavingLedger, words: Translator) -> Composition:
    """Return the ledger as pages that name nobody."""
    title = words("Outcomes")
    part = DossierPart(title=title, anchor="ledger", blocks=tuple(_blocks(ledger, words)))
    return Composition(
        title=title, running_head=title, language=words.language, parts=(part,), has_index=False
    )


def _blocks(ledger: LeavingLedger, words: Translator) -> Iterator[Block]:
    texts = OutcomeTexts(words)
    for sentence in notes(ledger, words):
        yield TextParagraph(line=(Span(sentence),))
    counted = tables(ledger.lines)
    for numbers in counted:
        yield Heading(text=texts.table(numbers))
        yield number_table(numbers, words)
    for sentence in number_notes(counted, ledger.lines, words):
        yield TextParagraph(line=(Span(sentence),))
    if own := [one for one in ledger.lines if one.pack is None]:
        yield Heading(text=words("Our own cases"))
        yield row_table(own, words)
    yield from pack_blocks(ledger.lines, words)
