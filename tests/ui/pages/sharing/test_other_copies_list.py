"""Other copies outside in the window: listed with who got them, and the way to their own register."""

from __future__ import annotations

from casebook.services.base.session import Session
from tests.services.sharing.test_other_copies import fill
from tests.ui.conftest import Opened
from tests.ui.driver import open_page, row_texts, text_of


def test_they_are_listed_and_lead_to_their_register(opened: Opened, blank: Session) -> None:
    case_id = fill(blank)
    workspace = opened(blank)
    page = open_page(workspace, "parcels", tab="copies")
    rows = row_texts(page.table)
    assert [row[1:4] for row in rows] == [
        ["Pack of outcomes", "", "nobody named"],
        ["Copy of a dossier", "R-1", "Supreme Court"],
        ["Release pack of a declaration", "R-1", "Petra Counsel"],
    ]
    page.open_row("r1")
    place = workspace.page.place
    assert (place.page, place.id, place.tab) == ("case", case_id, "declarations")


def test_an_empty_list_says_what_would_stand_there(opened: Opened, blank: Session) -> None:
    assert "No other copy yet" in text_of(open_page(opened(blank), "parcels", tab="copies"))
