"""Steps of custody that the program recorded itself have a code instead of an English text."""

from __future__ import annotations

import json

from alembic import op

from casebook.store.base.migrated_history import recode

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Put the codes into the rows; `record_check` reads the entries of the history in the same way."""
    link = op.get_bind()
    for record_id, custody in link.exec_driver_sql("SELECT id, custody FROM document").fetchall():
        steps = json.loads(custody) if custody else []
        if recode("document", {"custody": steps}):
            new = json.dumps(steps, ensure_ascii=False)
            link.exec_driver_sql("UPDATE document SET custody = ? WHERE id = ?", (new, record_id))
