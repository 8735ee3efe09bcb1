from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.case.time_note import TimeNote, check_time_note

NOTE = TimeNote(id="1", case_id="c", on=date(2026, 3, 4), minutes=90, work="hearing")


def test_the_hours_of_an_interpreter_follow_from_start_and_finish() -> None:
    note = replace(NOTE, interpreter_from="09:30", interpreter_to="11:15")
    check_time_note(note)
    assert (note.interpreter_minutes, NOTE.interpreter_minutes) == (105, 0)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"interpreter_from": "09:30"}, "interpreter_to"),
        ({"interpreter_to": "09:30"}, "interpreter_from"),
        ({"interpreter_from": "9.30", "interpreter_to": "10:00"}, "interpreter_from"),
        ({"interpreter_from": "23:00", "interpreter_to": "01:00"}, "interpreter_to"),
        ({"interpreter_from": "11:00", "interpreter_to": "11:00"}, "interpreter_to"),
    ],
)
def test_impossible_times_are_refused_at_their_field(changed: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_time_note(replace(NOTE, **changed))  # type: ignore[arg-type]
    assert refused.value.field == field
