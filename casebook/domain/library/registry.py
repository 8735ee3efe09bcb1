"""The registry of cooperation with China as one value, from the packs or a vault."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.domain.library.claim import Claim
from casebook.domain.library.clause import Clause
from casebook.domain.library.country import Country
from casebook.domain.library.decision import Decision
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.public_incident import PublicIncident


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The registry.

    Attributes:
        version: of its packs, which are released together.
    """

    instruments: tuple[Instrument, ...]
    clauses: tuple[Clause, ...]
    countries: tuple[Country, ...]
    decisions: tuple[Decision, ...]
    incidents: tuple[PublicIncident, ...]
    claims: tuple[Claim, ...]
    version: str
