"""Country sheets as JSON: dates in EDTF, what is not known as null, never as an empty text or nought."""

from __future__ import annotations

from typing import Any

from casebook.base.i18n import Words
from casebook.domain.base.date import StatedDate
from casebook.domain.library.channel import ChannelState
from casebook.domain.library.claim import Claim
from casebook.domain.library.clause import Clause
from casebook.domain.library.country import Remedy
from casebook.domain.library.decision import Decision
from casebook.domain.library.instrument import Act, Instrument, Terms
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.sheet import Sheet
from casebook.services.library import country, country_text

Told = dict[str, Any]


def sheet(shown: Sheet) -> Told:
    """A whole sheet."""
    land = shown.country
    return {
        "code": shown.code,
        "name": country.name(shown, Words()),
        "channels": [channel(each) for each in shown.channels],
        "remedies": [remedy(each) for each in land.remedies] if land else [],
        "death_penalty_practice": (land.death_penalty_practice or None) if land else None,
        "notes": (land.notes or None) if land else None,
        "clauses": [clause(each) for each in shown.clauses],
        "decisions": [decision(each) for each in shown.decisions],
        "matters": [
            {
                "decisions": [each.id for each in matter.decisions],
                "latest": matter.latest.id,
                "latest_outcome": matter.latest.outcome,
                "person_type": matter.latest.person_type,
            }
            for matter in shown.matters
        ],
        "assurances": [assurance(each) for each in shown.assurances],
        "assurance_breaches": [each.id for each in shown.breaches],
        "incidents": [incident(each) for each in shown.incidents],
        "claims": [claim(each) for each in shown.claims],
        "conflicts": [
            {"noun": each.noun, "id": each.record_id, "title": each.title, "text": each.text}
            for each in shown.conflicts
        ],
        "pack": shown.version,
    }


def channel(state: ChannelState) -> Told:
    """A channel: how it stands, since when, how that is known, and what it rests on."""
    return {
        "channel": state.kind,
        "state": state.status,
        "since": _on(state.since),
        "is_date_seen": state.is_date_seen if state.acts else None,
        "acts": [act(each) for each in state.acts],
        "as_of": _on(state.as_of),
        "basis": state.basis,
        "confidence": state.confidence,
        "words": country_text.standing(state, Words()),
        "instruments": [instrument(each) for each in state.instruments],
    }


def instrument(told: Instrument) -> Told:
    """An instrument with all that is known of it."""
    return {
        "id": told.id,
        "kind": told.kind,
        "title": told.title,
        "status": told.status,
        "china_party": told.china_party,
        "country": told.country or None,
        "organisation": told.organisation or None,
        "acts": [act(each) for each in told.acts],
        "status_as_of": _on(told.status_as_of),
        "published": told.published,
        **_terms(told.terms),
        "reference": told.reference or None,
        "url": told.url or None,
        "reported_in": told.reported_in or None,
        "seen": told.is_seen,
        "seen_fields": told.seen_fields,
        "confidence": told.confidence,
        "op_ed_check": told.op_ed_check or None,
        "conflict": told.conflict or None,
        "notes": told.notes or None,
        "pack": told.pack or None,
    }


def _terms(told: Terms) -> Told:
    return {
        "refusal_grounds": told.refusal_grounds,
        "nationality_clause": told.nationality_clause or None,
        "death_penalty_clause": told.death_penalty_clause or None,
        "humanitarian_clause": told.humanitarian_clause or None,
        "provisional_arrest_days": told.provisional_arrest_days,
        "provisional_arrest_extension_days": told.provisional_arrest_extension_days,
        "languages": told.languages,
        "articles_read": told.articles_read or None,
    }


def act(told: Act) -> Told:
    """One step in the life of an instrument."""
    return {"kind": told.kind, "on": told.on.edtf, "by": told.by, "seen": told.is_seen}


def remedy(told: Remedy) -> Told:
    """A remedy."""
    return {"kind": told.kind, "state": told.state, "basis": told.basis}


def clause(told: Clause) -> Told:
    """A clause."""
    return {
        "id": told.id,
        "instrument": told.instrument_id,
        "subject": told.subject,
        "article": told.article or None,
        "text": told.text,
        "seen": told.is_seen,
        "url": told.url or None,
    }


def decision(told: Decision) -> Told:
    """A decision."""
    return {
        "id": told.id,
        "court": told.court,
        "forum": told.forum,
        "country": told.country,
        "decided": _on(told.decided_on),
        "title": told.title,
        "number": told.number or None,
        "ecli": told.ecli or None,
        "matter": told.matter or None,
        "person_type": told.person_type,
        "requesting_party": told.requesting_party,
        "procedure": told.procedure,
        "outcome": told.outcome,
        "grounds": told.grounds,
        "assurances_considered": told.has_assurances,
        "assurances_assessment": told.assurances_assessment or None,
        "summary": told.summary,
        "url": told.url or None,
        "reported_in": told.reported_in or None,
        "seen": told.is_seen,
        "confidence": told.confidence,
        "notes": told.notes or None,
    }


def assurance(told: Decision) -> Told:
    """What became of assurances in a decision."""
    return {
        "decision": told.id,
        "decided": _on(told.decided_on),
        "outcome": told.outcome,
        "assessment": told.assurances_assessment or None,
    }


def incident(told: PublicIncident) -> Told:
    """An incident with its attribution and what is said against it."""
    return {
        "id": told.id,
        "on": _on(told.on),
        "country": told.country or None,
        "kind": told.kind,
        "actor": told.actor,
        "attributed_by": told.reported_in or None,
        "named_persons": told.named_persons,
        "group": told.group or None,
        "summary": told.summary,
        "denials_and_limits": told.notes or None,
        "conflict": told.conflict or None,
        "url": told.url or None,
        "seen": told.is_seen,
        "confidence": told.confidence,
    }


def claim(told: Claim) -> Told:
    """A checked claim of the op-ed."""
    return {
        "id": told.id,
        "claim": told.claim,
        "result": told.result,
        "notes": told.notes,
        "countries": told.countries,
        "url": told.url or None,
        "reported_in": told.reported_in or None,
    }


def _on(stated: StatedDate | None) -> str | None:
    return stated.edtf if stated else None
