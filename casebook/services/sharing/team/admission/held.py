"""What was held back of files that are kept: read again, and taken where it may be now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from casebook.domain.sharing.space_body import read_changes
from casebook.domain.sharing.version import RecordVersion, Spent, join_records
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.services.base.session import Session
from casebook.services.sharing.space_content import Key
from casebook.services.sharing.team.admission.admitting import Admission, LaidRecords
from casebook.services.sharing.team.checkpoints import SAYING, kept_bodies
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.sharing import team_store, team_waiting, untake
from casebook.store.sharing.give import versions_of
from casebook.store.sharing.take import TakenRecord
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow
from casebook.store.transaction import Transaction

_BEFORE_BEGINNING = (WaitingKind.EARLY, WaitingKind.CHANGE)
"""Kinds of what is taken once its record begins in its space."""


def take_held(
    session: Session, transaction: Transaction, view: TeamView, space: SpaceRow, person: Key
) -> None:
    """Take what waited for a person who is shared now; changes of the person are asked about themselves."""
    connection = transaction.connection
    held = team_waiting.keys(connection, space.id, WaitingKind.CHANGE, WaitingState.WAITS)
    rows = [one for one in team_waiting.rows(connection, WaitingKind.CHANGE) if one.space == space.id]
    for row in rows:
        if row.key in held - {person}:
            for laid in laid_by(connection, view, space, {row.key}):
                fit = Admission(session, connection, view, space, laid).taken()
                transaction.take(fit, signer=laid.signed_by)
                team_waiting.forget(connection, [row] if fit else ())


def take_early(
    session: Session, transaction: Transaction, view: TeamView, space: SpaceRow, begun: Collection[Key]
) -> list[tuple[TakenRecord, bytes]]:
    """Take what came before records that begin now; returns what was new, and who wrote it.

    What came in another space is asked about from now on: whoever knows the ID of a record of another case
    may lay a change of it before it is here.

    Args:
        session: the open casebook.
        transaction: in which they began.
        view: of the team.
        space: in which they began.
        begun: noun and ID of each.
    """
    connection = transaction.connection
    rows: dict[bytes, list[WaitingRow]] = {}
    for row in team_waiting.rows(connection, *_BEFORE_BEGINNING) if begun else ():
        is_asked = row.kind is WaitingKind.CHANGE
        if (
            row.space in view.spaces
            and row.key in begun
            and row.state is WaitingState.WAITS
            and not (is_asked and row.space != space.id)
        ):
            rows.setdefault(row.space, []).append(row)
    taken: list[tuple[TakenRecord, bytes]] = []
    for space_id, waiting in rows.items():
        where, keys = view.spaces[space_id], {one.key for one in waiting}
        team_waiting.forget(connection, waiting)
        if space_id != space.id:
            team_waiting.note(connection, [replace(one, kind=WaitingKind.CHANGE) for one in waiting])
            continue
        for part in laid_by(connection, view, where, keys):
            laid = replace(part, is_own=part.author == view.device.id)
            fit = Admission(session, connection, view, where, laid).taken()
            taken += [(one, laid.author) for one in transaction.take(fit, signer=laid.signed_by)]
    return taken


def take_instead(
    session: Session,
    transaction: Transaction,
    view: TeamView,
    row: WaitingRow,
    others: Iterable[SpaceRow],
) -> None:
    """Take a person, contact or entry that begins in its space in place of the one that other spaces have.

    What other members say of it there goes, with all that they replaced; what was written here stays, with
    what it replaced. It leaves these spaces, each of which asks whether it is shared there, too.

    SECURITY: who began the other one may have known the stamps of this one, and have written other values
    under them, or have declared them replaced.

    Args:
        session: the open casebook.
        transaction: in which it is decided.
        view: of the team.
        row: of what waits.
        others: spaces that have had the other record.
    """
    connection, key = transaction.connection, row.key
    came = laid_by(connection, view, view.spaces[row.space], {key})
    values = {one for part in came for version in part.versions for one in _values(version)}
    theirs, replaced = Spent(), Spent()
    team_waiting.forget(connection, [replace(row, kind=WaitingKind.PERSON)])
    for other in others:
        laid = laid_by(connection, view, other, {key})
        parts = [one for one in laid if one.author != view.device.id]
        replaced |= {spent for one in laid if one not in parts for own in one.versions for spent in own.spent}
        theirs |= {one for part in parts for version in part.versions for one in _values(version)}
        team_store.forget_record(connection, other.id, *key)
        by, at = next((one.author for one in parts), row.device), session.clock().isoformat()
        waits = replace(row, space=other.id, kind=WaitingKind.PERSON, device=by, at=at)
        team_waiting.note(connection, [waits])
    known = versions_of(connection, row.noun, [row.record_id])
    left = [_without(one, theirs | values, replaced) for one in known]
    state = untake.states_of(connection, row.noun, [row.record_id])[row.record_id]
    none = replace(state, record=None, rows=())
    transaction.untake([untake.TakenState(before=none, after=state)])
    for part in came:
        transaction.take(part.versions, signer=part.signed_by)
    transaction.take(left)
    team_store.keep_records(connection, row.space, [key])


def _values(version: RecordVersion) -> Iterator[tuple[str, bytes]]:
    yield from ((key, at) for key, register in version.entries.items() for at in register)


def _without(version: RecordVersion, values: Collection[tuple[str, bytes]], replaced: Spent) -> RecordVersion:
    """Return what a record says but for some values, as a change that replaces no other than these."""
    entries = {
        key: {at: value for at, value in register.items() if (key, at) not in values}
        for key, register in version.entries.items()
    }
    left = {key: register for key, register in entries.items() if register}
    return RecordVersion(noun=version.noun, id=version.id, entries=left, spent=replaced)


def ask_again(
    session: Session, transaction: Transaction, view: TeamView, space: SpaceRow, person: Key
) -> None:
    """Ask about what the files of a space say of a person whom another record took the place of.

    Whoever shares that other one there says that both are one person; what was said of the first is lacking
    here until it is taken, too.

    Args:
        session: the open casebook.
        transaction: in which the person was shared.
        view: of the team.
        space: where it was shared.
        person: noun and ID.
    """
    connection = transaction.connection
    laid = [one for one in laid_by(connection, view, space, {person}) if one.author != view.device.id]
    begun = [one for one in laid if any(version.is_begun for version in one.versions)]
    known = versions_of(connection, person[0], [person[1]])
    here = {one for version in known for one in (*_values(version), *version.spent)}
    said = {one for part in laid for version in part.versions for one in _values(version)}
    rows = team_waiting.rows(connection, WaitingKind.CHANGE)
    is_known = any((one.space, one.key) == (space.id, person) for one in rows)
    if begun and known and not said <= here and not is_known:
        if view.device.id not in view.roster.may_write(space.id):  # it lays nothing, and has the person there
            team_store.keep_records(connection, space.id, [person])
        row = WaitingRow(
            space=space.id,
            noun=person[0],
            record_id=person[1],
            kind=WaitingKind.CHANGE,
            device=begun[0].author,
            state=WaitingState.WAITS,
            at=session.clock().isoformat(),
        )
        team_waiting.note(connection, [row])


def take_shown(transaction: Transaction, view: TeamView, space: SpaceRow, row: WaitingRow) -> None:
    """Take what others say of a person who is shared now, and was shown with the question of that.

    From then on their changes come unasked, so that a question about those before would ask the same twice.
    """
    for part in laid_by(transaction.connection, view, space, {row.key}):
        if part.author != view.device.id:
            transaction.take(part.versions, signer=part.signed_by)
    team_waiting.forget(transaction.connection, [row])


def take_known(transaction: Transaction, view: TeamView, space: SpaceRow, person: Key) -> None:
    """Take what others say of a person who is shared now and whose values are here: nobody is asked twice."""
    connection = transaction.connection
    rows = [
        one
        for one in team_waiting.rows(connection, WaitingKind.CHANGE)
        if one.space == space.id and one.key == person and one.state is WaitingState.WAITS
    ]
    laid = [one for one in laid_by(connection, view, space, {person}) if one.author != view.device.id]
    known = next(iter(versions_of(connection, person[0], [person[1]])), None)
    if not rows or known is None or any(_says_more(one, known) for part in laid for one in part.versions):
        return
    for part in laid:
        transaction.take(part.versions, signer=part.signed_by)
    team_waiting.forget(connection, rows)


def _says_more(came: RecordVersion, known: RecordVersion) -> bool:
    """Return whether a record sets a value that is not here, or replaces one that is."""
    here = {*_values(known)}
    for key, register in came.entries.items():
        values = known.entries.get(key, {}).values()
        if any((key, at) not in here | known.spent and value not in values for at, value in register.items()):
            return True
    return any(one in came.spent and came.entries.get(one[0]) != known.entries[one[0]] for one in here)


def laid_by(
    connection: TeamConnection, view: TeamView, space: SpaceRow, keys: Collection[Key]
) -> list[LaidRecords]:
    """Return what the files of a space that are kept here say of records, by who laid them."""
    by_author: dict[bytes, dict[Key, RecordVersion]] = {}
    for (_, signer), body in kept_bodies(connection, view, space, SAYING):
        join_records(by_author.setdefault(signer, {}), _of(keys, read_changes(body).records))
    return [
        LaidRecords(author=author, versions=[*versions.values()])
        for author, versions in sorted(by_author.items())
        if versions
    ]


def _of(keys: Collection[Key], versions: Iterable[RecordVersion]) -> list[RecordVersion]:
    return [one for one in versions if (one.noun, one.id) in keys]
