"""Tests of requests, one for each proceeding."""

from __future__ import annotations

from casebook.domain.request.request_test import RequestTest
from casebook.domain.sharing.merge import WHOLE_PART, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, text

REQUEST_TEST = EntityTable(
    noun="request-test",
    kind=RequestTest,
    table=noun_table(
        "request_test",
        text("case_id", is_indexed=True),
        text("proceeding_id"),
        parts("stages"),
        parts("left_out"),
        parts("receipts"),
        text("note"),
    ),
    title=lambda test: ", ".join(test.stages),
    words=lambda test: (
        [SearchText(title=test.note.partition("\n")[0], body=_remarks(test), case_id=test.case_id)]
        if _remarks(test)
        else []
    ),
    merge=merging(
        one=("case_id", "proceeding_id"),
        parts={"stages": WHOLE_PART, "left_out": WHOLE_PART, "receipts": Part(by=("paper_id",))},
        prose=("note",),
    ),
)


def _remarks(test: RequestTest) -> str:
    return " ".join(filter(None, (test.note, *(receipt.remark for receipt in test.receipts))))
