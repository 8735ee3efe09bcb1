"""The team of a casebook as it stands: who belongs to it, what this device reads, with which keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from casebook.base.errors import DamagedSource, InvalidInput, NotFound, Refused
from casebook.domain.sharing.roster import Roster
from casebook.domain.sharing.roster_decoding import read_statement
from casebook.domain.sharing.roster_statement import RosterStatement, SignedStatement, SpaceKind
from casebook.domain.sharing.space_epoch import SpaceEpoch, writing_epoch
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.store.base.connection import saved_state
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import GivenKeyRow, KeyRow, SpaceRow, TeamConnection, TeamRow
from casebook.vault import DeviceCard, DeviceKeys, Secret, read_card, require_signed_by
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import SharePlace, SpaceKey

ROSTER_USE = "roster"
"""What statements are signed for."""


@dataclass(slots=True, kw_only=True, repr=False)
class TeamView:
    """What this device knows of its team.

    Attributes:
        row: the team, with its folder on this computer.
        device: the keys of this device.
        roster: what all statements say.
        spaces: that this device has a key of, by id.
        keys: of all spaces and epochs.
        signed: every statement that was verified, as it is handed on.
        given: to whom which key was sealed.
        kept_logs: of the spaces, each with the text that it was read from.
    """

    row: TeamRow
    device: DeviceKeys
    roster: Roster
    spaces: dict[bytes, SpaceRow]
    keys: Sequence[KeyRow]
    signed: Sequence[SignedStatement] = field(default_factory=tuple)
    given: Sequence[GivenKeyRow] = field(default_factory=tuple)
    kept_logs: dict[bytes, tuple[str, SpaceLog]] = field(default_factory=dict)
    _kept_epochs: tuple[Sequence[GivenKeyRow], list[SpaceEpoch]] | None = None

    def log_of(self, space: SpaceRow) -> SpaceLog:
        """Return the log of a space, read once for the same text: it is for looking, and is never changed."""
        text, log = self.kept_logs.get(space.id, (None, None))
        if log is None or text != space.log:
            log = SpaceLog.read(space.log)
            self.kept_logs[space.id] = space.log, log
        return log

    @property
    def epochs(self) -> list[SpaceEpoch]:
        """Return the epochs of all spaces of which anything is known here, without their keys."""
        if self._kept_epochs is None or self._kept_epochs[0] is not self.given:
            self._kept_epochs = self.given, self._epochs()
        return self._kept_epochs[1]

    def _epochs(self) -> list[SpaceEpoch]:
        by_key: dict[tuple[bytes, int, bytes], list[GivenKeyRow]] = defaultdict(list)
        for one in self.given:
            by_key[one.space, one.epoch, one.digest].append(one)
        return [
            SpaceEpoch(
                space=space,
                number=number,
                maker=rows[0].maker,
                digest=digest,
                devices=frozenset({rows[0].maker, *(row.device for row in rows)}),
                began_at=datetime.fromisoformat(min(row.at for row in rows)),
            )
            for (space, number, digest), rows in by_key.items()
        ]

    @property
    def roster_space(self) -> bytes:
        """Return the id of the space in which statements lie."""
        return next(id_ for id_, one in self.roster.spaces.items() if one.kind is SpaceKind.ROSTER)

    @property
    def is_out(self) -> bool:
        """Return whether this device was put out of the team, or its welcome has no effect."""
        own = self.roster.devices.get(self.device.id)
        return own is None or not own.is_in

    @property
    def folder(self) -> CarrierFolder:
        """Return the shared folder of the team.

        Raises:
            NotFound: it is not known on this computer.
            CarrierGone: it is not there.
        """
        if not self.row.folder:
            raise NotFound(
                "The shared folder of the team is not known on this computer.",
                field="folder",
                remedy="Choose it once.",
            )
        return CarrierFolder.existing(Path(self.row.folder))

    def all_keys(self) -> list[SpaceKey]:
        """Return every key, to be tried on files."""
        return [self._key(row) for row in self.keys]

    def key_of(self, space: bytes, epoch: int = 0) -> SpaceKey:
        """Return the key of a space in an epoch, or the one to write with; of two of one epoch likewise.

        Raises:
            NotFound: this device has none.
        """
        row = self._row_of(space, epoch)
        if row is None:
            raise NotFound(
                "This device has no key of this space.", field="space", remedy="Ask an owner for it."
            )
        return self._key(row)

    def key_digest(self, space: bytes, epoch: int) -> bytes:
        """Return the digest of the key that `key_of` gives; b"" for none."""
        row = self._row_of(space, epoch)
        return row.digest if row else b""

    def _row_of(self, space: bytes, epoch: int) -> KeyRow | None:
        rows = {
            (row.epoch, row.digest): row
            for row in self.keys
            if row.space == space and epoch in {0, row.epoch}
        }
        epochs = [one for one in self.epochs if (one.number, one.digest) in rows]
        writing = writing_epoch(epochs, self.roster, space)
        if writing is not None:
            return rows[writing.number, writing.digest]
        return max(rows.values(), key=lambda row: row.epoch, default=None)

    def writing_number(self, space: bytes) -> int:
        """Return the epoch of a space to write in now; 0 while there is no key of it."""
        return self.key_of(space).epoch if any(row.space == space for row in self.keys) else 0

    def maker_of(self, row: KeyRow) -> bytes:
        """Return the device that made a key; this one where that is not known."""
        known = ((one.space, one.epoch, one.digest, one.maker) for one in self.given)
        makers = (maker for *key, maker in known if key == [row.space, row.epoch, row.digest])
        return next(makers, self.device.id)

    def other_readers(self, space: bytes) -> frozenset[bytes]:
        """Return the keys of the devices that may read a space, without this one."""
        return frozenset(self.roster.may_read(space) - {self.device.id})

    def card_of(self, device: bytes) -> DeviceCard | None:
        """Return the card of a device that was ever welcomed."""
        one = self.roster.devices.get(device)
        return read_card(one.card) if one else None

    def public_of(self, device: bytes) -> bytes | None:
        """Return the public keys of a device, or None for a stranger."""
        card = self.card_of(device)
        return card.public if card else None

    def name_of(self, device: bytes) -> str:
        """Return the title of the member whose device this is, or ""."""
        one = self.roster.devices.get(device)
        return self.title_of(one.member) if one is not None else ""

    def title_of(self, member: str) -> str:
        """Return how a member is called; of two with one name, with a part of the ID."""
        name = self.roster.members[member].name
        is_alone = sum(each.name.casefold() == name.casefold() for each in self.roster.members.values()) == 1
        return name if is_alone else f"{name} ({member[:_TWIN_DIGITS]})"

    def _key(self, row: KeyRow) -> SpaceKey:
        place = SharePlace(team=self.row.id, space=row.space)
        return SpaceKey(place=place, epoch=row.epoch, key=Secret(row.key))


_TWIN_DIGITS = 4
"""So much of the ID of a member is shown beside a name that another bears, too."""


def team_of(session: Session) -> TeamView | None:
    """Return the team of this casebook, or None."""
    with session.store.reading() as connection:
        return read_team(session, connection)


def put_out(session: Session) -> dict[str, bool]:
    """Return the devices, in hex, that were put out of the team of this casebook: whether they are lost."""
    team = team_of(session)
    devices = team.roster.devices.items() if team else ()
    return {device.hex(): one.is_lost for device, one in devices if not one.is_in}


def require_team(session: Session) -> TeamView:
    """Return the team of this casebook.

    Raises:
        Refused: it is in none.
    """
    view = team_of(session)
    if view is None:
        raise Refused(
            "This casebook belongs to no team.",
            field="team",
            remedy="Create a team, or join one with a welcome from its owner.",
        )
    return view


def read_team(session: Session, connection: TeamConnection) -> TeamView | None:
    """Return the team as a transaction sees it, or None."""
    known = _known_team(session, connection)
    if known is None or known.row is None:
        return None
    return TeamView(
        row=known.row,
        device=device.own_keys(session, known.device_keys),
        roster=known.roster,
        spaces={one.id: one for one in known.spaces},
        keys=team_store.keys(connection),  # read each time: keys of spaces are not kept in memory
        signed=known.signed,
        given=known.given,
        kept_logs=known.logs,
    )


def _known_team(session: Session, connection: TeamConnection) -> _KeptRoster | None:
    """Return what is known of the team, read once for the same saved state; None for none."""
    state = saved_state(connection)
    kept: _KeptRoster | None = session.kept_team
    if kept is not None and state is not None and kept.state == state:
        return kept
    row = team_store.team(connection)
    if row is None:
        return None
    kept = session.kept_team = replace(
        _known_roster(session, connection, row.id),
        state=state,
        row=row,
        spaces=team_store.spaces(connection),
        given=team_store.keys_given(connection),
    )
    return kept


def _known_roster(session: Session, connection: TeamConnection, team: bytes) -> _KeptRoster:
    """Return what the team states, settled once for the same statements: a roster takes time to make."""
    digests = team_store.statement_digests(connection)
    kept: _KeptRoster | None = session.kept_team
    if kept is None or kept.digests != digests or kept.roster.team != team:
        before = {one.statement.data: one.statement for one in kept.signed} if kept else {}
        signed = tuple(  # each was verified before it was kept
            SignedStatement(statement=before.get(body) or _kept_statement(body), signature=signature)
            for body, _, signature in team_store.statements(connection)
        )
        roster = Roster(team, (one.statement for one in signed))
        kept = session.kept_team = _KeptRoster(
            digests=digests,
            signed=signed,
            roster=roster,
            logs=kept.logs if kept else {},
            device_keys=kept.device_keys if kept else {},
        )
    return kept


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _KeptRoster:
    """A roster with the digests of the statements it was made of, logs that were read, and own keys.

    The team, its spaces, and to whom their keys were given, are as in a saved state of the casebook; None is
    none.
    """

    digests: frozenset[bytes]
    signed: tuple[SignedStatement, ...]
    roster: Roster
    logs: dict[bytes, tuple[str, SpaceLog]]
    device_keys: dict[bytes, DeviceKeys]
    state: tuple[int, int] | None = None
    row: TeamRow | None = None
    spaces: Sequence[SpaceRow] = ()
    given: Sequence[GivenKeyRow] = ()


def was_put_out() -> Refused:
    """Return the error of a device that was put out of its team."""
    return Refused(
        "This device was removed from the team.",
        field="team",
        remedy="Nothing goes out or comes in any more. Leave the team here; all records stay. What you saved "
        "and the others lack can be handed over to a member in a parcel.",
    )


def _kept_statement(body: bytes) -> RosterStatement:
    """Return a statement that is kept in this casebook.

    Raises:
        DamagedSource: it was verified before it was kept, and cannot be read now.
        VaultTooNew: a later version wrote it.
    """
    try:
        return read_statement(body, is_kept=True)
    except InvalidInput as error:
        raise DamagedSource(
            "What this casebook keeps about its team cannot be read.",
            remedy="Nothing of the records is lost. Update Casebook, or leave the team and join it again.",
        ) from error


def device_of_card(card: bytes) -> bytes | None:
    """Return the id of the device whose card this is, or None if it is none."""
    from casebook.base.errors import CasebookError

    try:
        return read_card(card).device_id
    except CasebookError:
        return None


def is_signed_by_card(card: bytes, data: bytes, signature: bytes) -> bool:
    """Return whether the device of a card signed a statement."""
    try:
        require_signed_by(read_card(card).public, data, signature, ROSTER_USE)
    except Refused:
        return False
    return True


def statement_row(one: SignedStatement) -> tuple[bytes, bytes, bytes, bytes]:
    """Return how a statement is kept: digest, bytes, signer, signature."""
    statement: RosterStatement = one.statement
    return statement.digest, statement.data, statement.author, one.signature
