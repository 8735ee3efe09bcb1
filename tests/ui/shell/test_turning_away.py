"""What was typed beside a list is neither lost nor filed under another record when another row is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.person.person import Person
from casebook.services.base import draft, record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.person.person import join_case
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import part, press, shown_in
from tests.ui.pages.filled import fill, save

Opened = Callable[..., Any]


@pytest.fixture
def case(blank: Session) -> Case:
    """A case with two facts and two people."""
    opened = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    for number in (1, 2):
        fact = Fact(
            id=f"f{number}", case_id=opened.id, statement=f"Fact {number}", on=StatedDate(edtf="2026-01")
        )
        record.add(blank, fact)
        name = Name(text=f"Wu {number}", script="Latn")
        join_case(blank, opened.id, Person(id=f"p{number}", names=(name,)), "client")
    return opened


def _bar(workspace: Any) -> DraftBar:  # noqa: ANN401 - each page has parts of its own
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found: DraftBar = workspace.findChild(DraftBar)
    return found


def _go_on(workspace: Any) -> None:  # noqa: ANN401
    bar = _bar(workspace)
    assert bar.isVisible()
    QTest.mouseClick(bar.take, Qt.MouseButton.LeftButton)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _type(form: Form, key: str, words: str) -> None:
    edit: Any = form.entries[key]
    edit.edit.setFocus()
    edit.edit.selectAll()
    QTest.keyClicks(edit.edit, words)


def _forms(workspace: Any, title: str) -> list[Form]:  # noqa: ANN401
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [form for form in workspace.findChildren(Form) if form.accessibleName() == title]


def _half_written(workspace: Any, case: Case) -> Any:  # noqa: ANN401
    """The chronology, with another statement typed for its first fact."""
    workspace.go(Location(page="case", id=case.id, tab="chronology"))
    leaf = shown_in(workspace.page)
    leaf.table.choose("f1")
    leaf.change()
    _type(leaf.editor.form, "statement", "He is stopped.")
    return leaf


def test_a_change_of_one_fact_waits_while_another_is_looked_at(
    opened: Opened, blank: Session, case: Case, qtbot: QtBot
) -> None:
    workspace = opened(blank)
    leaf = _half_written(workspace, case)
    leaf.table.choose("f2")
    assert _forms(workspace, "Edit fact") == [], "the second is shown, not the form of the first"
    assert [saved.fields["statement"] for saved in draft.every(blank)] == ["He is stopped."]
    leaf.change()
    assert leaf.editor.form.entries["statement"].raw == "Fact 2"
    leaf.editor.form.give_up()
    record.change(blank, replace(record.find(blank, Fact, "f1"), place="Larnaca"))
    _go_on(workspace)
    qtbot.waitUntil(lambda: leaf.editor.form.entries["statement"].raw == "He is stopped.")
    assert leaf.editor.form.entries["place"].raw == "Larnaca", "what was not typed is as it stands now"
    assert leaf.table.chosen_id == "f1"
    save(leaf.editor.form)
    statements = {each.id: each.statement for each in record.every(blank, Fact)}
    assert statements == {"f1": "He is stopped.", "f2": "Fact 2"}
    workspace.drafts.keep()
    assert draft.every(blank) == []
    assert not _bar(workspace).isVisible()


def test_a_fact_found_elsewhere_is_shown_although_another_is_being_changed(
    opened: Opened, blank: Session, case: Case
) -> None:
    workspace = opened(blank)
    leaf = _half_written(workspace, case)
    workspace.go(Location(page="case", id=case.id, tab="chronology", within="f2"))
    assert (leaf.editor.form, leaf.table.chosen_id) == (None, "f2")
    assert "Edit fact" in _bar(workspace).accessibleName()


def test_what_binds_one_person_is_not_written_down_for_another(
    opened: Opened, blank: Session, case: Case, qtbot: QtBot
) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="people"))
    leaf = shown_in(workspace.page)
    leaf.table.choose("p1")
    leaf.relate()
    _type(leaf.editor.form, "kind", "mother")
    leaf.table.choose("p2")
    assert _bar(workspace).isVisible()
    leaf.relate()
    assert leaf.editor.form.entries["kind"].raw == ""
    leaf.editor.form.give_up()
    _go_on(workspace)
    qtbot.waitUntil(lambda: leaf.editor.form is not None and leaf.editor.form.entries["kind"].raw == "mother")
    assert leaf.table.chosen_id == "p1"


def test_a_note_on_one_finding_does_not_come_up_under_another(
    opened: Opened, stocked: Session, qtbot: QtBot
) -> None:
    workspace = opened(stocked)
    workspace.go(Location(page="library", tab="findings"))
    page = shown_in(workspace.page)
    first, second = (page.rows.row_at(page.rows.index(row, 0)).id for row in (0, 1))
    page.table.choose(first)
    (note,) = _forms(workspace, "Note")
    note.begin()
    _type(note, "text", "Ask the author.")
    page.table.choose(second)
    assert _bar(workspace).isVisible()
    (other,) = _forms(workspace, "Note")
    other.begin()
    assert other.values["text"] == ""
    other.give_up()
    _go_on(workspace)
    qtbot.waitUntil(
        lambda: [form.values["text"] for form in _forms(workspace, "Note")] == ["Ask the author."]
    )
    assert page.table.chosen_id == first


def test_an_own_rule_half_written_waits_while_another_is_looked_at(
    opened: Opened, blank: Session, qtbot: QtBot
) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="rules"))
    page = workspace.page
    page.start_new()
    page.editor.text.setFocus()
    QTest.keyClicks(page.editor.text, "# of our own")
    typed = page.editor.text.toPlainText()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.beside.currentWidget() is page.detail
    page.start_new()
    assert page.editor.text.toPlainText() == typed, "it is gone on with"
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    press(page.detail, "Copy as custom rule")
    assert page.editor.text.toPlainText() != typed
    workspace.drafts.keep()
    _go_on(workspace)
    qtbot.waitUntil(lambda: page.editor.text.toPlainText() == typed)


def test_a_half_written_copy_is_offered_back_after_an_empty_one(
    opened: Opened, blank: Session, qtbot: QtBot
) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="profiles", id="ca-irb-rpd"))
    page = workspace.page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    press(page.detail, "Copy as custom court profile")
    assert page.editor.text.hasFocus()
    QTest.keyClicks(page.editor.text, "# of our own")
    typed = page.editor.text.toPlainText()
    page.start_new()
    QTest.keyClicks(page.editor.text, "# another")
    workspace.drafts.keep()
    assert len(draft.every(blank)) == 2
    workspace.drafts.discard(draft.every(blank)[0].id)
    workspace.drafts.keep()
    _go_on(workspace)
    qtbot.waitUntil(lambda: page.editor.text.toPlainText() == typed)


def test_a_part_of_a_dossier_half_written_is_gone_on_with(
    opened: Opened, blank: Session, case: Case, qtbot: QtBot
) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="dossiers"))
    leaf = shown_in(workspace.page)
    leaf.start_new()
    save(fill(part(leaf, Form, "New dossier"), title="For the hearing"))
    leaf.fill_in(DossierTarget.of("cover"))
    _type(leaf.form, "court", "District Court")
    leaf.fill_in(DossierTarget.of("exhibits"))
    assert "Cover, court or body" in _bar(workspace).accessibleName()
    _go_on(workspace)
    qtbot.waitUntil(lambda: "court" in leaf.form.entries and leaf.form.values["court"] == "District Court")
