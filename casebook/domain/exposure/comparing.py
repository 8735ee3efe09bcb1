"""The steps that compare a later text with that of the day (art. 12), in words."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.message import NO_MESSAGE, Message, Value
from casebook.domain.exposure.band import Band
from casebook.domain.exposure.carried_band import CarriedBand
from casebook.domain.exposure.law import PenalLaw
from casebook.domain.exposure.offence import OffenceVersion
from casebook.domain.exposure.step import ExposureStep
from casebook.domain.exposure.wording import band_words
from casebook.domain.library.reading_level import ReadingLevel


def comparison_step(
    law: PenalLaw,
    version: OffenceVersion,
    band: Band | None,
    *,
    is_lighter: bool,
    applies: bool,
    only: Message = NO_MESSAGE,
    otherwise: Band | None = None,
) -> ExposureStep:
    """Return the step that compares a later text with that of the day; of several lighter one applies.

    Args:
        law: the law.
        version: the later text.
        band: what it gives.
        is_lighter: than the text of the day.
        applies: it is the one of several.
        only: what must be so for it; no text for nothing.
        otherwise: what it gives on other facts, where that is lighter too.
    """
    rule = law.general["lighter-law"]
    outcome = band.term if band else Message("no band")
    given: dict[str, Value] = {"day": version.from_on, "amendment": version.amended_by, "outcome": outcome}
    if is_lighter and applies and only:
        words = Message(
            "Text of {day} ({amendment}) gives {outcome}: lighter, so it applies, but only {assumption}.",
            assumption=only,
            **given,
        )
    elif is_lighter and applies and otherwise:
        words = Message(
            "Text of {day} ({amendment}) gives {outcome} or, on other facts, {otherwise}: lighter either "
            "way, so it applies.",
            otherwise=otherwise.term,
            **given,
        )
    elif is_lighter and applies:
        words = Message("Text of {day} ({amendment}) gives {outcome}: lighter, so it applies.", **given)
    elif is_lighter:
        words = Message(
            "Text of {day} ({amendment}) gives {outcome}: lighter than the text of the day, but another "
            "later text applies.",
            **given,
        )
    else:
        words = Message(
            "Text of {day} ({amendment}) gives {outcome}: not lighter, so the text of the day stays.", **given
        )
    return ExposureStep(words, rule.cited, _worse(rule.level, version.level), version.amendment)


def carried_steps(
    law: PenalLaw, band: Band, later: Iterable[CarriedBand], lightest: Band, *, is_open: bool
) -> Iterable[ExposureStep]:
    """Yield the comparison of a band with each band that it can have become in later texts."""
    rule = law.general["lighter-law"]
    for one in later:
        level = _worse(rule.level, one.version.level)
        text: dict[str, Value] = {"day": one.version.from_on, "amendment": one.version.amended_by}
        if not one.is_certain:
            words = Message(
                "Text of {day} ({amendment}) has other steps: which of them fits the act is not computed.",
                **text,
            )
            yield ExposureStep(words, rule.cited, level, one.version.amendment)
        for answer in one.bands:
            is_lighter = answer.weight < band.weight
            if one.is_certain and not is_open:
                yield comparison_step(
                    law, one.version, answer, is_lighter=is_lighter, applies=answer is lightest
                )
                continue
            text |= {"band": band_words(answer), "outcome": answer.term}
            words = Message(
                "Text of {day} ({amendment}), {band}, gives {outcome}: lighter; if it fits, it applies.",
                **text,
            )
            if not is_lighter:
                words = Message(
                    "Text of {day} ({amendment}), {band}, gives {outcome}: not lighter; if it fits, the text "
                    "of the day stays.",
                    **text,
                )
            yield ExposureStep(words, rule.cited, level, one.version.amendment)


def fits_if(later: CarriedBand, band: Band) -> Message:
    """Return what must be so for a band of a later text; no text where it is the only one possible."""
    if later.is_certain:
        return NO_MESSAGE
    return Message("if {band} of that text fits the act", band=band_words(band))


def stays_if(band: Band, later: Iterable[CarriedBand]) -> Message:
    """Return what must be so for the text of the day to stay, where a lighter band can fit a later one."""
    heavier = [
        Message(
            "{band} of the text of {day} ({amendment})",
            band=band_words(answer),
            day=one.version.from_on,
            amendment=one.version.amended_by,
        )
        for one in later
        if not one.is_certain
        for answer in one.bands
        if answer.weight >= band.weight
    ]
    if not heavier:
        return Message("if no lighter band of a later text fits the act")
    return Message("if the act falls into what is not lighter: {bands}", bands=tuple(heavier))


def _worse(first: ReadingLevel, second: ReadingLevel) -> ReadingLevel:
    return second if first == "document" else first
