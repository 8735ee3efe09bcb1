"""The bands of persons responsible in a unit, where the article gives them less than others."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.exposure.band import Band
from casebook.domain.exposure.limitation import LimitationStep
from casebook.domain.exposure.offence import Offence, OffenceVersion


def has_unit_rule(offence: Offence) -> bool:
    """Return whether a text has a rule on persons in a unit."""
    return any(text.unit_rule for text in offence.versions)


def has_nothing_of_units(offence: Offence) -> bool:
    """Return whether neither a figure nor a penalty of units was read for an offence."""
    return not has_unit_rule(offence) and all(each.entity != "unit" for each in offence.thresholds)


def of_unit(offence: Offence, steps: tuple[LimitationStep, ...]) -> Offence:
    """Return an offence with the bands that it has for persons in a unit.

    Args:
        offence: as charged.
        steps: of limitation, from which the periods of its bands follow.
    """
    return replace(offence, versions=tuple(_text(text, steps) for text in offence.versions))


def _text(text: OffenceVersion, steps: tuple[LimitationStep, ...]) -> OffenceVersion:
    if not text.unit_rule:
        return text
    kept = (band for band in text.bands if band.has_fixed_term)
    has_life = text.unit_most == "life"
    return replace(text, bands=tuple(_band(band, steps, has_life=has_life) for band in kept))


def _band(band: Band, steps: tuple[LimitationStep, ...], *, has_life: bool) -> Band:
    of_unit = replace(
        band,
        life=band.life and has_life,
        death=False,
        fine="",
        money="",
        confiscation="",
        is_term_only=True,
    )
    step = next((one for one in steps if one.level != "none" and one.covers(of_unit)), None)
    return replace(of_unit, limitation_years=step.years if step else None)
