"""Which records the parts of one write changed, found in the history by a record that marks it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from casebook.store.base.audit import AUDIT


def changes_beside(connection: Connection, action: str, mark: tuple[str, str]) -> int:
    """Return how many records that were here before an action changed with the entries of a mark.

    A write of many parts enters its mark, such as a line of a register, at the end of the first of them. So
    what comes before the mark counts where it was written in the same moment, and what comes after it
    until the next such part. A record that these entries added is none of them.

    Args:
        connection: to the store.
        action: of the writes.
        mark: noun and ID of the record that the action adds or changes in the first part.
    """
    columns = (AUDIT.c.at, AUDIT.c.noun, AUDIT.c.record_id, (AUDIT.c.before == "").label("is_new"))
    query = select(*columns).where(AUDIT.c.action == action, AUDIT.c.salt != "").order_by(AUDIT.c.number)
    rows = connection.execute(query).all()
    changed: set[tuple[str, str]] = set()
    added: set[tuple[str, str]] = set()
    before: list[Row[Any]] = []
    owner = ""
    for row in rows:
        before.append(row)
        if row.noun == mark[0] or row is rows[-1]:
            for one in before:
                is_of_next = row.noun == mark[0] and one.at == row.at
                if one.noun != mark[0] and mark[1] == (row.record_id if is_of_next else owner):
                    (added if one.is_new else changed).add((one.noun, one.record_id))
            before, owner = [], row.record_id if row.noun == mark[0] else owner
    return len(changed - added)
