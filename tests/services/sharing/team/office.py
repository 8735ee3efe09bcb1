"""An office for tests: Anna founds a team that shares a case, others join it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.members.members import found, join, welcome
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from tests.services.sharing.team.conftest import SHARE, NewCasebook

PERSON = Person(id="p1", names=(Name(text="Sample Person", script="Latn"),), birth_place="Xian")
CASE = Case(
    id="c1",
    reference="S-1",
    title="Removal",
    jurisdiction="CY",
    opened_on=date(2026, 1, 2),
    parties=(Party(person_id="p1", standing="client"),),
)
OTHER = Case(id="c2", reference="SECRET-2", title="Other", jurisdiction="CY", opened_on=date(2026, 1, 2))


def pair(new_casebook: NewCasebook, folder: Path) -> tuple[Session, Session]:
    """Return Anna, an owner, and Ben, a member, who joined and took nothing yet."""
    anna, ben = new_casebook.again(make_pair, folder)
    return anna, ben


def make_pair(new_casebook: NewCasebook, folder: Path) -> tuple[Session, ...]:
    """Make them, of whom each test has a copy."""
    anna = new_casebook("anna")
    record.add(anna, PERSON, CASE, OTHER)
    device.make_own(anna, "Anna's laptop")
    found(anna, "Office", "Anna", folder / SHARE)
    open_case(anna, "c1")
    put(anna)
    return anna, joined(anna, new_casebook, "Ben", folder)


def joined(
    owner: Session,
    new_casebook: NewCasebook,
    name: str,
    folder: Path,
    role: MemberRole = MemberRole.MEMBER,
    *,
    case_id: str = "c1",
) -> Session:
    """Return the casebook of a new member, who was welcomed with the case and took nothing yet."""
    session = new_casebook(name.casefold())
    out = folder / f"{name}.casebook-parcel"
    card = device.make_own(session, f"{name}'s laptop")
    welcome(owner, card, member_name=name, role=role, case_ids=[case_id], to=out)
    put(owner)
    join(session, out, folder / SHARE, allow=True)
    return session


def note(session: Session, note_id: str, text: str = "x", *, case_id: str = "c1") -> None:
    """Add a note in the case that is shared."""
    record.add(
        session, Note(id=note_id, text=text, written_at=session.clock(), case_id=case_id, written_by="Author")
    )


def notes(session: Session) -> list[str]:
    """Return the IDs of the notes that are here."""
    return sorted(one.id for one in record.every(session, Note))


def exchange_all(*sessions: Session, times: int = 2) -> None:
    """Let all take and lay, one after another."""
    for _ in range(times):
        for session in sessions:
            take_all(session)
            put(session)


def own_id(session: Session) -> bytes:
    """Return the ID of a casebook's device."""
    return device.own_keys(session).id
