"""The bin: everything that is selected comes back in one step, and nothing goes for good unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.vault import record_bin as bins
from casebook.ui.kit.page_context import Location
from tests.ui.driver import message_of, press


def test_all_selected_records_are_restored(opened: Callable[..., Any], blank: Session) -> None:
    for number in range(5):
        person = Person(id=f"p{number}", names=(Name(text=f"Lin {number}", kind="legal", script="Latn"),))
        record.add(blank, person)
        record.move_to_bin(blank, Person, person.id)
    workspace = opened(blank)
    workspace.go(Location(page="bin"))
    workspace.page.table.selectAll()
    press(workspace.page, "Restore")
    assert len(record.every(blank, Person)) == 5
    assert "5 records restored" in message_of(workspace)


def test_of_several_selected_none_is_deleted_for_good(opened: Callable[..., Any], blank: Session) -> None:
    for number in range(2):
        person = Person(id=f"p{number}", names=(Name(text=f"Lin {number}", kind="legal", script="Latn"),))
        record.add(blank, person)
        record.move_to_bin(blank, Person, person.id)
    workspace = opened(blank)
    workspace.go(Location(page="bin"))
    workspace.page.table.selectAll()
    press(workspace.page, "Delete permanently")
    press(workspace.page, "Press again to delete permanently")
    assert "Nothing was deleted" in message_of(workspace)
    assert len(bins.listed(blank)) == 2
