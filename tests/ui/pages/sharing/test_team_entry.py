"""A team in the window: whose welcome it is, lost welcomes, uncompared cards, and who was removed."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from casebook.domain.case.case import Case
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import card, device
from casebook.services.sharing.members.member_changes import change_role
from casebook.services.sharing.members.members import found, remove
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.team_view import require_team, team_of
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.sharing import team_members
from casebook.ui.shell.status import StatusLine
from casebook.ui.widgets.controls.styled_inputs import TickBox
from tests.services.sharing.team.office import own_id
from tests.ui.conftest import Opened
from tests.ui.driver import button, is_in_view, message_of, press, settle, words_in_view
from tests.ui.pages.sharing.test_team_page import Team, apart, exchange, places, team, team_page

__all__ = ["apart", "places", "team"]


def invited(team: Team) -> Team:
    """Anna has welcomed Ben, who compared nothing."""
    for step in (team.found, team.swap_cards, team.compare, team.welcome):
        step()
    return team


def test_a_welcome_by_a_card_that_nobody_compared_asks_before_joining(apart: Team) -> None:
    joining = invited(apart).begin_joining()
    assert team_of(apart.ben) is None
    shown = words_in_view(joining.inviter)
    assert "someone who calls themselves Anna" in shown
    assert "Nobody compared the card" in shown
    press(joining, "Join")
    settle()
    assert team_of(apart.ben) is None
    press(joining.inviter, "Compare words…")
    settle()
    joining.inviter.comparing.findChild(TickBox).setChecked(True)
    press(joining.inviter.comparing, "Mark as compared")
    settle()
    assert team_of(apart.ben) is not None
    assert [one.is_compared for one in card.rows(apart.ben)] == [True]


def test_going_on_without_comparing_is_noted_at_the_card(apart: Team) -> None:
    invited(apart).join()
    assert team_of(apart.ben) is not None
    (anna,) = card.rows(apart.ben)
    assert not anna.is_compared
    assert anna.allowed_at is not None


def test_cases_go_to_an_uncompared_device_only_when_that_is_ticked(team: Team) -> None:
    (ben,) = card.rows(team.anna)
    card.remove(team.anna, ben.id)
    page = team_page(team.at_anna)
    page.sharing.begin(case_id="c2", device_id=own_id(team.ben).hex())
    settle()
    page.sharing.form.submit()
    settle()
    assert "Nobody compared the card" in words_in_view(page.sharing)
    assert "c2" not in [one.case_id for one in team_status(team.anna).spaces]
    page.sharing.form.entries["allowed"].set_raw(True)
    page.sharing.form.submit()
    settle()
    assert page.sharing.isHidden()
    for session in (team.at_anna, team.at_ben, team.at_ben):
        exchange(session)
    assert {one.id for one in record.every(team.ben, Case)} == {"c1", "c2"}


def test_a_lost_welcome_is_saved_again_until_its_device_was_heard(
    apart: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = apart.folder / "again.casebook-parcel"
    monkeypatch.setattr(team_members, "pick_target", lambda *_, **__: again)
    invited(apart)
    page = team_page(apart.at_anna)
    page.members.table.choose(own_id(apart.ben).hex())
    press(page.members, "Save welcome again…")
    settle()
    assert message_of(apart.at_anna) == "Welcome saved"
    shutil.move(again, apart.folder / "welcome.casebook-parcel")
    apart.join()
    exchange(apart.at_ben)
    exchange(apart.at_anna)
    page = team_page(apart.at_anna)
    page.members.table.choose(own_id(apart.ben).hex())
    assert not is_in_view(page.members, "Save welcome again…")
    assert is_in_view(page.members, "Edit member…")


def test_who_was_removed_reads_it_leaves_and_founds_a_team(team: Team) -> None:
    remove(team.anna, own_id(team.ben))
    put(team.anna)
    record.change(team.ben, replace(record.find(team.ben, Case, "c1"), title="Unsent"))
    exchange(team.at_ben)
    assert team_status(team.ben).unsaved
    page = team_page(team.at_ben)
    assert "This device was removed from the team." in words_in_view(page.exchange)
    assert "handed over to a member in a parcel: Parcels, Hand over." in words_in_view(page.exchange)
    assert "not sent yet" not in words_in_view(page.exchange)
    assert not page.exchange.now.isEnabled()
    status = team.at_ben.findChild(StatusLine)
    assert is_in_view(status, "Team: this device was removed")
    press(page.members, "Leave the team…")
    press(page.members.asking, "Leave")
    settle()
    assert team_of(team.ben) is None
    assert not is_in_view(status, "Team: this device was removed")
    assert [one.id for one in record.every(team.ben, Case)] == ["c1"]
    before = own_id(team.ben)
    own = team_page(team.at_ben, "cards").own_card
    press(own, "Make new card…")
    press(own.asking, "Make new card")
    settle()
    assert own_id(team.ben) != before
    found(team.ben, "New", "Ben", team.folder / "new.casebook-share")
    assert "New" in words_in_view(team_page(team.at_ben))
    assert not button(team_page(team.at_ben, "cards").own_card, "Copy card as text").isHidden()
    assert device.own_card_shown(team.ben) is not None


def test_a_team_whose_folder_is_gone_is_left_after_a_second_question(team: Team) -> None:
    shutil.rmtree(team.share)
    page = team_page(team.at_anna)
    press(page.members, "Leave the team…")
    press(page.members.asking, "Leave")
    settle()
    assert require_team(team.anna).row.name == "Office"
    assert "The others do not hear of it" in words_in_view(page.members.asking)
    press(page.members.asking, "Leave")
    settle()
    assert team_of(team.anna) is None


def test_joining_without_a_card_says_to_name_the_device(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    press(team_page(workspace).start, "Join a team…")
    settle()
    assert workspace.place == Location(page="team", tab="cards")
    assert message_of(workspace) == "This device has no card yet."
    assert "join on the tab Team" in words_in_view(workspace)


def test_who_only_reads_sees_what_is_not_sent_and_the_way_out(team: Team) -> None:
    member = require_team(team.anna).roster.devices[own_id(team.ben)].member
    change_role(team.anna, member, MemberRole.READER)
    put(team.anna)
    exchange(team.at_ben)
    record.change(team.ben, replace(record.find(team.ben, Case, "c1"), title="Unsent"))
    exchange(team.at_ben)
    shown = words_in_view(team_page(team.at_ben).exchange)
    assert "1 record that you changed is not sent" in shown
    assert "Parcels, Hand over." in shown
