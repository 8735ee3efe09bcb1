"""Reads and writes what a team keeps in a casebook: statements, keys, lines, files of the shared folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from casebook.domain.sharing.waiting_kind import WaitingKind
from casebook.store.base.team_tables import (
    KEY_GIVEN,
    MEMBER_CODE_NAME,
    PURGE_REQUEST,
    ROSTER_STATEMENT,
    SHARE_FILE,
    SHARED_EXHIBIT,
    SPACE,
    SPACE_KEY,
    SPACE_RECORD,
    TEAM,
    TEAM_WAITING,
)
from casebook.store.base.version_tables import OUTGOING, PURGED, link_of
from casebook.store.registry import table_named

TeamConnection = Connection
"""Inside a transaction; services hand it on and know nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TeamRow:
    """The team of this casebook.

    Attributes:
        id: 16 bytes.
        name: as its founder called it.
        folder: of the carrier on this computer, or "".
    """

    id: bytes
    name: str
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SpaceRow:
    """A space this device reads.

    Attributes:
        id: 16 bytes.
        kind: roster, case or office.
        case_id: of its case, or "".
        log: what was taken of each line, as JSON.
    """

    id: bytes
    kind: str
    case_id: str
    log: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeyRow:
    """The key of a space in an epoch, 32 bytes, and since when."""

    space: bytes
    epoch: int
    key: bytes
    since: str

    @property
    def digest(self) -> bytes:
        """Return what distinguishes two keys of one epoch; it says nothing of a random key."""
        return hashlib.sha256(b"casebook space key\0" + self.key).digest()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GivenKeyRow:
    """That a key was sealed to a device.

    Attributes:
        space: 16 bytes.
        epoch: number.
        digest: of the key.
        device: to which it was sealed, or which made it.
        maker: device that made it.
        at: when that came here, ISO instant.
    """

    space: bytes
    epoch: int
    digest: bytes
    device: bytes
    maker: bytes
    at: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ShareFileRow:
    """A file of the shared folder that was taken, or is to be laid or was.

    Attributes:
        name: of the file.
        space: it is of.
        kind: number of its kind.
        line, number: where it stands.
        epoch: of the key it is to be sealed to, 0 for the latest when it is laid.
        sha256: of its bytes, b"" until it is laid.
        is_own: whether this device laid it.
        body: JSON that is still to be laid, or None.
        at: when, ISO instant.
    """

    name: str
    space: bytes
    kind: int
    line: bytes
    number: int
    epoch: int
    sha256: bytes
    is_own: bool
    body: str | None
    at: str


def team(connection: Connection) -> TeamRow | None:
    """Return the team of this casebook."""
    row = connection.exec_driver_sql("SELECT id, name, folder FROM team").first()
    return TeamRow(id=row[0], name=row[1], folder=row[2]) if row else None


def keep_team(connection: Connection, kept: TeamRow) -> None:
    """Keep the team, in place of what was kept of it."""
    connection.execute(delete(TEAM))
    connection.execute(insert(TEAM).values(id=kept.id, name=kept.name, folder=kept.folder))


def statements(connection: Connection) -> list[tuple[bytes, bytes, bytes]]:
    """Return every statement of the roster: body, signer, signature."""
    rows = connection.execute(select(ROSTER_STATEMENT))
    return [(row.body, row.signer, row.signature) for row in rows]


def statement_digests(connection: Connection) -> frozenset[bytes]:
    """Return the digest of every statement of the roster."""
    return frozenset(connection.exec_driver_sql("SELECT digest FROM roster_statement").scalars())


def keep_statement(
    connection: Connection, digest: bytes, body: bytes, signer: bytes, signature: bytes
) -> bool:
    """Keep a statement; returns whether it is new."""
    kept = connection.exec_driver_sql(
        "INSERT OR IGNORE INTO roster_statement (digest, body, signer, signature) VALUES (?, ?, ?, ?)",
        (digest, body, signer, signature),
    )
    return bool(kept.rowcount)


def spaces(connection: Connection) -> list[SpaceRow]:
    """Return the spaces this device reads."""
    rows = connection.exec_driver_sql("SELECT id, kind, case_id, log FROM space")
    return [SpaceRow(id=id_, kind=kind, case_id=case_id, log=log) for id_, kind, case_id, log in rows]


