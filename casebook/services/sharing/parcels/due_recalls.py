"""How many parcels are to be recalled: asked by the first page, before anything of parcels is loaded."""

from __future__ import annotations

from casebook.services.base.session import Session
from casebook.store.sharing import handover


def count_due(session: Session) -> int:
    """Return how many parcels are to be recalled: their day has come, or a client consents no longer."""
    with session.store.reading() as connection:
        if not handover.is_any(connection):
            return 0
    from casebook.services.sharing.parcels import recall

    return len(recall.due(session))
