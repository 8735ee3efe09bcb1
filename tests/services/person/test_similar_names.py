from __future__ import annotations

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.role import Role
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.person import conflict, duplicate, similar_names
from tests.people import add_person

LIN = (Name(text="林志远", script="Hans"), Name(text="Kari", script="Latn", kind="alias"))


@pytest.mark.parametrize("entered", ["Lam Chi Yuen", "Lin Zhiyaun", "林志遠", "Zhiyuan Lin", "kari"])
def test_a_likely_duplicate_is_told_with_its_reason(session: Session, entered: str) -> None:
    kept = add_person(session, LIN)
    (namesake,) = similar_names.find(session, ["Ola Nordmann", entered])
    assert (namesake.id, namesake.asked) == (kept.id, entered)
    assert namesake.form_of in {"林志远", "Kari"}
    assert similar_names.find(session, [entered], but=kept.id) == []


def test_another_name_is_no_duplicate(session: Session) -> None:
    add_person(session, LIN)
    assert similar_names.find(session, ["Wang Guiying", "", "  "]) == []


def test_a_person_entered_again_in_another_spelling_is_warned_of(session: Session) -> None:
    kept = add_person(session, LIN)
    again = Person(id="p2", names=(Name(text="Lam Chi Yuen", script="Latn"),))
    assert [(one.id, one.reason) for one in duplicate.like(session, again)] == [(kept.id, "similar name")]


def test_a_party_who_is_a_contact_elsewhere_is_a_conflict_in_any_spelling(session: Session) -> None:
    other = case.open_case(session, reference="M-1", title="Surrender", jurisdiction="HK")
    witness = Contact(id="c1", name="Lam Chi Yuen", kind="other", other_names=("Ken Lam",))
    record.add(session, witness, Role(id="r1", case_id=other.id, contact_id="c1", kind="witness"))
    client = add_person(session, LIN)
    new = case.open_case(
        session, reference="M-2", title="Removal", jurisdiction="CY", parties=(Party(person_id=client.id),)
    )
    (clash,) = conflict.of_case(session, new.id)
    assert (clash.noun, clash.record_id, clash.asked, clash.matched) == (
        "contact",
        "c1",
        "林志远",
        "Lam Chi Yuen",
    )
    assert [(part.reference, part.standing) for part in clash.parts] == [("M-1", "witness")]
