"""The format rules of a court or body for a bundle, each with its source and reading level."""

from __future__ import annotations

from datetime import date
from typing import Literal

from casebook.domain.base.entity import entity

RuleLevel = Literal["must", "should", "practice", "info"]
"""How binding a rule is: mandatory, recommended, customary practice, or guidance only."""

ProfileStatus = Literal["usable", "partial", "stub"]


@entity
class Margins:
    """Margins of a page.

    Attributes:
        top_mm, bottom_mm, left_mm, right_mm: in millimetres.
    """

    top_mm: int
    bottom_mm: int
    left_mm: int
    right_mm: int


RuleValue = str | int | float | bool | tuple[str, ...] | Margins


@entity
class FormatRule:
    """One rule of format.

    Attributes:
        field: what it is about, unit included ("max_file_size_mb"); the pack lists them all.
        value: what is asked.
        profile_id: the profile it stands in, which is another one where it is inherited.
        level: how binding it is.
        is_seen: the substance was on a page read; otherwise it is general knowledge.
        needs_confirming: read only in a weak, earlier or superseded text, so that it may not block.
        pinpoint: the place in the forum's own rules; "" for a custom an office notes without a source.
        kind: what was read for it ("official", "practitioner summary"), or "".
        url: where to confirm it, "" where only a copy was read.
        as_of_on: the day the text read speaks of.
        is_as_of_estimated: that day is a rough dating, not to be shown as fact.
    """

    field: str
    value: RuleValue
    profile_id: str
    level: RuleLevel
    is_seen: bool
    needs_confirming: bool
    pinpoint: str
    kind: str
    url: str
    as_of_on: date
    is_as_of_estimated: bool

    @property
    def may_block(self) -> bool:
        """Return whether a breach may stop a filing; every other rule only warns."""
        return self.level == "must" and self.is_seen and not self.needs_confirming


@entity
class Profile:
    """The format rules of one court or body. A missing rule has no source: nothing is checked for it.

    Attributes:
        jurisdiction: ISO 3166 code with subdivision, or INT.
        status: `stub` gives no checks of its own.
        inherits: the profile whose rules apply where this one is silent, or "".
        rules: its own first, then the inherited ones it is silent on.
        pack: version of the pack it came with.
    """

    id: str
    forum: str
    jurisdiction: str
    status: ProfileStatus
    notes: str
    inherits: str = ""
    rules: tuple[FormatRule, ...] = ()
    pack: str = ""

    def rule(self, field: str) -> FormatRule | None:
        """Return the rule about a field, or None if none was found."""
        return next((rule for rule in self.rules if rule.field == field), None)


@entity
class ProfileGap:
    """Rules searched for and not found, so that their absence is not mistaken for no limit.

    Attributes:
        what: the forum or rule.
        state: how far the search came.
    """

    what: str
    state: str
    note: str
