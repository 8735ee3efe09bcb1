from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.domain.case.case import Case
from casebook.domain.person.contact import Contact, Vetting
from casebook.domain.person.role import Role
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import role

CASE = Case(id="c1", reference="R-1", title="", jurisdiction="CY", opened_on=date(2026, 1, 1))
CONTACT = Contact(id="k1", name="Sung Wei-lan", kind="interpreter", vetting="vetted")
ROLE = Role(id="r1", case_id="c1", contact_id="k1", kind="interpreter")


@pytest.mark.parametrize(
    ("in_general", "for_the_case", "vetting"),
    [
        ("vetted", "not-vetted", "not-vetted"),
        ("not-vetted", "vetted", "vetted"),
        ("do-not-use", "vetted", "do-not-use"),
        ("vetted", "do-not-use", "do-not-use"),
    ],
)
def test_a_warning_holds_everywhere_and_trust_in_one_case_only(
    session: Session, in_general: Vetting, for_the_case: Vetting, vetting: Vetting
) -> None:
    record.add(session, CASE, replace(CONTACT, vetting=in_general), replace(ROLE, vetting=for_the_case))
    (part,) = role.of_case(session, "c1")
    assert part.vetting == vetting


def test_a_contact_shows_its_parts_and_a_case_each_contact_once(session: Session) -> None:
    record.add(session, CASE, replace(CASE, id="c2", reference="R-2"), CONTACT)
    record.add(session, ROLE, replace(ROLE, id="r2", kind="translator"), replace(ROLE, id="r3", case_id="c2"))
    assert [part.case.reference for part in role.of_contact(session, "k1")] == ["R-1", "R-1", "R-2"]
    assert role.contacts_of(session, "c1") == [CONTACT]
