"""Kinds of identifying details, apart from the nouns that hold them, which a worker need not load."""

from __future__ import annotations

from typing import Literal

FactKind = Literal[
    "name",
    "relative",
    "contact",
    "initials",
    "birth-date",
    "age",
    "birth-place",
    "place",
    "channel",
    "safe-contact",
    "paper",
    "perhaps-paper",
    "workplace",
    "work",
    "other",
    "case-number",
    "date",
]
"""A kind of identifying detail. A pseudonymised copy can show any but the names of parties, for a reason."""
