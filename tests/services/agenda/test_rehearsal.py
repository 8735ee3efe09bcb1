"""Rehearsing Today: what is compiled beforehand serves the next vault, and reads nothing of another."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event

from casebook.crypto.kdf import KdfCost
from casebook.services.agenda.agenda import today
from casebook.services.agenda.rehearsal import rehearse
from casebook.services.base.session import Session, start_session
from casebook.services.case import case
from casebook.store.base import connection
from casebook.vault import create_vault

PHRASE = "seven invented words stand here for tests"


def _compiled(session: Session) -> int:
    """How many statements of Today were compiled only now."""
    hits: list[str] = []

    def note(_: object, __: object, ___: object, ____: object, context: object, _____: object) -> None:
        hits.append(context.cache_hit.name)  # type: ignore[attr-defined]

    event.listen(session.store.engine, "before_cursor_execute", note)
    today(session)
    event.remove(session.store.engine, "before_cursor_execute", note)
    return hits.count("CACHE_MISS")


@pytest.mark.usefixtures("compiled_each_time")
def test_the_vault_opened_next_has_little_left_to_compile(
    tmp_path: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_rehearsed", [])  # what a window of another test left ready
    misses = []
    for name, is_rehearsed in (("one", False), ("two", True)):
        if is_rehearsed:
            rehearse()
        vault, _ = create_vault(tmp_path / f"{name}.casebook", PHRASE, cost=cheap_cost)
        with start_session(vault) as session:
            misses.append(_compiled(session))
    assert misses[0] > 10
    assert misses[1] <= 2


def test_an_invented_first_page_has_of_everything() -> None:
    shown = rehearse().today
    assert shown.overdue
    assert shown.coming
    assert shown.hearings
    assert shown.tasks
    assert any(row.deadline.working for row in shown.unchecked)
    assert any(row.tasks for row in shown.overdue)
    assert shown.reminder.overdue == len(shown.overdue)


def test_the_rehearsal_leaves_no_record_behind_and_no_schema(tmp_path: Path, cheap_cost: KdfCost) -> None:
    rehearse()
    vault, _ = create_vault(tmp_path / "one.casebook", PHRASE, cost=cheap_cost)
    with start_session(vault) as session:
        assert not today(session).has_cases
        case.open_case(session, reference="R-1", title="", jurisdiction="CY")
        assert today(session).has_cases
