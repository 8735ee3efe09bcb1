"""A declaration has one list of withdrawals: the earlier field beside it goes into it."""

from __future__ import annotations

from alembic import op

revision = "0046"
down_revision = "0045"

_MOVE = """
UPDATE declaration SET withdrawals = json_insert(
    coalesce(withdrawals, '[]'), '$[#]', json_object(
        'id', 'earlier', 'on', withdrawn_on, 'heard_by', '', 'place', '?', 'freedom', 'not-known',
        'note', iif(trim(withdrawal) = '', '?', withdrawal), 'entered_at', withdrawn_on || 'T00:00:00+00:00'
    )
)
WHERE withdrawn_on IS NOT NULL
"""


def upgrade() -> None:
    """Move what was entered before it was asked who heard it, where and how free; then drop its columns."""
    connection = op.get_bind()
    connection.exec_driver_sql(_MOVE)
    for column in ("withdrawn_on", "withdrawal"):
        connection.exec_driver_sql(f"ALTER TABLE declaration DROP COLUMN {column}")
