"""A proceeding against or for a person: extradition, removal, asylum, Interpol, and what became of it."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity

ProceedingKind = Literal[
    "extradition",
    "surrender-hong-kong",
    "removal",
    "asylum",
    "interim-measures",
    "treaty-body",
    "interpol",
    "detention-review",
    "judicial-review",
    "voluntary-return",
]


@entity
class Stage:
    """One stage: what it is called, when it began and ended, and how."""

    title: str
    begins: StatedDate
    ends: StatedDate | None = None
    outcome: str = ""


@entity
class Proceeding:
    """A proceeding in one forum.

    Attributes:
        kind: what is asked of the forum.
        forum: the court or body, as it calls itself.
        number: its number there.
        requested_by: the requesting authority, where there is one.
        offence: the alleged offence, as the request words it.
        prc_article: the article of PRC law relied on.
        instrument_id: registry id of the treaty or instrument relied on, or "".
        stages: in order.
        outcome: "" while it runs.
        next_id: the proceeding it went on to by appeal, or "".
    """

    id: str
    case_id: str
    kind: ProceedingKind
    forum: str
    number: str = ""
    requested_by: str = ""
    offence: str = ""
    prc_article: str = ""
    instrument_id: str = ""
    stages: tuple[Stage, ...] = ()
    outcome: str = ""
    next_id: str = ""

    @property
    def current_stage(self) -> Stage | None:
        """The last stage that has not ended, or None."""
        return next((stage for stage in reversed(self.stages) if stage.ends is None), None)
