"""The tables of a team: its statements, keys and lines, what was laid and taken, what waits for a person."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from casebook.store.base.table import METADATA

TEAM = Table(
    "team",
    METADATA,
    Column("id", LargeBinary, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folder", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""The one team of this casebook, if any, with its folder on this computer."""
ROSTER_STATEMENT = Table(
    "roster_statement",
    METADATA,
    Column("digest", LargeBinary, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("signer", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
SPACE = Table(
    "space",
    METADATA,
    Column("id", LargeBinary, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("case_id", Text, nullable=False),
    Column("log", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What was taken of each line in a space, as JSON of `domain.sharing.line_log`."""
SPACE_KEY = Table(
    "space_key",
    METADATA,
    Column("space", LargeBinary, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("since", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Two keys of one epoch were made at once; both are kept, with a digest each."""
KEY_GIVEN = Table(
    "key_given",
    METADATA,
    Column("space", LargeBinary, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("device", LargeBinary, primary_key=True),
    Column("maker", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""To which device a key was sealed, who made it, and when that came here; of spaces not read here, too."""
SPACE_RECORD = Table(
    "space_record",
    METADATA,
    Column("space", LargeBinary, primary_key=True),
    Column("noun", Text, primary_key=True),
    Column("record_id", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Records of which a space has had the whole; of others it gets all before it gets a change."""
SHARE_FILE = Table(
    "share_file",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("space", LargeBinary, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("line", LargeBinary, nullable=False),
    Column("number", Integer, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("is_own", Integer, nullable=False),
    Column("body", Text),
    Column("raw", LargeBinary),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Files laid or taken.

`body` is there while an own one waits to be laid, in its `epoch`, or the latest where that is 0; it has no
digest until then. `raw` holds the bytes of those that stand in a line, to be laid again where they are gone.
"""
PURGE_REQUEST = Table(
    "purge_request",
    METADATA,
    Column("record_id", Text, primary_key=True),
    Column("noun", Text, nullable=False),
    Column("device", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Records that another member purged: hidden here until a person confirms."""
SHARED_EXHIBIT = Table(
    "shared_exhibit",
    METADATA,
    Column("document_id", Text, primary_key=True),
    Column("space", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("signer", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Exhibits that lie in the shared folder, by the document they are of."""
MEMBER_CODE_NAME = Table(
    "member_code_name",
    METADATA,
    Column("member", Text, primary_key=True),
    Column("code_name", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What is shown of a member while names are hidden; of this casebook alone."""
TEAM_WAITING = Table(
    "team_waiting",
    METADATA,
    Column("space", LargeBinary, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("noun", Text, primary_key=True),
    Column("record_id", Text, primary_key=True),
    Column("device", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What came from others and waits for a person here, and what was decided about it; see `team_waiting`."""
