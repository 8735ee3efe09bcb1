"""Instruments of cooperation, by the country that signed them."""

from __future__ import annotations

from casebook.domain.library.instrument import Instrument
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import flag, noun_table, parts, text

SHELF = EntityTable(
    noun="instrument",
    kind=Instrument,
    table=noun_table(
        "instrument",
        text("kind"),
        text("title"),
        text("status"),
        text("china_party"),
        flag("is_seen"),
        text("confidence"),
        text("country", is_indexed=True),
        text("organisation"),
        parts("status_as_of"),
        parts("acts"),
        text("published"),
        parts("terms"),
        text("reference"),
        text("url"),
        text("reported_in"),
        parts("seen_fields"),
        text("op_ed_check"),
        text("notes"),
        text("conflict"),
        text("pack"),
    ),
    words=lambda instrument: [
        SearchText(
            title=instrument.title,
            body=f"{instrument.organisation} {instrument.reference} {instrument.notes}",
        )
    ],
)
