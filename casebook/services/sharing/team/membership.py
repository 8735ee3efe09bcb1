"""Whether a casebook belongs to a team: asked at each unlocking, before anything of teams is loaded."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from casebook.base.progress import Progress, silent
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.store.sharing import team_store

if TYPE_CHECKING:
    from casebook.services.sharing.team.arrivals import Arrival
    from casebook.services.sharing.team.exchange import ExchangeReport


def is_in_team(session: Session) -> bool:
    """Return whether this casebook belongs to a team."""
    with session.store.reading() as connection:
        return team_store.team(connection) is not None


def may_exchange(session: Session) -> bool:
    """Return whether this session exchanges by itself: it may write, and its casebook belongs to a team."""
    return not session.is_read_only and is_in_team(session)


async def exchange_if_due(
    session: Session, arrivals: list[Arrival], *, progress: Progress = silent
) -> ExchangeReport | None:
    """Exchange as `exchange` does, which is loaded only for a casebook of a team; None for any other.

    Raises:
        CasebookError: as `exchange` does.
    """
    if not await on_vault(partial(may_exchange, session)):
        return None
    loaded = await off_thread(partial(import_module, "casebook.services.sharing.team.exchange"))
    report: ExchangeReport | None = await loaded.exchange(session, arrivals, progress=progress)
    return report
