"""What is asked of the law, and one reading of the answer: a text, a band, its period, the steps."""

from __future__ import annotations

from datetime import date
from typing import Literal

from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.exposure.amount import Quantity
from casebook.domain.exposure.band import Band
from casebook.domain.exposure.limitation import CaseFiling, Limitation
from casebook.domain.exposure.offence import OffenceVersion
from casebook.domain.exposure.step import Steps
from casebook.domain.exposure.threshold import ChargedEntity
from casebook.domain.library.reading_level import ReadingLevel

ReadingKind = Literal["amount", "below", "taken", "only-band", "possible"]
Displacement = Literal["", "text", "interpretation"]
"""What displaces a reading: a lighter later text, or a later interpretation that is better."""


@entity
class StatedQuantity:
    """A quantity of the charge with what it measures.

    Attributes:
        measure: a measure of the offence, "" where the charge does not say which.
        derivation: how the office worked it out of what is stated; "" where it is stated itself.
    """

    quantity: Quantity
    measure: str = ""
    derivation: str = ""


@entity
class ExposureQuestion:
    """The facts of a charge that the law is asked for.

    Attributes:
        on: the day the act ended.
        from_on: the day it began, where it went on; None for one day.
        quantities: what the charge states.
        entity: whether the act is charged as a person's own or as that of a unit; "" where not said.
        band_taken: number of the band that is taken as given, as the State asserts it; 0 for none.
        filing: what is known of the filing of the case.
        is_day_exact: the charge states these days themselves, not a month or a year they are taken from.
    """

    on: date
    from_on: date | None = None
    quantities: tuple[StatedQuantity, ...] = ()
    entity: ChargedEntity = ""
    band_taken: int = 0
    filing: CaseFiling = CaseFiling()
    is_day_exact: bool = True


@entity
class ExposureReading:
    """One reading of the law on the facts of a charge.

    Attributes:
        id: number among the readings, from 1.
        kind: whether an amount gave the band, reached none, or the band was taken as given, is the only
            one, or could not be computed.
        version: the text.
        measure, entity, quantity: what was compared, where an amount was.
        assumption: what must be so besides; no text for nothing.
        band: the band; None where none is reached or none can be computed.
        others: the other bands of the text that were read, possible on other facts and not computed.
        graver: those of them with life or death that weigh more and that nothing stated rules out.
        periods: of limitation, of each band of the text by number, where one is computed.
        limitation: of the band; None where there is none, where its period is not known, or where something
            that the charge states was compared with no figure and may give a higher band.
        steps: the working up to the band.
        filing_steps: what the filing and the evasion stated mean where no period is of the reading itself.
        doubts: what is doubtful about the texts it rests on; printed with it.
        level: how the worst of these texts was read.
        instrument_ids: of the interpretations that it was measured by.
        is_later: a text or interpretation later than the act.
        is_favoured: the reading that art. 12 gives for its measure, by this program's comparison.
        displaced_by: what applies in its place.
    """

    id: str
    kind: ReadingKind
    version: OffenceVersion
    measure: str
    entity: ChargedEntity
    quantity: Quantity | None
    assumption: Message
    band: Band | None
    others: tuple[Band, ...]
    graver: tuple[Band, ...]
    periods: tuple[tuple[int, Limitation], ...]
    limitation: Limitation | None
    steps: Steps
    filing_steps: Steps
    doubts: tuple[Message, ...]
    level: ReadingLevel
    instrument_ids: tuple[str, ...]
    is_later: bool
    is_favoured: bool
    displaced_by: Displacement = ""

    @property
    def period_steps(self) -> Steps:
        """Return the working of its period, or what the filing stated means where it has none."""
        return self.limitation.steps if self.limitation else self.filing_steps

    def period_of(self, band: Band) -> Limitation | None:
        """Return the period of a band of its text; None where none is computed."""
        return dict(self.periods).get(band.number)

    @property
    def bands(self) -> tuple[Band, ...]:
        """Return its band and the others, by number."""
        own = (self.band,) if self.band else ()
        return tuple(sorted((*own, *self.others), key=lambda band: band.number))

    @property
    def weight(self) -> tuple[int, int]:
        """Return what readings are compared by; nothing weighs less than no band."""
        return self.band.weight if self.band else (0, 0)

    @property
    def title(self) -> Message:
        """Return what tells it from the others."""
        amendment = self.version.amended_by
        if self.is_later:
            text = Message("later text or interpretation ({amendment})", amendment=amendment)
        else:
            text = Message("text on the day ({amendment})", amendment=amendment)
        if self.displaced_by:
            text = Message(_DISPLACED[self.displaced_by], text=text)
        if self.kind == "taken":
            return Message("{text}; the band asserted, taken as given", text=text)
        if not self.measure:
            return text
        whose = _WHOSE.get(self.entity, NO_MESSAGE)
        measured = (
            Message("{measure}, {whose}", measure=Message(self.measure), whose=whose)
            if whose
            else Message(self.measure)
        )
        return Message("{text}; {measure}", text=text, measure=measured)


_DISPLACED = {
    "text": gettext_noop("{text}, displaced by the lighter later text (art. 12)"),
    "interpretation": gettext_noop("{text}, displaced by the better interpretation (Provisions of 2001)"),
}
_WHOSE = {"unit": Message("as the act of a unit"), "individual": Message("as the act of an individual")}
