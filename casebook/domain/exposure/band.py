"""A sentence band of an offence: from which term to which, life, death, fine and confiscation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.library.reading_level import ReadingLevel

LesserPenalty = Literal[
    "short-detention", "public-surveillance", "deprivation-of-political-rights-alone", "fine-alone"
]
FineRule = Literal["", "must", "may", "must-or-alone"]
ConfiscationRule = Literal["", "must", "may", "or-fine"]

MONTHS_OF_LIFE = 10_000
"""Where life stands among maxima: above every term."""
MONTHS_OF_DEATH = 20_000
_YEAR = 12
LESSER: Mapping[LesserPenalty, str] = {
    "short-detention": gettext_noop("short detention"),
    "public-surveillance": gettext_noop("public surveillance"),
    "deprivation-of-political-rights-alone": gettext_noop("deprivation of political rights alone"),
    "fine-alone": gettext_noop("a fine alone"),
}
FINES: Mapping[FineRule, str] = {
    "": gettext_noop("none named"),
    "must": gettext_noop("must be imposed"),
    "may": gettext_noop("may be imposed"),
    "must-or-alone": gettext_noop("must be imposed, in addition or alone"),
}
CONFISCATIONS: Mapping[ConfiscationRule, str] = {
    "": gettext_noop("none named"),
    "must": gettext_noop("must be imposed"),
    "may": gettext_noop("may be imposed"),
    "or-fine": gettext_noop("instead of the fine"),
}


@entity
class Band:
    """One step of the penalty of an offence.

    Attributes:
        number: as the version counts them, from 1.
        condition: what puts an act into it, in our own words.
        min_months, max_months: of the fixed term; None where there is none, and where an open term of Hong
            Kong law states no maximum. A minimum of 0 means that lesser penalties stand beside imprisonment.
        lesser: these penalties.
        has_fixed_term: False for life or death only.
        fine, confiscation: whether they must or may be imposed; "" where the band names none.
        money: the measure of the fine, in words.
        limitation_years: the period that belongs to the maximum, as the pack states it; None where unknown.
        level: how its text was read.
        is_term_only: of persons in a unit, of whom nothing but the term was read.
    """

    number: int
    condition: str
    min_months: int | None
    max_months: int | None
    lesser: tuple[LesserPenalty, ...]
    has_fixed_term: bool
    life: bool
    death: bool
    fine: FineRule
    money: str
    confiscation: ConfiscationRule
    limitation_years: int | None
    level: ReadingLevel
    is_term_only: bool = False

    @property
    def max_weight(self) -> int:
        """Return the maximum in months, with life and death above every term."""
        if self.death:
            return MONTHS_OF_DEATH
        return MONTHS_OF_LIFE if self.life else self.max_months or 0

    @property
    def min_weight(self) -> int:
        """Return the minimum in months; that of a band without a fixed term is its lesser end."""
        if self.has_fixed_term:
            return self.min_months or 0
        return MONTHS_OF_LIFE if self.life else MONTHS_OF_DEATH

    @property
    def weight(self) -> tuple[int, int]:
        """Return what bands are compared by: the maximum, and where these are equal the minimum.

        LAW: Supreme People's Court, interpretation in force 13 January 1998, arts. 1-2, on art. 12 of the
        Criminal Law.
        """
        return self.max_weight, self.min_weight

    @property
    def term(self) -> Message:
        """Return the penalty of imprisonment or death in words, without fine and confiscation."""
        if not self.has_fixed_term:
            if self.life and self.death:
                return Message("life imprisonment or death")
            return Message("death") if self.death else Message("life imprisonment")
        fixed = _fixed(self.min_months or 0, self.max_months)
        if self.death and self.life:
            return Message("{term}, life imprisonment or death", term=fixed)
        if self.death:
            return Message("{term}, or death", term=fixed)
        return Message("{term}, or life imprisonment", term=fixed) if self.life else fixed

    @property
    def lesser_words(self) -> tuple[Message, ...]:
        """Return the lesser penalties in words."""
        return tuple(Message(LESSER[one]) for one in self.lesser)


def _fixed(least: int, most: int | None) -> Message:
    if most is None:
        return Message("{years} of imprisonment or more", years=years(least))
    if least == 0:
        return Message("up to {years} of imprisonment", years=years(most))
    if least == most:
        return Message("{years} of imprisonment", years=years(most))
    if least % _YEAR == most % _YEAR == 0:
        return Message("{least} to {most} years of imprisonment", least=least // _YEAR, most=most // _YEAR)
    return Message("{least} to {most} of imprisonment", least=years(least), most=years(most))


def years(months: int) -> Message:
    """Return a number of months in words, as years where they are whole.

    >>> str(years(36)), str(years(6)), str(years(18))
    ('3 years', '6 months', '18 months')
    """
    if months % _YEAR or months == 0:
        return Message.plural("{number} month", "{number} months", months)
    return Message.plural("{number} year", "{number} years", months // _YEAR)
