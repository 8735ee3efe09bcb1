"""Cases: their list, and lookup by reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter

from sqlalchemy import JSON, Connection, Index, Text, column, or_, select
from sqlalchemy import text as sql

from casebook.base.errors import InvalidInput, RecordNotFound
from casebook.base.message import Message
from casebook.domain.base.absence import NOT_HERE_YET
from casebook.domain.case.case import Case, CaseStatus
from casebook.domain.sharing.merge import WHOLE_PART, FieldBlock, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import (
    among,
    as_one_row,
    maybe_text,
    not_binned,
    noun_table,
    parts,
    read_as_one,
    text,
)
from casebook.store.base.team_tables import PURGE_REQUEST
from casebook.store.sharing import absence

CASE = EntityTable(
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
        text("code_name"),
        parts("tags"),
    ),
    words=lambda case: [
        SearchText(
            title=case.reference,
            body=" ".join(
                (case.title, case.code_name, case.jurisdiction, case.closing, *case.team, *case.tags)
            ),
            case_id=case.id,
        )
    ],
    merge=merging(
        one=("title", "jurisdiction", "opened_on", "code_name"),
        safest={"confidentiality": ("sealed", "restricted", "ordinary")},
        parts={"parties": Part(by=("person_id",)), "team": WHOLE_PART, "tags": WHOLE_PART},
        whole={"closing": FieldBlock(fields=("status", "closed_on", "closing"))},
        same=("reference",),
    ),
)
TABLE = CASE.table
_ANY = select(TABLE.c.id).where(TABLE.c.binned_at.is_(None)).limit(1)
_REFERENCES = select(TABLE.c.id, TABLE.c.reference).where(TABLE.c.binned_at.is_(None))
Index(
    "ix_case_file_standing",
    TABLE.c.opened_on.desc(),
    TABLE.c.reference,
    sqlite_where=TABLE.c.binned_at.is_(None),
)
_LISTED = as_one_row(
    sql(  # most name their client first, who is found without taking the parties apart
        "SELECT c.id, c.reference, c.title, c.jurisdiction, c.status, c.closed_on,"
        " c.closing, c.tags, person.leading_name, person.other_names"
        " FROM case_file AS c LEFT JOIN person ON person.binned_at IS NULL AND person.id ="
        " iif(c.parties ->> '$[0].standing' = 'client', c.parties ->> '$[0].person_id',"
        " (SELECT value ->> 'person_id' FROM json_each(c.parties) WHERE value ->> 'standing' = 'client'"
        " ORDER BY key LIMIT 1))"
        " WHERE c.binned_at IS NULL ORDER BY c.opened_on DESC, c.reference"
    ).columns(
        *(TABLE.c.id, TABLE.c.reference, TABLE.c.title, TABLE.c.jurisdiction, TABLE.c.status),
        *(TABLE.c.closed_on, TABLE.c.closing, TABLE.c.tags),
        *(column("leading_name", Text), column("other_names", JSON)),
    )
)
"""A single statement for the list of cases, which names a case by its first client."""
_HEARINGS = sql(
    "SELECT case_id, \"on\" FROM event WHERE kind = 'hearing' AND status = 'planned'"
    " AND sorted_on >= :today AND binned_at IS NULL ORDER BY sorted_on DESC, rowid DESC"
)
"""The hearings to come; the next one of each case is the last of its hearings here."""
_PARTIES = as_one_row(not_binned(TABLE.c.id, TABLE.c.reference, TABLE.c.parties))
Index("ix_case_file_reference", TABLE.c.reference)


Listed = tuple[
    str, str, str, str, CaseStatus, str | None, str, tuple[str, ...], str, tuple[str, ...], str | None
]
"""ID, reference, title, jurisdiction, status, closed on, outcome, tags, the client's main name and others,
next hearing that begins on a day or later with its date as stated, undecoded.
"""


def listed(connection: Connection, today_on: date) -> Iterator[Listed]:
    """Yield all cases outside the bin, newest first, with only the columns of the list."""
    coming = connection.execute(_HEARINGS, {"today": today_on.isoformat()})
    hearings = {row.case_id: row.on for row in coming.all()}
    for case_id, *columns, tags, client, others in read_as_one(connection, _LISTED):
        yield case_id, *columns, tuple(tags), client or "", tuple(others), hearings.get(case_id)


def is_any(connection: Connection) -> bool:
    """Return whether there is a case outside the bin."""
    return connection.execute(_ANY).first() is not None


def references(connection: Connection, ids: Iterable[str], *, only_open: bool = False) -> dict[str, str]:
    """Return the references of those of these cases that are outside the bin, by ID."""
    query = _REFERENCES.where(among(TABLE.c.id, ids))
    if only_open:
        query = query.where(TABLE.c.status == "open")
    return {row.id: row.reference for row in connection.execute(query).all()}


def references_with_bin(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the references of those of these cases that are here, in the bin or not, by ID."""
    query = select(TABLE.c.id, TABLE.c.reference).where(among(TABLE.c.id, ids))
    return {row.id: row.reference for row in connection.execute(query).all()}


