"""Finds records of which versions stand beside each other, without reading what they say."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection

from casebook.domain.sharing.version import BINNED
from casebook.store.base.version_tables import BEGINNING, link_of

RecordKey = tuple[str, str]
"""Noun and ID of a record."""
_OF_RECORD = (
    "SELECT 1 FROM version WHERE record_id = ? AND noun = ? AND is_spent = 0 AND field <> ''"
    " GROUP BY field HAVING count(*) > 1 LIMIT 1"
)
_OF_SOME = " WHERE record_id IN (SELECT value FROM json_each(?))"
# Over all rows in the order of the key; a condition on columns would have SQLite sort them first.
_CONTESTED = (
    "SELECT noun, record_id FROM version{some} GROUP BY record_id, noun, is_spent, field"
    " HAVING count(*) > 1 AND max(is_spent) = 0 AND max(field) <> ''"
)
_AFTER_BIN = (
    "SELECT removal.noun, removal.record_id, removal.stamp, max(later.stamp) FROM version removal"
    " JOIN version later ON later.record_id = removal.record_id AND later.noun = removal.noun"
    " AND later.is_spent = 0 AND later.field NOT IN (?, ?) AND later.stamp > removal.stamp"
    " AND substr(later.stamp, 9) <> substr(removal.stamp, 9)"
    " WHERE removal.is_spent = 0 AND removal.field = ?{some} GROUP BY removal.noun, removal.record_id"
)
# Binned here, and what another casebook changed came after the last thing that was done with it here.
_AFTER_OWN_BIN = (
    "SELECT removal.noun, removal.record_id, removal.stamp, max(arrival.stamp) FROM version removal"
    " JOIN audit arrival ON arrival.record_id = removal.record_id AND arrival.noun = removal.noun"
    " AND arrival.device NOT IN ('', ?) AND arrival.fields <> ?"
    " AND arrival.number > (SELECT max(number) FROM audit local"
    " WHERE local.record_id = removal.record_id AND local.noun = removal.noun AND local.device = '')"
    " WHERE removal.is_spent = 0 AND substr(removal.stamp, 9) = ? AND removal.field = ?{some}"
    " GROUP BY removal.noun, removal.record_id"
)
_OWN_LINE = "SELECT line FROM line WHERE is_own"


def is_contested(connection: Connection, noun: str, record_id: str) -> bool:
    """Return whether a field of a record has more than one version, equal or not: one seek of the key."""
    return link_of(connection).execute(_OF_RECORD, (record_id, noun)).fetchone() is not None


def contested(connection: Connection, ids: Collection[str] | None = None) -> list[RecordKey]:
    """Return the records of which a field has more than one version, equal or not.

    Args:
        connection: to the database.
        ids: of the records that are asked about; all where None.
    """
    if ids is None:
        rows = link_of(connection).execute(_CONTESTED.format(some=""))
    else:
        rows = link_of(connection).execute(_CONTESTED.format(some=_OF_SOME), (json.dumps([*ids]),))
    return list(dict.fromkeys((noun, record_id) for noun, record_id in rows))


def changed_in_bin(
    connection: Connection, ids: Collection[str] | None = None
) -> dict[RecordKey, tuple[bytes, bytes]]:
    """Return records that one casebook binned and another changed unseen, with the stamps of both.

    Nobody changes what they know to be in the bin, so that a change that is later than the removal was made
    without having seen it. Of a record binned here, so was one that came after it, whatever its clock said;
    only this casebook knows of that.

    Args:
        connection: to the database.
        ids: of the records that are asked about; all where None.
    """
    link, own = link_of(connection), own_line(connection)
    some = " AND removal.record_id IN (SELECT value FROM json_each(?))" if ids is not None else ""
    wanted = [json.dumps([*ids])] if ids is not None else []
    binned_only = json.dumps([BINNED])
    arrived = link.execute(_AFTER_OWN_BIN.format(some=some), (own.hex(), binned_only, own, BINNED, *wanted))
    changed = {(noun, one): (removal, bytes.fromhex(later)) for noun, one, removal, later in arrived}
    rows = link.execute(_AFTER_BIN.format(some=some), (BEGINNING, BINNED, BINNED, *wanted))
    return changed | {(noun, one): (removal, later) for noun, one, removal, later in rows}


def own_line(connection: Connection) -> bytes:
    """Return the line on which this casebook writes, b"" before its first save."""
    row = link_of(connection).execute(_OWN_LINE).fetchone()
    return bytes(row[0]) if row else b""
