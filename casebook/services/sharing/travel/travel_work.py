"""Long work of a journey, as flows: packing, and coming home with a backup before anything is removed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from casebook.base.errors import CasebookError, Conflict, InUse, Refused, WrongKey, WrongWords
from casebook.base.progress import Progress
from casebook.domain.base.entity import entity
from casebook.domain.sharing.trip import Trip
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session, open_session
from casebook.services.sharing.travel import travel_home, travel_pack, travel_removal
from casebook.services.sharing.travel.packing_place import require_apart
from casebook.services.sharing.travel.travel_home import JoinedTrip, TravelReturn
from casebook.services.sharing.travel.travel_pack import PackedCasebook, TravelOrder
from casebook.services.sharing.travel.travel_reach import forget_reach
from casebook.services.sharing.travel.travel_removal import RemovedTravel
from casebook.services.sharing.travel.travel_undo import JoinedStates, changed_since, state_before
from casebook.services.vault import backup
from casebook.services.vault import vault as vaults


@entity
class TravelEntrance:
    """A casebook that travelled, and what opens it.

    Attributes:
        folder: of it.
        phrase: the six words.
        noted: a tamper check code that was noted on the way, or "".
        has_new_methods: its phrase was changed on the way by its owner.
    """

    folder: Path
    phrase: str
    noted: str = ""
    has_new_methods: bool = False


@entity
class HomeJoined:
    """What was joined.

    Attributes:
        joined: what came of it.
        states: by which it can be taken back (`undo_join`).
    """

    joined: JoinedTrip
    states: JoinedStates


@entity
class HomeDone:
    """What came of removing the casebook that travelled.

    Attributes:
        removed: what became of it.
        backup_problem: why no backup was made before the removal, or None.
    """

    removed: RemovedTravel
    backup_problem: CasebookError | None = None


async def pack(session: Session, order: TravelOrder, *, progress: Progress) -> PackedCasebook:
    """Pack cases apart from the casebook at home.

    Raises:
        Refused: the place is beside the casebook at home.
        as `travel_pack.pack`.
    """
    target = order.target
    await off_thread(partial(require_apart, session, target if isinstance(target, Path) else target.path))
    cost = await off_thread(partial(vaults.calibrated, progress))
    return await on_vault(partial(travel_pack.pack, session, order, cost=cost, progress=progress))


async def look(session: Session, entrance: TravelEntrance, *, progress: Progress) -> TravelReturn:
    """Return what a casebook that travelled brings home; nothing is written there or here.

    Raises:
        as `travel_home.require_as_packed`, `open_session`, `travel_home.look`.
    """

    def read() -> TravelReturn:
        _require_as_packed(session, entrance)
        with _opened(entrance, progress, to_read=True) as travel:
            return travel_home.look(session, travel, noted=entrance.noted)

    return await on_vault(read)


async def join(
    session: Session,
    entrance: TravelEntrance,
    leave: tuple[str, ...] = (),
    include: tuple[str, ...] = (),
    *,
    progress: Progress,
) -> HomeJoined:
    """Join what is chosen; the casebook that travelled stays as it is.

    Args:
        session: the casebook at home.
        entrance: to the one that travelled.
        leave: IDs of records that are not joined, or "ID:field".
        include: IDs of suspect records that are joined nevertheless.
        progress: called at each file.

    Raises:
        as `travel_home.require_as_packed`, `open_session`, `travel_home.look`, `travel_home.join`.
    """

    def work() -> HomeJoined:
        _require_as_packed(session, entrance)
        with _opened(entrance, progress) as travel:
            brought = travel_home.look(session, travel, noted=entrance.noted)
            before = state_before(session, brought)
            joined = travel_home.join(session, travel, leave, include, progress=progress)
        return HomeJoined(joined=joined, states=changed_since(session, brought.trip.vault_id, before))

    return await on_vault(work)


async def remove(
    session: Session, entrance: TravelEntrance, *, discard: bool = False, progress: Progress
) -> HomeDone:
    """Back up the casebook at home, and remove the one that travelled.

    Args:
        session: the casebook at home.
        entrance: to the one that travelled.
        discard: it is removed even if something of it is not at home.
        progress: called at each file.

    Raises:
        Refused: something of it is not at home.
        as `travel_home.require_as_packed`, `open_session`, `travel_home.look`, `travel_removal.remove`.
    """

    def look_again() -> tuple[Trip, tuple[Path, ...]]:
        _require_as_packed(session, entrance)
        with _opened(entrance, progress, to_read=True) as travel:
            brought = travel_home.look(session, travel, noted=entrance.noted)
            if not (discard or brought.is_home):
                raise Refused(
                    "Something that was written on the journey is not at home.",
                    field="travel",
                    remedy="Look at what it brings again, and take it.",
                )
            return brought.trip, travel_removal.backups_of(travel)

    trip, backups = await on_vault(look_again)
    problem: CasebookError | None = None
    try:
        await backup.back_up_if_due(session)
    except CasebookError as error:  # what came home is saved; the backup made at lock says so again
        problem = error
    remove_all = partial(travel_removal.remove, session, entrance.folder, trip, backups)
    removed = await on_vault(partial(remove_all, progress=progress))
    await on_vault(partial(_forget_reach_of, session, removed))
    return HomeDone(removed=removed, backup_problem=problem)


async def begin_home(
    session: Session, folder: Path, *, has_new_methods: bool = False, progress: Progress
) -> HomeDone | None:
    """Compare what can be seen of a casebook that travelled, or finish its removal that was interrupted.

    Args:
        session: the casebook at home.
        folder: of the one that travelled.
        has_new_methods: its phrase was changed on the way by its owner.
        progress: of the removal.

    Returns:
        What came of that removal, for which no phrase is needed; None where the phrase may be typed.

    Raises:
        as `travel_home.require_as_packed`, `travel_removal.remove`.
    """
    pending = await on_vault(partial(travel_removal.unfinished, session, folder))
    if pending is None:
        compare = partial(travel_home.require_as_packed, session, folder)
        await on_vault(partial(compare, has_new_methods=has_new_methods))
        return None
    remove = partial(travel_removal.remove, session, folder, pending, progress=progress)
    removed = await on_vault(remove)
    await on_vault(partial(_forget_reach_of, session, removed))
    return HomeDone(removed=removed)


def _require_as_packed(session: Session, entrance: TravelEntrance) -> None:
    travel_home.require_as_packed(session, entrance.folder, has_new_methods=entrance.has_new_methods)


def _forget_reach_of(session: Session, removed: RemovedTravel) -> None:
    """Withdraw the note, unless empty folders are left, which the next session removes."""
    if not removed.empty:
        forget_reach(session)


@contextmanager
def _opened(entrance: TravelEntrance, progress: Progress, *, to_read: bool = False) -> Iterator[Session]:
    """Yield the casebook that travelled; where it is only looked at, nothing in it is written."""
    to_read = to_read and vaults.info(entrance.folder).is_locked_cleanly
    try:
        opened = open_session(entrance.folder, entrance.phrase, to_read=to_read, progress=progress)
    except WrongKey:
        raise WrongWords from None
    except InUse:
        raise Conflict(
            "The casebook that travelled is open in another window.",
            field="travel",
            remedy="Lock it there first.",
        ) from None
    with opened as travel:
        yield travel
