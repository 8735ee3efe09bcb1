"""Facts of a case; in order of day they are its chronology."""

from __future__ import annotations

from casebook.domain.case.fact import Account, Fact
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, sort_day, text


def _said(account: Account) -> str:
    return f"{account.stated_by} {account.words}"


SHELF = EntityTable(
    noun="fact",
    kind=Fact,
    table=noun_table(
        "fact",
        text("case_id", is_indexed=True),
        text("statement"),
        parts("on"),
        text("place"),
        text("status"),
        text("inconsistency"),
        text("explanation"),
        parts("accounts"),
        parts("pinpoints"),
        parts("finding_ids"),
        sort_day(),
    ),
    derived=lambda fact: {"sorted_on": fact.on.earliest_on.isoformat()},
    words=lambda fact: [
        SearchText(
            title=fact.statement,
            body=" ".join((fact.place, fact.explanation, *map(_said, fact.accounts))),
            case_id=fact.case_id,
        )
    ],
)
