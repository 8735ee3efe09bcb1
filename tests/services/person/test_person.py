from __future__ import annotations

from datetime import date

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import person

TODAY = date(2026, 3, 2)
CLIENT = Person(id="p1", names=(Name(text="Wen Shu", script="Latn"),))


def test_a_consent_is_given_for_one_use_and_taken_back_from_a_day_on(session: Session) -> None:
    record.add(session, CLIENT)
    client = person.consent(session, "p1", "court", "Both courts")
    assert client.consents_to("court", TODAY)
    assert not client.consents_to("media", TODAY)
    client = person.withdraw(session, "p1", "court")
    assert not client.consents_to("court", TODAY)
    assert [(one.scope, one.withdrawn_on) for one in client.consents] == [("Both courts", TODAY)]


def test_a_new_consent_replaces_the_one_before_which_stays_visible(session: Session) -> None:
    record.add(session, CLIENT)
    person.consent(session, "p1", "court", "One court")
    client = person.consent(session, "p1", "court", "Both courts")
    assert [(one.scope, one.withdrawn_on) for one in client.consents] == [
        ("One court", TODAY),
        ("Both courts", None),
    ]
    assert client.consents_to("court", TODAY)
