from __future__ import annotations

from datetime import date

from casebook.services import case, history
from casebook.services.session import Session


def test_a_case_is_closed_with_its_day_and_opened_again(session: Session) -> None:
    opened = case.open_case(session, reference="R-1", title="", jurisdiction="CY")
    closed = case.close(session, opened.id, "Refugee status granted")
    assert (closed.status, closed.closed_on, closed.closing) == (
        "closed",
        date(2026, 3, 2),
        "Refugee status granted",
    )
    again = case.reopen(session, opened.id)
    assert (again.status, again.closed_on) == ("open", None)
    (field,) = (told for told in history.of_record(session, opened.id)[1].fields if told.field == "closing")
    assert field.after == "Refugee status granted"
