"""The criminal law as shipped, asked in the tests."""

from __future__ import annotations

from datetime import date

from casebook.domain.exposure.amount import parse_quantity
from casebook.domain.exposure.exposure import PenalExposure, compute_exposure
from casebook.domain.exposure.limitation import CaseFiling
from casebook.domain.exposure.reading import ExposureQuestion, StatedQuantity
from casebook.domain.exposure.threshold import ChargedEntity
from casebook.packs.exposure.law import read_exposure

LAW = read_exposure().law


def ask(
    offence: str,
    on: str,
    *amounts: str | tuple[str, str],
    began: str = "",
    entity: ChargedEntity = "",
    band: int = 0,
    filing: CaseFiling | None = None,
) -> PenalExposure:
    """Ask the law as shipped; an amount is a text, or a text with its measure."""
    stated = [one if isinstance(one, tuple) else (one, "") for one in amounts]
    question = ExposureQuestion(
        on=date.fromisoformat(on),
        from_on=date.fromisoformat(began) if began else None,
        quantities=tuple(StatedQuantity(quantity=parse_quantity(text), measure=of) for text, of in stated),
        entity=entity,
        band_taken=band,
        filing=filing or CaseFiling(),
    )
    return compute_exposure(LAW, LAW.offence(offence), question)


def bands(exposure: PenalExposure) -> list[tuple[str, int]]:
    """Return amendment and band of each reading; 0 for none."""
    return [(one.version.amendment, one.band.number if one.band else 0) for one in exposure.readings]
