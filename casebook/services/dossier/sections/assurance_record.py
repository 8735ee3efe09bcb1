"""The section on what became of people who were returned under assurances: of our cases and of others'.

Kept and breached stand side by side: a record that shows only one of them proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.base.message import Message
from casebook.domain.case.packed_outcome import is_return
from casebook.domain.dossier.composition import Block, Heading, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.services.base.session import Session
from casebook.services.case import outcome_leaving
from casebook.services.case.outcome_ledger import LedgerRow, tables
from casebook.services.case.outcome_table import notes, number_notes, number_table, pack_blocks, row_table
from casebook.services.case.outcome_words import OutcomeTexts
from casebook.services.dossier.dossier_data import DossierData

_RULE = Message("A court asks who reports what it is to rely on.")
_MEND = Message("Compare the ten words of the card with who sent the pack, or remove the pack.")


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """How the rows were chosen, their numbers, then ours and those of each pack with its day and digest."""
    return tuple(_blocks(dossier_data))


def _blocks(dossier_data: DossierData) -> Iterator[Block]:
    words, ledger = dossier_data.words, dossier_data.argument.ledger
    lines = _under_assurances(dossier_data)
    if ledger is None or not lines:
        yield TextParagraph(line=(Span(words("No outcome of a return under assurances is recorded.")),))
        return
    for sentence in notes(ledger, words):
        yield TextParagraph(line=(Span(sentence),))
    texts = OutcomeTexts(words)
    counted = [one for one in tables(lines) if one.counts == "assurances"]
    for numbers in counted:
        yield Heading(text=texts.table(numbers))
        yield number_table(numbers, words)
    for sentence in number_notes(counted, lines, words):
        yield TextParagraph(line=(Span(sentence),))
    if own := [one for one in lines if one.pack is None]:
        yield Heading(text=words("Our own cases"))
        yield row_table(own, words)
    yield from pack_blocks(lines, words)


def _under_assurances(dossier_data: DossierData) -> list[LedgerRow]:
    """Return the lines of people who were returned under an assurance."""
    ledger = dossier_data.argument.ledger
    return _returns(ledger.lines) if ledger is not None else []


def _returns(lines: Iterable[LedgerRow]) -> list[LedgerRow]:
    return [one for one in lines if is_return(one.row) and one.row.assurances]


def has_record(session: Session) -> bool:
    """Return whether there is a record to begin a dossier with: ours that may leave, or of a signer compared.

    What a signer nobody compared reports is printed where somebody adds the section, but calls for none.
    """
    lines = _returns(outcome_leaving.leaving(session, None).lines)
    return any(one.pack is None or one.pack.was_compared for one in lines)


def uncompared(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield a warning for packs that nobody knows the signer of."""
    packs = {one.pack.id for one in _under_assurances(dossier_data) if one.pack and not one.pack.was_compared}
    if not packs:
        return
    what = Message(
        "Packs of signers not compared on which the record of assurances rests: {number}.", number=len(packs)
    )
    problem = FilingProblem(
        check="assurance-record", page=0, what=what, is_blocking=False, rule=_RULE, mend=_MEND
    )
    for section in dossier_data.dossier.sections:
        if section.kind == "assurance-record":
            yield PrecheckProblem(problem=problem, about=DossierTarget(kind="section", id=section.id))
