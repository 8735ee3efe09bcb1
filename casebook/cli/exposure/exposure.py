"""``exposure``: what a person would face, by article, day and amount, or for the charges of a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from casebook.base.clock import system_clock
from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer
from casebook.cli.base.choice import one_of
from casebook.cli.base.date_args import day_or_none
from casebook.cli.exposure.exposure_json import charge_json, offence_json, sheet_json
from casebook.cli.exposure.exposure_text import charge_text, offence_text, offences_text, sheet_text
from casebook.domain.exposure.amount import parse_quantity
from casebook.domain.exposure.limitation import CaseFiling, FilingBody, filing_doubt
from casebook.domain.exposure.offence import PenalCode
from casebook.domain.exposure.reading import ExposureQuestion, StatedQuantity
from casebook.domain.exposure.threshold import ChargedEntity
from casebook.services.exposure import exposure

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
        _of_case(vault, of_case, passphrase_file, json_wanted=json)
        return
    if list or not article:
        _list(article, law, paragraph, json_wanted=json)
        return
    offence = exposure.find(article, law, paragraph)
    today, day = system_clock().date(), _day(on)
    exposure.require_past(day, today, "on")
    question = ExposureQuestion(
        on=day,
        from_on=day_or_none(from_, "from"),
        quantities=_quantities(offence, amount, count, measure),
        entity=one_of(entity, ENTITIES, "entity"),
        band_taken=band,
        filing=_filing(filed_on, filed_by, day, today, is_evasion_asserted=evasion),
    )
    _answer(exposure.sheet_of(exposure.ask(offence, question), today), json_wanted=json)


def _filing(on: str, by: str, act_on: date, today_on: date, *, is_evasion_asserted: bool) -> CaseFiling:
    filed = day_or_none(on, "filed-on")
    return CaseFiling(
        on=filed,
        body=one_of(by, BODIES, "filed-by"),
        is_evasion_asserted=is_evasion_asserted,
        doubt=filing_doubt(filed, filed, act_on, today_on) if filed else "",
    )


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


def _day(text: str) -> date:
    day = day_or_none(text, "on")
    if day is None:
        raise InvalidInput(
            "The day on which the act ended is missing.",
            field="on",
            remedy="Enter it with --on: the text in force that day decides.",
        )
    return day


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
    from casebook.services.exposure import charge

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
