"""What the register remembers of a parcel that a phrase opens: who was to get it, and whether it was noted.

Kept as a setting, which no copy of a case carries. The phrase itself is kept nowhere: where the casebook was
locked before the words were noted, nobody can open the file.
"""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.errors import Refused
from casebook.base.structure import stored
from casebook.domain.base.entity import entity
from casebook.domain.base.field import made
from casebook.domain.base.setting import PARCELS
from casebook.domain.sharing.handover import Handover
from casebook.services.base import setting
from casebook.services.base.session import Session

PHRASES = f"{PARCELS}phrases"


@entity
class PhraseNote:
    """Of one parcel.

    Attributes:
        recipient: who was to get the phrase, as it was typed, or "".
        is_noted: a person said that the words were written down.
    """

    recipient: str = ""
    is_noted: bool = False


def notes(session: Session) -> dict[str, PhraseNote]:
    """Return what is remembered, by the ID of the entry in the register."""
    known = setting.value(session, PHRASES)
    return {
        key: made(PhraseNote, one)
        for key, one in (known.items() if isinstance(known, Mapping) else ())
        if isinstance(one, dict)
    }


def note(session: Session, handover_id: str, recipient: str, *, is_noted: bool = False) -> None:
    """Remember who is to get the phrase of a parcel.

    Raises:
        DiskProblem: the disk refuses.
    """
    _keep(session, notes(session) | {handover_id: PhraseNote(recipient=recipient, is_noted=is_noted)})


def note_words(session: Session, handover_id: str) -> None:
    """Remember that the words of a parcel were written down; one that no phrase opens is passed over.

    Raises:
        DiskProblem: the disk refuses.
    """
    known = notes(session).get(handover_id)
    if known is not None:
        note(session, handover_id, known.recipient, is_noted=True)


def withdraw(session: Session, handover_id: str) -> None:
    """Take a parcel out of the register whose words nobody noted, and that nobody can open therefore.

    Raises:
        Refused: its words were noted.
        NotFound: it is not in the register.
        DiskProblem: the disk refuses.
    """
    known = notes(session)
    if known.get(handover_id, PhraseNote(is_noted=True)).is_noted:
        raise Refused(
            "The words of this parcel were noted: someone may have it.",
            field="parcel",
            remedy="Make a recall of it instead.",
        )
    with session.store.write("handover.remove") as transaction:
        transaction.discard(Handover, handover_id)
    del known[handover_id]
    _keep(session, known)


def _keep(session: Session, known: Mapping[str, PhraseNote]) -> None:
    setting.keep(session, PHRASES, {key: stored().unstructure(one) for key, one in known.items()} or None)
