"""Topics, sources and statistics of the library, and collections."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Float

from casebook.domain.library.collection import Collection
from casebook.domain.library.rebuttal import Rebuttal
from casebook.domain.library.remark import Remark
from casebook.domain.library.revision import Revision
from casebook.domain.library.source import Source
from casebook.domain.library.statistic import Statistic
from casebook.domain.library.topic import Topic
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import flag, maybe_text, noun_table, parts, text

TOPIC = EntityTable(
    noun="topic",
    kind=Topic,
    table=noun_table(
        "topic", text("title"), text("definition"), parts("hooks"), parts("terms"), text("pack")
    ),
    words=lambda topic: [
        SearchText(title=topic.title, body=" ".join((topic.definition, topic.id, *topic.terms, *topic.hooks)))
    ],
)

SOURCE = EntityTable(
    noun="source",
    kind=Source,
    table=noun_table(
        "source",
        text("title"),
        text("author"),
        text("body"),
        text("type"),
        text("title_original"),
        text("publisher"),
        text("csl_type"),
        parts("issued"),
        parts("published"),
        maybe_text("accessed_on"),
        text("replaces"),
        text("follows"),
        text("number"),
        text("ecli"),
        text("url"),
        text("language"),
        parts("topics"),
        text("reliability"),
        text("access"),
        text("verify"),
        text("reading_level"),
        maybe_text("checked_on"),
        text("pack"),
    ),
    words=lambda source: [
        SearchText(
            title=source.title,
            body=f"{source.title_original} {source.author} {source.body} {source.number} {source.ecli}",
        )
    ],
)

STATISTIC = EntityTable(
    noun="statistic",
    kind=Statistic,
    table=noun_table(
        "statistic",
        text("measure"),
        text("unit"),
        parts("on"),
        Column("value", Float, nullable=False),
        text("compiler"),
        text("finding_id"),
        Column("upper", Float),
        text("note"),
        text("pack"),
    ),
    words=lambda statistic: [
        SearchText(title=statistic.measure, body=f"{statistic.compiler} {statistic.on.edtf}")
    ],
)

COLLECTION = EntityTable(
    noun="collection",
    kind=Collection,
    table=noun_table(
        "collection",
        text("title"),
        parts("finding_ids"),
    ),
    words=lambda collection: [SearchText(title=collection.title, body="")],
)

REMARK = EntityTable(
    noun="remark",
    kind=Remark,
    table=noun_table(
        "remark",
        text("noun"),
        text("record_id", is_indexed=True),
        text("text"),
        text("who"),
        text("noted_at"),
    ),
    words=lambda remark: [SearchText(title=remark.text, body=remark.record_id)],
)


def remarks_on(connection: Connection, record_id: str) -> list[Remark]:
    """The standing notes beside a record, oldest first."""
    query = REMARK.standing().where(REMARK.table.c.record_id == record_id)
    return REMARK.all(connection, query.order_by(REMARK.table.c.noted_at, REMARK.table.c.id))


REBUTTAL = EntityTable(
    noun="rebuttal",
    kind=Rebuttal,
    table=noun_table(
        "rebuttal",
        text("case_id", is_indexed=True),
        text("noun"),
        text("record_id"),
        text("text"),
        text("who"),
        text("written_at"),
    ),
    words=lambda rebuttal: [
        SearchText(title=rebuttal.text, body=rebuttal.record_id, case_id=rebuttal.case_id)
    ],
)

REVISION = EntityTable(
    noun="revision",
    kind=Revision,
    table=noun_table(
        "revision",
        text("dossier_id", is_indexed=True),
        text("noun"),
        text("record_id"),
        text("kind"),
        text("from_version"),
        text("to_version"),
        text("noted_at"),
        parts("fields"),
        flag("is_settled"),
    ),
)
