"""The law that exposures are computed with, as the packs hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casebook.base.errors import NotFound
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.exposure.custody import CustodyPath, CustodyStage
from casebook.domain.exposure.jurisdiction import JurisdictionRule
from casebook.domain.exposure.limitation import LawRule, LimitationStep
from casebook.domain.exposure.offence import Offence, PenalCode, find_offence
from casebook.domain.exposure.threshold import JudicialInterpretation
from casebook.domain.library.reading_level import ReadingLevel

AS_OF = Message("Chinese law as of April 2025, the date of the texts that were read.")
"""Stands on every page that rests on texts that were read."""
REPORTED_AS_OF = Message("The law as others had reported it by April 2025.")
"""Stands on a page that rests on a text of which only reports were read."""
BANDS_ALONE = Message(
    "The bands are those of the article for a completed act. What attempt or preparation, a lesser part in "
    "the act, the age of the person, pregnancy, earlier convictions, surrender or confession change is not "
    "computed here."
)
"""Stands with every exposure: the facts of a charge do not state these."""
READ_UNTIL = date(2025, 4, 30)
"""Last day on which the texts that were read are known to hold."""


@entity
class Amendment:
    """An amendment of the Criminal Law, or another law's first text, with its first day."""

    id: str
    in_force_on: date
    note: str


@entity
class ReadText:
    """What was read for a version, in words that name no copy."""

    id: str
    what: str
    level: ReadingLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class PenalLaw:
    """Everything that an exposure is computed with.

    Attributes:
        offences, interpretations, general, rules: by id.
        version: of the packs, which are released together.
        checked_on: the day they were checked last.
    """

    offences: Mapping[str, Offence]
    interpretations: Mapping[str, JudicialInterpretation]
    general: Mapping[str, LawRule]
    amendments: Mapping[str, Amendment]
    texts: Mapping[str, ReadText]
    limitation_steps: tuple[LimitationStep, ...]
    limitation_rules: Mapping[str, LawRule]
    stages: tuple[CustodyStage, ...]
    paths: tuple[CustodyPath, ...]
    lawyer_rules: tuple[LawRule, ...]
    jurisdiction: tuple[JurisdictionRule, ...]
    procedure: tuple[LawRule, ...]
    version: str
    checked_on: date

    @property
    def judicial_interpretations(self) -> frozenset[str]:
        """Return the ids of judicial interpretations, which alone reach acts before them."""
        return frozenset(id_ for id_, one in self.interpretations.items() if one.kind == "interpretation")

    @property
    def unseen_days(self) -> frozenset[str]:
        """Return the ids of interpretations whose first day nobody read: it decides nothing unsaid."""
        return frozenset(id_ for id_, one in self.interpretations.items() if not one.is_day_seen)

    def offence(self, id_: str) -> Offence:
        """Return an offence by its id.

        Raises:
            NotFound: there is none.
        """
        if id_ in self.offences:
            return self.offences[id_]
        raise NotFound(
            Message("There is no offence {id} in the packs.", id=id_),
            field="offence_id",
            remedy="Choose one from the list of offences.",
        )

    def find(self, article: str, law: PenalCode = "PRC-CL", paragraph: str = "") -> Offence:
        """Return the offence of an article as people write it; see `find_offence`."""
        return find_offence(self.offences.values(), article, law, paragraph)
