"""What each save adds to versions, kept until it is laid where the others of a team take it.

A row is the JSON object ``{"r": [records], "p": [[noun, ID], ...]}`` with what changed of records, as
`domain.sharing.encoding` writes it, and what was purged.
"""

from __future__ import annotations

import json
from typing import Any

from casebook.domain.sharing.encoding import encoded
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
                self._link.execute(change, (_without(body, noun, record_id), row))
        self._link.execute("DELETE FROM share_file WHERE body = ''")
        self._purged.append((noun, record_id))

    def save(self) -> None:
        """Keep the changes, in the transaction of the save."""
        records = [encoded(one) for one in self._changes if one.is_begun or one.entries or one.spent]
        if records or self._purged:
            body = json.dumps({"r": records, "p": self._purged}, ensure_ascii=False)
            self._link.execute("INSERT INTO outgoing (body) VALUES (?)", (body,))


def _without(body: str, noun: str, record_id: str) -> str:
    """Return what waits to be laid without a record; "" for a checkpoint, which is made again when due."""
    changes = json.loads(body)
    left = [one for one in changes.get("r", ()) if (one["n"], one["i"]) != (noun, record_id)]
    if len(left) == len(changes.get("r", ())):
        return body
    return "" if "digest" in changes else json.dumps({**changes, "r": left}, ensure_ascii=False)
