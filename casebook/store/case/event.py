"""Events of a case, in order of day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func

from casebook.domain.case.event import Event
from casebook.domain.sharing.merge import WHOLE_PART, FieldBlock, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, sort_day, text

EVENT = EntityTable(
    noun="event",
    kind=Event,
    table=noun_table(
        "event",
        text("case_id", is_indexed=True),
        text("kind"),
        text("title"),
        parts("on"),
        text("status"),
        text("proceeding_id"),
        maybe_text("at"),
        text("zone"),
        text("place"),
        text("interpreter"),
        text("attendance"),
        text("outcome"),
        parts("calendar"),
        parts("tags"),
        sort_day(),
    ),
    derived=lambda event: {"sorted_on": event.on.earliest_on.isoformat()},
    words=lambda event: [
        SearchText(
            title=event.title,
            body=" ".join((event.place, event.interpreter, event.attendance, event.outcome, *event.tags)),
            case_id=event.case_id,
        )
    ],
    merge=merging(
        one=(
            "case_id",
            "kind",
            "title",
            "status",
            "proceeding_id",
            "place",
            "interpreter",
            "attendance",
            "outcome",
            "calendar",
        ),
        parts={"tags": WHOLE_PART},
        whole={"time": FieldBlock(fields=("on", "at", "zone"), earliest="on")},
    ),
)


def between(connection: Connection, first_on: date, last_on: date, case_id: str = "") -> list[Event]:
    """Return the events of a case, or of all, whose earliest day is in this range."""
    table = EVENT.table
    query = EVENT.not_binned().where(table.c.sorted_on.between(first_on.isoformat(), last_on.isoformat()))
    return EVENT.all(connection, query.where(table.c.case_id == case_id) if case_id else query)


def inexact(connection: Connection, case_id: str = "") -> list[Event]:
    """Return the planned events of a case, or of all, whose date is not one exact day."""
    table = EVENT.table
    edtf = func.json_extract(table.c.on, "$.edtf")
    query = EVENT.not_binned().where(
        table.c.status == "planned", edtf.op("NOT GLOB")("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]")
    )
    return EVENT.all(connection, query.where(table.c.case_id == case_id) if case_id else query)


def unclassified(connection: Connection, today_on: date) -> list[Event]:
    """Return the planned events of all cases without a certain type that begin on a day or later."""
    table = EVENT.table
    query = EVENT.not_binned().where(
        table.c.kind == "other", table.c.status == "planned", table.c.sorted_on >= today_on.isoformat()
    )
    return EVENT.all(connection, query)


def served(connection: Connection) -> list[Event]:
    """Return the served decisions of all cases."""
    return EVENT.all(connection, EVENT.not_binned().where(EVENT.table.c.kind == "decision-served"))
