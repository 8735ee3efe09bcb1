"""The bin: everything that is selected comes back in one step, and nothing goes for good unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QScrollArea

from casebook.domain.base.name import Name
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.role import Role
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.vault import record_bin as bins
from casebook.ui.kit.page_context import Location
from tests.ui.driver import message_of, press, settle, text_of


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


def test_all_selected_records_are_deleted_after_one_question(
    opened: Callable[..., Any], blank: Session
) -> None:
    for number in range(3):
        person = Person(id=f"p{number}", names=(Name(text=f"Lin {number}", kind="legal", script="Latn"),))
        record.add(blank, person)
        record.move_to_bin(blank, Person, person.id)
    workspace = opened(blank)
    workspace.go(Location(page="bin"))
    workspace.page.table.selectRow(0)
    workspace.page.table.selectAll()
    assert "3 records" in text_of(workspace.page)
    pane = workspace.page.detail_pane
    workspace.window().resize(1024, 700)
    settle()
    press(workspace.page, "Delete permanently")
    settle()
    inside, room = pane.findChild(QScrollArea).widget(), pane.findChild(QScrollArea).viewport()
    assert inside.width() <= room.width()
    assert len(bins.listed(blank)) == 3
    press(workspace.page, "Press again to delete 3 records permanently")
    assert bins.listed(blank) == []
    assert "3 records deleted permanently" in message_of(workspace)


def test_restoring_several_can_be_undone_and_redone(opened: Callable[..., Any], blank: Session) -> None:
    for number in range(2):
        person = Person(id=f"p{number}", names=(Name(text=f"Lin {number}", kind="legal", script="Latn"),))
        record.add(blank, person)
        record.move_to_bin(blank, Person, person.id)
    workspace = opened(blank)
    workspace.go(Location(page="bin"))
    workspace.page.table.selectAll()
    press(workspace.page, "Restore")
    workspace.context.undo()
    assert len(bins.listed(blank)) == 2
    assert "Undone: 2 records restored" in message_of(workspace)
    workspace.context.redo()
    assert len(record.every(blank, Person)) == 2


def test_what_went_to_the_bin_with_a_record_is_named(opened: Callable[..., Any], own_sample: Session) -> None:
    contact = next(role.contact_id for role in record.every(own_sample, Role))
    record.move_to_bin(own_sample, Contact, contact)
    workspace = opened(own_sample)
    workspace.go(Location(page="bin"))
    purging = bins.before_purge(own_sample, "contact", contact)
    assert purging.part_count == len(purging.parts) >= 1
    shown = text_of(workspace.page)
    assert all(part.title in shown for part in purging.parts)
    assert all(part.title for part in purging.parts)
