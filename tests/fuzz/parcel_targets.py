"""What reads a parcel once it is opened: whoever seals one for us can put anything into it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine

from casebook.base.errors import CasebookError, DamagedSource, VaultTooNew
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.fact import Fact
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.domain.sharing.comparison import compared
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.manifest import manifest_bytes, read_manifest
from casebook.domain.sharing.version import RecordVersion
from casebook.services.sharing.parcels.parcel_body import records_in
from casebook.store.base.connection import open_engine
from casebook.store.base.migrate import migrate
from casebook.store.sharing.arriving import known_of
from casebook.store.sharing.give import versions_of
from casebook.store.transaction import Transaction
from casebook.vault.sharing.parcel_body import deflated, inflated

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
KNOWN = (
    Person(id="0000000000000001", names=(Name(text="A", script="Latn"),), health="h"),
    Fact(id="0000000000000002", case_id="", statement="s", on=StatedDate(edtf="2026-01-05")),
    Document(
        id="0000000000000004",
        case_id="",
        title="d",
        kind="other",
        attachment_id="",
        sha256="00",
        size_bytes=1,
        media_type="",
        page_count=2,
    ),
    Deadline(id="0000000000000003", case_id="", title="t", due_on=AT.date(), origin="hand"),
)
"""Records that are here when the body comes."""
_AUDIT_KEY = b"audit key of thirty-two bytes..."


def parcel_manifest(data: bytes) -> None:
    """Read a list of contents: what is read is read again as it was."""
    with suppress(DamagedSource, VaultTooNew):
        manifest = read_manifest(data)
        assert read_manifest(manifest_bytes(manifest)) == manifest


def parcel_body(data: bytes) -> None:
    """Read a body, as it is and deflated, hold it against records that are here, and take it."""
    with suppress(DamagedSource):
        inflated(data)
    try:
        versions = records_in(deflated(data))
    except DamagedSource:
        return
    with _casebook() as connection:
        for one in versions:
            _compared(connection, one)
        taken_in(connection, versions)
        for noun in {one.noun for one in versions}:
            with suppress(CasebookError):
                for one in versions_of(connection, noun, [one.id for one in versions]):
                    json.dumps(encoded(one))


def taken_in(connection: Connection, versions: list[RecordVersion]) -> None:
    """Take records twice, which shows the same as once."""
    transaction = Transaction(connection, "parcel.take", "tester", AT)
    transaction.take(versions)
    transaction.finish(_AUDIT_KEY)
    again = Transaction(connection, "parcel.take", "tester", AT)
    assert all(one.before == one.after for one in again.take(versions))


def _compared(connection: Connection, one: RecordVersion) -> None:
    here = known_of(connection, one.noun, [one.id])
    here.state_of(one)
    for field in compared(here.rules, here.versions.get(one.id), one, (), here.is_readable):
        assert field.state in {"new", "theirs", "ours", "both", "same"}


@contextmanager
def _casebook() -> Iterator[Connection]:
    """A casebook with the known records, which is as it was afterwards."""
    connection: Any = _engine().connect()
    with connection, connection.begin() as beginning:
        yield connection
        beginning.rollback()


@cache
def _engine() -> Engine:
    engine = open_engine(None, bytes(range(48)))
    migrate(engine)
    with engine.begin() as connection:
        transaction = Transaction(connection, "test", "tester", AT)
        transaction.add_all(KNOWN)
        transaction.finish(_AUDIT_KEY)
    return engine
