"""The form of an event: a service needs a date, other events keep the words in which theirs was stated."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.case.event import Event
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from tests.ui.conftest import Opened
from tests.ui.driver import problem_of, shown_in
from tests.ui.pages.filled import fill, save


@pytest.mark.parametrize("words", ["", "some time after the feast"])
def test_a_service_without_a_date_is_refused_at_its_field(opened: Opened, blank: Session, words: str) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="events"))
    workspace.run_action("new")
    form = shown_in(workspace.page).editor.form
    save(fill(form, title="Served", kind="decision-served", status="happened", on=words))
    assert "needs a date" in problem_of(form.fields.boxes["on"])
    save(fill(form, kind="contact"))
    assert [event.on.words for event in record.every(blank, Event)] == [words]


def test_tomorrow_at_10am_is_entered_as_it_is_typed(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="events"))
    workspace.run_action("new")
    form = shown_in(workspace.page).editor.form
    fill(form, title="Hearing", kind="hearing", status="planned", zone="Asia/Nicosia")
    for key, text in (("on", "tomorrow"), ("clock", "10am")):
        form.entries[key].take_focus()
        QTest.keyClicks(form.entries[key].edit, text)
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (event,) = record.every(blank, Event)
    assert event.local_at is not None
    assert event.local_at.isoformat() == "2026-05-12T10:00:00+03:00"
