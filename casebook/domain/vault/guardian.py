"""Guardians: people who together, and only together, can open a casebook whose passphrase is lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta

from casebook.base.errors import InvalidInput
from casebook.base.ignorable import IGNORABLE
from casebook.domain.base.entity import entity
from casebook.domain.base.field import sound

MIN_THRESHOLD, MAX_GUARDIANS = 2, 16
"""Source: SLIP-39, which numbers at most 16 shares; with a threshold of one each would be a key."""
MAX_NAME = 80
DRILL_EVERY = timedelta(days=365)
"""A page that nobody looked for in a year may be lost."""


@entity
class Guardian:
    """One guardian.

    Attributes:
        number: of the share, from 1.
        name: as the office calls them.
        drilled_on: the day on which they last read the last words of their share, or None.
    """

    number: int
    name: str
    drilled_on: date | None = None


@entity
class GuardianSet:
    """The guardians of a casebook.

    Attributes:
        slot_id: of the key slot that their shares open.
        fingerprint: four hexadecimal digits that the sheets of these shares bear.
        threshold: how many shares open it.
        made_on: the day on which the shares were made.
        guardians: by number.

    Raises:
        InvalidInput: a threshold or number of guardians that cannot be, a name missing or borne twice.
    """

    slot_id: str
    fingerprint: str
    threshold: int
    made_on: date
    guardians: tuple[Guardian, ...]

    def __post_init__(self) -> None:
        require_guardians([one.name for one in self.guardians], self.threshold)

    def due(self, on: date) -> tuple[Guardian, ...]:
        """Return the guardians who were not asked for a year."""
        return tuple(one for one in self.guardians if (one.drilled_on or self.made_on) + DRILL_EVERY <= on)


def require_guardians(names: Sequence[str], threshold: int) -> None:
    """Require guardians that can be.

    Raises:
        InvalidInput: says what to change.
    """
    if not MIN_THRESHOLD <= len(names) <= MAX_GUARDIANS:
        raise InvalidInput("A casebook can have 2 to 16 guardians.", field="names")
    if not MIN_THRESHOLD <= threshold <= len(names):
        raise InvalidInput(
            "The number of shares needed must be at least 2 and at most the number of guardians.",
            field="threshold",
        )
    shown = [IGNORABLE.sub("", name).strip() for name in names]
    if not all(shown) or any(len(name) > MAX_NAME for name in names):
        raise InvalidInput("Each guardian needs a name of at most 80 characters.", field="names")
    for name in names:
        sound(name, "names")
        if len(name.splitlines()) > 1:
            raise InvalidInput(
                "A name of a guardian contains a line break.",
                field="names",
                remedy="Put each name on one line.",
            )
    if len({unicodedata.normalize("NFC", name.casefold()) for name in shown}) < len(names):
        raise InvalidInput("Two guardians have the same name.", field="names")
