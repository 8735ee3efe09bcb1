"""The exchange with a team: what others laid is taken, and what was saved here is laid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from casebook.base.errors import CasebookError
from casebook.base.progress import Progress, silent
from casebook.services.base.flow import on_vault
from casebook.services.base.session import Session
from casebook.services.sharing.team.arrivals import Arrival
from casebook.services.sharing.team.exhibits import fetch_in_doubt
from casebook.services.sharing.team.laying import lay_each, putting
from casebook.services.sharing.team.missing_files import lay_lacking
from casebook.services.sharing.team.repair.exhibit_check import queue_damaged
from casebook.services.sharing.team.taking import TakingReport, taking
from casebook.services.sharing.team.team_view import require_team, was_put_out
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_folder import CarrierEmptied, CarrierGone, CarrierReplaced
from casebook.vault.sharing.carrier_obstacle import each_place


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeReport:
    """What came of an exchange.

    Attributes:
        laid: how many files.
        taking: what was taken.
    """

    laid: int
    taking: TakingReport


def is_gone(problem: CasebookError) -> bool:
    """Return whether the shared folder is not there: once it is connected, a later session reaches it."""
    return isinstance(problem, CarrierGone)


def is_laying_again_offered(error: CasebookError) -> bool:
    """Return whether an exchange failed because the folder has nothing of what was in it."""
    return isinstance(error, (CarrierEmptied, CarrierReplaced))


async def exchange(
    session: Session,
    arrivals: list[Arrival] | None = None,
    *,
    is_thorough: bool = True,
    progress: Progress = silent,
) -> ExchangeReport:
    """Take what others laid, then lay what was saved here.

    The folder is looked at before anything is laid in it: one that is empty, or another one, is noticed only
    as long as it holds nothing of ours.

    Args:
        session: the open casebook.
        arrivals: what is taken is added to it, also where the rest fails.
        is_thorough: look what may be removed from the folder, too, though nothing is new, and whether what
            others lack of this device, and the files of documents, lie there undamaged.
        progress: how far it is.

    Raises:
        Refused: this casebook belongs to no team, or this device was removed from it.
        CarrierGone, CarrierEmptied, CarrierReplaced: the folder is not there, or not as it was; nothing goes.
        NothingOfTeam: nothing of the team was ever in it; nothing is laid, as it may be another folder.
        NotFound: it is not known on this computer.
        InTheWay: something that cannot be moved is in the place of a file; all else was taken and laid.
        DiskProblem: a disk refuses; what is to be laid waits.
        Cancelled: the person stopped; what was taken and laid stays.
    """
    taken = await taking(session, arrivals, progress=progress)
    await require_in(session)
    await fetch_in_doubt(session, progress=progress)
    with each_place() as going_on:
        with going_on():
            await lay_lacking(session, taken.missing, is_thorough=is_thorough, progress=progress)
        if is_thorough:
            await queue_damaged(session, progress=progress)
        is_due = is_thorough or taken.files or await on_vault(partial(_has_waiting, session))
        laid = await putting(session, progress=progress) if is_due else 0
    return ExchangeReport(laid=laid, taking=taken)


async def require_in(session: Session) -> None:
    """Require that this device was not put out; what it stated before, such as that itself, is laid.

    Raises:
        Refused: this casebook belongs to no team, or this device was removed from it.
        CarrierGone, DiskProblem: the shared folder is not there or refuses.
    """
    view = await on_vault(partial(require_team, session))
    if view.is_out:
        await lay_each(session)
        raise was_put_out()


def _has_waiting(session: Session) -> bool:
    """Return whether anything was saved or queued since the last time."""
    with session.store.reading() as connection:
        if team_store.count_outgoing(connection):
            return True
        return any(one.body is not None for one in team_store.files(connection))
