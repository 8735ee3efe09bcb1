"""What the requesting State alleges against the client, as it states it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Pinpoint
from casebook.domain.exposure.amount import AmountUnit, Quantity, quantity
from casebook.domain.exposure.limitation import FilingBody
from casebook.domain.exposure.threshold import ChargedEntity

FigureSource = Literal["state", "person"]
"""Whose figure it is: of the charge, or of the person's own account, which stands beside it."""


@entity
class ChargedAmount:
    """An amount or number that the charge states, or that the person's own account gives in its place.

    Attributes:
        number: digits, as `Quantity.number` has them.
        unit: the currency, or what is counted.
        measure: which measure of the offence the office compares it with; "" where that is open.
        pinpoint: where it stands; None where nowhere in a document of the case.
        stated_as: what it is, as the paper words it.
        derivation: how the office worked it out, such as the rate it was turned into yuan at; "" where the
            paper states the figure itself.
        source: whose figure it is; what the charge comes to is computed from those of the State alone.
    """

    number: str
    unit: AmountUnit = "CNY"
    measure: str = ""
    pinpoint: Pinpoint | None = None
    stated_as: str = ""
    derivation: str = ""
    source: FigureSource = "state"

    @property
    def quantity(self) -> Quantity:
        """Return it as a quantity to compare."""
        return Quantity(number=self.number, unit=self.unit)


@entity
class Charge:
    """One charge.

    Attributes:
        proceeding_id: the proceeding in which it is alleged, or "".
        article: the article as the State writes it.
        offence: id of the offence in the packs; "" where there is no entry or none was chosen.
        act_from, act_to: when the act began and ended, as alleged; None where not stated.
        amounts: as alleged, and as the person's own account gives them.
        entity: whether it is charged as the client's own act or as that of a unit; "" where not said.
        filed_on, filed_by: when and by whom the case was filed (立案); None and "" where not stated.
        filing_body: that body in the State's words.
        evasion: the facts that the State calls evasion; "" where it names none.
        band: number of the band that the State asserts; 0 for none.
        band_asserted: the penalty it asserts, in its words.
        limitation_asserted: what it says of limitation, in its words: that prosecution is not barred, since
            when the period runs, what stopped it; nothing is computed from it.
        note: of the office.
        pinpoints: the documents in which the charge stands.
    """

    id: str
    case_id: str
    article: str
    offence: str = ""
    proceeding_id: str = ""
    act_from: StatedDate | None = None
    act_to: StatedDate | None = None
    amounts: tuple[ChargedAmount, ...] = ()
    entity: ChargedEntity = ""
    filed_on: StatedDate | None = None
    filed_by: FilingBody = ""
    filing_body: str = ""
    evasion: str = ""
    band: int = 0
    band_asserted: str = ""
    limitation_asserted: str = ""
    note: str = ""
    pinpoints: tuple[Pinpoint, ...] = ()

    def amounts_of(self, source: FigureSource) -> tuple[ChargedAmount, ...]:
        """Return the figures of the charge, or those of the person's own account."""
        return tuple(one for one in self.amounts if one.source == source)


def check_charge(charge: Charge) -> None:
    """Reject a charge with an amount that is none.

    Raises:
        InvalidInput: an amount is not above 0, or parts of things are counted.
    """
    for amount in charge.amounts:
        try:
            value = Decimal(amount.number)
        except InvalidOperation:
            value = Decimal(0)
        quantity(value, amount.unit, field="amounts")
