"""No road destroys a sealed declaration without naming it, the question, and its code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from casebook.base.errors import NotFound, Refused
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.sharing.parcels.recall import RecallView, purge_recalled
from casebook.services.sharing.team.purges import confirm_purge, purge_requests
from casebook.services.vault import record_bin
from casebook.store.sharing import team_store

WRONG: Sequence[Sequence[str]] = ((), ("00000000",), ("",))


def asked_to_purge(session: Session, noun: str, record_id: str) -> None:
    """Another member purged a record."""
    with session.store.write("team.take") as transaction:
        team_store.keep_purge_request(
            transaction.connection, noun, record_id, b"x", session.clock().isoformat()
        )


def test_a_case_takes_it_along_only_with_its_code(session: Session, signed: Declaration) -> None:
    record.move_to_bin(session, Case, signed.case_id)
    purging = record_bin.before_purge(session, "case", signed.case_id)
    assert [(one.id, one.case, one.made_on) for one in purging.sealed] == [(signed.id, "R-1", signed.made_on)]
    for codes in WRONG:
        with pytest.raises(Refused, match=r"destroys 1 signed declaration: R-1.*forcing you") as refused:
            record_bin.purge(session, "case", signed.case_id, codes=codes)
        assert signed.code not in str(refused.value)
    record_bin.purge(session, "case", signed.case_id, codes=(f" {signed.code.upper()}",))
    with pytest.raises(NotFound):
        record.find(session, Declaration, signed.id)


def test_another_case_beside_it_opens_no_road(session: Session, signed: Declaration) -> None:
    other = open_case(session, reference="R-2", title="", jurisdiction="CY")
    record.move_to_bin(session, Case, other.id)
    record.move_to_bin(session, Person, signed.person_id)
    chosen = [("case", other.id), ("person", signed.person_id)]
    with pytest.raises(Refused, match="the bin keeps it"):
        record_bin.purge_all(session, chosen, codes=(signed.code,))


def test_each_of_several_needs_its_own(session: Session, signed: Declaration) -> None:
    second = replace(signed, id=session.ids(), seal="ab" * 32, made_on=date(2026, 1, 2))
    record.add(session, second)
    record.move_to_bin(session, Case, signed.case_id)
    with pytest.raises(Refused, match="destroys 2 signed declarations"):
        record_bin.purge(session, "case", signed.case_id, codes=(signed.code,))
    record_bin.purge(session, "case", signed.case_id, codes=(signed.code, second.code))


def test_a_recall_needs_it_before_anything_moves(session: Session, signed: Declaration) -> None:
    wanted = (("case", signed.case_id), ("declaration", signed.id), ("document", signed.video_id))
    shown = RecallView(handovers=(), records=wanted, kept=(), own_work=())
    with pytest.raises(Refused, match="forcing you"):
        purge_recalled(session, shown, wanted)
    assert record.every(session, Declaration) == [signed]
    assert purge_recalled(session, shown, wanted, codes=(signed.code,)) == len(wanted)
    assert record.every(session, Declaration) == []


def test_what_another_member_purged_needs_it_here(session: Session, signed: Declaration) -> None:
    for noun, record_id in (
        ("document", signed.video_id),
        ("case", signed.case_id),
        ("declaration", signed.id),
    ):
        asked_to_purge(session, noun, record_id)
    named = {one.noun: len(one.sealed) for one in purge_requests(session)}
    assert named == {"document": 0, "case": 1, "declaration": 1}
    with pytest.raises(Refused, match="its recording"):
        confirm_purge(session, signed.video_id)
    for record_id in (signed.case_id, signed.id):
        with pytest.raises(Refused, match="forcing you"):
            confirm_purge(session, record_id)
        assert len(purge_requests(session)) == 3
    confirm_purge(session, signed.id, codes=(signed.code,))
    confirm_purge(session, signed.video_id)
    with pytest.raises(NotFound):
        record.find(session, Document, signed.video_id)


def test_what_moves_to_the_bin_names_the_declaration_that_goes_with_it(
    session: Session, signed: Declaration
) -> None:
    record.move_to_bin(session, Case, signed.case_id)
    (said,) = record_bin.sealed_with(session, [(Case, signed.case_id)])
    assert "1 signed declaration is in the bin with it: R-1, made on" in str(said)
    other = open_case(session, reference="R-2", title="", jurisdiction="CY")
    record.move_to_bin(session, Case, other.id)
    assert record_bin.sealed_with(session, [(Case, other.id)]) == ()
