"""What devices laid after their access ended: held against what is here, and taken or declined by a person.

The files stay where they lie until then, unread by anything else. What is taken goes on to the others as work
of this device; purges that such files ask for are never followed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from casebook.base.errors import InvalidInput, Refused, VaultTooNew
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.sharing.comparison import ComparedField, compared, only
from casebook.domain.sharing.line_log import LineName
from casebook.domain.sharing.space_body import LaidExhibit, read_changes, read_object
from casebook.domain.sharing.space_epoch import ChangeVerdict
from casebook.domain.sharing.version import RecordVersion, join_records
from casebook.services.base.flow import off_thread, on_vault, run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.space_content import require_carried
from casebook.services.sharing.team.checkpoints import SAYING
from casebook.services.sharing.team.exhibits import keep_offered
from casebook.services.sharing.team.judging import (
    StandingBody,
    is_held_back,
    standing_bodies,
    verdict_on,
)
from casebook.services.sharing.team.laying import hold_due
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.team_view import TeamView, require_team
from casebook.store import record_bin
from casebook.store.base import device_tables
from casebook.store.base.device_tables import DeclinedStamp
from casebook.store.case import case as stored_cases
from casebook.store.sharing import arriving, team_store
from casebook.store.sharing.team_store import ShareFileRow, TeamConnection
from casebook.vault.sharing.carrier_taking import TakenFile, taken

_READING = Message("reading the shared folder")
_ID_DIGITS = 8
LateReason = Literal["removed", "taken", "reader", "closed"]
"""Why it waits: the device is out, lost access to the case, is of a reader, or the case is closed."""


@entity
class LateField:
    """A field of a record, or a whole record that is not here, as a device laid it after its access ended.

    Attributes:
        id: short word for exactly this, to decide by.
        noun: of the record.
        record_id: of the record.
        title: as search shows it; of one that is not here, as it would; "" for one that makes no record.
        reference: of the case of the space, "" where that is not here or there is none.
        by: the member, "" for one who is not known.
        reason: why it waits.
        is_new: the whole record is not here.
        keys: what of it is decided together.
        fields: their names, as records have them.
        here: what is shown here now, by key, as JSON has it.
        came: what would be shown, were it taken.
    """

    id: str
    noun: str
    record_id: str
    title: str
    reference: str
    by: str
    reason: LateReason
    is_new: bool
    keys: tuple[str, ...]
    fields: tuple[str, ...]
    here: tuple[Any, ...]
    came: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Late:
    """All that waits of one device in one space.

    Attributes:
        space: 16 bytes.
        signer: the device.
        reason: why it waits.
        files: in which it lies.
        versions: what is in them, joined by record.
        exhibits: where the files of documents lie, as they say.
    """

    space: bytes
    signer: bytes
    reason: LateReason
    files: list[TakenFile]
    versions: dict[tuple[str, str], RecordVersion]
    exhibits: list[LaidExhibit]


def late_fields(session: Session, *, progress: Progress = silent) -> list[LateField]:
    """Return at once what waits, as `reading_late` does and raises."""
    return run_in_line(reading_late(session, progress=progress))


async def reading_late(session: Session, *, progress: Progress = silent) -> list[LateField]:
    """Return by record and field what waits for a person; files with nothing new are not asked for again.

    Raises:
        Refused: this casebook belongs to no team.
        CarrierGone, CarrierEmptied, CarrierReplaced, DiskProblem: the shared folder is not there or refuses.
        Cancelled: the person stopped.
    """
    late = await _read(session, progress)
    return await on_vault(partial(_listed, session, late))


def settle_late(
    session: Session, take: Collection[str], decline: Collection[str], *, progress: Progress = silent
) -> int:
    """Settle at once what waits, as `settling_late` does and raises."""
    return run_in_line(settling_late(session, take, decline, progress=progress))


async def settling_late(
    session: Session, take: Collection[str], decline: Collection[str], *, progress: Progress = silent
) -> int:
    """Take some of what waits and decline other; returns how many records were changed.

    Args:
        session: the open casebook.
        take: ids of fields to take; they go on to the others.
        decline: ids of fields that are not asked for again.
        progress: how far it is.

    Raises:
        InvalidInput: an id is not of what waits, or is to be both.
        Refused, CarrierGone, CarrierEmptied, CarrierReplaced, DiskProblem, Cancelled: as `reading_late`.
        ReadOnly: the vault was opened to be read.
    """
    late = await _read(session, progress)
    return await on_vault(partial(_settled, session, late, frozenset(take), frozenset(decline)))


async def _read(session: Session, progress: Progress) -> list[_Late]:
    """Return the files of changes, and the checkpoints, that wait."""
    view, known, standing = await on_vault(partial(_known, session))
    scan = await off_thread(lambda: view.folder.scan(known))
    return await off_thread(partial(_late_ones, view, scan.new, standing, progress))


_Standing = dict[tuple[bytes, bytes], list[StandingBody]]
"""The checkpoints that stand for files of who was put out, by space and device."""


def _known(session: Session) -> tuple[TeamView, frozenset[str], _Standing]:
    view, standing = require_team(session), _Standing()
    with session.store.reading() as connection:
        files = team_store.files(connection)
        for space in view.spaces.values():
            log = view.log_of(space)
            for signer in {one.checkpoint.place.signer for one in log.checkpoints}:
                if view.roster.accepted(signer, space.id) is not None:
                    of_signer = [one for one in log.checkpoints if one.checkpoint.place.signer == signer]
                    standing[space.id, signer] = standing_bodies(connection, view, space, of_signer)
    return view, frozenset(one.name for one in files if one.sha256), standing


def _late_ones(view: TeamView, names: Sequence[str], standing: _Standing, progress: Progress) -> list[_Late]:
    logs = {id_: SpaceLog.read(row.log) for id_, row in view.spaces.items()}
    late: dict[tuple[bytes, bytes], _Late] = {}
    opened = [*taken(view.folder, names, view.all_keys(), view.public_of)]
    before = {one.sha256: one.header.before for one in opened if isinstance(one, TakenFile)}
    for done, one in enumerate(opened):
        progress(done, len(names), _READING)
        if not isinstance(one, TakenFile) or one.header.kind not in SAYING:
            continue
        space, signer = one.place.space, one.header.signer
        said = verdict_on(view, logs.get(space, SpaceLog()), one, before)
        if said is ChangeVerdict.AFTER or _is_held_back(one, standing.get((space, signer), ())):
            reason = _reason(view, one)
            empty = _Late(space=space, signer=signer, reason=reason, files=[], versions={}, exhibits=[])
            _join(late.setdefault((space, signer), empty), one)
    return [late[key] for key in sorted(late)]


def _is_held_back(one: TakenFile, standing: Collection[StandingBody]) -> bool:
    try:
        return bool(standing) and is_held_back(one.header, read_object(one.body), standing)
    except (InvalidInput, VaultTooNew):
        return False


def _join(late: _Late, one: TakenFile) -> None:
    """Add a file to what waits of its author; nothing of one that no Casebook wrote."""
    try:
        body = read_changes(read_object(one.body))
        require_carried(body.records)
    except (InvalidInput, VaultTooNew):
        return
    late.files.append(one)
    late.exhibits.extend(body.files)
    join_records(late.versions, body.records)


def _reason(view: TeamView, one: TakenFile) -> LateReason:
    device = view.roster.devices.get(one.header.signer)
    space = view.roster.spaces.get(one.place.space)
    if device is not None and not device.is_in:
        return "removed"
    if space is not None and one.header.signer not in space.readers:
        return "taken"
    return "closed" if space is not None and space.is_closed else "reader"


def _listed(session: Session, late: Sequence[_Late]) -> list[LateField]:
    view = require_team(session)
    with session.store.reading() as connection:
        cases = [one.case_id for one in view.spaces.values() if one.case_id]
        references = stored_cases.references(connection, cases)
    listed: list[LateField] = []
    for one in late:
        row = view.spaces.get(one.space)
        reference = references.get(row.case_id, "") if row else ""
        offered = [
            replace(field, title=title, reference=reference)
            for version, fields, title in _offered(session, one)
            for field in _by_decision(view, one, version, fields)
        ]
        listed += offered
        if not offered and not session.is_read_only:
            with session.store.exchange() as connection:
                _note_settled(session, connection, one)
    return listed


def _offered(session: Session, one: _Late) -> Iterable[tuple[RecordVersion, list[ComparedField], str]]:
    """Yield the records of which taking anything would change something, with their titles."""
    with session.store.reading() as connection:
        declined = device_tables.declined(connection)
        for version in one.versions.values():
            here = arriving.known_of(connection, version.noun, [version.id])
            if here.state_of(version) in {"purged", "of-pack", "other-noun"}:
                continue
            known = here.versions.get(version.id)
            fields = [
                field
                for field in compared(here.rules, known, version, (), here.is_readable)
                if field.is_offered and not _is_declined(version, field, declined)
            ]
            if fields:
                if known:
                    title = record_bin.title_of(connection, version.noun, version.id)
                else:
                    title = arriving.title_of(here, version)
                yield version, fields, title


def _is_declined(version: RecordVersion, field: ComparedField, declined: Collection[DeclinedStamp]) -> bool:
    stamps = [DeclinedStamp(version.noun, version.id, field.key, stamp) for stamp in field.stamps]
    return bool(stamps) and all(stamp in declined for stamp in stamps)


def _by_decision(
    view: TeamView, one: _Late, version: RecordVersion, fields: Sequence[ComparedField]
) -> Iterable[LateField]:
    """Yield what is decided by itself: each field of a record that is here, all of one that is not."""
    is_new = any(field.state == "new" for field in fields)
    together = [fields] if is_new else [[field] for field in fields]
    for some in together:
        keys = tuple(field.key for field in some)
        stamps = sorted(stamp for field in some for stamp in field.stamps)
        whole = [
            one.signer.hex(),
            one.space.hex(),
            version.noun,
            version.id,
            *keys,
            *(stamp.hex() for stamp in stamps),
        ]
        yield LateField(
            id=hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:_ID_DIGITS],
            noun=version.noun,
            record_id=version.id,
            title="",
            reference="",
            by=view.name_of(one.signer),
            reason=one.reason,
            is_new=is_new,
            keys=keys,
            fields=tuple(dict.fromkeys(field.field for field in some)),
            here=tuple(field.here for field in some),
            came=tuple(field.came for field in some),
        )


def _settled(session: Session, late: Sequence[_Late], take: frozenset[str], decline: frozenset[str]) -> int:
    view = require_team(session)
    choices = [
        _Choice(late=one, version=version, field=field, stamps=_stamps(field, fields))
        for one in late
        for version, fields, _ in _offered(session, one)
        for field in _by_decision(view, one, version, fields)
    ]
    _require_known({one.field.id for one in choices}, take, decline)
    chosen = [one for one in choices if one.field.id in take]
    for space in {one.late.space for one in chosen}:
        _require_writer(view, space)
    going = [only(one.version, one.field.keys) for one in chosen]
    documents = {one.id for one in going if one.noun == "document"}
    still_open = {id(one.late) for one in choices if one.field.id not in take | decline}
    with session.store.write("team.after-removal") as transaction:
        changed = transaction.take(going, hands_on=True)
        connection = transaction.connection
        hold_due(session, connection)
        device_tables.decline(
            connection, [stamp for one in choices if one.field.id in decline for stamp in one.stamps]
        )
        for waiting in late:
            row = view.spaces.get(waiting.space)
            if row is not None:
                lying = [one for one in waiting.exhibits if one.document_id in documents]
                keep_offered(connection, row, waiting.signer, lying)
            if id(waiting) not in still_open:
                _note_settled(session, connection, waiting)
    return len({(one.noun, one.id) for one in changed})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Choice:
    """What is decided by itself, with the record it is of and the stamps that would be declined."""

    late: _Late
    version: RecordVersion
    field: LateField
    stamps: tuple[DeclinedStamp, ...]


def _stamps(field: LateField, fields: Sequence[ComparedField]) -> tuple[DeclinedStamp, ...]:
    return tuple(
        DeclinedStamp(field.noun, field.record_id, one.key, stamp)
        for one in fields
        if one.key in field.keys
        for stamp in one.stamps
    )


def _note_settled(session: Session, connection: TeamConnection, one: _Late) -> None:
    """Note that the files of what was settled are not asked for again."""
    row = next((row for row in team_store.spaces(connection) if row.id == one.space), None)
    log = SpaceLog.read(row.log if row else "")
    for file in one.files:
        team_store.keep_file(connection, _decided(session, file))
        log.note_decided(LineName(one.signer, file.header.line), file.header.number)
    if row:
        team_store.keep_space(connection, replace(row, log=log.written()))


def _require_known(known: Collection[str], take: frozenset[str], decline: frozenset[str]) -> None:
    if take & decline or (take | decline) - {*known}:
        raise InvalidInput(
            "This is not what waits for a decision.",
            field="id",
            remedy="List what came after removal again. Each may be taken or declined, not both.",
        )


def _require_writer(view: TeamView, space: bytes) -> None:
    known = view.roster.spaces.get(space)
    if known is not None and known.is_closed:  # it stays here: nothing is laid there any more
        return
    if view.device.id not in view.roster.may_write(space):
        raise Refused(
            "Readers do not take changes into a case.",
            field="role",
            remedy="Ask a member or an owner who has the case.",
        )


def _decided(session: Session, one: TakenFile) -> ShareFileRow:
    """Return how a file is kept that is not asked for again; it stands in no line here."""
    return ShareFileRow(
        name=one.name,
        space=one.place.space,
        kind=int(one.header.kind),
        line=one.header.line,
        number=0,
        epoch=one.header.epoch,
        sha256=one.sha256,
        is_own=False,
        body=None,
        at=session.clock().isoformat(),
    )
