"""Proceedings of a case."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from casebook.base.errors import InvalidInput
from casebook.domain.case.proceeding import Proceeding, check_appeal
from casebook.domain.sharing.merge import FieldBlock, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import as_one_row, not_binned, noun_table, parts, read_as_one, text

PROCEEDING = EntityTable(
    noun="proceeding",
    kind=Proceeding,
    table=noun_table(
        "proceeding",
        text("case_id", is_indexed=True),
        text("kind"),
        text("forum"),
        text("number"),
        text("requested_by"),
        text("offence"),
        text("prc_article"),
        text("instrument_id"),
        parts("stages"),
        text("outcome"),
        text("outcome_kind"),
        text("next_id"),
    ),
    words=lambda proceeding: [
        SearchText(
            title=f"{proceeding.kind} · {proceeding.forum}",
            body=(
                f"{proceeding.number} {proceeding.requested_by} {proceeding.offence} {proceeding.prc_article}"
            ),
            case_id=proceeding.case_id,
        )
    ],
    merge=merging(
        one=(
            "case_id",
            "kind",
            "forum",
            "number",
            "requested_by",
            "offence",
            "prc_article",
            "instrument_id",
            "next_id",
        ),
        parts={"stages": Part(by=("title", "begins"))},
        whole={"outcome": FieldBlock(fields=("outcome", "outcome_kind"))},
    ),
)


def refuse_foreign_appeal(connection: Connection, appealed: Proceeding) -> None:
    """Reject an appeal of another case, or one that leads back to its own proceeding.

    Raises:
        InvalidInput: it is one.
    """
    others = {other.id: other for other in PROCEEDING.of_case(connection, appealed.case_id)}
    if appealed.next_id not in others and PROCEEDING.some(connection, [appealed.next_id]):
        raise InvalidInput(
            "The appeal belongs to another case.",
            field="next_id",
            remedy="Choose the later proceeding in this case.",
        )
    check_appeal(appealed, others)


def running_stages(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Yield case, title and start (EDTF) of the last running stage of each proceeding outside the bin."""
    for case_id, stages in read_as_one(connection, _STAGES):
        running = [stage for stage in stages if stage["ends"] is None]
        if running:
            yield case_id, running[-1]["title"], running[-1]["begins"]["edtf"]


_STAGES = as_one_row(not_binned(PROCEEDING.table.c.case_id, PROCEEDING.table.c.stages))
