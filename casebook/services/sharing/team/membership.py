"""Whether a casebook belongs to a team: asked at each unlocking, before anything of teams is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from casebook.base.progress import Progress, silent
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.store.sharing import shared_exhibits, team_store

if TYPE_CHECKING:
    from casebook.domain.evidence.document import Document
    from casebook.domain.person.code_name import CodeNamed
    from casebook.services.sharing.team.arrivals import Arrival, EarlierArrival
    from casebook.services.sharing.team.exchange import ExchangeReport
    from casebook.services.sharing.team.many_exhibits import FetchReport
    from casebook.services.sharing.team.offer import OfferedExhibit


def is_in_team(session: Session) -> bool:
    """Return whether this casebook belongs to a team."""
    with session.store.reading() as connection:
        return team_store.team(connection) is not None


def may_exchange(session: Session) -> bool:
    """Return whether this session exchanges by itself: it may write, and its casebook belongs to a team."""
    return not session.is_read_only and is_in_team(session)


def arrived_unseen(session: Session) -> list[EarlierArrival]:
    """Return what `unseen_arrivals` does, which is loaded only for a casebook of a team; else nothing."""
    if not is_in_team(session):
        return []
    from casebook.services.sharing.team.unseen_arrivals import unseen_arrivals

    return unseen_arrivals(session)


def note_all_seen(session: Session) -> None:
    """Note that somebody looked at all that came, as `note_seen` does and raises."""
    from casebook.services.sharing.team.unseen_arrivals import note_seen

    note_seen(session)


def code_named_members(session: Session) -> list[CodeNamed]:
    """Return the members of a team, as `code_named` does, which is loaded only for a casebook of one."""
    if not is_in_team(session):
        return []
    from casebook.services.sharing.team.status import code_named

    return code_named(session)


def exhibit_offered(session: Session, document_id: str) -> OfferedExhibit | None:
    """Return what is known of the file of a document that is still in the shared folder, or None."""
    with session.store.reading() as connection:
        if shared_exhibits.exhibit(connection, document_id) is None:
            return None
    from casebook.services.sharing.team.exhibits import offered_file

    return offered_file(session, document_id)


async def fetch_offered(session: Session, document_id: str, *, progress: Progress = silent) -> Document:
    """Fetch the file of a document as `fetching` does, which is loaded now.

    Raises:
        CasebookError: as `fetching` does.
    """
    loaded = await off_thread(partial(import_module, "casebook.services.sharing.team.exhibits"))
    document: Document = await loaded.fetching(session, document_id, progress=progress)
    return document


def files_offered(session: Session, case_id: str) -> dict[str, OfferedExhibit]:
    """Return what `offered_files` does, which is loaded only for a casebook of a team; else nothing."""
    if not is_in_team(session):
        return {}
    from casebook.services.sharing.team.many_exhibits import offered_files

    return offered_files(session, case_id)


async def fetch_many_offered(
    session: Session, document_ids: Sequence[str], *, progress: Progress = silent
) -> FetchReport:
    """Fetch the files of documents as `fetching_many` does, which is loaded now.

    Raises:
        CasebookError: as `fetching_many` does.
    """
    loaded = await off_thread(partial(import_module, "casebook.services.sharing.team.many_exhibits"))
    report: FetchReport = await loaded.fetching_many(session, document_ids, progress=progress)
    return report


async def exchange_if_due(
    session: Session, arrivals: list[Arrival], *, is_thorough: bool = True, progress: Progress = silent
) -> ExchangeReport | None:
    """Exchange as `exchange` does, which is loaded only for a casebook of a team; None for any other.

    Raises:
        CasebookError: as `exchange` does.
    """
    if not await on_vault(partial(may_exchange, session)):
        return None
    loaded = await off_thread(partial(import_module, "casebook.services.sharing.team.exchange"))
    report: ExchangeReport | None = await loaded.exchange(
        session, arrivals, is_thorough=is_thorough, progress=progress
    )
    return report
