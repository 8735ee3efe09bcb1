"""Two casebooks of a team, each a folder and a code, to be opened by processes that end at any moment."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import NamedTuple

from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.base.session import Session, start_session
from casebook.services.sharing import device
from casebook.services.sharing.members.members import found, join, welcome
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from casebook.vault import create_vault
from tests.proof.ground import CHEAP, PHRASE


class Casebook(NamedTuple):
    """Where a casebook is, and what opens it."""

    path: Path
    code: str


def two_of_a_team(folder: Path, share: Path) -> tuple[Casebook, Casebook]:
    """Two casebooks that share a case through a folder, both locked."""
    made: list[tuple[Casebook, Session]] = []
    for name in ("anna", "ben"):
        vault, code = create_vault(folder / f"{name}.casebook", PHRASE, cost=CHEAP)
        made.append((Casebook(vault.path, code), start_session(vault, who=name)))
    (anna, first), (ben, second) = made
    record.add(first, Case(id="c1", reference="1", title="", jurisdiction="CY", opened_on=date(2026, 1, 2)))
    device.make_own(first, "anna")
    found(first, "Team", "anna", share)
    open_case(first, "c1")
    put(first)
    letter, card = folder / "ben.casebook-parcel", device.make_own(second, "ben")
    welcome(first, card, member_name="ben", role=MemberRole.MEMBER, case_ids=["c1"], to=letter)
    put(first)
    join(second, letter, share, allow=True)
    take_all(second)
    put(second)
    for session in (first, second):
        session.lock()
    return anna, ben


def add_note(session: Session, size: int = 20) -> str:
    """Save a note of so many letters, which do not deflate, in the case; returns its ID."""
    note_id = session.ids()
    text = random.Random(note_id).randbytes(size).decode("latin-1").replace("\0", "0")  # noqa: S311 - a filling
    record.add(session, Note(id=note_id, text=text, written_at=session.clock(), case_id="c1"))
    return note_id


def notes(session: Session) -> set[str]:
    """The IDs of all notes."""
    return {one.id for one in record.every(session, Note)}
