"""What a person would face on a charge: the readings of the law in force on the day and of later texts.

Pure: the law and the facts are handed in, nothing is looked up.

LAW: Criminal Law of the PRC, arts. 12, 87-89, 99; interpretation in force 13 January 1998 on art. 12;
Provisions of 2001 on the time of effect of judicial interpretations.
"""

from __future__ import annotations

from dataclasses import dataclass

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.exposure.caution import cautions_of, is_crossing, unread_of, unseen_days_of
from casebook.domain.exposure.computing import Computing
from casebook.domain.exposure.law import AS_OF, REPORTED_AS_OF, PenalLaw
from casebook.domain.exposure.offence import Offence, OffenceVersion
from casebook.domain.exposure.openness import may_be_marked, openness_of
from casebook.domain.exposure.reading import ExposureQuestion, ExposureReading
from casebook.domain.exposure.unit import of_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PenalExposure:
    """The answer.

    Attributes:
        offence: of the charge.
        question: the facts it was asked with.
        version: the text in force on the day the act ended.
        readings: side by side, the text of the day first but where a lighter one displaces it.
        chosen: the reading that this program's comparison gives; None where the law leaves more than one.
        cautions: what a reader must know, printed with it.
        unread: what nobody read and may bear on it, for the office only.
        unseen_days: titles of interpretations it was measured by whose first day nobody read.
    """

    offence: Offence
    question: ExposureQuestion
    version: OffenceVersion
    readings: tuple[ExposureReading, ...]
    chosen: ExposureReading | None
    cautions: tuple[Message, ...]
    unread: tuple[Message, ...]
    unseen_days: tuple[str, ...]

    @property
    def marked(self) -> ExposureReading | None:
        """Return the reading that a paper may mark as the one that applies; None where that is open."""
        return self.chosen if self.chosen is not None and may_be_marked(self.chosen) else None

    @property
    def openness(self) -> Message:
        """Return why no reading is marked, and what is not open."""
        crossing = is_crossing(self.offence, self.question.from_on, self.version)
        return openness_of(self.readings, is_marked=self.marked is not None, is_crossing=crossing)

    @property
    def of_day(self) -> ExposureReading:
        """Return the first reading of the text in force on the day of the act."""
        return next((one for one in self.readings if not one.is_later), self.readings[0])

    @property
    def as_of(self) -> Message:
        """Return of what day the law is, and how it was read."""
        return AS_OF if self.version.level == "document" else REPORTED_AS_OF

    @property
    def may_be_life(self) -> bool:
        """Return whether a band that comes into question allows life imprisonment."""
        return any(band.life for reading in self.readings for band in reading.bands)

    @property
    def may_be_death(self) -> bool:
        """Return whether a band that comes into question allows death."""
        return any(band.death for reading in self.readings for band in reading.bands)


def compute_exposure(law: PenalLaw, offence: Offence, question: ExposureQuestion) -> PenalExposure:
    """Return the readings of the law on the facts of a charge.

    Raises:
        InvalidInput: no text of the day was read, a measure is not one of the offence, the band taken is not
            there or was not read, or the act begins after it ends. Nothing is computed then.
    """
    if question.from_on is not None and question.from_on > question.on:
        raise InvalidInput(
            "The act begins after the day it ended.", field="from", remedy="Correct one of the two days."
        )
    if question.entity == "unit":
        offence = of_unit(offence, law.limitation_steps)
    version = offence.version_on(question.on)
    computing = Computing(law, offence, question, version)
    readings, chosen = computing.numbered()
    return PenalExposure(
        offence=offence,
        question=question,
        version=version,
        readings=readings,
        chosen=chosen,
        cautions=(*computing.uncompared(), *cautions_of(law, offence, question, version)),
        unread=tuple(unread_of(law, offence, version, question.from_on)),
        unseen_days=unseen_days_of(law, readings),
    )
