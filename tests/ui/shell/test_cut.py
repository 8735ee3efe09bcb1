"""No words are cut off, even where another language is longer and letters are twice the size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from casebook.base.i18n import PSEUDO_LANGUAGE
from casebook.domain.case.case import Case
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.case.case_list import CaseList
from casebook.ui.widgets.layout.wrapping import Wrapping
from tests.ui.cut import cut_off
from tests.ui.driver import settle, shown_in
from tests.ui.shell.test_window import _places

Opened = Callable[..., Any]


@pytest.mark.usefixtures("letters")
def test_words_longer_by_two_fifths_are_nowhere_cut_off(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample, PSEUDO_LANGUAGE)
    for place in _places(sample_case):
        workspace.go(place)
        settle()
        cut = [*cut_off(workspace.page), *cut_off(workspace._sidebar), *cut_off(workspace._status)]
        assert cut == [], place
        page: Any = workspace.page
        page = shown_in(page) if place.page == "case" else page
        if isinstance(page, (Records, CaseList)):
            page.start_new()
            assert page.editor.form is not None
            for link in page.editor.form.findChildren(QAbstractButton):
                if link.property("role") == "link":
                    link.click()  # one part in each list
            settle()
            assert list(cut_off(page.editor)) == [], ("the form of", place)
            page.editor.leave()


def test_buttons_go_on_below_where_the_room_ends(application: QApplication) -> None:
    row = Wrapping(*(QPushButton(f"number {at}") for at in range(4)))
    one_line = row.sizeHint()
    row.resize(one_line)
    row.show()
    application.processEvents()
    assert len({each.y() for each in row.findChildren(QPushButton)}) == 1
    assert row.heightForWidth(one_line.width() // 2) > 2 * one_line.height()
    row.resize(one_line.width() // 2, row.heightForWidth(one_line.width() // 2))
    application.processEvents()
    assert len({each.y() for each in row.findChildren(QPushButton)}) > 1
    assert all(row.rect().contains(each.geometry()) for each in row.findChildren(QPushButton))


def test_the_foot_of_a_new_record_is_in_view_in_a_window_of_the_usual_size(
    opened: Opened, blank: Session
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    workspace.window().resize(1280, 800)
    for tab in ("people", "proceedings", "events", "tasks", "chronology", "grounds", "notes"):
        workspace.go(Location(page="case", id=case.id, tab=tab))
        workspace.run_action("new")
        settle()
        assert workspace._scroll.verticalScrollBar().maximum() == 0, tab
