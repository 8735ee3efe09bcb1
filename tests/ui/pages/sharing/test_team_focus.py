"""Where the keyboard is on the page of the team once something was done there: on the page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from casebook.services.sharing import card
from casebook.services.sharing.team.team_view import team_of
from casebook.ui.widgets.controls.styled_inputs import TickBox
from tests.services.sharing.team.office import own_id
from tests.ui.driver import button, field, press, settle
from tests.ui.pages.sharing.test_team_page import Team, apart, exchange, places, team, team_page

__all__ = ["apart", "places", "team"]


def is_on_page(workspace: Any) -> bool:  # noqa: ANN401 - of the window
    """Whether the keyboard is on something of the page that is in view."""
    settle()
    focused: QWidget | None = workspace.window().focusWidget()
    return focused is not None and focused.isVisible() and workspace.page.isAncestorOf(focused)


def click(within: QWidget, text: str) -> None:
    """Press a button as the mouse does, which focuses it."""
    button(within, text).setFocus()
    press(within, text)
    settle()


def test_the_keyboard_stays_on_the_page_where_a_team_is_entered(apart: Team) -> None:
    apart.found()
    assert is_on_page(apart.at_anna)
    apart.swap_cards()
    others = team_page(apart.at_anna, "cards").other_cards
    click(others, "Compare words…")
    others.comparing.findChild(TickBox).setChecked(True)
    click(others.comparing, "Mark as compared")
    assert is_on_page(apart.at_anna)
    page = team_page(apart.at_anna, "cards")
    click(page.other_cards, "Welcome into the team…")
    field(page.welcoming.form, "Name of the member").setText("Ben")
    click(page.welcoming.form, "Save welcome…")
    assert is_on_page(apart.at_anna)
    joining = apart.begin_joining()
    joining.inviter.tick.setChecked(True)
    click(joining, "Join")
    assert team_of(apart.ben) is not None
    assert is_on_page(apart.at_ben)


def test_ctrl_enter_goes_on_with_cards_that_are_compared(apart: Team) -> None:
    apart.found()
    apart.swap_cards()
    others = team_page(apart.at_anna, "cards").other_cards
    click(others, "Compare words…")
    tick = others.comparing.findChild(TickBox)
    QTest.keyClick(tick, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not others.comparing.isHidden(), "nothing was confirmed"
    tick.setChecked(True)
    QTest.keyClick(tick, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert others.comparing.isHidden()
    assert all(one.is_compared for one in card.rows(apart.anna))


def test_the_keyboard_stays_on_the_page_where_a_team_is_changed(team: Team) -> None:
    page, ben = team_page(team.at_anna), own_id(team.ben).hex()
    page.members.table.choose(ben)
    click(page.shared, "Share cases…")
    for key, value in (("cases", ["c2"]), ("devices", [ben]), ("is_office", True)):
        page.sharing.form.entries[key].set_raw(value)
    click(page.sharing.form, "Share cases")
    assert page.sharing.isHidden()
    assert is_on_page(team.at_anna)
    for step in ("Cancel", "Save member"):
        click(page.members, "Edit member…")
        click(page.member.form, step)
        assert page.member.isHidden()
        assert is_on_page(team.at_anna)
    click(page.shared, "Take away…")
    page.withdrawing.form.entries["devices"].set_raw([ben])
    click(page.withdrawing.form, "Take away")
    assert page.withdrawing.isHidden()
    assert is_on_page(team.at_anna)
    for step in ("Remove", "Leave"):
        click(page.members, "Remove…" if step == "Remove" else "Leave the team…")
        click(page.members.asking, step)
        assert is_on_page(team.at_anna)
    assert team_of(team.anna) is None
    exchange(team.at_anna)
    assert is_on_page(team.at_anna)
