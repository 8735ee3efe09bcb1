"""The people of a case: those with a role in it, and those related to clients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case, Standing
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import person
from casebook.services.person.person import Bond


@entity
class CasePersonRow:
    """A person with a role in a case, or related to a client.

    Attributes:
        standing: in the case, or "" where they have no part in it.
        bond: what binds them to the client, where they have no part.
    """

    id: str
    person: Person
    standing: Standing | Literal[""] = ""
    bond: Bond | None = None

    @property
    def whereabouts(self) -> str:
        """Return their whereabouts, for someone without a role as the relationship states; protected."""
        return self.bond.relation.other_is_in if self.bond else self.person.whereabouts


@entity
class CasePeople:
    """A case with its people.

    Attributes:
        rows: the parties in the order of the case, then those bound to the clients, each once.
        bonds: what binds the clients to others, by the client's id.
    """

    case: Case
    rows: tuple[CasePersonRow, ...]
    bonds: Mapping[str, tuple[Bond, ...]]


def of_case(session: Session, case_id: str) -> CasePeople:
    """Return the people of a case.

    Raises:
        NotFound: there is no such case.
    """
    case = record.find(session, Case, case_id)
    standings = {party.person_id: party.standing for party in case.parties}
    rows = {
        party.id: CasePersonRow(id=party.id, person=party, standing=standings[party.id])
        for party in person.of_case(session, case)
    }
    bonds = {client_id: tuple(person.bonds(session, client_id)) for client_id in case.client_ids}
    for bond in (bond for client_bonds in bonds.values() for bond in client_bonds):
        if bond.other.id not in standings:
            row = CasePersonRow(id=bond.other.id, person=bond.other, bond=bond)
            rows.setdefault(bond.other.id, row)
    return CasePeople(case=case, rows=tuple(rows.values()), bonds=bonds)


def leave(session: Session, case: Case, person_id: str) -> Case:
    """Remove a person from a case; the person stays in the vault.

    Raises:
        Conflict: the case was changed meanwhile.
    """
    return record.change(session, case.without_party(person_id), seen=case)


def come_back(session: Session, case: Case, person_id: str) -> Case:
    """Undo `leave`; what others changed in the case since stays.

    Raises:
        Conflict: its people were changed since.
    """
    return record.take_back(session, case.without_party(person_id), case)
