"""A parcel from a member of the team: what the team shares with them counts as given to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from casebook.domain.case.case import Case
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Consent, Person
from casebook.domain.person.role import Role
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.parcels.parcel_look import ParcelView, look
from tests.services.sharing.conftest import introduce
from tests.services.sharing.matters import sent
from tests.services.sharing.team.conftest import NewCasebook, kept_teams, new_casebook
from tests.services.sharing.team.office import exchange_all, own_id, pair

__all__ = ["kept_teams", "new_casebook"]


def _looked_at(giver: Session, receiver: Session, case_id: str, path: Path) -> ParcelView:
    sent(giver, record.find(giver, Case, case_id), path, receiver)
    return run_in_line(look(receiver, path))


def _suspects(view: ParcelView) -> dict[str, set[str]]:
    found = {one.id: {str(field.suspect) for field in one.fields if field.suspect} for one in view.records}
    return {key: suspects for key, suspects in found.items() if suspects}


def test_what_a_team_shares_with_the_sender_counts_as_given(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    introduce(anna, ben)
    client = record.find(anna, Person, "p1")
    record.change(anna, replace(client, consents=(Consent(purpose="partner", given_on=date(2026, 1, 1)),)))
    record.add(anna, Contact(id="k1", name="Return Watch", kind="ngo"))
    record.add(anna, Role(id="o1", case_id="c1", contact_id="k1", kind="support"))
    exchange_all(anna, ben)
    record.add(anna, Role(id="o2", case_id="c2", contact_id="k1", kind="support"))
    view = _looked_at(anna, ben, "c2", tmp_path / "p.casebook-parcel")
    assert _suspects(view) == {}
    assert "o2" in {one[1] for one in view.ticked()}

    record.add(anna, Contact(id="k2", name="Other Watch", kind="ngo"))
    record.add(ben, Contact(id="k2", name="Known to Ben alone", kind="ngo"))
    record.add(anna, Role(id="o3", case_id="c2", contact_id="k2", kind="support"))
    view = _looked_at(anna, ben, "c2", tmp_path / "q.casebook-parcel")
    assert _suspects(view).keys() == {"o3", "k2"}, "what the team does not share is still a guess"


def test_what_a_removed_member_sends_counts_as_of_a_stranger(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    introduce(anna, ben)
    client = record.find(anna, Person, "p1")
    record.change(anna, replace(client, consents=(Consent(purpose="partner", given_on=date(2026, 1, 1)),)))
    exchange_all(anna, ben)
    record.change(ben, replace(record.find(ben, Case, "c1"), title="Changed by Ben"))
    assert _suspects(_looked_at(ben, anna, "c1", tmp_path / "p.casebook-parcel")) == {}
    remove(anna, own_id(ben))
    assert _suspects(_looked_at(ben, anna, "c1", tmp_path / "q.casebook-parcel")).keys() == {"c1"}
