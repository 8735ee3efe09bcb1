"""Consents recorded in one step."""

from __future__ import annotations

from casebook.domain.base.name import Name
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person.consent import consenting, record_consent, take_back_consent


def test_a_consent_limited_to_a_recipient_is_not_widened_to_all(session: Session) -> None:
    today = session.clock().date()
    limited = Consent(purpose="court", given_on=today, recipient="A court in another State")
    names = (Name(text="Ceshi Weiming", script="Latn"),)
    client = Person(id="client", names=names, consents=(limited,))
    record.add(session, client)
    changed = record_consent(session, [client], "court", {"Supreme Court"})
    now = record.find(session, Person, "client")
    assert [one.recipient for one in now.consents] == ["A court in another State", "Supreme Court"]
    assert consenting(session, [now], "court", {"Supreme Court"})
    assert not consenting(session, [now], "court", {"Attorney General"})
    take_back_consent(session, changed)
    assert record.find(session, Person, "client").consents == (limited,)
