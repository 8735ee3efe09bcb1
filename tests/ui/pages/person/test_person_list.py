"""The list of everyone in the vault."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.deadline import deadline
from casebook.services.deadline.deadline import ManualDeadline
from casebook.ui.shell.message_bar import MessageBar
from tests.ui.driver import message_of, open_page, part, settle, words_in_view

Opened = Callable[..., Any]


@pytest.mark.parametrize("is_running", [True, False])
def test_a_client_with_a_running_deadline_goes_at_the_second_press(
    opened: Opened, blank: Session, *, is_running: bool
) -> None:
    client = Person(id="k", names=(Name(text="Ceshi Weiming", script="Latn"),))
    record.add(blank, client)
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="k"),))
    if is_running:
        due = DueTime(on=datetime(2026, 12, 8, tzinfo=UTC).date())
        entry = ManualDeadline(title="Appeal", due=due, origin="order", reason="ordered", responsible="")
        deadline.add_by_hand(blank, case.id, entry)
    workspace = opened(blank)
    page = open_page(workspace, "people")
    page.table.setFocus()
    page.table.choose("k")
    settle()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert len(record.every(blank, Person)) == int(is_running)
    if is_running:
        assert "A deadline is running" in message_of(workspace)
        QTest.keyClick(page.table, Qt.Key.Key_Delete)
        settle()
        assert record.every(blank, Person) == []


def test_where_nothing_can_be_undone_the_bin_is_named(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.context.undo()
    assert "are in the bin" in words_in_view(part(workspace, MessageBar))
