"""What the entries of an outcome rest on, by name, for those who have the case."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.case.outcome import AssuranceOutcome, Outcome, OutcomeEntry
from casebook.domain.evidence.document import Document
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.source import Source
from casebook.domain.person.contact import Contact
from casebook.services.base.session import Session
from casebook.store.registry import table_for


def titles(session: Session, outcome: Outcome) -> dict[str, str]:
    """Return the titles of documents, contacts, sources and of the treaty of an outcome, by ID."""
    parts: list[OutcomeEntry | AssuranceOutcome] = [*outcome.entries, *outcome.assurances]
    documents = {one.pinpoint.document_id for one in parts if one.pinpoint}
    with session.store.reading() as connection:
        named = {
            **{key: one.title for key, one in table_for(Document).some(connection, documents).items()},
            **{
                key: one.title
                for key, one in table_for(Source).some(connection, {one.source_id for one in parts}).items()
            },
            **{
                key: one.name
                for key, one in table_for(Contact).some(connection, {one.contact_id for one in parts}).items()
            },
            **{
                key: one.title
                for key, one in table_for(Instrument).some(connection, {outcome.instrument_id}).items()
            },
        }
    return {key: title for key, title in named.items() if key}


def evidence(one: OutcomeEntry | AssuranceOutcome, named: dict[str, str], words: Translator) -> str:
    """Return what one entry rests on: document and page, public source, contact."""
    place = one.pinpoint
    document = named.get(place.document_id, "") if place else ""
    if place and place.page and document:
        document = words("{title}, page {page}", title=document, page=place.page)
    parts = (document, named.get(one.source_id, ""), named.get(one.contact_id, ""))
    return words.series_of(part for part in parts if part)
