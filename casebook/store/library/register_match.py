"""Rows of public registers that may be about people of the casebook."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from casebook.domain.library.register_match import RegisterMatch
from casebook.domain.sharing.merge import WHOLE_PART, FieldBlock, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import among, maybe_text, noun_table, number, parts, text

REGISTER_MATCH = EntityTable(
    noun="register-match",
    kind=RegisterMatch,
    table=noun_table(
        "register_match",
        text("register_id"),
        text("register_title"),
        text("person_id", is_indexed=True),
        text("case_id", is_indexed=True),
        text("state"),
        number("line"),
        text("key"),
        parts("cells"),
        parts("agreements"),
        parts("differences"),
        text("row_digest", is_indexed=True),
        text("sha256"),
        maybe_text("retrieved_on"),
        text("matched_on"),
        maybe_text("decided_on"),
        text("decided_by"),
        text("why"),
        text("source_id"),
        parts("fact_ids"),
    ),
    title=lambda match: " · ".join(part for part in (match.register_title, match.key) if part),
    words=lambda match: [
        SearchText(
            title=match.register_title,
            body=" ".join((match.key, match.why, *(cell.text for cell in match.cells))),
            case_id=match.case_id,
        )
    ],
    merge=merging(
        one=(
            "register_id",
            "register_title",
            "person_id",
            "line",
            "key",
            "row_digest",
            "sha256",
            "retrieved_on",
            "matched_on",
            "decided_by",
        ),
        parts={"cells": WHOLE_PART, "agreements": WHOLE_PART, "differences": WHOLE_PART},
        whole={
            "decision": FieldBlock(fields=("state", "case_id", "decided_on", "why", "source_id", "fact_ids"))
        },
    ),
)


def known(connection: Connection, digests: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return the state of matches of these rows outside the bin, by digest and person."""
    table = REGISTER_MATCH.table
    columns = (table.c.row_digest, table.c.person_id, table.c.state)
    query = select(*columns).where(table.c.binned_at.is_(None), among(table.c.row_digest, digests))
    return {(row.row_digest, row.person_id): row.state for row in connection.execute(query)}


def by_state(connection: Connection) -> dict[str, int]:
    """Return how many matches outside the bin are in each state."""
    table = REGISTER_MATCH.table
    states = connection.execute(select(table.c.state).where(table.c.binned_at.is_(None))).scalars()
    counts: dict[str, int] = {}
    for state in states:
        counts[state] = counts.get(state, 0) + 1
    return counts
