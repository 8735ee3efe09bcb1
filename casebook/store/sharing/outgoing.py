"""What each save adds to versions, kept until it is laid where the others of a team take it.

A row is the JSON object ``{"r": [records], "p": [[noun, ID], ...]}`` with what changed of records, as
`domain.sharing.encoding` writes it, and what was purged.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from casebook.domain.sharing.encoding import decoded, encoded
from casebook.domain.sharing.version import RecordVersion


class Outgoing:
    """The changes of one write."""

    def __init__(self, link: Any) -> None:  # noqa: ANN401 - the driver ships no types
        self._link = link
        self.is_wanted = link.execute("SELECT 1 FROM team LIMIT 1").fetchone() is not None
        """Whether this casebook is one of a team; nothing is kept for others otherwise."""
        self._changes: list[RecordVersion] = []
        self._purged: list[tuple[str, str]] = []

    def add(self, change: RecordVersion) -> None:
        """Note what a write adds to a record; it may be added to until `save`."""
        if self.is_wanted:
            self._changes.append(change)

    def purge(self, noun: str, record_id: str) -> None:
        """Note that a record was purged; no value of it stays here."""
        if not self.is_wanted:
            return
        self._changes = [one for one in self._changes if (one.noun, one.id) != (noun, record_id)]
        for table, key in (("outgoing", "number"), ("share_file", "name")):
            query = f"SELECT {key}, body FROM {table} WHERE instr(body, ?)"  # noqa: S608 - our own names
            for row, body in self._link.execute(query, (record_id,)).fetchall():
                change = f"UPDATE {table} SET body = ? WHERE {key} = ?"  # noqa: S608 - as above
                self._link.execute(change, (_body_without(body, noun, record_id), row))
        self._purged.append((noun, record_id))

    def save(self) -> None:
        """Keep the changes, in the transaction of the save."""
        records = [encoded(one) for one in self._changes if one.is_begun or one.entries or one.spent]
        if records or self._purged:
            body = json.dumps({"r": records, "p": self._purged}, ensure_ascii=False)
            self._link.execute("INSERT INTO outgoing (body) VALUES (?)", (body,))


def _body_without(body: str, noun: str, record_id: str) -> str:
    """Return what waits to be laid without a record."""
    changes = json.loads(body)
    left = [one for one in changes.get("r", ()) if (one["n"], one["i"]) != (noun, record_id)]
    is_without = len(left) == len(changes.get("r", ()))
    return body if is_without else json.dumps({**changes, "r": left}, ensure_ascii=False)


def withdrawn(
    link: Any,  # noqa: ANN401 - the driver ships no types
    added: Mapping[tuple[str, str], Collection[tuple[str, bytes]] | None],
) -> set[tuple[str, str]]:
    """Take back what still waits to be laid; returns noun and ID of the records of which something did.

    Args:
        link: to the database, in a write.
        added: by noun and ID the keys and stamps to take back; None for all of a record.
    """
    waited: set[tuple[str, str]] = set()
    for number, body in link.execute("SELECT number, body FROM outgoing").fetchall():
        changes = json.loads(body)
        kept = []
        for one in changes["r"]:
            change = decoded(one)
            of = (change.noun, change.id)
            if of not in added:
                kept.append(one)
            elif _has_any(change, added[of]):
                waited.add(of)
                kept += _entries_without(change, added[of])
            else:
                kept.append(one)
        if kept != changes["r"]:
            changes["r"] = kept
            text = json.dumps(changes, ensure_ascii=False)
            link.execute("UPDATE outgoing SET body = ? WHERE number = ?", (text, number))
    link.execute("""DELETE FROM outgoing WHERE body = '{"r": [], "p": []}'""")
    return waited


def _has_any(change: RecordVersion, added: Collection[tuple[str, bytes]] | None) -> bool:
    stamps = {(key, stamp) for key, register in change.entries.items() for stamp in register}
    return added is None or not (stamps | change.spent).isdisjoint(added)


def _entries_without(
    change: RecordVersion, added: Collection[tuple[str, bytes]] | None
) -> list[dict[str, Any]]:
    """Return a change without these keys and stamps, if anything is left of it."""
    if added is None:
        return []
    left = {
        key: {stamp: value for stamp, value in register.items() if (key, stamp) not in added}
        for key, register in change.entries.items()
    }
    change.entries = {key: register for key, register in left.items() if register}
    change.spent -= {*added}
    return [encoded(change)] if change.entries or change.spent else []