def is_any_binned(connection: Connection) -> bool:
    """Return whether there is a case in the bin; none is that waits for a decision."""
    waiting = select(PURGE_REQUEST.c.record_id).where(PURGE_REQUEST.c.noun == "case")
    query = select(TABLE.c.id).where(TABLE.c.binned_at.is_not(None), TABLE.c.id.not_in(waiting)).limit(1)
    return connection.execute(query).first() is not None


def shown_references(
    connection: Connection, ids: Iterable[str], *, only_open: bool = False
) -> dict[str, str]:
    """Return the same for a list, in which a case that is not here yet is marked as such."""
    wanted = {*ids} - {""}
    known = references(connection, wanted, only_open=only_open)
    absent = wanted - absence.known_ids(connection, "case", wanted - known.keys()) - known.keys()
    return known | dict.fromkeys(absent, NOT_HERE_YET)


def every_reference(connection: Connection) -> list[str]:
    """Return the references of all cases, in the bin or not."""
    return list(connection.execute(select(TABLE.c.reference)).scalars())


def is_reference_taken(connection: Connection, case: Case) -> bool:
    """Return whether another case, in the bin or not, has the reference of this one."""
    query = select(TABLE.c.id).where(TABLE.c.reference == case.reference, TABLE.c.id != case.id)
    return connection.execute(query.limit(1)).first() is not None


def refuse_taken_reference(connection: Connection, case: Case) -> None:
    """Reject the reference of another case, at its field.

    Raises:
        InvalidInput: another case, in the bin or not, has it.
    """
    if is_reference_taken(connection, case):
        raise InvalidInput(
            "Another case, perhaps one in the bin, already has this reference.",
            field="reference",
            remedy="Enter a different reference.",
        )


def of_person(connection: Connection, person_id: str) -> list[Case]:
    """Return the cases outside the bin in which a person has a role."""
    has_party = sql(  # the text is looked through first: taking 10,000 parties apart is slow
        "instr(case_file.parties, :person_id) AND EXISTS (SELECT 1 FROM json_each(case_file.parties) AS party"
        " WHERE json_extract(party.value, '$.person_id') = :person_id)"
    ).bindparams(person_id=person_id)
    return CASE.all(connection, CASE.not_binned().where(has_party))


def standings(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return references of cases outside the bin in which each person has a role, by the person's ID."""
    standing: dict[str, tuple[str, ...]] = {}
    for person_id, _, reference, _ in parties(connection):
        standing[person_id] = (*standing.get(person_id, ()), reference)
    return standing


def parties(connection: Connection) -> list[tuple[str, str, str, str]]:
    """Return each person with a role in a case outside the bin: person, case, reference and role."""
    return [
        (person_id, case_id, reference, standing)
        for case_id, reference, joined in read_as_one(
            connection, _PARTIES, itemgetter("person_id", "standing")
        )
        for person_id, standing in joined
    ]


def named(connection: Connection, id_or_reference: str) -> Case:
    """Return the case outside the bin with this ID, or else with this reference.

    Raises:
        NotFound: there is none.
        InvalidInput: several cases have this reference; names their IDs.
    """
    query = CASE.not_binned().where(or_(TABLE.c.id == id_or_reference, TABLE.c.reference == id_or_reference))
    cases = CASE.all(connection, query)
    if not cases:
        raise RecordNotFound("There is no case with this ID or reference.", field="case")
    case = next((case for case in cases if case.id == id_or_reference), cases[0])
    if len(cases) > 1 and case.id != id_or_reference:
        raise InvalidInput(
            Message("Several cases have this reference: {ids}.", ids=tuple(sorted(one.id for one in cases))),
            field="case",
            remedy="Enter the ID of the case instead.",
        )
    return case


def sharing_reference(connection: Connection, case: Case) -> list[str]:
    """Return the IDs of the other cases outside the bin with the reference of this one."""
    query = select(TABLE.c.id).where(
        TABLE.c.binned_at.is_(None), TABLE.c.reference == case.reference, TABLE.c.id != case.id
    )
    return list(connection.execute(query.order_by(TABLE.c.id)).scalars())
