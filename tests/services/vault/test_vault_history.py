from __future__ import annotations

from casebook.domain.case.task import Task
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.vault import vault


def test_a_page_of_history_names_its_records_and_follows_the_last_page(session: Session) -> None:
    for number in range(3):
        record.add(session, Task(id=f"t{number}", case_id="", step=f"Step {number}"))
    newest = vault.history_of(session, most=2)
    assert [newest.titles[change.record_id] for change in newest.changes] == ["Step 2", "Step 1"]
    older = vault.history_of(session, most=2, before=newest.changes[-1].number)
    assert "t0" in {change.record_id for change in older.changes}


def test_a_check_runs_as_a_flow(session: Session) -> None:
    assert run_in_line(vault.checked(session)) == vault.check(session)
