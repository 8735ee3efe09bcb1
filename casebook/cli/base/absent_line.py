"""The line beneath a record that says what it refers to that is not here yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casebook.domain.base.entity import Entity
    from casebook.services.base.session import Session


def absent_line(session: Session, shown: Entity) -> str:
    """Return the line with a line break before it, or ""."""
    from casebook.domain.base.absence import not_here_yet
    from casebook.services.base import absence  # which knows every noun of a case, and a list needs one

    absent = absence.absent_of(session, [shown])
    return f"\n{not_here_yet(absent)!s}" if absent else ""
