"""Sealed declarations among what a deletion takes, in the bin or not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from casebook.domain.declaration.declaration import Declaration
from casebook.domain.declaration.going import GoingDeclaration, going_of, require_codes
from casebook.store.base.table import among
from casebook.store.case.case import CASE
from casebook.store.declaration.declaration import DECLARATION

if TYPE_CHECKING:
    from sqlalchemy import Connection

Key = tuple[str, str]
"""Noun and ID of a record."""


def sealed_among(connection: Connection, records: Iterable[Key]) -> list[tuple[Declaration, str]]:
    """Return the sealed declarations among records, and of cases and people among them, with their cases.

    Args:
        connection: of the casebook.
        records: what is deleted, in the bin or not.

    Returns:
        Each with the reference of its case, in the order of these.
    """
    wanted = list(records)
    ids = {record_id for noun, record_id in wanted if noun == "declaration"}
    case_ids = {record_id for noun, record_id in wanted if noun == "case"}
    people = {record_id for noun, record_id in wanted if noun == "person"}
    if not ids and not case_ids and not people:
        return []
    table, cases = DECLARATION.table, CASE.table
    goes = among(table.c.id, ids) | among(table.c.case_id, case_ids) | among(table.c.person_id, people)
    query = select(table).where(goes, table.c.signed_on.is_not(None))
    declarations = DECLARATION.all(connection, query)
    of = {one.case_id for one in declarations}
    rows = connection.execute(select(cases.c.id, cases.c.reference).where(among(cases.c.id, of)))
    references: dict[str, str] = {row.id: row.reference for row in rows}
    named = [(one, references.get(one.case_id, "")) for one in declarations]
    return sorted(named, key=lambda one: (one[1], one[0].made_on or one[0].signed_on, one[0].id))


def going_among(connection: Connection, records: Iterable[Key]) -> tuple[GoingDeclaration, ...]:
    """Return what names the sealed declarations that go with records."""
    return tuple(going_of(one, case) for one, case in sealed_among(connection, records))


def require_asked(connection: Connection, records: Iterable[Key], codes: Collection[str]) -> None:
    """Refuse to destroy records with a sealed declaration among them unless its code was entered.

    Raises:
        Refused: a code is missing.
    """
    require_codes(sealed_among(connection, records), codes)
