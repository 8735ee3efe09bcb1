"""What a write changed: a value that tells every view which of its rows to read again."""

from __future__ import annotations

from dataclasses import dataclass, field


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
        """Whether any record of these nouns changed."""
        return any(noun in self.touched for noun in nouns)
