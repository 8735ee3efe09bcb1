"""The section on what the person would face: each charge as stated, and what the law makes of it."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.message import Message
from casebook.domain.case.fact import Pinpoint
from casebook.domain.dossier.composition import Block, Heading, Line, Pairs, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.exposure.charge import ChargedAmount
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import reference
from casebook.services.exposure import exposure_blocks
from casebook.services.exposure.charge import ChargeExposure
from casebook.services.exposure.charge_sheet import heading, stated
from casebook.services.exposure.shared_blocks import shared_blocks

_RULE = Message("A section that computes nothing shows the court a gap of ours, not of the request.")
_NO_LIMITATION = Message(
    "Limitation: no period of this charge is set out here, and nothing here says whether prosecution is "
    "barred by lapse of time."
)
_LIMITATION_OF_STATE = Message(
    "Limitation: what the requesting State asserts stands above in its own words. Nothing here confirms it, "
    "and no period of this charge is set out here."
)
_UNSEEN = Message("What nobody read stands on no page that leaves the office.")


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """Each charge with its exposure, then what holds for several; one not computed says so.

    Limitation is printed only of charges with a period that has ended: one that runs is the State's case.
    """
    charges, words = dossier_data.argument.charges, dossier_data.words
    sheets = [one.sheet for one in charges if one.sheet is not None]
    has_lapsed = any(map(exposure_blocks.has_lapsed, sheets))
    return (
        *(block for computed in charges for block in _charge(dossier_data, computed)),
        *shared_blocks(sheets, words, with_limitation=has_lapsed),
    )


def _charge(dossier_data: DossierData, computed: ChargeExposure) -> Iterator[Block]:
    words, charge = dossier_data.words, computed.charge
    rests_on = reference.behind(charge.pinpoints)
    yield Heading(text=heading(computed, words), rests_on=rests_on)
    rows: list[tuple[str, Line]] = [
        (label, (Span(text, rests_on=rests_on),)) for label, text in stated(charge, words)
    ]
    amounts = (*charge.amounts_of("state"), *charge.amounts_of("person"))
    if places := reference.exhibits(dossier_data, (*charge.pinpoints, *_places(amounts))):
        rows.append((words("Appears in"), places))
    yield Pairs(rows=tuple(rows))
    yield from exposure_blocks.cautions(computed.cautions, words)
    if computed.sheet is not None:
        lapsed = exposure_blocks.has_lapsed(computed.sheet)
        yield from exposure_blocks.blocks(computed.sheet, words, own=computed.own, with_limitation=lapsed)
        if not lapsed and computed.sheet.exposure.offence.is_mainland:
            asserted = charge.limitation_asserted
            yield exposure_blocks.paragraph(words(_LIMITATION_OF_STATE if asserted else _NO_LIMITATION))
    elif computed.refused is not None:
        why = exposure_blocks.refusal(computed.refused.title, words)
        yield TextParagraph(line=(Span(why),))


def _places(amounts: tuple[ChargedAmount, ...]) -> tuple[Pinpoint, ...]:
    return tuple(one.pinpoint for one in amounts if one.pinpoint is not None)


def uncomputed(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield each charge that a section shows without its exposure, or measured by a text of an unread day."""
    for computed in dossier_data.argument.charges:
        if computed.refused is None:
            yield from _unseen_days(computed)
            continue
        what = Message(
            "Charge “{article}”: nothing is computed. {why}",
            article=computed.charge.article,
            why=computed.refused.title,
        )
        remedy = computed.refused.remedy or Message("Complete the charge, or take the section out.")
        problem = FilingProblem(
            check="exposure", page=0, what=what, is_blocking=True, rule=_RULE, mend=remedy
        )
        yield PrecheckProblem(problem=problem, about=DossierTarget(kind="charge", id=computed.charge.id))


def _unseen_days(computed: ChargeExposure) -> Iterator[PrecheckProblem]:
    """Yield each interpretation that a charge is measured by and whose first day nobody read."""
    for title in computed.sheet.exposure.unseen_days if computed.sheet else ():
        what = Message(
            "Charge “{article}” is measured by “{title}”, whose first day was not read. The page does not "
            "state that day and takes the figures as in force on the day of the act; for an act before it "
            "they stand under a condition only where earlier figures were read.",
            article=computed.charge.article,
            title=title,
        )
        remedy = Message("Read in an official edition since when it is in force before you rely on the band.")
        problem = FilingProblem(
            check="exposure", page=0, what=what, is_blocking=False, rule=_UNSEEN, mend=remedy
        )
        yield PrecheckProblem(problem=problem, about=DossierTarget(kind="charge", id=computed.charge.id))
