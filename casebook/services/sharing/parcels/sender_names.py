"""What the card of a sender called itself in a parcel that was taken in, which nobody may have compared.

Kept as a setting, which no copy of a case carries. A purge of a person of this name empties it.
"""

from __future__ import annotations

from collections.abc import Mapping

from casebook.domain.base.setting import PARCELS
from casebook.services.base import setting
from casebook.services.base.session import Session

SENDERS = f"{PARCELS}senders"


def names(session: Session) -> dict[str, str]:
    """Return the names by the ID of the entry in the register."""
    known = setting.value(session, SENDERS)
    return {
        str(key): name
        for key, name in (known.items() if isinstance(known, Mapping) else ())
        if isinstance(name, str) and name
    }


def note(session: Session, handover_id: str, name: str) -> None:
    """Remember what the card of a sender calls itself.

    Raises:
        DiskProblem: the disk refuses.
    """
    setting.keep(session, SENDERS, names(session) | {handover_id: name})


def forget(session: Session, handover_id: str) -> None:
    """Forget it: what was taken of the parcel was taken back.

    Raises:
        DiskProblem: the disk refuses.
    """
    known = names(session)
    if known.pop(handover_id, None) is not None:
        setting.keep(session, SENDERS, known or None)
