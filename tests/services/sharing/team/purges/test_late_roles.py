"""Roles that came late of a contact that was deleted here: kept with the contact, or they wait."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.person.contact import Contact
from casebook.domain.person.role import Role
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.team.purges import ContactIsGone, keep_all, purge_requests, refuse_purge
from casebook.services.vault import record_bin
from tests.services.sharing.team.conftest import NewCasebook, pass_days
from tests.services.sharing.team.office import exchange_all, pair

_COURT = Contact(id="k1", name="Court", kind="authority")


def _role(role_id: str) -> Role:
    return Role(id=role_id, case_id="c1", contact_id="k1", kind="interpreter")


def _late_role(session: Session, other: Session, owner: Session) -> None:
    """The first deletes a contact that one of both began, of whom the other names another role."""
    record.add(owner, _COURT)
    record.add(owner, _role("o1"))
    exchange_all(session, other)
    for kind, noun, record_id in ((Role, "role", "o1"), (Contact, "contact", "k1")):
        record.move_to_bin(session, kind, record_id)
        record_bin.purge(session, noun, record_id)
    exchange_all(session, times=1)


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Anna shares a case with Ben, who took it."""
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    return anna, ben


def test_a_late_role_is_kept_with_its_contact(two: tuple[Session, Session]) -> None:
    anna, ben = two
    _late_role(anna, ben, ben)
    record.add(ben, _role("o2"))
    record.change(ben, replace(_COURT, remarks="Third floor"))
    exchange_all(ben, anna, times=1)
    assert keep_all(anna) == 1
    assert [(one.id, one.contact_id) for one in record.every(anna, Role)] == [("o2", "k1")]
    assert record.find(anna, Contact, "k1").remarks == "Third floor"
    keep_all(ben)
    record.change(ben, replace(record.find(ben, Contact, "k1"), name="District court"))
    exchange_all(ben, anna)
    assert record.find(anna, Contact, "k1").name == "District court"
    assert not purge_requests(anna)


def test_a_late_role_waits_while_nobody_has_its_contact(two: tuple[Session, Session]) -> None:
    anna, ben = two
    _late_role(anna, ben, anna)
    record.add(ben, _role("o2"))
    for _ in range(4):
        for one in two:
            pass_days(one, 8)
        exchange_all(ben, anna)
    with pytest.raises(ContactIsGone, match="deleted permanently here") as refused:
        refuse_purge(anna, "k1")
    assert "Ask who wrote them to keep the contact" in str(refused.value.remedy)
    assert keep_all(anna) == 0
    assert not record.every(anna, Role)
    keep_all(ben)
    exchange_all(ben, anna)
    refuse_purge(anna, "k1")
    assert [one.id for one in record.every(anna, Role)] == ["o2"]
    assert record.find(anna, Contact, "k1").name == "Court"
