"""On which connection the requesting State claims to punish, measured against a band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.entity import entity
from casebook.domain.exposure.band import Band
from casebook.domain.exposure.offence import Offence, PenalCode
from casebook.domain.library.reading_level import ReadingLevel

_HONG_KONG = "Hong Kong National Security Law"
_NO_CLAIM = frozenset({"excluded", "choice of law"})


@entity
class JurisdictionRule:
    """A head of jurisdiction.

    Attributes:
        connection: what ties the act to the State.
        may_be_left_up_to_months: prosecution may be left where the maximum is not above this.
        minimum_months: it needs a minimum of this; None for none.
        has_dual_criminality: it asks that the place of the act punishes it too.
        chapters: whose offences it is for; none for all.
        alleged_by: offences that allege of the person what it needs; none where it needs no such thing.
    """

    id: str
    law: str
    pinpoint: str
    connection: str
    statement: str
    effect: str
    may_be_left_up_to_months: int | None
    minimum_months: int | None
    has_dual_criminality: bool
    chapters: tuple[str, ...]
    alleged_by: tuple[str, ...]
    level: ReadingLevel
    url: str

    @property
    def cited(self) -> str:
        """Return law and place."""
        return f"{self.law}, {self.pinpoint}" if self.pinpoint else self.law

    def is_alleged_by(self, offence: Offence) -> bool:
        """Return whether a charge of an offence alleges of the person what the head needs."""
        return not self.alleged_by or offence.id in self.alleged_by

    def is_of(self, code: PenalCode) -> bool:
        """Return whether it holds for offences of a law; of the ordinance of Hong Kong none was read."""
        return code == ("HK-NSL" if self.law == _HONG_KONG else "PRC-CL")


class JurisdictionClaim(NamedTuple):
    """A head of jurisdiction, and what a band does to it.

    Attributes:
        words: no text where it does nothing.
        is_met: what it says is for the State's claim: said to the office, argued on no paper of ours.
    """

    rule: JurisdictionRule
    words: Message
    is_met: bool = False


def claims_of(
    rules: Sequence[JurisdictionRule], offence: Offence, band: Band | None
) -> tuple[JurisdictionClaim, ...]:
    """Return the heads of the law an offence stands in.

    Left out are those not read, those of other offences, and rules that claim nothing (immunity, old law).
    A charge that alleges an official is not measured by the exception for citizens, which officials have not.
    """
    is_of_official = any(offence.id in rule.alleged_by for rule in rules)
    return tuple(
        JurisdictionClaim(rule, *_measured(rule, band, is_of_official=is_of_official))
        for rule in rules
        if rule.level != "none"
        and rule.effect not in _NO_CLAIM
        and (not rule.chapters or offence.chapter in rule.chapters)
        and rule.is_of(offence.law)
    )


def _measured(rule: JurisdictionRule, band: Band | None, *, is_of_official: bool) -> tuple[Message, bool]:
    """Return what a band does to a head, and whether that is for the claim."""
    if band is None:
        return NO_MESSAGE, False
    if rule.minimum_months is not None:
        if band.min_weight >= rule.minimum_months:
            return Message("The minimum of the band reaches what it needs."), True
        return Message(
            "The minimum of the band is below what it needs: it does not apply on this band."
        ), False
    limit = None if is_of_official else rule.may_be_left_up_to_months
    if limit is not None and band.max_weight <= limit:
        return Message("The maximum of the band is not above it: prosecution may be left."), False
    return NO_MESSAGE, False
