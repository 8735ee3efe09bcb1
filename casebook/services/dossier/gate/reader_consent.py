"""Whose consent covers the reader of a copy.

A service copy goes to the requesting State. A consent with limits covers that State only where it names the
recipient: what a relative allowed for a court is not allowed for those who look for the relative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.domain.dossier.build import BuildRequest
from casebook.domain.person.kinship import words_of
from casebook.domain.person.person import Consent, Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData


def hidden_people(dossier_data: DossierData, request: BuildRequest) -> tuple[Person, ...]:
    """Return the people in China whose consent does not cover the reader of a copy."""
    return tuple(one for one in dossier_data.people_in_china if not covers(one, dossier_data, request))


def words_for(session: Session, clients: Iterable[Person], hidden: Iterable[Person]) -> tuple[str, ...]:
    """Return the words of kinship by which a text may mention hidden people."""
    client_ids, hidden_ids = {client.id for client in clients}, {one.id for one in hidden}
    return words_of(
        relation.kind
        for relation in record.every(session, Relation)
        if relation.person_id in client_ids and relation.other_id in hidden_ids
    )


def covers(person: Person, dossier_data: DossierData, request: BuildRequest) -> bool:
    """Return whether a consent of a person covers the reader of a copy."""
    return any(_is_for(one, dossier_data, request) for one in _valid(person, dossier_data, request))


def permits(person: Person, dossier_data: DossierData, request: BuildRequest) -> bool:
    """Return whether a valid consent to the purpose, with limits or without, may be for the reader of a copy.

    One given for a recipient alone is none for another.
    """
    return any(
        not one.recipient or _names(one, dossier_data, request)
        for one in _valid(person, dossier_data, request)
    )


def names_reader(person: Person, dossier_data: DossierData, request: BuildRequest) -> bool:
    """Return whether a valid consent of a person names the reader of a copy as its recipient."""
    return any(_names(one, dossier_data, request) for one in _valid(person, dossier_data, request))


def _valid(person: Person, dossier_data: DossierData, request: BuildRequest) -> Iterator[Consent]:
    for consent in person.consents:
        if consent.purpose == request.purpose and consent.holds_on(dossier_data.today):
            yield consent


def _is_for(consent: Consent, dossier_data: DossierData, request: BuildRequest) -> bool:
    """Return whether a consent is for this reader: one with a scope is for a court, not for the State."""
    if consent.recipient:
        return _names(consent, dossier_data, request)
    return request.copy_kind != "service" or not consent.limits


def _names(consent: Consent, dossier_data: DossierData, request: BuildRequest) -> bool:
    court = dossier_data.dossier.court if request.copy_kind == "filing" else ""
    readers = {reader.casefold().strip() for reader in (request.for_whom, court)} - {""}
    return consent.recipient.casefold().strip() in readers
