"""Documented incidents of transnational repression from public sources."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.library.instrument import Confidence

IncidentKind = Literal[
    "assault",
    "assurance-breach",
    "black-site",
    "bounty",
    "covert-agents",
    "deportation-in-disguise",
    "detention-for-deportation",
    "detention-in-transit",
    "family-threats",
    "harassment",
    "interpol-notice",
    "intimidation",
    "involuntary-return",
    "kidnapping",
    "mass-handover",
    "overseas-police-station",
    "pressure-on-host-state",
    "spy-recruitment",
    "witness-intimidation",
]
IncidentActor = Literal["PRC", "HKSAR"]


@entity
class PublicIncident:
    """An incident. Only public figures and people already named in public reports are named.

    Attributes:
        country: ISO 3166 code of the place, "" for a regional or programme-level figure.
        on: as exactly as it is known, or None.
        actor: to whom the reporting source attributes it.
        named_persons: names already public.
        group: the people they belong to where it matters ("Uyghur"), or "".
        notes: denials and weak points.
        url: the publisher's own page, "" where only a copy was read.
        reported_in: who published the account read, "" where that is not known.
        is_seen: the account stood on a page read; otherwise it is general knowledge.
        conflict: where accounts disagree, what each says, or "".
        pack: version of the pack it came with.
    """

    id: str
    kind: IncidentKind
    actor: IncidentActor
    summary: str
    is_seen: bool
    confidence: Confidence
    country: str = ""
    on: StatedDate | None = None
    named_persons: tuple[str, ...] = ()
    group: str = ""
    url: str = ""
    reported_in: str = ""
    notes: str = ""
    conflict: str = ""
    pack: str = ""
