"""What a service copy keeps from the other party: the asylum proceeding, and where people are held or live.

A service copy reaches the requesting State. That somebody asked for protection, when and how it ended, is
no matter for the State they fled; an address or a place of custody leads to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.evidence.privilege import is_asylum_paper
from casebook.language.protection.protection_claim import ClaimTeller, claim_teller
from casebook.services.dossier.dossier_data import DossierData

ASYLUM_CLAIM = "asylum-claim"
"""What a decision names by which a copy tells its recipient of the claim."""
_CLAUSE = re.compile(r"[^,;，；、]+")
_MIN_CHARACTERS = 6
"""Signs of a place that is looked for: "wing B" is one."""


def keeps_claim(dossier_data: DossierData) -> bool:
    """Return whether a copy keeps an asylum claim from its reader: a service copy without a decision."""
    return dossier_data.copy_kind == "service" and not discloses_claim(dossier_data)


def discloses_claim(dossier_data: DossierData) -> bool:
    """Return whether somebody decided that the recipient learns of the claim, or gets an asylum paper."""
    return ASYLUM_CLAIM in dossier_data.shown_sections or any(
        is_asylum_paper(document, dossier_data.documents) for document in dossier_data.exhibits
    )


def teller_of(dossier_data: DossierData) -> ClaimTeller:
    """Return what says of a text of the case whether it tells of a claim to protection."""
    known = (dossier_data.clients, dossier_data.people_in_china, dossier_data.other_clients)
    people = (*dossier_data.case_people, *(person for of in known for person in of))
    contacts = (one.contact for one in dossier_data.roles)
    return claim_teller(dossier_data.proceedings, people, contacts, dossier_data.searched_forms)


def shown_proceedings(dossier_data: DossierData) -> tuple[Proceeding, ...]:
    """Return the proceedings that a copy shows."""
    keeps = keeps_claim(dossier_data)
    return tuple(one for one in dossier_data.proceedings if not (keeps and one.kind == "asylum"))


def shown_events(dossier_data: DossierData) -> tuple[Event, ...]:
    """Return the events that a copy shows: none that it holds back for a claim and nobody released."""
    held = {event.id for event in held_events(dossier_data) if not is_released(dossier_data, event)}
    return tuple(event for event in dossier_data.events if event.id not in held)


def shown_facts(dossier_data: DossierData) -> tuple[Fact, ...]:
    """Return the facts that a copy shows: none that it holds back for a claim and nobody released."""
    held = {fact.id for fact in held_facts(dossier_data) if not is_released(dossier_data, fact)}
    return tuple(fact for fact in dossier_data.facts if fact.id not in held)


def held_events(dossier_data: DossierData) -> Iterator[Event]:
    """Yield the events of a proceeding that a copy keeps, and those that tell of a claim, released or not."""
    if not keeps_claim(dossier_data):
        return
    tells, shown = teller_of(dossier_data), shown_proceedings(dossier_data)
    kept_back = {one.id for one in dossier_data.proceedings} - {one.id for one in shown}
    for event in dossier_data.events:
        if event.proceeding_id in kept_back or tells(f"{event.title}\n\n{event.place}"):
            yield event


def held_facts(dossier_data: DossierData) -> Iterator[Fact]:
    """Yield the facts that tell of a claim that a copy keeps, or have its papers alone, released or not."""
    if not keeps_claim(dossier_data):
        return
    tells = teller_of(dossier_data)
    for fact in dossier_data.facts:
        if tells(f"{fact.statement}\n\n{fact.place}") or _has_papers_of_claim_alone(dossier_data, fact):
            yield fact


def release_name(held: Fact | Event) -> str:
    """Return by what a person releases what is held back for a claim."""
    return f"{'fact' if isinstance(held, Fact) else 'event'}-{held.id}"


def is_released(dossier_data: DossierData, held: Fact | Event) -> bool:
    """Return whether a person released it for this copy."""
    return release_name(held).upper() in dossier_data.released


def _has_papers_of_claim_alone(dossier_data: DossierData, fact: Fact) -> bool:
    papers = [dossier_data.documents.get(place.document_id) for place in fact.pinpoints]
    return bool(papers) and all(
        paper is not None and is_asylum_paper(paper, dossier_data.documents) for paper in papers
    )


def without_whereabouts(dossier_data: DossierData, text: str) -> str:
    """Return a text of a service copy without the recorded whereabouts of clients and people in China.

    Found is each clause as recorded ("Place of detention in Nicosia", "wing B"), whatever its capitals.
    """
    if dossier_data.copy_kind != "service":
        return text
    label = dossier_data.words("[place]")
    for place in hidden_places(dossier_data):
        text = re.sub(re.escape(place), lambda _: label, text, flags=re.IGNORECASE)
    return text


def hidden_places(dossier_data: DossierData) -> tuple[str, ...]:
    """Return the clauses that the statement of a service copy leaves out, the longest first.

    The birth place of a client stands in the request and in the statement itself: to hide it in some
    paragraphs only would say who lives there.
    """
    people = (*dossier_data.clients, *dossier_data.people_in_china)
    places = {clause.strip() for one in people for clause in _CLAUSE.findall(one.whereabouts)}
    births = {one.birth_place.strip().casefold() for one in dossier_data.clients}
    hidden = (place for place in places if len(place) >= _MIN_CHARACTERS and place.casefold() not in births)
    return tuple(sorted(hidden, key=len, reverse=True))
