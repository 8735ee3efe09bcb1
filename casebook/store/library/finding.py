"""Findings of the library, by topic."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from casebook.domain.library.finding import Finding
from casebook.domain.library.profile_match import Reach
from casebook.domain.library.source import DECISION
from casebook.domain.sharing.merge import WHOLE_PART, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import among, flag, maybe_text, noun_table, parts, text
from casebook.store.library.source import SOURCE, STRICTEST_READING_LEVEL

FINDING = EntityTable(
    noun="finding",
    kind=Finding,
    table=noun_table(
        "finding",
        text("source_id", is_indexed=True),
        text("topic_id", is_indexed=True),
        text("statement"),
        text("strength"),
        text("kind"),
        text("pinpoint"),
        text("period"),
        text("scope"),
        parts("groups"),
        flag("is_adverse"),
        text("reading_level"),
        text("reported_in"),
        text("verify"),
        maybe_text("checked_on"),
        text("pack"),
    ),
    words=lambda finding: [
        SearchText(
            title=finding.statement,
            body=" ".join(
                (finding.scope, finding.period, finding.pinpoint, finding.topic_id, *finding.groups)
            ),
        )
    ],
    comes_with_packs=True,
    merge=merging(
        one=(
            "source_id",
            "topic_id",
            "statement",
            "strength",
            "kind",
            "pinpoint",
            "period",
            "scope",
            "reported_in",
            "verify",
            "checked_on",
            "pack",
        ),
        safest={"is_adverse": (True, False), "reading_level": STRICTEST_READING_LEVEL},
        parts={"groups": WHOLE_PART},
    ),
)
_TO_VERIFY = (
    select(func.count())
    .select_from(FINDING.table)
    .where(FINDING.table.c.binned_at.is_(None), FINDING.table.c.verify != "")
)


def to_verify(connection: Connection) -> int:
    """Return the number of findings outside the bin that must still be verified."""
    return connection.execute(_TO_VERIFY).scalar_one()


def on_topics(connection: Connection, topic_ids: Iterable[str]) -> list[Finding]:
    """Return the findings outside the bin on these topics."""
    return FINDING.all(connection, FINDING.not_binned().where(among(FINDING.table.c.topic_id, topic_ids)))


def reaches(connection: Connection) -> list[Reach]:
    """Whom, where and when each finding outside the bin speaks of: a fraction of reading them whole."""
    held, source = FINDING.table.c, SOURCE.table.c
    columns = [held[name] for name in Reach._fields[:-1]]
    joined = FINDING.table.outerjoin(SOURCE.table, held.source_id == source.id)
    query = select(*columns, source.csl_type).select_from(joined).where(held.binned_at.is_(None))
    return [
        Reach._make((*row[:5], tuple(row.groups), row.scope, row.period, row.csl_type == DECISION))
        for row in connection.execute(query.order_by(held.id))
    ]
