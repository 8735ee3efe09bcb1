"""``exposure``: what a person would face, by article, day and amount, or for the charges of a case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from casebook.base.clock import system_clock
from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.cli.base.answer import answer
from casebook.cli.base.choice import one_of
from casebook.cli.exposure.exposure_json import charge_json, offence_json, sheet_json
from casebook.cli.exposure.exposure_text import charge_text, offence_text, offences_text, sheet_text
from casebook.domain.base.date import StatedDate, entered
from casebook.domain.exposure.amount import parse_quantity
from casebook.domain.exposure.charge import Charge
from casebook.domain.exposure.limitation import FilingBody
from casebook.domain.exposure.offence import PenalCode
from casebook.domain.exposure.reading import StatedQuantity
from casebook.domain.exposure.threshold import ChargedEntity
from casebook.services.exposure import charge, exposure

ENTITIES: tuple[ChargedEntity, ...] = get_args(ChargedEntity)
BODIES: tuple[FilingBody, ...] = get_args(FilingBody)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casebook.domain.exposure.offence import Offence
    from casebook.services.exposure.exposure import ExposureSheet


def exposure_(
    *,
    article: str,
    law: PenalCode,
    paragraph: str,
    on: str,
    from_: str,
    amount: Sequence[str],
    count: Sequence[str],
    measure: Sequence[str],
    entity: str,
    band: int,
    filed_on: str,
    filed_by: str,
    evasion: bool,
    list: bool,  # noqa: A002 - the name of the option
    of_case: str,
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if vault is not None:
        return _of_case(vault, of_case, passphrase_file, json_wanted=json)
    if list or not article:
        return _list(article, law, paragraph, json_wanted=json)
    offence = exposure.find(article, law, paragraph)
    charged = Charge(
        id="",
        case_id="",
        article=article,
        act_from=_stated(from_, "from"),
        act_to=_ended(on),
        entity=one_of(entity, ENTITIES, "entity"),
        filed_on=_stated(filed_on, "filed-on"),
        filed_by=one_of(filed_by, BODIES, "filed-by"),
        evasion="asserted" if evasion else "",
        band=band,
    )
    return _answer(_sheet(offence, charged, _quantities(offence, amount, count, measure)), json_wanted=json)


def _sheet(offence: Offence, charged: Charge, quantities: tuple[StatedQuantity, ...]) -> ExposureSheet:
    today = system_clock().date()
    if charged.act_to is not None:
        exposure.require_past(charged.act_to.earliest_on, today, "on")
    question, inexact = charge.question_of(charged, today)
    answered = exposure.ask(offence, replace(question, quantities=quantities))
    return exposure.sheet_of(replace(answered, cautions=(*inexact, *answered.cautions)), today)


def _ended(text: str) -> StatedDate:
    ended = _stated(text, "on")
    if ended is None:
        raise InvalidInput(
            "The day on which the act ended is missing.",
            field="on",
            remedy="Enter it with --on: the text in force that day decides.",
        )
    return ended


def _stated(text: str, field: str) -> StatedDate | None:
    """Return a day, a month or a year as it is written in a case; None where nothing is given."""
    if not text:
        return None
    try:
        return entered(text)
    except InvalidInput as error:
        raise InvalidInput(
            Message("“{text}” is not a calendar date.", text=text),
            field=field,
            remedy="Enter a day as 2021-03-01, a month as 2021-03 or a year as 2021.",
        ) from error


def _quantities(
    offence: Offence, amounts: Sequence[str], counts: Sequence[str], measures: Sequence[str]
) -> tuple[StatedQuantity, ...]:
    quantities = [
        *(parse_quantity(text, field="amount") for text in amounts),
        *(parse_quantity(text, field="count") for text in counts),
    ]
    return exposure.stated(offence, quantities, measures)


def _answer(sheet: ExposureSheet, *, json_wanted: bool) -> None:
    words = Translator()
    answer(sheet_json(sheet, words), lambda: sheet_text(sheet, words), json_wanted=json_wanted)


def _list(article: str, law: PenalCode, paragraph: str, *, json_wanted: bool) -> None:
    if article:
        offence = exposure.find(article, law, paragraph)
        answer(offence_json(offence), lambda: offence_text(offence), json_wanted=json_wanted)
        return
    found: tuple[Offence, ...] = exposure.offences()
    rows = {"rows": [offence_json(offence) for offence in found]}
    answer(rows, lambda: offences_text(found), json_wanted=json_wanted)


def _of_case(vault: Path, of_case: str, key_file: Path | None, *, json_wanted: bool) -> None:
    """Answer for the charges of a case of a vault, or of all its cases."""
    from casebook.cli.base.session import reading
    from casebook.services.case import case

    if not of_case:
        raise InvalidInput(
            "The case is missing.", field="case", remedy="Enter it with --case, by its ID or reference."
        )
    words = Translator()
    with reading(vault, key_file) as session:
        charges = charge.of_case(session, case.named(session, of_case).id)
    rows = {"rows": [charge_json(one, words) for one in charges]}
    answer(
        rows,
        lambda: "\n\n".join(charge_text(one, words) for one in charges) or "No charges.",
        json_wanted=json_wanted,
    )
