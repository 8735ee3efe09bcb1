"""Whether a casebook was packed for a journey: its first change says so."""

from __future__ import annotations

from casebook.services.base import history
from casebook.services.base.session import Session

PACKED = "travel.pack"
"""The action by which a casebook that travels was filled: the first in its history."""


def is_travelling(session: Session) -> bool:
    """Return whether a casebook was packed for a journey: by the first change in its history."""
    return [one.action for one in history.of_vault(session, most=1, before=2)] == [PACKED]
