"""The charges of a case with what the law computes from each, or why it computes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from casebook.base.errors import CasebookError, InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.exposure.charge import Charge, ChargedAmount
from casebook.domain.exposure.exposure import PenalExposure
from casebook.domain.exposure.limitation import CaseFiling, filing_doubt
from casebook.domain.exposure.offence import Offence, may_name
from casebook.domain.exposure.reading import ExposureQuestion, StatedQuantity
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.exposure import exposure
from casebook.services.exposure.exposure import ExposureSheet
from casebook.services.person.person import clients_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeExposure:
    """A charge, and the answer of the law.

    Attributes:
        offence: its entry in the packs; None where it has none.
        sheet: the answer; None where nothing is computed.
        refused: why nothing is computed; None where something is.
        cautions: what about the facts of the charge is not exact.
        own: what the law makes of each kind of figure of the person's own account.
    """

    charge: Charge
    offence: Offence | None
    sheet: ExposureSheet | None
    refused: CasebookError | None
    cautions: tuple[Message, ...] = ()
    own: tuple[PenalExposure, ...] = ()


def of_case(session: Session, case_id: str, on: date | None = None) -> tuple[ChargeExposure, ...]:
    """The charges of a case, each computed by the law as shipped, with custody as of a day, or today.

    Where each client is stated to be of China and of no other State, rules for foreigners are left out.
    """
    today = session.clock().date()
    day = on or today
    every = tuple(computed(charge, today, day) for charge in record.of_case(session, Charge, case_id))
    clients = clients_of(session, record.find(session, Case, case_id)) if every else ()
    if not clients or any(set(client.nationalities) != {"CN"} for client in clients):
        return every
    return tuple(replace(one, sheet=one.sheet and one.sheet.of_citizen()) for one in every)


def computed(charge: Charge, today_on: date, custody_on: date | None = None) -> ChargeExposure:
    """A charge with its answer, custody as of a day or today; what is not computed is said, never guessed."""
    offence = exposure.penal_law().offences.get(charge.offence)
    try:
        chosen = offence if offence is not None else _named(charge)
        question, cautions = question_of(charge, today_on)
        sheet = exposure.sheet_of(exposure.ask(chosen, question), custody_on or today_on)
        own = _own(charge, chosen, question)
    except (InvalidInput, NotFound) as error:
        return ChargeExposure(charge=charge, offence=offence, sheet=None, refused=error)
    if not may_name(charge.article, chosen):
        other = Message(
            "The charge as written does not name {article}, the article of the offence that is computed.",
            article=chosen.article,
        )
        cautions = (other, *cautions)
    return ChargeExposure(
        charge=charge, offence=chosen, sheet=sheet, refused=None, cautions=cautions, own=own
    )


def _own(charge: Charge, offence: Offence, question: ExposureQuestion) -> tuple[PenalExposure, ...]:
    """Return what the law makes of the person's own figures, the band that the State asserts left aside.

    Each kind of figure is asked for by itself, so that the next figure of the law stands beside each.
    """
    by_kind: dict[tuple[str, str], list[StatedQuantity]] = {}
    for one in _quantities(charge.amounts_of("person")):
        by_kind.setdefault((one.quantity.unit, one.measure), []).append(one)
    return tuple(
        exposure.ask(offence, replace(question, quantities=tuple(alike), band_taken=0))
        for alike in by_kind.values()
    )


def _named(charge: Charge) -> Offence:
    """Return nothing: an offence that nobody chose is never guessed from what the State wrote."""
    if charge.offence:
        exposure.penal_law().offence(charge.offence)
    raise InvalidInput(
        "No offence is chosen for this charge.",
        field="offence",
        remedy="Choose the offence that the article means, or read the article itself where there is none.",
    )


def question_of(charge: Charge, today_on: date) -> tuple[ExposureQuestion, tuple[Message, ...]]:
    """Return the facts to compute with, and what about them is not exact.

    Raises:
        InvalidInput: the day of the act is not stated, or lies ahead.
    """
    ended = charge.act_to or charge.act_from
    if ended is None or ended.latest_on == date.max:
        raise InvalidInput(
            "The charge does not say when the act ended.",
            field="act_to",
            remedy="Ask the State for the day on which each act ended.",
        )
    exposure.require_past(ended.earliest_on, today_on, "act_to")
    question = ExposureQuestion(
        on=ended.latest_on,
        from_on=_began(charge.act_from, ended),
        quantities=_quantities(charge.amounts_of("state")),
        entity=charge.entity,
        band_taken=charge.band,
        filing=_filing(charge, ended, today_on),
        is_day_exact=ended.is_exact and (charge.act_from is None or charge.act_from.is_exact),
    )
    return question, tuple(_inexact(charge, ended))


def _inexact(charge: Charge, ended: StatedDate) -> Iterator[Message]:
    """Yield which days of a charge are not exact, and the one that is used in place of each."""
    began, filed = charge.act_from, charge.filed_on
    if began is not None and not began.is_exact and began.earliest_on != date.min:
        day = began.earliest_on
        yield Message("The day the act began is not exact: {day}, the first one possible, is used.", day=day)
    if not ended.is_exact:
        day = ended.latest_on
        yield Message("The day the act ended is not exact: {day}, the last one possible, is used.", day=day)
    if filed is not None and not filed.is_exact:
        yield Message("The day of filing is not exact.")


def _quantities(amounts: tuple[ChargedAmount, ...]) -> tuple[StatedQuantity, ...]:
    return tuple(
        StatedQuantity(quantity=one.quantity, measure=one.measure, derivation=one.derivation)
        for one in amounts
    )


def _filing(charge: Charge, ended: StatedDate, today_on: date) -> CaseFiling:
    filed, is_evasion = charge.filed_on, bool(charge.evasion.strip())
    if filed is None or filed.earliest_on == date.min:
        return CaseFiling(body=charge.filed_by, is_evasion_asserted=is_evasion)
    return CaseFiling(
        on=filed.earliest_on,
        last_on=None if filed.is_exact else filed.latest_on,
        body=charge.filed_by,
        is_evasion_asserted=is_evasion,
        doubt=filing_doubt(filed.earliest_on, filed.latest_on, ended.earliest_on, today_on),
    )


def _began(began: StatedDate | None, ended: StatedDate) -> date | None:
    """Return the first day of an act that went on; None for one day, or where it is not stated."""
    first = began.earliest_on if began else ended.earliest_on
    return None if first in {date.min, ended.latest_on} else first
