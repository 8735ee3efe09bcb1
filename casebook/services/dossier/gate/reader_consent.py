"""Whose consent covers the reader of a copy, and who had better not be one.

A service copy goes to the requesting State. A consent with limits covers that State only where it names the
recipient: what a relative allowed for a court is not allowed for those who look for the relative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.base.message import Message
from casebook.domain.dossier.build import BuildRequest, readers_of
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.person.kinship import words_of
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation, related_to
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.person.recipient import REMEDY, unfit


def hidden_people(dossier_data: DossierData, request: BuildRequest) -> tuple[Person, ...]:
    """Return the people in China whose consent does not cover the reader of a copy."""
    return tuple(one for one in dossier_data.people_in_china if not covers(one, dossier_data, request))


def words_for(session: Session, clients: Iterable[Person], hidden: Iterable[Person]) -> tuple[str, ...]:
    """Return the words of kinship by which a text may mention hidden people."""
    client_ids, hidden_ids = {client.id for client in clients}, {one.id for one in hidden}
    return words_of(
        kind
        for other_id, kind in related_to(client_ids, record.every(session, Relation))
        if other_id in hidden_ids
    )


def covers(person: Person, dossier_data: DossierData, request: BuildRequest) -> bool:
    """Return whether a consent of a person covers the reader of a copy.

    What is served reaches the requesting State, which no scope is for.
    """
    is_served = request.copy_kind == "service"
    readers = readers_of(request, dossier_data.dossier.court)
    return person.consents_to(request.purpose, dossier_data.today, readers, whole=is_served)


def permits(person: Person, dossier_data: DossierData, request: BuildRequest) -> bool:
    """Return whether a valid consent to the purpose, with limits or without, may be for the reader of a copy.

    One given for a recipient alone is none for another.
    """
    readers = readers_of(request, dossier_data.dossier.court)
    return person.consents_to(request.purpose, dossier_data.today, readers)


def names_reader(person: Person, dossier_data: DossierData, request: BuildRequest) -> bool:
    """Return whether a valid consent of a person names the reader of a copy as its recipient."""
    readers = readers_of(request, dossier_data.dossier.court)
    valid = person.valid_consents(request.purpose, dossier_data.today)
    return any(one.recipient and one.covers(readers) for one in valid)


def recipient_problems(session: Session, request: BuildRequest) -> Iterator[PrecheckProblem]:
    """Yield what is wrong with the recipient that a copy names."""
    if (found := unfit(session, request.chosen_recipient)) is None:
        return
    what, is_blocking = found
    problem = FilingProblem(
        check="recipient",
        page=0,
        what=what,
        is_blocking=is_blocking,
        rule=Message("Anyone who has a copy can pass it on."),
        mend=REMEDY,
    )
    yield PrecheckProblem(problem=problem, about=DossierTarget(kind="cover"))


class ReaderConsents:
    """What each person of a copy, and each client of another case, consented to for its purpose, as of today.

    SECURITY: whoever decided to name somebody knew of this consent; once it is withdrawn, or given with other
    limits, that is another question.

    Args:
        dossier_data: the material of the copy.
        request: the copy.
    """

    def __init__(self, dossier_data: DossierData, request: BuildRequest) -> None:
        self.clients = frozenset(one.id for one in dossier_data.clients)
        self.hidden = frozenset(one.id for one in hidden_people(dossier_data, request))
        self._purpose, self._today = request.purpose, dossier_data.today
        known = (*dossier_data.other_clients, *dossier_data.people_in_china, *dossier_data.clients)
        self._people = {one.id: one for one in known}

    def of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the consents of people by ID, each person in one line of words for marks alone."""
        return tuple(self._stated(self._people[key]) for key in sorted(set(ids)) if key in self._people)

    def _stated(self, person: Person) -> str:
        stated = (
            f"{one.given_on} {one.recipient!r} {one.scope!r} {one.withdrawn_on} {one.expires_on} "
            f"{one.holds_on(self._today)}"
            for one in person.consents
            if one.purpose == self._purpose
        )
        return " | ".join((f"consent of {person.id}", *stated))
