"""What came in from the team: shown from its top, and whole on request."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea

from casebook.domain.base.name import Name
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.sharing.team.status import team_status
from casebook.ui.widgets.cards.card_list import ListCard
from tests.ui.driver import press, settle, words_in_view
from tests.ui.pages.sharing.test_team_page import Team, exchange, places, team, team_page

__all__ = ["places", "team"]

_NOTES = 125


def _many_came(team: Team) -> None:
    now = team.ben.clock()
    record.add(
        team.ben,
        *(Note(id=f"n{at}", text=f"Note {at}", written_at=now, case_id="c1") for at in range(_NOTES)),
        Person(id="p5", names=(Name(text="Relative", script="Latn"),)),
        Relation(id="r5", person_id="p1", other_id="p5", kind="sibling"),
    )
    exchange(team.at_ben)
    exchange(team.at_anna)


def test_a_long_list_opens_at_its_top_also_again(team: Team) -> None:
    _many_came(team)
    for _ in range(2):
        page = team_page(team.at_anna, "arrived")
        (around,) = (one for one in page.findChildren(QScrollArea) if one.isAncestorOf(page.arrived))
        assert around.verticalScrollBar().value() == 0
        around.verticalScrollBar().setValue(around.verticalScrollBar().maximum())
        team_page(team.at_anna)


def test_what_came_in_has_a_heading_of_its_own(team: Team) -> None:
    page = team_page(team.at_anna, "arrived")
    assert page.heading.text() == "What came in"
    assert team_page(team.at_anna).heading.text() == team_status(team.anna).name


def test_what_is_not_listed_at_first_is_shown_on_request(team: Team) -> None:
    _many_came(team)
    page = team_page(team.at_anna, "arrived")
    shown = [one for one in page.arrived.findChildren(ListCard) if one.isVisible()]
    (card,) = (one for one in shown if one.list.lines.rowCount() == 100)
    press(page.arrived, "Show 25 more")
    settle()
    assert card.list.lines.rowCount() == _NOTES
    assert "Show 25 more" not in words_in_view(page.arrived)
