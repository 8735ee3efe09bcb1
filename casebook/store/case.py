"""Cases, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Index, func, or_, select, true
from sqlalchemy import text as sql

from casebook.base.errors import NotFound
from casebook.domain.case import Case
from casebook.store.shelf import Shelf, Words
from casebook.store.table import among, maybe_text, noun_table, parts, text

SHELF = Shelf(
    noun="case",
    kind=Case,
    table=noun_table(
        "case_file",  # CASE is a word of SQL
        text("reference"),
        text("title"),
        text("jurisdiction"),
        text("opened_on"),
        maybe_text("closed_on"),
        text("closing"),
        text("status"),
        text("confidentiality"),
        parts("parties"),
        parts("team"),
    ),
    words=lambda case: [
        Words(title=case.reference, body=f"{case.title} {case.jurisdiction}", case_id=case.id)
    ],
)
TABLE = SHELF.table
Index(
    "ix_case_file_standing",
    TABLE.c.opened_on.desc(),
    TABLE.c.reference,
    sqlite_where=TABLE.c.binned_at.is_(None),
)
Index("uq_case_file_reference", TABLE.c.reference, unique=True)


def page(connection: Connection, *, holding: str = "", offset: int = 0, most: int = 200) -> list[Case]:
    """Standing cases, newest first.

    Args:
        connection: inside a transaction.
        holding: only those whose reference or title holds this.
        offset: how many to pass over.
        most: at most so many.
    """
    query = SHELF.standing().where(_holds(holding)).order_by(TABLE.c.opened_on.desc(), TABLE.c.reference)
    return SHELF.all(connection, query.offset(offset).limit(most))


def count(connection: Connection, *, holding: str = "") -> int:
    """How many standing cases there are."""
    query = select(func.count()).select_from(TABLE).where(TABLE.c.binned_at.is_(None), _holds(holding))
    return connection.execute(query).scalar_one()


def references(connection: Connection, ids: Iterable[str], *, only_open: bool = False) -> dict[str, str]:
    """The reference of each of these cases that stands, by its id."""
    query = select(TABLE.c.id, TABLE.c.reference).where(TABLE.c.binned_at.is_(None), among(TABLE.c.id, ids))
    if only_open:
        query = query.where(TABLE.c.status == "open")
    return {row.id: row.reference for row in connection.execute(query)}


def of_person(connection: Connection, person_id: str) -> list[Case]:
    """The standing cases a person has a part in."""
    has_party = sql(
        "EXISTS (SELECT 1 FROM json_each(case_file.parties) AS party"
        " WHERE json_extract(party.value, '$.person_id') = :person_id)"
    ).bindparams(person_id=person_id)
    return SHELF.all(connection, SHELF.standing().where(has_party))


def standings(connection: Connection) -> list[tuple[str, str]]:
    """Each person with a part in a standing case, and its reference."""
    found = connection.execute(
        sql(
            "SELECT json_extract(party.value, '$.person_id'), case_file.reference"
            " FROM case_file, json_each(case_file.parties) AS party WHERE case_file.binned_at IS NULL"
        )
    )
    return [(person_id, reference) for person_id, reference in found]


def _holds(words: str) -> ColumnElement[bool]:
    """Whether reference or title holds these words; true for none."""
    if not words:
        return true()
    return or_(
        TABLE.c.reference.contains(words, autoescape=True), TABLE.c.title.contains(words, autoescape=True)
    )


def named(connection: Connection, id_or_reference: str) -> Case:
    """The standing case with this id or this reference.

    Raises:
        NotFound: there is none.
    """
    query = SHELF.standing().where(or_(TABLE.c.id == id_or_reference, TABLE.c.reference == id_or_reference))
    found = SHELF.all(connection, query)
    if not found:
        raise NotFound("There is no case with this id or reference.", field="case")
    return found[0]
