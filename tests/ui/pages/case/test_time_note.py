from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casebook.domain.case.time_note import TimeNote
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from tests.ui.driver import choose, field, open_page, press, text_of


def test_time_is_recorded_with_the_hours_of_the_interpreter(
    opened: Callable[..., Any], blank: Session
) -> None:
    case = open_case(blank, reference="R-1", title="Removal", jurisdiction="CY")
    page = open_page(opened(blank), "case", id=case.id, tab="time-notes")
    press(page, "New time note")
    field(page, "Minutes").setText("90")
    choose(page, "Type of work", "Hearing")
    field(page, "Interpreter’s start").setText("9.30")
    press(page, "Save")
    assert "The interpreter’s time needs a start and a finish." in text_of(page)
    field(page, "Interpreter’s finish").setText("11:00")
    press(page, "Save")
    (note,) = record.every(blank, TimeNote)
    assert (note.minutes, note.interpreter_from, note.interpreter_minutes) == (90, "09:30", 90)
    assert note.on == blank.clock().date()
    assert "1:30" in text_of(page)
