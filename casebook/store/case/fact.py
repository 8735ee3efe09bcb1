"""Facts of a case (its chronology) and transnational repression incidents, in order of day."""

from __future__ import annotations

from sqlalchemy import Connection

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.case.fact import Account, Fact
from casebook.domain.case.incident import Incident
from casebook.domain.sharing.merge import WHOLE_PART, FieldBlock, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, sort_day, text
from casebook.store.evidence.document import DOCUMENT


def _said(account: Account) -> str:
    return f"{account.stated_by} {account.words} {account.translation}"


FACT = EntityTable(
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
    merge=merging(
        one=("case_id", "statement", "on", "place", "status"),
        parts={
            "accounts": Part(by=("stated_by", "words")),
            "pinpoints": WHOLE_PART,
            "finding_ids": WHOLE_PART,
        },
        whole={"difference": FieldBlock(fields=("inconsistency", "explanation"))},
    ),
)

INCIDENT = EntityTable(
    noun="incident",
    kind=Incident,
    table=noun_table(
        "incident",
        text("case_id", is_indexed=True),
        text("method"),
        parts("on"),
        text("what"),
        text("place"),
        text("agent"),
        parts("person_ids"),
        parts("evidence"),
        text("corroboration"),
        text("corroborated_by"),
        text("reported_to"),
        sort_day(),
    ),
    derived=lambda incident: {"sorted_on": incident.on.earliest_on.isoformat()},
    words=lambda incident: [
        SearchText(
            title=incident.what,
            body=(
                f"{incident.method} {incident.place} {incident.agent} "
                f"{incident.corroborated_by} {incident.reported_to}"
            ),
            case_id=incident.case_id,
        )
    ],
    merge=merging(
        one=("case_id", "method", "on", "place", "agent", "reported_to"),
        parts={"person_ids": WHOLE_PART, "evidence": WHOLE_PART},
        whole={"corroboration": FieldBlock(fields=("corroboration", "corroborated_by"))},
        prose=("what",),
    ),
)


def refuse_missing_pages(connection: Connection, fact: Fact) -> None:
    """Reject a page that a document of the fact does not have; the pages of some files are not known.

    Raises:
        InvalidInput: it names one; its field is "pinpoints" or "accounts".
    """
    stated = [(account.pinpoint, "accounts") for account in fact.accounts if account.pinpoint]
    pinpoints = [*((pinpoint, "pinpoints") for pinpoint in fact.pinpoints), *stated]
    ids = {pinpoint.document_id for pinpoint, _ in pinpoints}
    documents = DOCUMENT.some(connection, ids) if ids else {}
    for pinpoint, field in pinpoints:
        document = documents.get(pinpoint.document_id)
        if document and document.page_count and not 0 <= pinpoint.page <= document.page_count:
            raise InvalidInput(
                Message(
                    "The document has no page {page}: its pages are 1 to {page_count}.",
                    page=pinpoint.page,
                    page_count=document.page_count,
                ),
                field=field,
                remedy="Enter one of its pages, or 0 for the whole document.",
            )
