"""Copies outside that are no parcels: each kind with who got it, when and of which case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from casebook.domain.declaration.declaration import Declaration, DeclarationRelease
from casebook.domain.dossier.build import Build, CopyKind
from casebook.domain.exchange.outcome_pack import OutcomePack, PackKind
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier import dossier
from casebook.services.sharing.parcels import other_copies

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def fill(session: Session) -> str:
    """A release, a filed copy, a draft and a pack, a day apart; returns the ID of their case."""
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    person = Person(id=session.ids())
    counsel = Contact(id=session.ids(), name="Petra Counsel", kind="lawyer")
    record.add(session, person)
    record.add(session, counsel)
    release = DeclarationRelease(id="r1", at=NOON, contact_id=counsel.id, purpose="court", sha256="a" * 64)
    record.add(
        session,
        Declaration(
            id="d1",
            case_id=case.id,
            person_id=person.id,
            language="en",
            made_on=date(2026, 2, 1),
            releases=(release,),
        ),
    )
    made = dossier.draft(session, case.id, "Appeal")
    copies: tuple[tuple[int, CopyKind], ...] = ((1, "filing"), (2, "draft"))
    for at, kind in copies:
        record.add(
            session,
            Build(
                id=f"b{at}",
                dossier_id=made.id,
                case_id=case.id,
                built_at=NOON + timedelta(days=at),
                copy_kind=kind,
                sha256="b" * 64,
                pages=3,
                for_whom="Supreme Court",
            ),
        )
    packs: tuple[tuple[int, PackKind], ...] = ((3, "given"), (4, "received"))
    for at, way in packs:
        pack = OutcomePack(
            id=f"p{at}",
            kind=way,
            digest=f"{at}" * 64,
            at=NOON + timedelta(days=at),
            made_on=date(2026, 3, 4),
            signer="d" * 64,
        )
        record.add(session, pack)
    return case.id


def test_what_left_is_listed_by_day_and_drafts_and_what_came_are_not(session: Session) -> None:
    fill(session)
    shown = [(one.noun, one.who, one.reference, one.at.day) for one in other_copies.listed(session)]
    assert shown == [
        ("outcome-pack", "", "", 4),
        ("dossier", "Supreme Court", "R-1", 2),
        ("declaration", "Petra Counsel", "R-1", 1),
    ]


def test_those_of_a_case_leave_out_packs_of_many(session: Session) -> None:
    case_id = fill(session)
    assert [one.noun for one in other_copies.listed(session, case_id)] == ["dossier", "declaration"]
    assert other_copies.listed(session, "another") == []


def test_a_pack_taken_back_is_not_listed_until_it_is_restored(session: Session) -> None:
    fill(session)
    record.move_to_bin(session, OutcomePack, "p3")
    assert "outcome-pack" not in {one.noun for one in other_copies.listed(session)}
    record.restore(session, OutcomePack, "p3")
    assert "outcome-pack" in {one.noun for one in other_copies.listed(session)}
