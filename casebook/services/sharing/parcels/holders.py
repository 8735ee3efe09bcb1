"""Who holds what: the register with the cases it is about, and who has the data of one person or case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from casebook.domain.base.entity import entity
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import person
from casebook.services.sharing.parcels import recall, register
from casebook.services.sharing.parcels.register import RegisterRow
from casebook.store.case import case as cases
from casebook.store.registry import known_table
from casebook.store.sharing import case_content, team_store


@entity
class HolderRow:
    """A line of the register, as a person reads it.

    Attributes:
        id: of the entry.
        row: the entry.
        references: of the cases it is about, sorted; those that are no longer here are left out.
        lacks_consent: a client no longer consents to the use it was handed over for.
    """

    id: str
    row: RegisterRow
    references: tuple[str, ...]
    lacks_consent: bool

    @property
    def is_due(self) -> bool:
        """Return whether it is to be recalled."""
        return self.row.is_due or self.lacks_consent


@entity
class HeldBy:
    """Who has the data of a person.

    Attributes:
        rows: parcels sealed here that hold them and were not recalled.
        withdrawn: of these the parcels whose use the person no longer consents to.
        shared: the cases that are shared with a team, by reference, each with the names of its members.
        has_withdrawn: the person withdrew a consent, and no other to the same purpose holds.
    """

    rows: tuple[RegisterRow, ...] = ()
    withdrawn: tuple[RegisterRow, ...] = ()
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()
    has_withdrawn: bool = False

    @property
    def is_any(self) -> bool:
        """Return whether anybody has."""
        return bool(self.rows or self.shared)


def listed(session: Session, about: str = "") -> list[HolderRow]:
    """Return the register, newest first.

    Args:
        session: the open vault.
        about: ID of a record, such as a case or person, that the entries hold; "" for all.
    """
    rows = [one for one in register.rows(session) if not about or about in one.handover.all_ids]
    lacking = {one.handover.id for one in recall.without_consent(session, rows)}
    references = references_of(session, rows)
    return [
        HolderRow(
            id=one.handover.id,
            row=one,
            references=references[one.handover.id],
            lacks_consent=one.handover.id in lacking,
        )
        for one in rows
    ]


def count(session: Session) -> int:
    """Return how many parcels the register has."""
    return len(register.rows(session))


def references_of(session: Session, rows: Iterable[RegisterRow]) -> dict[str, tuple[str, ...]]:
    """Return by entry the references of the cases it is about, sorted; without those no longer here."""
    of_cases = _cases_of(session, rows)
    with session.store.reading() as connection:
        known = cases.references(connection, {case_id for ids in of_cases.values() for case_id in ids})
    return {
        entry: tuple(sorted(known[one] for one in case_ids if one in known))
        for entry, case_ids in of_cases.items()
    }


def held_by(session: Session, person_id: str) -> HeldBy:
    """Return who has the data of a person: by a parcel sealed here, or in a case that a team shares.

    Raises:
        NotFound: there is no such person.
    """
    one, today = record.find(session, Person, person_id), session.clock().date()
    rows = register.holders_of(session, person_id)
    return HeldBy(
        rows=tuple(rows),
        withdrawn=tuple(
            row
            for row in rows
            if row.handover.purpose and not one.valid_consents(row.handover.purpose, today)
        ),
        shared=_shared(session, person_id),
        has_withdrawn=any(
            each.withdrawn_on and not one.valid_consents(each.purpose, today) for each in one.consents
        ),
    )


def members_of_cases(session: Session, case_ids: Collection[str]) -> tuple[str, ...]:
    """Return the names of the other members with whom one of these cases is shared, sorted."""
    with session.store.reading() as connection:
        if team_store.team(connection) is None:
            return ()
    from casebook.services.sharing.team.status import team_status

    spaces = [one for one in team_status(session).spaces if one.case_id in case_ids and not one.is_closed]
    return tuple(sorted({name for one in spaces for name in one.members}))


def _cases_of(session: Session, rows: Iterable[RegisterRow]) -> Mapping[str, set[str]]:
    """Return the cases of entries; of one without a case those of its first records."""
    by_entry: dict[str, set[str]] = {}
    with session.store.reading() as connection:
        for row in rows:
            ids = set(row.handover.ids("case"))
            for given in row.handover.given if not ids else ():
                if _is_of_cases(given.noun):
                    ids |= set(case_content.cases_of(connection, {given.noun: given.ids[:_FEW]}))
            by_entry[row.handover.id] = ids
    return by_entry


def _shared(session: Session, person_id: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    with session.store.reading() as connection:
        if team_store.team(connection) is None:
            return ()
    from casebook.services.sharing.team.status import team_status

    own = {one.id for one in person.cases_of(session, person_id)}
    spaces = [one for one in team_status(session).spaces if one.case_id in own and one.members]
    return tuple(sorted((one.reference, one.members) for one in spaces))


def _is_of_cases(noun: str) -> bool:
    """Return whether a record of a noun says of which case it is; one of a newer version does not."""
    table = known_table(noun)
    return table is not None and "case_id" in table.table.c


_FEW = 20
"""Records by which the cases of a received entry are found that brought no whole case."""
