"""Taking one file that another laid: in its place of its line, and what of it belongs to its space."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import Enum
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.domain.sharing.checkpoint import SpaceCheckpoint
from casebook.domain.sharing.line_head import HeadNews, LineHead, of_devices, read_head
from casebook.domain.sharing.line_head import compared as news_of
from casebook.domain.sharing.line_log import LineFile, LineName
from casebook.domain.sharing.roster_decoding import read_signed, verified
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.space_body import SpaceBody, read_changes, read_object
from casebook.domain.sharing.space_epoch import ChangeVerdict
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.waiting_kind import WaitingKind
from casebook.domain.sharing.wire_value import number, rows, unusable
from casebook.services.base.session import Session
from casebook.services.sharing.space_content import Key, is_known, require_carried
from casebook.services.sharing.team import judging
from casebook.services.sharing.team.admission.admitting import Admission, LaidRecords
from casebook.services.sharing.team.admission.handing_on import hand_on
from casebook.services.sharing.team.admission.held import take_early
from casebook.services.sharing.team.admission.late_work import hold_late, keep_begun
from casebook.services.sharing.team.admission.purged_elsewhere import ask_to_purge, without_purged
from casebook.services.sharing.team.arrivals import Arrival, arrival_of
from casebook.services.sharing.team.binding import bound
from casebook.services.sharing.team.checkpoints import (
    MAX_COMPARED,
    SAYING,
    CheckpointNews,
    KeptBody,
    SaidByDevice,
    compared,
    kept_bodies,
    read_checkpoint,
    said_by,
)
from casebook.services.sharing.team.exhibits import keep_offered
from casebook.services.sharing.team.keys import take_grants
from casebook.services.sharing.team.laying import read_raw
from casebook.services.sharing.team.space_log import KnownCheckpoint, SpaceLog, without_earlier
from casebook.services.sharing.team.team_view import (
    device_of_card,
    is_signed_by_card,
    read_team,
    statement_row,
)
from casebook.store.base import device_tables
from casebook.store.record_bin import DOCUMENT_PARTS
from casebook.store.sharing import case_content, team_store, team_waiting
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.store.transaction import Transaction
from casebook.vault.sharing.carrier_header import NUMBERED, CarrierKind
from casebook.vault.sharing.carrier_taking import TakenFile


class TakingOutcome(Enum):
    """What became of a file: taken, or left where it lies, for good or until a person here decides.

    One that is `LEFT` is the file of a document whose author is out: it is fetched where a change names it.
    """

    TAKEN = 1
    WAITS = 2
    AFTER_REMOVAL = 3
    REFUSED = 4
    ASKS = 5
    LEFT = 6


class FileTaking:
    """One file within a transaction."""

    def __init__(
        self, session: Session, transaction: Transaction, one: TakenFile, before: Mapping[bytes, bytes]
    ) -> None:
        self._before = before
        self._session, self._transaction, self._file = session, transaction, one
        self._connection: TeamConnection = transaction.connection
        view = read_team(session, self._connection)
        if view is None:
            raise unusable()
        self._view = view
        self._log = SpaceLog()
        self._said = SpaceBody(case_id="", records=())
        self._stands_for: SpaceCheckpoint | None = None
        self.arrivals: list[Arrival] = []
        self.purges = self.held = 0
        self.space = b""

    def take(self) -> TakingOutcome:
        """Take the file, or leave it: its line has a gap, or its author was put out before it was laid."""
        header, space = self._file.header, self._space()
        self.space = space.id
        number(header.number)  # no more than a database holds
        if not judging.is_in_place(self._view, self._file):
            raise unusable()
        self._log = SpaceLog.read(space.log)
        verdict = judging.verdict_on(self._view, self._log, self._file, self._before)
        is_late = verdict is ChangeVerdict.AFTER
        if is_late and not judging.may_settle(self._view, self._file):
            return self._late()
        if verdict in {ChangeVerdict.WAIT, ChangeVerdict.REFUSE}:
            return TakingOutcome.WAITS if verdict is ChangeVerdict.WAIT else TakingOutcome.REFUSED
        body = read_object(self._file.body or b"{}")
        if (of_case := self._with_case(space, body)) is None:
            return TakingOutcome.ASKS
        space = of_case
        if (is_late and not self._settles(space, body)) or self._is_held_back(space, body):
            return self._late()
        if header.number:
            file = LineFile(number=header.number, digest=self._file.sha256, before=header.before)
            line, is_checkpoint = LineName(header.signer, header.line), header.kind is CarrierKind.CHECKPOINT
            arrival = self._log.take_file(line, file, is_checkpoint=is_checkpoint)
            if not arrival.taken and not arrival.is_known:
                self._keep_space(space)
                if header.kind is CarrierKind.GRANT:  # its keys may be what opens the files before it
                    self._grant_of(header.signer, body)
                return TakingOutcome.WAITS
        space = self._read(space, body)
        self._keep_space(space)
        self._keep()
        return TakingOutcome.TAKEN

    def _late(self) -> TakingOutcome:
        """Return what becomes of a file laid after access ended: a person decides about what records say."""
        if self._file.header.kind not in SAYING:
            return TakingOutcome.LEFT
        require_carried(read_changes(read_object(self._file.body or b"{}")).records)
        return TakingOutcome.AFTER_REMOVAL

    def _with_case(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow | None:
        """Return the space with the case that the file names, None where a person has to join them first."""
        signer, kind = self._file.header.signer, self._file.header.kind
        if kind not in SAYING:
            return space
        contents = self._said = read_changes(body)
        if (kind == CarrierKind.CHECKPOINT) != ("at" in body):
            raise unusable()
        if kind == CarrierKind.CHECKPOINT:
            header = self._file.header
            place = LineName(header.signer, header.line)
            self._stands_for = read_checkpoint(place, header.number, header.before, body)
            if {*contents.purged} & {(one.noun, one.id) for one in contents.records}:
                raise unusable()
        require_carried(contents.records, contents.purged)
        return bound(self._session, self._connection, self._view, space, contents.case_id, signer)

    def _keep_space(self, space: SpaceRow) -> None:
        team_store.keep_space(self._connection, replace(space, log=self._log.written()))

    def _space(self) -> SpaceRow:
        id_ = self._file.place.space
        kind = self._view.roster.spaces.get(id_)
        new = SpaceRow(id=id_, kind=kind.kind if kind else SpaceKind.ROSTER, case_id="", log="")
        return self._view.spaces.get(id_, new)

    def _read(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        readers: dict[CarrierKind, Callable[[SpaceRow, dict[str, Any]], SpaceRow]] = {
            CarrierKind.ROSTER: self._statements,
            CarrierKind.GRANT: self._grant,
            CarrierKind.CHANGES: self._changes,
            CarrierKind.HEAD: self._head,
            CarrierKind.CHECKPOINT: self._checkpoint,
        }
        reader = readers.get(self._file.header.kind)
        return reader(space, body) if reader else space

    def _statements(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        stated = rows(body.get("s"))
        if len(stated) > 1:  # SECURITY: a member who states without end fills the folder, which is seen
            raise unusable()
        signed = [read_signed(one) for one in stated]
        known = {(one.statement.data, one.signature) for one in self._view.signed}  # verified before

        def is_signed(card: bytes, data: bytes, signature: bytes) -> bool:
            return (data, signature) in known or is_signed_by_card(card, data, signature)

        good, _ = verified((*self._view.signed, *signed), device_of=device_of_card, is_signed=is_signed)
        for one in signed:
            if one.statement in good:
                team_store.keep_statement(self._connection, *statement_row(one))
        view = read_team(self._session, self._connection) or self._view
        before, self._view = self._view.roster, view
        owners = view.roster.owners - before.owners
        if view.roster.devices.keys() - before.devices.keys():
            self._let_in()
        for (_, signer), earlier in self._grants_of(owners, space):
            with suppress(InvalidInput):  # its author wrote what no Casebook writes
                self._grant_of(signer, earlier)
        return space

    def _let_in(self) -> None:
        """Let lines count that heads named of devices before their welcome came."""
        devices = self._view.roster.devices
        for row in self._view.spaces.values():
            if row.id == self.space:
                self._log.let_in(devices)
            elif self._view.log_of(row).early:
                log = SpaceLog.read(row.log)
                if log.let_in(devices):
                    team_store.keep_space(self._connection, replace(row, log=log.written()))

    def _grants_of(self, owners: Collection[bytes], space: SpaceRow) -> list[KeptBody]:
        """Return what those gave who are owners from now on: their files may come before what says so."""
        kinds = {CarrierKind.GRANT}
        kept = kept_bodies(self._connection, self._view, space, kinds) if owners else []
        return [one for one in kept if one[0][1] in owners]

    def _grant(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        self._grant_of(self._file.header.signer, body)
        return space

    def _grant_of(self, signer: bytes, body: Mapping[str, Any]) -> None:
        if signer not in self._view.roster.owners:
            return
        take_grants(self._session, self._connection, self._view, rows(body.get("g")))
        for id_ in {row.space for row in self._view.keys} - self._view.spaces.keys():
            if kind := self._view.roster.spaces.get(id_):
                new = SpaceRow(id=id_, kind=kind.kind, case_id="", log="")
                team_store.keep_space(self._connection, new)

    def _changes(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        self._join_body(space)
        self._hold_against(space, body)
        return space

    def _join_body(self, space: SpaceRow) -> None:
        signer = self._file.header.signer
        self._join(space, signer, self._said.records)
        self._ask_for_purges(space, signer, self._said.purged)
        keep_offered(self._connection, space, signer, self._said.files)

    def _head(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        laid = read_head(body, self._file.header.signer)
        known = self._log.heads.get(laid.device)
        if self._view.roster.is_out(laid.device, space.id):
            return space  # of who was put out; what counts of theirs is known from before
        devices = self._view.roster.devices
        if known is None or news_of(known, of_devices(laid, devices)) is not HeadNews.OLDER:
            self._ask_for_purges_of(space, self._log.keep_head(laid, devices))
        return space

    def _checkpoint(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        """Join a checkpoint if it says more than the files here, and note whether it says less."""
        signer, checkpoint = self._file.header.signer, self._stands_for
        if checkpoint is None:
            raise unusable()
        known = KnownCheckpoint(checkpoint=checkpoint, at=self._session.clock(), name=self._file.name)
        bodies = self._bodies_before(space, known)
        content = said_by(bodies or (), signer, checkpoint.lines)
        news = compared(body, content, self._said)
        self._hold_against(space, body)
        self._ask_for_purges(space, signer, self._said.purged)
        if news.says_more:
            self._join_body(space)
        self._log.adopt(checkpoint)
        self._lay_kept(space, content, news)
        if bodies is not None:
            is_own = signer == self._view.device.id
            self._log.keep_checkpoint(known, is_own=is_own, is_less=news.is_less)
        return space

    def _bodies_before(self, space: SpaceRow, new: KnownCheckpoint) -> list[KeptBody] | None:
        """Return what a checkpoint is held against: the last one that stands for files, and what came since.

        SECURITY: None for one that a later one stands for, which comes first, and beside several of which
        none stands for another. Each would be held against all of them again, for hours.
        """
        checkpoint, log = new.checkpoint, self._log
        signer, line = checkpoint.place
        known = without_earlier([*log.checkpoints_of(signer), *log.wrong_of(signer)])
        if any(one.checkpoint.covers(line, checkpoint.number) for one in known):
            return None
        if sum(not new.stands_for(one) for one in known) >= MAX_COMPARED:
            return None
        lines = {name.line for name in checkpoint.lines}
        last = next((one.checkpoint for one in reversed(log.checkpoints_of(signer))), None)

        def is_since(row: ShareFileRow) -> bool:
            return row.line in lines and not (last and last.covers(row.line, row.number))

        return kept_bodies(self._connection, self._view, space, SAYING, which=is_since)

    def _lay_kept(self, space: SpaceRow, content: SaidByDevice, news: CheckpointNews) -> None:
        """Lay what is here of what a checkpoint has purged and a person here kept."""
        kept = team_waiting.keys(self._connection, b"", WaitingKind.PURGE) & news.purged
        of_kept = [content.records[key] for key in sorted(kept & content.records.keys())]
        hand_on(self._session, self._connection, self._view, space, self._log, of_kept)

    def _hold_against(self, space: SpaceRow, body: Mapping[str, Any]) -> None:
        """Look again at the checkpoints that stand for a file, or an earlier one, which came after them."""
        header, content = self._file.header, SaidByDevice()
        standing = self._log.covering(header.signer, header.line, header.number)
        newest = without_earlier(standing)
        is_less = len(newest) > MAX_COMPARED  # SECURITY: as `_bodies_before`
        if newest and not is_less:
            content.add(body, self._said)
            for _, held in judging.standing_bodies(self._connection, self._view, space, newest):
                news = compared(held, content)
                self._lay_kept(space, content, news)
                is_less = is_less or news.is_less
        if is_less:
            self._log.distrust(standing)

    def _settles(self, space: SpaceRow, body: Mapping[str, Any]) -> bool:
        """Return whether a checkpoint in a closed case says only what was laid before, or others took it."""
        if self._stands_for is None or judging.is_vouched(self._view, self._log, self._file):
            return self._stands_for is not None
        known = KnownCheckpoint(checkpoint=self._stands_for, at=self._session.clock(), name=self._file.name)
        bodies = self._bodies_before(space, known)
        content = said_by(bodies or (), self._file.header.signer, self._stands_for.lines)
        return bodies is not None and not compared(body, content, self._said).says_more

    def _is_held_back(self, space: SpaceRow, body: Mapping[str, Any]) -> bool:
        header = self._file.header
        if self._view.roster.accepted(header.signer, space.id) is None or header.kind not in SAYING:
            return False
        covering = without_earlier(self._log.covering(header.signer, header.line, header.number))
        return judging.is_held_back(
            header, body, judging.standing_bodies(self._connection, self._view, space, covering)
        )

    def _join(self, space: SpaceRow, author: bytes, versions: Sequence[RecordVersion]) -> None:
        """Join what a device said, as what that device may write here."""
        laid = LaidRecords(author=author, versions=versions, is_own=author == self._view.device.id)
        admission = Admission(self._session, self._connection, self._view, space, laid)
        fit = admission.taken()
        new = {(one.noun, one.id) for one in fit if one.is_begun} - admission.had
        was_here = self._view.device.id in {name.signer for name in self._log.lines}
        readers = () if was_here else self._view.other_readers(space.id)
        fit = without_purged(self._connection, self._log, readers, fit, new)
        taken = self._transaction.take(fit, signer=laid.signed_by)
        self.arrivals += [arrival_of(one, author) for one in taken]
        self.held += admission.asked
        keep_begun(self._transaction, space, new)
        self._ask_for_known_purges(space, new)
        early = take_early(self._session, self._transaction, self._view, space, new)
        self.arrivals += [arrival_of(*one) for one in early]
        whole = [*taken, *(one for one, _ in early)]
        self.purges += hold_late(self._session, self._transaction, space, whole, author)

    def _ask_for_purges_of(self, space: SpaceRow, head: LineHead) -> None:
        """Ask about what a head says was purged, of which the files may be gone before they came here."""
        own = self._log.heads.get(self._view.device.id)
        is_writer = head.device in self._view.roster.may_write(space.id)
        new = {*head.purged}.difference(own.purged if own else ()) if is_writer else set[str]()
        had = team_store.records_of(self._connection, space.id) if new else set()
        self._ask_for_purges(space, head.device, [key for key in sorted(had) if key[1] in new])

    def _ask_for_known_purges(self, space: SpaceRow, new: Collection[Key]) -> None:
        """Ask about records that came after the heads which say that they were purged."""
        writers = self._view.roster.may_write(space.id)
        for head in self._log.heads_of_others(self._view.device.id) if new else ():
            purged = {*head.purged} if head.device in writers else set[str]()
            self._ask_for_purges(space, head.device, sorted(key for key in new if key[1] in purged))

    def _ask_for_purges(self, space: SpaceRow, author: bytes, purged: Sequence[tuple[str, str]]) -> None:
        """Ask about what a device purged, once: not of what was purged here, too, or is asked about.

        SECURITY: nor of parts of a document alone, whose ID is that of the document.
        """
        had = team_store.records_of(self._connection, space.id) if purged else set()
        here = case_content.purged_among(self._connection, [record_id for _, record_id in purged])
        wanted = [key for key in purged if is_known(key[0]) and key[0] not in DOCUMENT_PARTS]
        known = [key for key in wanted if key in had and key[1] not in here]
        at = self._session.clock().isoformat()
        head = self._log.heads.get(author)
        before = {*(head.purged if head else ()), *(record_id for _, record_id in purged)}
        self.purges += ask_to_purge(self._transaction, space, known, author, at, before=before)

    def _keep(self) -> None:
        header = self._file.header
        is_own = header.signer == self._view.device.id  # by a copy of this casebook, or before a restore
        team_store.keep_file(
            self._connection,
            ShareFileRow(
                name=self._file.name,
                space=self._file.place.space,
                kind=int(header.kind),
                line=header.line,
                number=header.number,
                epoch=header.epoch,
                sha256=self._file.sha256,
                is_own=is_own and header.kind in {*NUMBERED, CarrierKind.FILE},
                body=None,
                at=self._session.clock().isoformat(),
            ),
        )
        if header.signer != self._view.device.id:
            device_tables.note_lines(self._connection, [header.line], header.signer.hex())
        if header.kind in NUMBERED:
            name = self._file.name
            team_store.keep_raw(self._connection, name, read_raw(self._view.folder, name))
