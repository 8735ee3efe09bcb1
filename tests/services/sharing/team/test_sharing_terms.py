"""A case is shared only where its clients consent or it stays in the office, and what goes along is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import Refused
from casebook.domain.case.note import Note
from casebook.domain.person.person import Consent, Person
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import card, device
from casebook.services.sharing.members.giving import share, welcome_card
from casebook.services.sharing.members.sharing_terms import SharingTerms, going_along
from casebook.services.sharing.team.team_view import require_team
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import pair

TERMS = SharingTerms(case_ids=("c1",))


def consent(session: Session, recipient: str = "") -> None:
    """Let the client consent that partners get the case."""
    person = record.find(session, Person, "p1")
    given = Consent(purpose="partner", given_on=session.clock().date(), recipient=recipient)
    record.change(session, replace(person, consents=(given,)))


def protect(session: Session) -> None:
    """Put whereabouts and a privileged note into the case."""
    record.change(session, replace(record.find(session, Person, "p1"), whereabouts="Hidden"))
    note = Note(
        id="n1",
        text="Advice",
        written_at=session.clock(),
        case_id="c1",
        written_by="Anna",
        is_privileged=True,
    )
    record.add(session, note)


def test_a_case_goes_outside_the_office_only_with_consent(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    to = [device.own_keys(ben).id]
    assert len(going_along(anna, ["c1"]).lacking) == 1
    with pytest.raises(Refused) as refused:
        share(anna, TERMS, to, allow=True)
    assert refused.value.field == "is_office"
    assert "Sample Person" not in str(refused.value)
    consent(anna, recipient="Cara")
    with pytest.raises(Refused):
        share(anna, TERMS, to, allow=True)
    consent(anna, recipient="Ben")
    assert going_along(anna, ["c1"]).lacking == ()
    share(anna, TERMS, to, allow=True)


def test_a_consent_with_limits_needs_the_word_that_they_are_kept(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    person, to = record.find(anna, Person, "p1"), [device.own_keys(ben).id]
    given = Consent(purpose="partner", given_on=anna.clock().date(), scope="Limitcanary")
    record.change(anna, replace(person, consents=(given,)))
    assert [limits for _, limits in going_along(anna, ["c1"]).limits] == [("Limitcanary",)]
    with pytest.raises(Refused) as refused:
        share(anna, TERMS, to, allow=True)
    assert refused.value.field == "within_limits"
    assert "Limitcanary" not in str(refused.value)
    share(anna, replace(TERMS, within_limits=True), to, allow=True)


def test_within_the_office_no_consent_to_partners_is_needed(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    share(anna, replace(TERMS, is_office=True), [device.own_keys(ben).id], allow=True)


def test_protected_content_goes_only_where_somebody_says_so(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    protect(anna)
    assert going_along(anna, ["c1"]).protected == {"whereabouts": 1, "privileged-notes": 1}
    within = replace(TERMS, is_office=True)
    with pytest.raises(Refused) as refused:
        share(anna, within, [device.own_keys(ben).id], allow=True)
    assert refused.value.field == "with_protected"
    assert "whereabouts" in str(refused.value)
    share(anna, replace(within, with_protected=True), [device.own_keys(ben).id], allow=True)


def test_a_welcome_with_cases_asks_the_same_and_opens_nothing_before(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    protect(anna)
    cara = new_casebook("cara")
    added = card.add(anna, device.make_own(cara, "Cara's laptop").data)
    out, spaces = tmp_path / "cara.casebook-parcel", set(require_team(anna).spaces)
    for terms in (TERMS, replace(TERMS, is_office=True), SharingTerms(case_ids=("c1",), with_protected=True)):
        with pytest.raises(Refused):
            welcome_card(
                anna,
                added.id,
                member_name="Cara",
                role=MemberRole.MEMBER,
                terms=terms,
                to=out,
                allow=True,
            )
    assert not out.exists()
    assert set(require_team(anna).spaces) == spaces
    assert len(require_team(anna).roster.members) == 2
