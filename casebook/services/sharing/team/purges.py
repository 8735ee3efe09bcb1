"""What other members purged: out of sight here at once, and destroyed only when a person here says so.

A member who is coerced must not empty every machine.
"""

from __future__ import annotations

from datetime import datetime

from casebook.base.errors import NotFound
from casebook.domain.base.entity import entity
from casebook.services.base.session import Session
from casebook.services.sharing.team.team_view import team_of
from casebook.store import record_bin
from casebook.store.registry import table_named
from casebook.store.sharing import team_store


@entity
class PurgeRequest:
    """A record that another member purged.

    Attributes:
        noun: of the record.
        id: of the record.
        title: as search shows it, "" where it is not here.
        by: the member, "" where unknown.
        at: when it came here.
    """

    noun: str
    id: str
    title: str
    by: str
    at: datetime


def purge_requests(session: Session) -> list[PurgeRequest]:
    """Return what others purged and nobody decided here, the oldest first."""
    view = team_of(session)
    with session.store.reading() as connection:
        return [
            PurgeRequest(
                noun=noun,
                id=record_id,
                title=record_bin.title_of(connection, noun, record_id)
                if team_store.is_there(connection, noun, record_id)
                else "",
                by=view.name_of(device) if view else "",
                at=datetime.fromisoformat(at),
            )
            for noun, record_id, device, at in team_store.purge_requests(connection)
        ]


def confirm_purge(session: Session, record_id: str) -> None:
    """Purge here what another member purged.

    Raises:
        NotFound: nobody asked for it.
    """
    noun = _noun_of(session, record_id)
    with session.store.write(f"{noun}.purge") as transaction:
        team_store.forget_purge_request(transaction.connection, record_id)
        if team_store.is_there(transaction.connection, noun, record_id):
            transaction.purge(table_named(noun).kind, record_id)


def refuse_purge(session: Session, record_id: str) -> None:
    """Keep here what another member purged; it comes back into sight, and stays gone where it was purged.

    Raises:
        NotFound: nobody asked for it.
    """
    noun = _noun_of(session, record_id)
    with session.store.write(f"{noun}.restore") as transaction:
        team_store.forget_purge_request(transaction.connection, record_id)
        if team_store.is_there(transaction.connection, noun, record_id):
            transaction.show(noun, record_id)


def _noun_of(session: Session, record_id: str) -> str:
    with session.store.reading() as connection:
        for noun, wanted, _, _ in team_store.purge_requests(connection):
            if wanted == record_id:
                return noun
    raise NotFound("Nobody asked to purge this.", field="id", remedy="Choose one from the list.")
