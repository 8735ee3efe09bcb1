from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import pytest
from sqlalchemy import text

from casebook.base.errors import Refused, VaultTooNew, VaultUnknown
from casebook.domain.evidence.document import CustodyStep, Document
from casebook.domain.exposure.charge import Charge
from casebook.store import record_check
from casebook.store.base.connection import open_engine
from casebook.store.base.migrate import SCHEMA_VERSION, migrate, require_known
from casebook.store.registry import metadata, table_for
from casebook.store.store import Store
from tests.store.conftest import AT

KEY = bytes(range(48))
INDEX = re.compile(r"(search|name_key)(_|$)")
"""The full-text indexes and what SQLite keeps beside them."""


def test_the_schema_on_file_makes_what_the_tables_describe(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or not INDEX.match(str(name))},
        )
        assert compare_metadata(context, metadata()) == []


def test_alembic_is_not_loaded_for_a_new_database() -> None:
    program = (
        "import sys\n"
        "from casebook.store.base.connection import open_engine\n"
        "from casebook.store.base.migrate import migrate\n"
        "migrate(open_engine(None, bytes(range(48))))\n"
        "print('alembic' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_database_of_a_later_program_is_refused() -> None:
    engine = open_engine(None, KEY)
    with engine.begin() as connection:
        connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"))
    with pytest.raises(VaultTooNew):
        migrate(engine)
    engine.dispose()


@pytest.mark.parametrize(
    "reshaped",
    ["ALTER TABLE person ADD COLUMN hat TEXT", "DROP TABLE note", "CREATE TABLE hat (id TEXT PRIMARY KEY)"],
)
def test_tables_of_no_known_version_are_refused_in_plain_words(store: Store, reshaped: str) -> None:
    require_known(store.engine)
    with store.engine.begin() as connection:
        connection.execute(text(reshaped))
    with pytest.raises(
        VaultUnknown, match=r"does not recognise\. Open it with the version .* that created it"
    ):
        require_known(store.engine)


def test_a_database_that_has_yet_to_be_brought_up_to_date_is_not_read() -> None:
    engine = open_engine(None, KEY)
    with pytest.raises(Refused, match="earlier version"):
        require_known(engine)
    engine.dispose()


LATER_TABLES = (
    "bulk_edit",
    "version",
    "purged",
    "line",
    "own_device",
    "peer_line",
    "declined",
    "peer_card",
    "handover",
    *("outgoing", "team", "roster_statement", "space", "space_key", "key_given", "space_record"),
    "member_code_name",
    "team_waiting",
    *("register_match", "request_test", "compared_paper", "charge", "declaration"),
    *("outcome", "outcome_pack"),
    *("share_file", "purge_request", "shared_exhibit"),
)
"""What came after schema 29."""
WHYS = ("opened with its password", "a copy was saved outside the vault", "to the other side")


def test_steps_of_custody_get_their_code_and_match_their_history(store: Store) -> None:
    steps = tuple(CustodyStep(kind="copied", at=AT, who="Ada", why=why) for why in WHYS)
    document = Document(
        id="d1",
        case_id="",
        title="Letter",
        kind="other",
        attachment_id="",
        sha256="00",
        size_bytes=1,
        media_type="",
        custody=steps,
    )
    with store.write("document.add") as transaction:
        transaction.add(document)
    with store.engine.begin() as connection:  # as schema 29 kept them
        for statement in (
            """UPDATE document SET custody = replace(custody, ', "detail": ""', '')""",
            """UPDATE audit SET after = replace(after, ', "detail": ""', '')""",
            *(f"DROP TABLE {name}" for name in LATER_TABLES),
            *(f"ALTER TABLE audit DROP COLUMN {name}" for name in ("stamp", "device", "written_at")),
            "DROP INDEX ix_case_file_reference",
            "CREATE UNIQUE INDEX uq_case_file_reference ON case_file (reference)",
            "ALTER TABLE task DROP COLUMN calendar",
            "ALTER TABLE recording DROP COLUMN transcript",
            "UPDATE alembic_version SET version_num = '0029'",
            "PRAGMA user_version = 29",
        ):
            connection.execute(text(statement))
    migrate(store.engine)
    with store.reading() as connection:
        after = table_for(Document).find(connection, "d1")
        assert record_check.differences(connection) == []
    assert [(step.why, step.detail) for step in after.custody] == [
        ("", "unlocked"),
        ("", "saved-outside"),
        ("to the other side", ""),
    ]
    with store.write("document.change") as transaction:
        transaction.replace(replace(after, title="Letter of March"))
    with store.reading() as connection:
        assert record_check.differences(connection) == []


def test_a_charge_kept_before_the_state_s_word_on_limitation_has_none(store: Store) -> None:
    charge = Charge(id="c1", case_id="", article="Article 225", evasion="He left.")
    with store.write("charge.add") as transaction:
        transaction.add(charge)
    with store.engine.begin() as connection:  # as schema 46 kept it
        for statement in (
            """UPDATE audit SET after = replace(after, ', "limitation_asserted": ""', '')""",
            "ALTER TABLE charge DROP COLUMN limitation_asserted",
            "UPDATE alembic_version SET version_num = '0046'",
            "PRAGMA user_version = 46",
        ):
            connection.execute(text(statement))
    migrate(store.engine)
    require_known(store.engine)
    asserted = replace(charge, limitation_asserted="Not barred.")
    with store.reading() as connection:
        assert "limitation" not in str(connection.execute(text("SELECT after FROM audit")).all())
        assert table_for(Charge).find(connection, "c1") == charge
        assert record_check.differences(connection) == []
    with store.write("charge.change") as transaction:
        transaction.replace(asserted)
    with store.reading() as connection:
        assert table_for(Charge).find(connection, "c1") == asserted
        assert record_check.differences(connection) == []
