"""Assurances of a requesting state about the person, and the reliability of each.

Source: Othman (Abu Qatada) v. the United Kingdom, no. 8139/09, ECtHR, 17 January 2012, § 189, whose eleven
factors are asked here in our own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Pinpoint

OthmanFactor = Literal[
    "disclosed",
    "specific",
    "giver-can-bind",
    "local-authorities",
    "legal-there",
    "contracting-state",
    "relations-and-record",
    "verified",
    "protected-from-torture",
    "ill-treated-before",
    "examined-by-courts",
]
FACTORS: tuple[OthmanFactor, ...] = get_args(OthmanFactor)
"""In the order of the European Court of Human Rights, (i) to (xi)."""
QUESTIONS: Mapping[OthmanFactor, str] = {
    "disclosed": gettext_noop("Were the terms of the assurance disclosed to the court?"),
    "specific": gettext_noop("Is it specific, or general and vague?"),
    "giver-can-bind": gettext_noop("Who gave it, and can that person bind the receiving state?"),
    "local-authorities": gettext_noop(
        "If the central government gave it, can local authorities be expected to comply with it?"
    ),
    "legal-there": gettext_noop("Is the treatment it concerns legal or illegal in the receiving state?"),
    "contracting-state": gettext_noop(
        "Was it given by a state party to the European Convention on Human Rights?"
    ),
    "relations-and-record": gettext_noop(
        "How long-standing and strong are relations between the two states, and how were similar "
        "assurances complied with?"
    ),
    "verified": gettext_noop(
        "Can compliance be verified objectively, by diplomats or other monitors, with unfettered "
        "access to the person's lawyers?"
    ),
    "protected-from-torture": gettext_noop(
        "Does the receiving state effectively protect against torture, cooperate with "
        "international monitors, investigate and punish?"
    ),
    "ill-treated-before": gettext_noop("Was the person ill-treated there before?"),
    "examined-by-courts": gettext_noop(
        "Have the courts of the sending state examined whether it can be relied on?"
    ),
}
Bearing = Literal["not-assessed", "for-reliance", "uncertain", "against-reliance"]
Specificity = Literal["not-assessed", "general", "specific-to-person", "specific-and-detailed"]
Kept = Literal["kept", "broken", "not-known"]


@entity
class Assessment:
    """The effect of one factor on the reliability of the assurance, with the reason.

    Attributes:
        factor: which of the eleven.
        bearing: which way it points.
        reason: why, in words.
        pinpoints: the documents that show it.
        finding_ids: the findings of the library that show it.
    """

    factor: OthmanFactor
    bearing: Bearing = "not-assessed"
    reason: str = ""
    pinpoints: tuple[Pinpoint, ...] = ()
    finding_ids: tuple[str, ...] = ()


@entity
class EarlierAssurance:
    """An earlier assurance of the same state, and its outcome.

    Attributes:
        what: to whom it was given and what it promised, in words.
        on: when.
        was: kept, broken, or not known.
        source: where that stands, in words; may refer to an exhibit, as ``[[5 p.3]]``.
    """

    what: str
    on: StatedDate | None = None
    was: Kept = "not-known"
    source: str = ""


@entity
class Assurance:
    """An assurance given in a case.

    Attributes:
        proceeding_id: the proceeding it was given in, or "".
        text: its words, in the language they were read in.
        given_by: who gave it, with their office.
        given_on: the day it bears.
        specificity: how closely it concerns this person.
        monitoring: who is to watch over it, and how, as it says; "" where it says nothing.
        pinpoints: the documents in which it stands.
        assessments: factor by factor; a factor left out is not assessed yet.
        earlier: the record of earlier assurances.
    """

    id: str
    case_id: str
    text: str
    given_by: str
    given_on: StatedDate
    proceeding_id: str = ""
    specificity: Specificity = "not-assessed"
    monitoring: str = ""
    pinpoints: tuple[Pinpoint, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    earlier: tuple[EarlierAssurance, ...] = ()

    def assessed(self) -> tuple[Assessment, ...]:
        """Return all eleven factors in the Court's order; missing ones are not assessed."""
        found = {assessment.factor: assessment for assessment in self.assessments}
        return tuple(found.get(factor, Assessment(factor=factor)) for factor in FACTORS)

    @property
    def open_factors(self) -> tuple[OthmanFactor, ...]:
        """Return the factors not yet assessed with a reason."""
        return tuple(
            assessment.factor
            for assessment in self.assessed()
            if assessment.bearing == "not-assessed" or not assessment.reason.strip()
        )


def require_reason(assessment: Assessment, *, field: str = "assessments") -> None:
    """Reject a factor that is assessed without a reason.

    Raises:
        InvalidInput: it is one; `field` is where the reason is missing.
    """
    if assessment.bearing != "not-assessed" and not assessment.reason.strip():
        raise InvalidInput(
            "Assessing a factor requires a reason.", field=field, remedy="Give the reason in one sentence."
        )


def check_assurance(assurance: Assurance) -> None:
    """Reject an assurance in which a factor is assessed without a reason.

    Raises:
        InvalidInput: it is one.
    """
    for assessment in assurance.assessments:
        require_reason(assessment)
