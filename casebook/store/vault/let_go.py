"""Encrypted files that a record named before, and that are kept sealed though no record names them now.

A person took another version of what identifies the file of a record, of which the file is not here yet: the
one that is here is kept until that one comes, since the person may take its version again.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection, select

from casebook.domain.vault.attachment import Attachment
from casebook.store.base.audit import AUDIT
from casebook.store.base.table import among
from casebook.store.registry import table_for, tables

_FIELD = "attachment_id"


def let_go(connection: Connection, record_ids: Collection[str]) -> list[Attachment]:
    """Return the encrypted files that these records named before, and no record now, in the bin or not."""
    holders = [one for one in tables() if _FIELD in one.table.c]
    query = select(AUDIT.c.before).where(
        among(AUDIT.c.record_id, record_ids),
        AUDIT.c.noun.in_([one.noun for one in holders]),
        AUDIT.c.before.contains(f'"{_FIELD}"', autoescape=True),
    )
    before = {str(json.loads(text).get(_FIELD) or "") for text in connection.scalars(query)}
    kept = table_for(Attachment).some(connection, before)
    for holder in holders:
        column = holder.table.c[_FIELD]
        for named in connection.scalars(select(column).where(among(column, kept))).all():
            kept.pop(named, None)
    return list(kept.values())
