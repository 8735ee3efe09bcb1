"""The changes of a write, from which every view decides which of its rows to reload."""

from __future__ import annotations

from dataclasses import dataclass, field

ARRIVING = "team.take"
"""Action of what other members changed: nobody here did it, and nobody here undoes it as their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The outcome of one transaction.

    Attributes:
        action: verb of the work.
        touched: noun -> ids added, replaced or removed.
    """

    action: str
    touched: dict[str, frozenset[str]] = field(default_factory=dict)

    def concerns(self, *nouns: str) -> bool:
        """Return whether any record of these nouns changed."""
        return any(noun in self.touched for noun in nouns)
