"""Office defaults: kept in the vault, and the next reference by their pattern."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.office import Office
from casebook.domain.case.case import Case
from casebook.services.base import record
from casebook.services.base.office import keep_office, next_reference, office
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.deadline.courts import courts_of


def test_defaults_are_kept_and_those_of_before_returned(session: Session) -> None:
    chosen = Office(country="GB", zone="Europe/London", lawyer="A. Example", numbering="EX-##")
    assert keep_office(session, chosen) == Office()
    assert office(session) == chosen
    assert keep_office(session, Office()) == chosen


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "Atlantis"),
        ("zone", "Europe/Atlantis"),
        ("language", "english please"),
        ("numbering", "YYYY"),
        ("numbering", "##-YYYY-##"),
        ("exhibits", "MKZ"),
    ],
)
def test_what_no_record_could_take_is_refused_at_its_field(session: Session, field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        keep_office(session, replace(Office(), **{field: value}))
    assert refusal.value.field == field
    assert office(session) == Office()


def test_references_are_numbered_on_past_those_in_the_bin(session: Session) -> None:
    year = session.clock().year
    assert next_reference(session) == f"{year}-001"
    case = open_case(session, reference=f"{year}-041", title="", jurisdiction="GB")
    record.move_to_bin(session, Case, case.id)
    assert next_reference(session) == f"{year}-042"
    keep_office(session, Office(numbering=""))
    assert next_reference(session) == ""


def test_courts_are_those_of_the_rules_of_a_country(session: Session) -> None:
    courts = courts_of(session, "GB-EW")
    assert "Westminster Magistrates' Court" in courts
    assert not any("/" in court for court in courts)
    assert set(courts) < set(courts_of(session, ""))
