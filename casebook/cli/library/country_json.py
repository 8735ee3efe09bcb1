"""Country sheets as JSON: dates in EDTF; unknown values are null, never empty or 0."""

from __future__ import annotations

from typing import Any

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.library.channel import ChannelState
from casebook.domain.library.citation import cite_decision
from casebook.domain.library.claim import Claim
from casebook.domain.library.clause import Clause
from casebook.domain.library.country import Remedy
from casebook.domain.library.decision import Decision
from casebook.domain.library.history import LaterEvent
from casebook.domain.library.instrument import Act, Instrument, InstrumentTerms
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.sheet import CountrySheet
from casebook.services.library import country, country_text

JsonObject = dict[str, Any]


def sheet(shown: CountrySheet) -> JsonObject:
    """Return a whole sheet."""
    land = shown.country
    return {
        "code": shown.code,
        "name": country.name(shown, Translator()),
        "channels": [channel(state) for state in shown.channels],
        "remedies": [remedy(entry) for entry in land.remedies] if land else [],
        "death_penalty_practice": (land.death_penalty_practice or None) if land else None,
        "notes": (land.notes or None) if land else None,
        "clauses": [clause(entry) for entry in shown.clauses],
        "decisions": [decision(entry) for entry in shown.decisions],
        "matters": [
            {
                "decisions": [entry.id for entry in matter.decisions],
                "latest": matter.latest.id,
                "latest_outcome": matter.latest.outcome,
                "person_type": matter.latest.person_type,
            }
            for matter in shown.matters
        ],
        "assurances": [assurance(entry) for entry in shown.assurances],
        "assurance_breaches": [entry.id for entry in shown.breaches],
        "incidents": [incident(entry) for entry in shown.incidents],
        "claims": [claim(entry) for entry in shown.claims],
        "conflicts": [
            {"noun": conflict.noun, "id": conflict.record_id, "title": conflict.title, "text": conflict.text}
            for conflict in shown.conflicts
        ],
        "pack": shown.version,
    }


def channel(state: ChannelState) -> JsonObject:
    """Return a channel: its status, start, basis and support."""
    return {
        "channel": state.kind,
        "state": state.status,
        "since": _on(state.since),
        "is_date_seen": state.is_date_seen if state.acts else None,
        "acts": [act(step) for step in state.acts],
        "as_of": _on(state.as_of),
        "basis": state.basis,
        "confidence": state.confidence,
        "words": country_text.channel_state(state, Translator()),
        "instruments": [instrument(entry) for entry in state.instruments],
    }


def instrument(entry: Instrument) -> JsonObject:
    """Return an instrument with all that is known of it."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "title": entry.title,
        "status": entry.status,
        "china_party": entry.china_party,
        "country": entry.country or None,
        "organisation": entry.organisation or None,
        "acts": [act(each) for each in entry.acts],
        "status_as_of": _on(entry.status_as_of),
        "published": entry.published,
        **_terms(entry.terms),
        "reference": entry.reference or None,
        "url": entry.url or None,
        "reported_in": entry.reported_in or None,
        "seen": entry.is_seen,
        "seen_fields": entry.seen_fields,
        "confidence": entry.confidence,
        "op_ed_check": entry.op_ed_check or None,
        "conflict": entry.conflict or None,
        "notes": entry.notes or None,
        "pack": entry.pack or None,
    }


def _terms(terms: InstrumentTerms) -> JsonObject:
    return {
        "refusal_grounds": terms.refusal_grounds,
        "nationality_clause": terms.nationality_clause or None,
        "death_penalty_clause": terms.death_penalty_clause or None,
        "humanitarian_clause": terms.humanitarian_clause or None,
        "provisional_arrest_days": terms.provisional_arrest_days,
        "provisional_arrest_extension_days": terms.provisional_arrest_extension_days,
        "languages": terms.languages,
        "articles_read": terms.articles_read or None,
    }


def act(step: Act) -> JsonObject:
    """Return one step in the life of an instrument."""
    return {"kind": step.kind, "on": step.on.edtf, "by": step.by, "seen": step.is_seen}


def remedy(entry: Remedy) -> JsonObject:
    """Return a remedy."""
    return {"kind": entry.kind, "state": entry.state, "basis": entry.basis}


def clause(entry: Clause) -> JsonObject:
    """Return a clause."""
    return {
        "id": entry.id,
        "instrument": entry.instrument_id,
        "subject": entry.subject,
        "article": entry.article or None,
        "text": entry.text,
        "seen": entry.is_seen,
        "url": entry.url or None,
    }


def decision(entry: Decision) -> JsonObject:
    """Return a decision."""
    return {
        "id": entry.id,
        "court": entry.court,
        "forum": entry.forum,
        "country": entry.country or None,
        "decided": _on(entry.decided_on),
        "title": entry.title,
        "number": entry.number or None,
        "ecli": entry.ecli or None,
        "matter": entry.matter or None,
        "person_type": entry.person_type,
        "requesting_party": entry.requesting_party,
        "procedure": entry.procedure,
        "outcome": entry.outcome,
        "grounds": entry.grounds,
        "assurances_considered": entry.has_assurances,
        "assurances_assessment": entry.assurances_assessment or None,
        "summary": entry.summary,
        "citation": cite_decision(entry, Translator()),
        "cite_use": entry.cite_use,
        "later_history": entry.history or None,
        "later": [_later(event) for event in entry.later],
        "url": entry.url or None,
        "reported_in": entry.reported_in or None,
        "seen": entry.is_seen,
        "confidence": entry.confidence,
        "notes": entry.notes or None,
    }


def _later(event: LaterEvent) -> JsonObject:
    return {
        "on": _on(event.on),
        "kind": event.kind,
        "what": event.what,
        "reading_level": event.reading_level,
        "reported_in": event.reported_in or None,
    }


def assurance(entry: Decision) -> JsonObject:
    """Return the outcome of assurances in a decision."""
    return {
        "decision": entry.id,
        "decided": _on(entry.decided_on),
        "outcome": entry.outcome,
        "citation": cite_decision(entry, Translator()),
        "assessment": entry.assurances_assessment or None,
    }


def incident(entry: PublicIncident) -> JsonObject:
    """Return an incident with its attribution and objections to it."""
    return {
        "id": entry.id,
        "on": _on(entry.on),
        "country": entry.country or None,
        "kind": entry.kind,
        "actor": entry.actor,
        "attributed_by": entry.reported_in or None,
        "named_persons": entry.named_persons,
        "group": entry.group or None,
        "summary": entry.summary,
        "denials_and_limits": entry.notes or None,
        "conflict": entry.conflict or None,
        "url": entry.url or None,
        "seen": entry.is_seen,
        "confidence": entry.confidence,
    }


def claim(entry: Claim) -> JsonObject:
    """Return a checked claim of the published article."""
    return {
        "id": entry.id,
        "claim": entry.claim,
        "result": entry.result,
        "notes": entry.notes,
        "countries": entry.countries,
        "url": entry.url or None,
        "reported_in": entry.reported_in or None,
    }


def _on(stated: StatedDate | None) -> str | None:
    return stated.edtf if stated else None
