"""Countries, their instruments, decisions and incidents, and the checked claims."""

from __future__ import annotations

from casebook.domain.library.claim import Claim
from casebook.domain.library.clause import Clause
from casebook.domain.library.country import Country
from casebook.domain.library.decision import Decision
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.public_incident import PublicIncident
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import flag, noun_table, parts, text

COUNTRY = EntityTable(
    noun="country",
    kind=Country,
    table=noun_table(
        "country",
        text("name"),
        parts("remedies"),
        text("extradition_id"),
        text("surrender_id"),
        text("death_penalty_practice"),
        text("notes"),
        text("conflict"),
        text("pack"),
    ),
    words=lambda country: [SearchText(title=country.name, body=country.notes)],
)

INSTRUMENT = EntityTable(
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

CLAUSE = EntityTable(
    noun="clause",
    kind=Clause,
    table=noun_table(
        "clause",
        text("instrument_id", is_indexed=True),
        text("subject"),
        text("text"),
        flag("is_seen"),
        text("article"),
        text("url"),
        text("pack"),
    ),
    words=lambda clause: [SearchText(title=clause.text, body=clause.article)],
)

DECISION = EntityTable(
    noun="decision",
    kind=Decision,
    table=noun_table(
        "decision",
        text("court"),
        text("forum"),
        text("country", is_indexed=True),
        text("title"),
        text("person_type"),
        text("requesting_party"),
        text("procedure"),
        text("outcome"),
        text("summary"),
        flag("is_seen"),
        text("confidence"),
        parts("decided_on"),
        text("number"),
        text("ecli"),
        parts("grounds"),
        flag("has_assurances"),
        text("assurances_assessment"),
        text("url"),
        text("reported_in"),
        text("notes"),
        text("history"),
        text("cite_use"),
        parts("later"),
        text("matter"),
        text("pack"),
    ),
    words=lambda decision: [
        SearchText(
            title=decision.title,
            body=f"{decision.court} {decision.number} {decision.ecli} {decision.summary}",
        )
    ],
)

PUBLIC_INCIDENT = EntityTable(
    noun="public-incident",
    kind=PublicIncident,
    table=noun_table(
        "public_incident",
        text("kind"),
        text("actor"),
        text("summary"),
        flag("is_seen"),
        text("confidence"),
        text("country", is_indexed=True),
        parts("on"),
        parts("named_persons"),
        text("group"),
        text("url"),
        text("reported_in"),
        text("notes"),
        text("conflict"),
        text("pack"),
    ),
    words=lambda incident: [
        SearchText(title=incident.summary, body=" ".join((incident.group, *incident.named_persons)))
    ],
)

CLAIM = EntityTable(
    noun="claim",
    kind=Claim,
    table=noun_table(
        "claim",
        text("claim"),
        text("result"),
        text("notes"),
        text("url"),
        text("reported_in"),
        parts("countries"),
        text("pack"),
    ),
    words=lambda claim: [SearchText(title=claim.claim, body=claim.notes)],
)
