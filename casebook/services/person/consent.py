"""Client consent: no copy leaves the casebook without consent to its purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casebook.base.errors import Refused
from casebook.base.message import Message
from casebook.domain.person.person import Person, Purpose
from casebook.services.base.session import Session

_PURPOSES: Mapping[Purpose, Message] = {
    "dossier": Message("dossier"),
    "court": Message("court"),
    "media": Message("media"),
    "un-body": Message("UN body"),
    "interpol": Message("Interpol"),
    "partner": Message("partner"),
}


def no_consent(purpose: Purpose) -> Message:
    """That a client's consent to a purpose is missing, the purpose in words."""
    return Message("A client has not consented to this purpose: {purpose}.", purpose=_PURPOSES[purpose])


def consenting(session: Session, clients: Iterable[Person], purpose: Purpose) -> bool:
    """Whether every client consents to this purpose today."""
    today = session.clock().date()
    return all(client.consents_to(purpose, today) for client in clients)


def require_consent(session: Session, clients: Iterable[Person], purpose: Purpose) -> None:
    """Let nothing leave for a use that a client does not allow today.

    Raises:
        Refused: one has not consented.
    """
    if not consenting(session, clients, purpose):
        raise Refused(
            no_consent(purpose),
            field="consent",
            remedy="Enter the consent in the client's record, with date and scope.",
        )
