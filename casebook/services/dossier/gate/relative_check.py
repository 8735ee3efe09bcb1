"""Warns of passages of a service copy that speak of a relative in China without a name ("his brother")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import PrecheckProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.person.person import Person, Purpose
from casebook.domain.person.relation import Relation, is_in_china
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.compose import SetSections
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.passage import passages
from casebook.services.dossier.gate.recipient_gate import may_reach

_MIN_CHARACTERS = 2
"""Signs of a word of kinship that is looked for."""


def words_of_relatives(session: Session, dossier_data: DossierData, purpose: Purpose) -> dict[str, Person]:
    """Return people in China without consent, by what they are to a client, in plain letters ("brother")."""
    hidden = {
        one.id: one
        for one in dossier_data.people_in_china
        if not one.consents_to(purpose, dossier_data.today)
    }
    clients = {client.id for client in dossier_data.clients}
    return {
        relation.kind.casefold(): hidden[relation.other_id]
        for relation in record.every(session, Relation)
        if relation.person_id in clients and relation.other_id in hidden and is_in_china(relation)
        if len(relation.kind) >= _MIN_CHARACTERS
    }


def mentions(text: str, word: str) -> bool:
    """Return whether a text has a word of kinship, also in the genitive.

    >>> mentions("It was seen by his brother's wife.", "brother"), mentions("brotherhood", "brother")
    (True, False)
    """
    sides = (r"(?<!\w)", r"(?!\w)") if word.isascii() else ("", "")
    return bool(re.search(f"{sides[0]}{re.escape(word)}{sides[1]}", text.casefold()))


def unnamed_relatives(session: Session, sections: SetSections, purpose: Purpose) -> Iterator[PrecheckProblem]:
    """Yield each relative in China of whom passages of a service copy speak; a court need not be kept out."""
    dossier_data = sections.dossier_data
    if dossier_data.copy_kind != "service":
        return
    every = tuple(passages(sections))
    for word, person in words_of_relatives(session, dossier_data, purpose).items():
        names = [one.name for one in every if one.kind in {"paragraph", "row"} and mentions(one.text, word)]
        if names:
            yield may_reach(
                Message(
                    "The copy mentions a relative in China who has not consented to it. Passages: {names}.",
                    names=tuple(names),
                ),
                Message("Leave out of this copy what only that person can have sent or said."),
                DossierTarget(kind="person", id=person.id),
                is_blocking=False,
            )