def keep_space(connection: Connection, space: SpaceRow) -> None:
    """Keep a space, or what was taken in it since."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO space (id, kind, case_id, log) VALUES (?, ?, ?, ?)",
        (space.id, str(space.kind), space.case_id, space.log),
    )


def keys(connection: Connection) -> list[KeyRow]:
    """Return the keys of all spaces and epochs, the latest epoch last."""
    query = "SELECT space, epoch, key, since FROM space_key ORDER BY epoch, digest"
    rows = connection.exec_driver_sql(query)
    return [KeyRow(space=space, epoch=epoch, key=key, since=since) for space, epoch, key, since in rows]


def keep_key(connection: Connection, kept: KeyRow) -> None:
    """Keep a key of a space; one that is there stays."""
    link_of(connection).execute(
        "INSERT OR IGNORE INTO space_key VALUES (?, ?, ?, ?, ?)",
        (kept.space, kept.epoch, kept.digest, kept.key, kept.since),
    )


def keys_given(connection: Connection) -> list[GivenKeyRow]:
    """Return to whom which key was sealed, of all spaces."""
    rows = connection.exec_driver_sql("SELECT space, epoch, digest, device, maker, at FROM key_given")
    return [
        GivenKeyRow(space=space, epoch=epoch, digest=digest, device=device, maker=maker, at=at)
        for space, epoch, digest, device, maker, at in rows
    ]


def keep_given(connection: Connection, given: Iterable[GivenKeyRow]) -> None:
    """Keep that keys were sealed to devices; who made one stays as it was said first."""
    link_of(connection).executemany(
        "INSERT OR IGNORE INTO key_given VALUES (?, ?, ?, ?, ?, ?)",
        [(one.space, one.epoch, one.digest, one.device, one.maker, one.at) for one in given],
    )


def code_names(connection: Connection) -> dict[str, str]:
    """Return what is shown of members while names are hidden, by member."""
    return {row.member: row.code_name for row in connection.execute(select(MEMBER_CODE_NAME))}


def keep_code_name(connection: Connection, member: str, code_name: str) -> None:
    """Keep what is shown of a member while names are hidden; "" for nothing of one's own."""
    connection.execute(delete(MEMBER_CODE_NAME).where(MEMBER_CODE_NAME.c.member == member))
    if code_name:
        connection.execute(insert(MEMBER_CODE_NAME).values(member=member, code_name=code_name))


def forget_team(connection: Connection) -> None:
    """Forget the team of this casebook with its keys and lines; the records stay."""
    tables = (TEAM, ROSTER_STATEMENT, SPACE, SPACE_KEY, KEY_GIVEN, SPACE_RECORD, SHARE_FILE)
    more = (PURGE_REQUEST, SHARED_EXHIBIT, MEMBER_CODE_NAME, TEAM_WAITING, OUTGOING)
    for table in (*tables, *more):
        connection.execute(delete(table))


_COLUMNS = "name, space, kind, line, number, epoch, sha256, is_own, body, at"
_ALL_FILES = f"SELECT {_COLUMNS} FROM share_file ORDER BY line, number"  # noqa: S608 - our names
_FILES_OF_SPACE = f"SELECT {_COLUMNS} FROM share_file WHERE space = ? ORDER BY line, number"  # noqa: S608 - our names


def files(connection: Connection) -> list[ShareFileRow]:
    """Return every file that was laid, taken or is still to be laid, in the order of lines."""
    return [_file(row) for row in connection.exec_driver_sql(_ALL_FILES)]


def files_of(connection: Connection, space: bytes) -> list[ShareFileRow]:
    """Return every file of a space, as `files` does."""
    return [_file(row) for row in connection.exec_driver_sql(_FILES_OF_SPACE, (space,))]


def is_file_known(connection: Connection, name: str) -> bool:
    """Return whether a file was laid, taken or queued here and was not gone from the folder since."""
    query = "SELECT name FROM share_file WHERE name = ?"
    return connection.exec_driver_sql(query, (name,)).first() is not None


def _file(row: Iterable[Any]) -> ShareFileRow:
    name, space, kind, line, number, epoch, sha256, is_own, body, at = row
    return ShareFileRow(
        name=name,
        space=space,
        kind=kind,
        line=line,
        number=number,
        epoch=epoch,
        sha256=sha256,
        is_own=bool(is_own),
        body=body,
        at=at,
    )


def last_number(connection: Connection, space: bytes, line: bytes) -> int:
    """Return the number of the last file of a line in a space that was laid or is queued; 0 for none."""
    query = "SELECT max(number) FROM share_file WHERE space = ? AND line = ? AND is_own = 1"
    return connection.exec_driver_sql(query, (space, line)).scalar() or 0


def keep_file(connection: Connection, kept: ShareFileRow) -> None:
    """Keep what is known of a file, in place of what was."""
    row = (kept.name, kept.space, kept.kind, kept.line, kept.number, kept.epoch, kept.sha256)
    connection.exec_driver_sql(
        f"INSERT OR REPLACE INTO share_file ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our names
        (*row, int(kept.is_own), kept.body, kept.at),
    )


def purged_in(connection: Connection, space: bytes) -> list[tuple[str, str]]:
    """Return noun and ID of the records of a space that were purged here."""
    query = (
        "SELECT space_record.noun, purged.record_id FROM purged JOIN space_record USING (record_id)"
        " WHERE space_record.space = ? ORDER BY purged.record_id"
    )
    return [(noun, record_id) for noun, record_id in link_of(connection).execute(query, (space,))]


def had_under(connection: Connection, record_id: str) -> set[tuple[str, str]]:
    """Return noun and ID of the records that any space has had under an ID."""
    query = select(SPACE_RECORD.c.noun, SPACE_RECORD.c.record_id).where(SPACE_RECORD.c.record_id == record_id)
    return {(row.noun, row.record_id) for row in connection.execute(query)}


