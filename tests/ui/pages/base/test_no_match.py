"""What stands in place of a table whose rows a filter leaves out: never the words of an empty list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casebook.domain.case.case import Case
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.listing import Listing
from casebook.ui.shell.places import PAGES
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.cards.empty import Empty
from tests.sampled import sampled
from tests.ui.driver import choose, open_page, press, settle, shown_rows, text_of
from tests.ui.places import places

Opened = Callable[..., Workspace]


@pytest.mark.parametrize(
    ("status", "said"), [("On hold", "No case is on hold"), ("Closed", "No case is closed")]
)
def test_no_case_of_a_status_is_not_no_case(opened: Opened, blank: Session, status: str, said: str) -> None:
    open_case(blank, reference="A-1", title="", jurisdiction="CY")
    page: Any = open_page(opened(blank), "cases")
    choose(page, "Status", status)
    assert said in text_of(page)
    assert "No cases yet" not in text_of(page)
    press(page, "Show all")
    assert [row.reference for row in shown_rows(page.rows)] == ["A-1"]


def test_no_case_at_all_is_said_whatever_is_chosen(opened: Opened, blank: Session) -> None:
    page = open_page(opened(blank), "cases")
    choose(page, "Status", "On hold")
    assert "No cases yet" in text_of(page)


def _emptied(listing: Listing[Any]) -> bool:
    """Choose what admits no row in one of the boxes, if one can be chosen."""
    for box in listing.filter_boxes().values():
        for place in range(box.count()):
            box.setCurrentIndex(place)
            if not listing.rows.rowCount():
                return True
        box.setCurrentIndex(0)
    return False


@pytest.mark.parametrize("pages", sampled((frozenset({"cases", "library"}), frozenset(PAGES))))
def test_every_list_that_a_box_empties_offers_all_again(
    opened: Opened, sample: Session, sample_case: Case, pages: frozenset[str]
) -> None:
    workspace: Any = opened(sample)
    emptied = set()
    shown = [place for place in places(sample_case.id) if place.page in pages]
    for place in [*shown, Location(page="library", tab="ledger")]:
        workspace.go(place)
        settle()
        for listing in [workspace.page, *workspace.page.findChildren(Listing)]:
            if not isinstance(listing, Listing) or not listing.isVisible() or not listing.rows.rowCount():
                continue
            if not _emptied(listing):
                continue
            emptied.add(type(listing).__name__)
            (instead,) = [each for each in listing.pane.findChildren(Empty) if each.isVisible()]
            press(instead, "Show all")
            assert listing.rows.rowCount(), place
            assert not any(box.currentIndex() > 0 for box in listing.filter_boxes().values()), place
    assert {"CaseList", "Findings", "OutcomeLedger"} <= emptied
