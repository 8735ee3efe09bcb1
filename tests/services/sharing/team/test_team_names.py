"""Names that the roster does not read: nothing is signed with one, and one that stands stops nothing."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.sharing.roster_statement import (
    MemberRole,
    RosterStatement,
    SignedStatement,
    StatementKind,
)
from casebook.services.sharing import device
from casebook.services.sharing.members.members import found, welcome
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import ROSTER_USE, require_team, statement_row, team_of
from casebook.store.sharing import team_store
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import own_id, pair


def test_a_decomposed_name_is_composed_where_it_is_entered(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna = new_casebook("anna")
    device.make_own(anna, "laptop")
    found(anna, "Office", unicodedata.normalize("NFD", "Renée"), tmp_path / "t.casebook-share")
    assert [one.name for one in team_status(anna).members] == ["Renée"]


def test_no_team_is_founded_under_a_name_that_cannot_be_used(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, folder = new_casebook("anna"), tmp_path / "t.casebook-share"
    device.make_own(anna, "laptop")
    for names in (("Office", "Anna\tB"), ("Off\u200bice", "Anna"), ("Office", "A" * 300), (" ", "Anna")):
        with pytest.raises(InvalidInput):
            found(anna, *names, folder)
    assert not folder.exists()
    assert team_of(anna) is None


def test_a_member_is_not_welcomed_under_a_name_that_cannot_be_used(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    card, out = device.make_own(new_casebook("carl"), "laptop"), tmp_path / "w.casebook-parcel"
    with pytest.raises(InvalidInput):
        welcome(anna, card, member_name="An\u200bna", role=MemberRole.MEMBER, case_ids=[], to=out)
    assert not out.exists()
    welcome(anna, card, member_name="علی\u200cرضا", role=MemberRole.MEMBER, case_ids=[], to=out)
    put(anna)
    take_all(anna)
    assert "علی\u200cرضا" in [one.name for one in team_status(anna).members]


def test_a_name_that_stands_already_is_shown_escaped_and_stops_nothing(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    view = require_team(anna)
    statement = RosterStatement(
        kind=StatementKind.RENAME,
        team=view.row.id,
        author=own_id(anna),
        line=next(one.line for one in view.roster.statements if one.author == own_id(anna)),
        number=view.roster.next_number(
            own_id(anna), next(one.line for one in view.roster.statements if one.author == own_id(anna))
        ),
        saw=view.roster.heads,
        at=1,
        member=view.roster.devices[own_id(anna)].member,
        name="Anna\tB",
    )
    signed = SignedStatement(statement=statement, signature=view.device.sign(statement.data, ROSTER_USE))
    with anna.store.exchange() as connection:
        team_store.keep_statement(connection, *statement_row(signed))
    assert "Anna\\u{0009}B" in [one.name for one in team_status(anna).members]
    put(anna)
    take_all(anna)
