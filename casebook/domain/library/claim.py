"""Claims made in public on cooperation with China, and the result of each check."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity

ClaimResult = Literal[
    "holds",
    "partly",
    "plausible",
    "not fulfilled",
    "does not hold",
    "reported, disputed",
    "not found as stated",
]


@entity
class Claim:
    """A checked claim. Who made it is not noted.

    Attributes:
        claim: what was claimed, so that it can be read alone.
        result: what checking gave.
        notes: why.
        url: the official or publisher's own page it was checked on, "" where that was a copy.
        reported_in: who published that page where it is not an official one, or "".
        countries: ISO 3166 codes of the states it is about; none where it is about a body.
        pack: version of the pack it came with.
    """

    id: str
    claim: str
    result: ClaimResult
    notes: str
    url: str = ""
    reported_in: str = ""
    countries: tuple[str, ...] = ()
    pack: str = ""
