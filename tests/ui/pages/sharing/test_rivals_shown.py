"""Fields with two versions in the window: marked where they stand, compared, settled and undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.case.note import Note
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.sharing import rivals
from casebook.ui.kit.page_context import Location
from casebook.ui.models.rows import BESIDE
from casebook.ui.pages.base.rival_dialog import RivalDialog
from casebook.ui.widgets.controls.chip_button import ChipButton
from tests.services.sharing.pair import START, Pair, opened_pair, save, stored
from tests.ui.conftest import Opened
from tests.ui.driver import shown_in
from tests.vaults import MasterVault

PERSON = Person(id="p1", names=(Name(text="Sample Person", script="Latn"),), birth_place="Xian", religion="-")
CASE = Case(
    id="c1",
    reference="S-1",
    title="Removal",
    jurisdiction="CY",
    opened_on=date(2026, 1, 2),
    parties=(Party(person_id="p1"),),
)
DEADLINE = Deadline(id="d1", case_id="c1", title="Appeal", due_on=date(2026, 3, 9), origin="hand")
EVENT = Event(id="e1", case_id="c1", kind="hearing", title="Hearing", on=StatedDate(edtf="2026-04-01"))
NOTE = Note(id="n1", case_id="c1", text="It began in spring.", written_at=START, written_by="tester")


@pytest.fixture
def pair(empty_vault: MasterVault, tmp_path: Path) -> Iterator[Pair]:
    path = empty_vault.copied_to(tmp_path / "office.casebook")
    with opened_pair(path, empty_vault.code, PERSON, CASE, DEADLINE, EVENT, NOTE) as both:
        yield both


def make_rivals(pair: Pair) -> None:
    save(pair.first, PERSON, birth_place="Lhasa", religion="Buddhist")
    save(pair.second, PERSON, birth_place="Urumqi", religion="Muslim")
    save(pair.first, DEADLINE, due_on=date(2026, 3, 3))
    save(pair.second, DEADLINE, due_on=date(2026, 3, 5))
    save(pair.first, NOTE, text="It began in spring, at home.")
    save(pair.second, NOTE, text="It began in summer, at school.")
    pair.swap(PERSON, DEADLINE, NOTE)


def chips(within: QWidget) -> dict[str, ChipButton]:
    QApplication.processEvents()
    return {chip.accessibleName(): chip for chip in within.findChildren(ChipButton) if chip.isVisible()}


def texts(within: QWidget) -> str:
    return "\n".join(label.text() for label in within.findChildren(QLabel) if label.isVisible())


def dialog_of(workspace: Any) -> RivalDialog:  # noqa: ANN401 - of the window
    dialogs: list[RivalDialog] = workspace.window().findChildren(RivalDialog)
    return next(dialog for dialog in dialogs if dialog.isVisible())


def test_a_record_without_rivals_has_no_mark(opened: Opened, pair: Pair) -> None:
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="people", id="p1"))
    assert chips(workspace.page) == {}


def test_a_field_with_two_versions_is_marked_where_it_stands(opened: Opened, pair: Pair) -> None:
    make_rivals(pair)
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="people", id="p1"))
    marked = chips(workspace.page)
    assert set(marked) == {"Place of birth: 2 versions", "Religion: 2 versions"}
    religion = marked["Religion: 2 versions"]
    labels = workspace.page.findChildren(QLabel)
    value = next(one for one in labels if one.isVisible() and one.text() == "Muslim")
    assert abs(religion.geometry().center().y() - value.geometry().center().y()) < religion.height()


def test_versions_are_compared_by_keyboard_one_is_taken_and_undone(opened: Opened, pair: Pair) -> None:
    make_rivals(pair)
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="people", id="p1"))
    chip = chips(workspace.page)["Place of birth: 2 versions"]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    dialog = dialog_of(workspace)
    assert dialog.windowTitle() == "Two versions"
    assert dialog.focusWidget() is dialog.later
    shown = texts(dialog)
    assert "This casebook" in shown
    assert "Another casebook" in shown
    assert "it is the later one" in shown
    (take,) = [one for one in dialog.takes if one.accessibleName() == "Use this version: Lhasa"]
    QTest.keyClick(take, Qt.Key.Key_Return)
    assert stored(pair.first, PERSON).birth_place == "Lhasa"
    assert set(chips(workspace.page)) == {"Religion: 2 versions"}
    workspace.context.undo()
    assert stored(pair.first, PERSON).birth_place == "Urumqi"
    assert "Place of birth: 2 versions" in chips(workspace.page)
    workspace.context.redo()
    assert stored(pair.first, PERSON).birth_place == "Lhasa"
    workspace.context.undo()
    assert len(rivals.of_record(pair.first, "person", "p1")) == 2


def test_later_leaves_both_versions(opened: Opened, pair: Pair) -> None:
    make_rivals(pair)
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="people", id="p1"))
    chips(workspace.page)["Religion: 2 versions"].click()
    dialog_of(workspace).later.click()
    assert len(rivals.of_record(pair.first, "person", "p1")) == 2


def test_two_texts_are_joined_by_hand(opened: Opened, pair: Pair) -> None:
    make_rivals(pair)
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="case", id="c1", tab="notes", within="n1"))
    (chip,) = chips(workspace.page).values()
    chip.click()
    dialog = dialog_of(workspace)
    dialog.write.click()
    assert dialog.entry.raw == "It began in spring, at home.\n\nIt began in summer, at school."
    dialog.entry.set_raw("It began in spring, at home and at school.")
    next(one for one in dialog.findChildren(type(dialog.later)) if "Save" in one.text()).click()
    assert stored(pair.first, NOTE).text == "It began in spring, at home and at school."
    assert rivals.of_record(pair.first, "note", "n1") == ()


def test_an_empty_version_is_refused_and_ctrl_return_saves_what_is_written(
    opened: Opened, pair: Pair
) -> None:
    make_rivals(pair)
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="people", id="p1"))
    chips(workspace.page)["Place of birth: 2 versions"].click()
    dialog = dialog_of(workspace)
    dialog.write.click()
    dialog.entry.set_raw(" ")
    QTest.keyClick(dialog.entry.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "The new version is empty." in texts(dialog)
    assert dialog.isVisible()
    assert len(rivals.of_record(pair.first, "person", "p1")) == 2
    dialog.entry.set_raw("Hotan")
    QTest.keyClick(dialog.entry.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stored(pair.first, PERSON).birth_place == "Hotan"


def test_versions_that_changed_meanwhile_are_not_settled(opened: Opened, pair: Pair) -> None:
    make_rivals(pair)
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="people", id="p1"))
    chips(workspace.page)["Place of birth: 2 versions"].click()
    dialog = dialog_of(workspace)
    save(pair.first, PERSON, birth_place="Hotan")
    dialog.takes[0].click()
    assert "changed since they were shown" in texts(dialog)
    assert stored(pair.first, PERSON).birth_place == "Hotan"


def test_a_deadline_counted_twice_is_said_in_red_on_its_page_and_the_first(
    opened: Opened, pair: Pair
) -> None:
    make_rivals(pair)
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="case", id="c1", tab="deadlines", within="d1"))
    counted = "Counted twice: 3 March 2026 (this casebook), 5 March 2026 (another casebook)"
    assert counted in texts(workspace.page)
    assert list(chips(workspace.page)) == ["Calculation of the deadline: counted twice"]
    workspace.go(Location(page="today"))
    lines = [line.title for line in workspace.page.cards["look"].list.model().lines]
    assert "4 fields have two versions" in lines


def test_a_form_marks_its_field(opened: Opened, pair: Pair) -> None:
    make_rivals(pair)
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="people", id="p1"))
    workspace.page.change()
    form = workspace.page.editor.form
    assert {"Religion: 2 versions", "Place of birth: 2 versions"} <= set(chips(form))
    assert form.fields.boxes["religion"].isAncestorOf(chips(form)["Religion: 2 versions"])


def test_the_list_leads_to_each_field_and_empties(opened: Opened, pair: Pair) -> None:
    make_rivals(pair)
    record.move_to_bin(pair.first, Event, "e1")
    save(pair.second, EVENT, title="Main hearing")
    pair.swap(EVENT)
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="conflicts", id="c1"))
    page = workspace.page
    assert page.rows.total == 5
    first = page.rows.row_at(page.rows.index(0, 0))
    assert first.rival.counted_days
    while page.rows.total:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        dialog_of(workspace).takes[-1].click()
    assert rivals.every(pair.first) == ()
    assert stored(pair.first, EVENT).title == "Main hearing"
    assert [one.id for one in record.every(pair.first, Event)] == ["e1"]


def test_the_list_names_the_reference_of_a_case_once(opened: Opened, pair: Pair) -> None:
    save(pair.first, CASE, title="Extradition")
    save(pair.second, CASE, title="Asylum")
    pair.swap(CASE)
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="conflicts"))
    shown = workspace.page.rows.index(0, 0)
    assert (shown.data(), shown.data(BESIDE)) == ("Case: S-1", "")


def test_the_overview_of_the_case_leads_to_its_list(opened: Opened, pair: Pair) -> None:
    make_rivals(pair)
    save(pair.first, CASE, title="Removal to China")
    save(pair.second, replace(CASE), title="Removal of a family")
    pair.swap(CASE)
    workspace: Any = opened(pair.first)
    workspace.go(Location(page="case", id="c1"))
    assert "Title: 2 versions" in chips(workspace.page)
    overview = shown_in(workspace.page)
    line = next(
        one
        for one in overview.findChildren(QWidget)
        if one.accessibleName() == "5 fields have two versions" and hasattr(one, "click")
    )
    line.click()
    assert workspace.page.place == Location(page="conflicts", id="c1")
