"""A team in the window: members changed, cases closed, missing files, what came after removal, leaving."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from casebook.domain.case.note import Note
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.sharing import device
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team.laying import lay_queued, put, queue_changes
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.team_view import team_of
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import note, notes, own_id
from tests.ui.driver import button, field, message_of, press, row_texts, settle, words_in_view
from tests.ui.pages.sharing.test_team_page import Team, exchange, places, team, team_page

__all__ = ["places", "team"]


def choose(page: Any, session: Any) -> None:  # noqa: ANN401 - of the window
    page.members.table.choose(device.own_keys(session).id.hex())


def test_a_member_gets_another_role_name_and_code_name(team: Team) -> None:
    page = team_page(team.at_anna)
    choose(page, team.ben)
    press(page.members, "Edit member…")
    form = page.member.form
    field(form, "Name of the member").setText("Benedikt")
    field(form, "Code name").setText("Falcon")
    form.entries["role"].set_raw("reader")
    form.submit()
    settle()
    assert page.member.isHidden()
    (known,) = [one for one in team_status(team.anna).members if one.name == "Benedikt"]
    assert (known.code_name, known.role) == ("Falcon", MemberRole.READER)
    exchange(team.at_ben)
    assert "Your role: Read-only member" in words_in_view(team_page(team.at_ben))


def test_a_name_that_another_member_bears_is_pointed_out_and_told_apart(team: Team) -> None:
    page = team_page(team.at_anna)
    choose(page, team.ben)
    press(page.members, "Edit member…")
    settle()
    warning = "Another member of the team is called so, too."
    assert warning not in words_in_view(page.member), "it is the member's own name"
    field(page.member.form, "Name of the member").setText("anna ")
    page.member.twin.look()
    assert warning in words_in_view(page.member)
    page.member.form.submit()
    settle()
    names = {row[0] for row in row_texts(page.members.table)}
    assert names == {f"{one.name} ({one.id[:4]})" for one in team_status(team.anna).members}


def test_a_member_changes_only_a_code_name_of_others(team: Team) -> None:
    page = team_page(team.at_ben)
    choose(page, team.anna)
    press(page.members, "Edit member…")
    shown = words_in_view(page.member)
    assert "Code name" in shown
    assert "Name of the member" not in shown
    field(page.member.form, "Code name").setText("Heron")
    page.member.form.submit()
    settle()
    assert {one.code_name for one in team_status(team.ben).members} == {"", "Heron"}


def test_the_anchor_is_shown_on_both_sides_and_escape_closes_it(team: Team) -> None:
    for workspace in (team.at_ben, team.at_anna, team.at_ben, team.at_anna):
        exchange(workspace)
    ten = []
    for workspace, other in ((team.at_anna, team.ben), (team.at_ben, team.anna)):
        page = team_page(workspace)
        choose(page, other)
        press(page.members, "Compare what both hold…")
        settle()
        ten.append(page.members.anchoring.findChild(QLabel, "anchor-words").text())
        assert "S-1" in words_in_view(page.members.anchoring)
        QTest.keyClick(page.members.anchoring, Qt.Key.Key_Escape)
        assert page.members.anchoring.isHidden()
    assert ten[0] == ten[1]


def test_a_case_is_taken_away_and_closed_after_a_question(team: Team) -> None:
    page = team_page(team.at_anna)
    (case,) = [one.id for one in team_status(team.anna).spaces if one.reference == "S-1"]
    page.shared.table.choose(case)
    press(page.shared, "Take away…")
    page.withdrawing.form.entries["devices"].set_raw([own_id(team.ben).hex()])
    page.withdrawing.form.submit()
    settle()
    assert [one.members for one in team_status(team.anna).spaces if one.reference == "S-1"] == [()]
    assert row_texts(page.shared.table)[0] == ["S-1", "no one", "not shared"]
    press(page.shared, "Close for the team…")
    assert "All keep what they have." in words_in_view(page.shared.asking)
    press(page.shared.asking, "Close for the team")
    settle()
    assert [one.is_closed for one in team_status(team.anna).spaces if one.reference == "S-1"] == [True]
    assert not button(page.shared, "Close for the team…").isEnabled()


def test_what_a_removed_device_saves_is_taken_or_declined(team: Team) -> None:
    exchange(team.at_ben)
    exchange(team.at_anna)
    remove(team.anna, own_id(team.ben))
    put(team.anna)
    for name in ("n1", "n2"):
        note(team.ben, name, f"Text of {name}")
    put(team.ben)
    exchange(team.at_anna)
    page = team_page(team.at_anna)
    assert "waits" in words_in_view(page.late)
    press(page.late, "Show what waits")
    settle()
    shown = words_in_view(page.late)
    assert "from Ben, after removal" in shown
    next(one for one in page.late.findChildren(QPushButton) if one.text() == "Take").click()
    settle()
    press(page.late, "Decline all")
    settle()
    assert len(notes(team.anna)) == 1
    exchange(team.at_anna)
    assert team_page(team.at_anna).late.isHidden()


def test_what_waits_with_nothing_new_is_said_and_goes(team: Team) -> None:
    exchange(team.at_ben)
    exchange(team.at_anna)
    remove(team.anna, own_id(team.ben))
    put(team.anna)
    forge(team.ben, body())
    exchange(team.at_anna)
    page = team_page(team.at_anna)
    press(page.late, "Show what waits")
    settle()
    assert "says nothing new" in message_of(team.at_anna)
    assert page.late.isHidden()


def test_missing_files_are_named_and_gone_on_without(team: Team) -> None:
    exchange(team.at_ben)
    before = {path for path in team.share.rglob("*") if path.is_file()}
    note(team.anna, "n1")
    queue_changes(team.anna)
    lay_queued(team.anna)
    for path in {path for path in team.share.rglob("*") if path.is_file()} - before:
        path.unlink()
    note(team.anna, "n2")
    put(team.anna)
    exchange(team.at_ben)
    page = team_page(team.at_ben)
    shown = words_in_view(page.missing)
    assert "S-1, by Anna" in shown
    assert "1 later file waits." in shown
    next(one for one in page.missing.findChildren(QPushButton) if one.isVisible()).click()
    press(page.missing.asking, "Go on without")
    settle()
    assert [one.id for one in record.every(team.ben, Note)] == ["n2"]


def test_a_member_leaves_after_a_question(team: Team) -> None:
    page = team_page(team.at_ben)
    press(page.members, "Leave the team…")
    assert "All records stay in this casebook." in words_in_view(page.members.asking)
    press(page.members.asking, "Leave")
    settle()
    assert team_of(team.ben) is None
    assert button(page.start, "Create a team…").isVisible()