def free_id(connection: Connection, noun: str, record_id: str) -> None:
    """Forget what was had, and purged, of records of other nouns under the ID of one that is taken now."""
    others = (SPACE_RECORD.c.record_id == record_id) & (SPACE_RECORD.c.noun != noun)
    connection.execute(delete(SPACE_RECORD).where(others))
    connection.execute(delete(PURGED).where(PURGED.c.record_id == record_id))
    forget_purge_request(connection, record_id)


def keep_raw(connection: Connection, name: str, raw: bytes) -> None:
    """Keep the bytes of a file that stands in a line."""
    connection.exec_driver_sql("UPDATE share_file SET raw = ? WHERE name = ?", (raw, name))


def raw_of(connection: Connection, name: str) -> bytes | None:
    """Return the bytes of a file, if they are kept."""
    raw = connection.exec_driver_sql("SELECT raw FROM share_file WHERE name = ?", (name,)).scalar()
    return bytes(raw) if raw is not None else None


def kept_names(connection: Connection) -> frozenset[str]:
    """Return the names of the files whose bytes are kept."""
    return frozenset(
        connection.execute(select(SHARE_FILE.c.name).where(SHARE_FILE.c.raw.is_not(None))).scalars()
    )


def forget_files(connection: Connection, names: Iterable[str]) -> None:
    """Forget files that are no longer in the folder."""
    for name in names:
        connection.exec_driver_sql("DELETE FROM share_file WHERE name = ?", (name,))


def outgoing(connection: Connection, max_bytes: int) -> list[tuple[int, str]]:
    """Return the oldest changes that are still to be laid, number and body, up to so many bytes in all."""
    rows: list[tuple[int, str]] = []
    size = 0
    for row in connection.execute(select(OUTGOING).order_by(OUTGOING.c.number)):
        size += len(row.body.encode())
        if rows and size > max_bytes:
            break
        rows.append((row.number, row.body))
    return rows


def count_outgoing(connection: Connection) -> int:
    """Return how many saves are still to be laid."""
    return connection.exec_driver_sql("SELECT count(*) FROM outgoing").scalar() or 0


def forget_outgoing(connection: Connection, numbers: Sequence[int]) -> None:
    """Forget changes that are on their way to be laid."""
    link_of(connection).executemany("DELETE FROM outgoing WHERE number = ?", [(one,) for one in numbers])


def records_of(connection: Connection, space: bytes) -> set[tuple[str, str]]:
    """Return noun and ID of the records of which a space has had the whole."""
    query = "SELECT noun, record_id FROM space_record WHERE space = ?"
    return {(noun, record_id) for noun, record_id in connection.exec_driver_sql(query, (space,))}


def keep_records(connection: Connection, space: bytes, records: Iterable[tuple[str, str]]) -> None:
    """Keep that a space has had the whole of these records."""
    link_of(connection).executemany(
        "INSERT OR IGNORE INTO space_record VALUES (?, ?, ?)", [(space, *record) for record in records]
    )


def cases_of_spaces(connection: Connection) -> set[tuple[bytes, str]]:
    """Return the cases of which spaces have had the whole: space and ID."""
    query = "SELECT space, record_id FROM space_record WHERE noun = 'case'"
    return {(space, record_id) for space, record_id in connection.exec_driver_sql(query)}


def forget_record(connection: Connection, space: bytes, noun: str, record_id: str) -> None:
    """Forget that a space has had a record."""
    columns = SPACE_RECORD.c
    of_record = (columns.noun == noun) & (columns.record_id == record_id)
    connection.execute(delete(SPACE_RECORD).where(columns.space == space, of_record))


def purge_requests(connection: Connection) -> list[tuple[str, str, bytes, str]]:
    """Return what others purged and nobody confirmed here: noun, ID, device, when."""
    query = "SELECT noun, record_id, device, at FROM purge_request ORDER BY at"
    return [(*row,) for row in connection.exec_driver_sql(query)]


def is_there(connection: Connection, noun: str, record_id: str) -> bool:
    """Return whether a record is here, in the bin or not."""
    table = table_named(noun).table
    return connection.execute(select(table.c.id).where(table.c.id == record_id)).first() is not None


def keep_purge_request(connection: Connection, noun: str, record_id: str, device: bytes, at: str) -> None:
    """Keep that another member purged a record."""
    link_of(connection).execute(
        "INSERT OR IGNORE INTO purge_request VALUES (?, ?, ?, ?)", (record_id, noun, device, at)
    )


def forget_purge_request(connection: Connection, record_id: str) -> None:
    """Forget a request that a person answered."""
    connection.execute(delete(PURGE_REQUEST).where(PURGE_REQUEST.c.record_id == record_id))
    late = (TEAM_WAITING.c.kind == str(WaitingKind.LATE)) & (TEAM_WAITING.c.record_id == record_id)
    connection.execute(delete(TEAM_WAITING).where(late))
