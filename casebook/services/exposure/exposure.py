"""Exposures computed from the packs of criminal law, with stages of custody and heads of jurisdiction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.exposure.amount import Quantity
from casebook.domain.exposure.custody import StageAhead, path_of, stages_ahead
from casebook.domain.exposure.custody_ahead import CustodyAhead, custody_ahead
from casebook.domain.exposure.exposure import PenalExposure, compute_exposure
from casebook.domain.exposure.jurisdiction import JurisdictionClaim, claims_of
from casebook.domain.exposure.law import PenalLaw
from casebook.domain.exposure.limitation import LawRule
from casebook.domain.exposure.offence import Offence, PenalCode
from casebook.domain.exposure.reading import ExposureQuestion, StatedQuantity
from casebook.domain.exposure.threshold import Threshold
from casebook.domain.exposure.wording import threshold_place
from casebook.packs.exposure.law import read_exposure

_SENTENCE_RULES = (
    *("fixed-term", "open-bands", "surveillance-detention", "cumulation", "confiscation-scope"),
    "deportation",
)
_OF_FOREIGNERS = {"foreigner-abroad", "deportation"}
"""The head of jurisdiction and the rule of sentencing that concern nobody but foreigners."""
_LIFE_RULES = ("life-floor", "political-rights")
_SECURITY_LAWYER_RULES = {"lawyer-security", "lawyer-hinder", "lawyer-duty-report"}
_GRAVE_LAWYER_RULES = {"lawyer-aid", "lawyer-recording"}
_LIUZHI_LAWYER_RULE = "lawyer-liuzhi"
_DEATH_RULES = ("death-general", "suspended-death")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureSheet:
    """A computed exposure with what goes along with it.

    Attributes:
        exposure: the readings.
        stages: of custody, by the texts in force on `on`.
        custody: the way through custody; None for the law of Hong Kong.
        claims: heads of jurisdiction, measured by the chosen band.
        general: rules of sentencing that bear on it.
        limitation_rules: what stops or lifts the period.
        advice: what the office should do; on no paper.
        lawyer_rules: on access to a lawyer.
        version: of the packs.
    """

    exposure: PenalExposure
    on: date
    stages: tuple[StageAhead, ...]
    custody: CustodyAhead | None
    claims: tuple[JurisdictionClaim, ...]
    general: tuple[LawRule, ...]
    limitation_rules: tuple[LawRule, ...]
    advice: tuple[LawRule, ...]
    lawyer_rules: tuple[LawRule, ...]
    version: str

    @property
    def printed_claims(self) -> tuple[JurisdictionClaim, ...]:
        """Return the heads of jurisdiction without those that need what the charge does not allege."""
        return tuple(one for one in self.claims if one.rule.is_alleged_by(self.exposure.offence))

    def of_citizen(self) -> ExposureSheet:
        """Return the same for a citizen of China and of no other State, without what concerns foreigners."""
        return replace(
            self,
            claims=tuple(one for one in self.claims if one.rule.id not in _OF_FOREIGNERS),
            general=tuple(rule for rule in self.general if rule.id not in _OF_FOREIGNERS),
        )


def penal_law() -> PenalLaw:
    """The criminal law as shipped, read once."""
    return read_exposure().law


def offences(law: PenalCode | None = None) -> tuple[Offence, ...]:
    """The offences, all or those of one law, in the order of the pack."""
    return tuple(each for each in penal_law().offences.values() if law in {None, each.law})


def find(article: str, law: PenalCode = "PRC-CL", paragraph: str = "") -> Offence:
    """The offence of an article as people write it.

    Raises:
        InvalidInput: no article is named, or it has several offences and no paragraph is named.
        NotFound: no entry is of that article or paragraph.
    """
    return penal_law().find(article, law, paragraph)


def in_words(offence: Offence) -> tuple[tuple[Threshold, str], ...]:
    """Return the thresholds of an offence that are in words, each with where it stands."""
    law = penal_law()
    return tuple((one, threshold_place(law, offence, one)) for one in offence.worded)


def stated(
    offence: Offence, quantities: Sequence[Quantity], measures: Sequence[str]
) -> tuple[StatedQuantity, ...]:
    """Return quantities with the measure of each: the one named that is counted in its unit.

    A measure that the offence does not know stays with the first quantity, so that it is refused by name. Of
    several measures in one unit the first is of the first quantity in it, and so on.

    Raises:
        InvalidInput: a measure fits no quantity.
    """
    units = {figure.measure: figure.unit for figure in offence.thresholds if figure.unit}
    unknown = next((measure for measure in measures if measure not in offence.measures), "")
    waiting = [measure for measure in measures if measure != unknown]
    measured: list[StatedQuantity] = []
    for quantity in quantities:
        fitting = [measure for measure in waiting if units.get(measure) == quantity.unit]
        held = [one.measure for one in measured if one.quantity.unit == quantity.unit and one.measure]
        left = [measure for measure in fitting if measure not in held] or held[-1:]
        measured.append(StatedQuantity(quantity=quantity, measure=unknown or next(iter(left), "")))
    used = {one.measure for one in measured}
    unused = next((measure for measure in waiting if not unknown and measure not in used), "")
    if unused:
        raise InvalidInput(
            Message("No amount or number of the charge can be of “{measure}”.", measure=Message(unused)),
            field="measure",
            remedy="Name one measure for each amount, counted in the unit of that amount.",
        )
    return tuple(measured)


def ask(offence: Offence, question: ExposureQuestion) -> PenalExposure:
    """Compute an exposure.

    Raises:
        InvalidInput: nothing can be computed; the reason and the remedy are named.
    """
    return compute_exposure(penal_law(), offence, question)


def require_past(first_on: date, today_on: date, field: str) -> None:
    """Refuse an act that nobody can have done yet.

    Args:
        first_on: the first day on which it can have ended.
        today_on: the day of asking.
        field: to name.

    Raises:
        InvalidInput: it lies ahead.
    """
    if first_on > today_on:
        raise InvalidInput(
            Message("The act is said to end on {day}, which lies ahead.", day=first_on),
            field=field,
            remedy="Correct the day on which the act ended.",
        )


def sheet_of(exposure: PenalExposure, on: date) -> ExposureSheet:
    """Return an exposure with custody as the law stands on a day, and the rules that bear on it."""
    law, offence = penal_law(), exposure.offence
    path = path_of(law.paths, offence)
    chosen = exposure.chosen.band if exposure.chosen else None
    rules = _limitation_rules(law, exposure)
    return ExposureSheet(
        exposure=exposure,
        on=on,
        stages=stages_ahead(law.stages, offence, may_be_death=exposure.may_be_death, on=on),
        custody=custody_ahead(path, law.stages, exposure) if path else None,
        claims=claims_of(law.jurisdiction, offence, chosen),
        general=tuple(_general(law, exposure)),
        limitation_rules=tuple(rule for rule in rules if not rule.is_advice),
        advice=tuple(rule for rule in rules if rule.is_advice),
        lawyer_rules=tuple(_lawyer_rules(law, exposure)),
        version=law.version,
    )


def _general(law: PenalLaw, exposure: PenalExposure) -> list[LawRule]:
    if not exposure.offence.is_mainland:
        return []
    ids = [*_SENTENCE_RULES]
    ids += _LIFE_RULES if exposure.may_be_life else ()
    ids += _DEATH_RULES if exposure.may_be_death else ()
    if exposure.offence.chapter == "endangering-state-security":
        ids += ("confiscation-security", "political-rights", "recidivism")
    if exposure.offence.id in {"cl-382", "cl-385"} and exposure.may_be_death:
        ids.append("life-without-release")
    if exposure.offence.chapter == "terrorism-extremism":
        ids.append("placement-education")
    return [law.general[id_] for id_ in dict.fromkeys(ids) if law.general[id_].level != "none"]


def _lawyer_rules(law: PenalLaw, exposure: PenalExposure) -> Iterator[LawRule]:
    """Yield the rules on access to a lawyer that concern a charge, without those of other kinds of case."""
    offence = exposure.offence
    if not offence.is_mainland:
        return
    left_out: set[str] = set()
    if offence.security_rules == "no":
        left_out |= _SECURITY_LAWYER_RULES
    if not (exposure.may_be_life or exposure.may_be_death):
        left_out |= _GRAVE_LAWYER_RULES
    if offence.investigator != "supervision":
        left_out.add(_LIUZHI_LAWYER_RULE)
    yield from (rule for rule in law.lawyer_rules if rule.level != "none" and rule.id not in left_out)


def _limitation_rules(law: PenalLaw, exposure: PenalExposure) -> tuple[LawRule, ...]:
    """Return what stops, lifts and ends a period; on approval after it where a band is of life or death."""
    if not exposure.offence.is_mainland:
        return ()
    after = ("lim-spp",) if exposure.may_be_life or exposure.may_be_death else ()
    ids = ("lim-new-offence", "lim-evasion", "lim-complaint", *after, "lim-effect", "lim-ask")
    return tuple(replace(law.limitation_rules[id_], unread="") for id_ in ids)
