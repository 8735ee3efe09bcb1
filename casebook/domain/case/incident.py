"""Transnational repression: acts against the person or those close to them to force a return."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Pinpoint

IncidentMethod = Literal[
    "kidnapping",
    "lure",
    "threat-to-family",
    "police-visit",
    "passport-refusal",
    "surveillance",
    "harassment",
    "spying-demand",
    "interpol-notice",
    "persuasion-to-return",
    "black-site",
    "assault",
    "online",
    "other",
]
Corroboration = Literal["none", "own-account", "second-account", "document", "independent"]


@entity
class Incident:
    """One incident.

    Attributes:
        method: by which means.
        on: when, as stated.
        what: what happened, in a sentence or a few.
        place: where, as stated.
        agent: who did it, as far as it is known: a police station, a consulate, "callers from +86".
        person_ids: the persons it was done to.
        evidence: the documents that show it.
        corroboration: what it rests on beyond the person's own word.
        corroborated_by: who or what bears it out, in words; a note of the office, in drafts alone.
        reported_to: to whom it was reported, and what came of it.
    """

    id: str
    case_id: str
    method: IncidentMethod
    on: StatedDate
    what: str
    place: str = ""
    agent: str = ""
    person_ids: tuple[str, ...] = ()
    evidence: tuple[Pinpoint, ...] = ()
    corroboration: Corroboration = "none"
    corroborated_by: str = ""
    reported_to: str = ""
