"""How a team stands: who belongs to it and was heard when, which cases are shared, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from casebook.domain.base.entity import entity
from casebook.domain.person.code_name import CodeNamed, code_key, proposed_code_name
from casebook.domain.sharing.device_state import quiet
from casebook.domain.sharing.roster import RosterDevice
from casebook.domain.sharing.roster_statement import MemberRole, SpaceKind
from casebook.domain.sharing.stamp import LINE_BYTES, is_ahead, stamp
from casebook.domain.sharing.waiting_kind import ASKED, WaitingKind
from casebook.services.base.session import Session
from casebook.services.person import code_name
from casebook.services.sharing.team.covered_files import last_heard
from casebook.services.sharing.team.own_copies import TOLD_FOR, split_devices
from casebook.services.sharing.team.renewal import states_of
from casebook.services.sharing.team.team_view import TeamView, require_team, team_of
from casebook.services.sharing.team.waiting import count_asked
from casebook.store.case import case as stored_cases
from casebook.store.sharing import handover, team_store, team_waiting
from casebook.store.sharing.team_store import SpaceRow


@entity
class DeviceStatus:
    """A device of a member.

    Attributes:
        id: of the device, in hex.
        card_name: as its card calls it.
        is_own: this device.
        is_removed: it was put out.
        is_lost: it was lost or stolen.
        is_compared: the ten words of its card were compared here.
        heard_at: when something of it was last taken here; None for never.
        is_split: two copies of it wrote as one within the last 90 days.
        quiet_days: days without a word of it, where that is three or more and it is no sleeper; 0 otherwise.
        is_ahead: its clock is over 24 hours ahead of the one here, or was when it wrote last.
    """

    id: str
    card_name: str
    is_own: bool
    is_removed: bool
    is_lost: bool
    is_compared: bool
    heard_at: datetime | None
    is_split: bool = False
    quiet_days: int = 0
    is_ahead: bool = False


@entity
class MemberStatus:
    """A member with the devices that are or were theirs.

    Attributes:
        id: of the member.
        name: as the team calls them.
        title: that name; of two with one name, with a part of the ID.
        code_name: that is shown here while names are hidden, "" where the name stays.
        role: what they may do.
        devices: of theirs.
    """

    id: str
    name: str
    title: str
    code_name: str
    role: MemberRole
    devices: tuple[DeviceStatus, ...]


@entity
class SpaceStatus:
    """A space this device reads.

    Attributes:
        id: of the space, in hex.
        kind: what it holds.
        case_id: of its case, or "".
        reference: of that case, "" where it is not here yet.
        members: names of those who read it, without this device's own.
        is_closed: whether it is closed for good.
        devices: that read it, in hex.
        is_large: what this device laid there does not fit into a checkpoint, so that its old files stay.
        has_lost: files that this device laid there were lost within the last 90 days, here too.
    """

    id: str
    kind: SpaceKind
    case_id: str
    reference: str
    members: tuple[str, ...]
    is_closed: bool
    devices: tuple[str, ...] = ()
    is_large: bool = False
    has_lost: bool = False


@entity
class TeamStatus:
    """A team as this device knows it.

    Attributes:
        name: of the team.
        folder: shared, on this computer.
        role: of this device; None where it was put out.
        is_ownerless: nobody is left who may change the team.
        is_last_owner: nobody would be left without this member.
        members: all, those with no device left last.
        spaces: that this device reads.
        queued: files that are still to be laid.
        unsaved: saves that are not yet on their way.
        purges: records that others purged, which wait for a person here.
        now: when this was read.
        asks: how many questions about what came are listed for a person here, see `waiting.listed`.
        damaged_by: members of whom files lie there that hold what no Casebook writes.
        unsent: records that were changed here while this device may not write in their case.
    """

    name: str
    folder: str
    role: MemberRole | None
    is_ownerless: bool
    is_last_owner: bool
    members: tuple[MemberStatus, ...]
    spaces: tuple[SpaceStatus, ...]
    queued: int
    unsaved: int
    purges: int
    now: datetime
    damaged_by: tuple[str, ...] = ()
    asks: int = 0
    unsent: int = 0


def team_status(session: Session) -> TeamStatus:
    """Return how the team of this casebook stands.

    Raises:
        Refused: it belongs to none.
    """
    view = require_team(session)
    with session.store.reading() as connection:
        files = team_store.files(connection)
        cases = [one.case_id for one in view.spaces.values() if one.case_id]
        references = stored_cases.references(connection, cases)
        unsaved = team_store.count_outgoing(connection)
        heard = last_heard(connection, view)
        purges = len(team_store.purge_requests(connection))
        damaged = team_waiting.rows(connection, WaitingKind.DAMAGED)
        questions = team_waiting.rows(connection, *ASKED)
        unsent = {one.key for one in team_waiting.rows(connection, WaitingKind.UNSENT)}
        known = _Known(
            heard=heard,
            quiet=quiet(states_of(session, connection, view), heard, session.clock()),
            split=split_devices(view, files, session.clock()),
            ahead=_ahead(view, session.clock()),
            compared=frozenset(one.device for one in handover.cards(connection) if one.is_compared),
            code_names=team_store.code_names(connection),
        )
    return TeamStatus(
        name=view.row.name,
        folder=view.row.folder,
        role=view.roster.role_of(view.device.id),
        is_ownerless=view.roster.is_ownerless,
        is_last_owner=_is_last_owner(view),
        members=_members(view, known),
        spaces=tuple(
            _space(view, one, references, session.clock())
            for one in view.spaces.values()
            if one.kind != SpaceKind.ROSTER
        ),
        queued=sum(one.body is not None for one in files),
        unsaved=unsaved,
        purges=purges,
        now=session.clock(),
        asks=count_asked(view, questions),
        damaged_by=tuple(sorted({view.name_of(one.device) for one in damaged})),
        unsent=len(unsent),
    )


def status_or_none(session: Session) -> TeamStatus | None:
    """Return how the team of this casebook stands; None where it belongs to none."""
    with session.store.reading() as connection:
        is_in_team = team_store.team(connection) is not None
    return team_status(session) if is_in_team else None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Known:
    """What this device knows of others beside what the team says."""

    heard: dict[bytes, datetime]
    quiet: dict[bytes, timedelta]
    split: frozenset[bytes]
    ahead: frozenset[bytes]
    compared: frozenset[str]
    code_names: dict[str, str]


def _members(view: TeamView, known: _Known) -> tuple[MemberStatus, ...]:
    members = [
        MemberStatus(
            id=member.member,
            name=member.name,
            title=view.title_of(member.member),
            code_name=known.code_names.get(member.member, ""),
            role=member.role,
            devices=tuple(
                _device(view, one, known)
                for one in view.roster.devices.values()
                if one.member == member.member
            ),
        )
        for member in view.roster.members.values()
    ]
    return tuple(
        sorted(members, key=lambda one: (all(d.is_removed or d.is_lost for d in one.devices), one.name))
    )


def _device(view: TeamView, one: RosterDevice, known: _Known) -> DeviceStatus:
    card = view.card_of(one.device)
    return DeviceStatus(
        id=one.device.hex(),
        card_name=card.name if card else "",
        is_own=one.device == view.device.id,
        is_removed=one.is_removed,
        is_lost=one.is_lost,
        is_compared=one.device.hex() in known.compared,
        heard_at=known.heard.get(one.device),
        is_split=one.is_in and one.device in known.split,
        quiet_days=known.quiet[one.device].days if one.device in known.quiet else 0,
        is_ahead=one.is_in and one.device in known.ahead,
    )


def _ahead(view: TeamView, now: datetime) -> frozenset[bytes]:
    """Return the devices whose last head in any space is from a clock over 24 hours ahead."""
    return frozenset(
        device
        for space in view.spaces.values()
        for device, head in view.log_of(space).heads.items()
        if device != view.device.id and is_ahead(stamp(head.tick, bytes(LINE_BYTES)), now)
    )


def _is_last_owner(view: TeamView) -> bool:
    own = view.roster.devices.get(view.device.id)
    devices = {*view.roster.members[own.member].devices} if own else set[bytes]()
    return bool(view.roster.owners & devices) and not view.roster.owners - devices


def _space(view: TeamView, one: SpaceRow, references: dict[str, str], now: datetime) -> SpaceStatus:
    readers = [device for device in view.roster.may_read(one.id) if device != view.device.id]
    space, lost_at = view.roster.spaces.get(one.id), view.log_of(one).lost_at
    return SpaceStatus(
        id=one.id.hex(),
        kind=SpaceKind(one.kind),
        case_id=one.case_id,
        reference=references.get(one.case_id, ""),
        members=tuple(sorted({view.name_of(device) for device in readers})),
        is_closed=space.is_closed if space else False,
        devices=tuple(device.hex() for device in readers),
        is_large=view.log_of(one).large is not None,
        has_lost=lost_at is not None and now - lost_at < TOLD_FOR,
    )


def code_named(session: Session) -> list[CodeNamed]:
    """Return all members with the names of their devices; who has no code name here gets a proposal."""
    view = team_of(session)
    with session.store.reading() as connection:
        kept = team_store.code_names(connection)
    members = view.roster.members if view else {}
    taken = {code_key(one.code_name) for one in code_name.every(session)} | {*map(code_key, kept.values())}
    devices: dict[str, list[str]] = {member: [] for member in members}
    for one in view.roster.devices.values() if view else ():
        card = view.card_of(one.device) if view else None
        devices[one.member].append(card.name if card else "")
    named: list[CodeNamed] = []
    for member in sorted(members):
        names = (members[member].name, *filter(None, devices[member]))
        shown = kept.get(member) or proposed_code_name(member, taken)
        taken.add(code_key(shown))
        named.append(
            CodeNamed(
                id=member,
                noun="member",
                names=names,
                spellings=(),
                code_name=shown,
                is_kept=True,  # a proposal is the same each time, and no record has it
            )
        )
    return named
