"""Other forms of a name, in a checklist; and who in the vault may be meant by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.base.name import Name
from casebook.domain.person.contact import Contact, ContactDetail
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.case.case import open_case
from casebook.services.person import person
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.person.similar_people import SimilarPeopleNotice
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.form import Form
from tests.ui.conftest import Opened
from tests.ui.driver import button, open_page, part, press, send, text_of
from tests.ui.pages.filled import fill, name, save

if TYPE_CHECKING:
    from casebook.services.base.session import Session
    from casebook.ui.shell.workspace import Workspace


def _begun(workspace: Workspace, page: str) -> Any:  # noqa: ANN401 - each page has parts of its own
    workspace.go(Location(page=page))
    made: Any = workspace.page
    made.start_new()
    return made.editor.form


def _checklist(form: Form) -> TicksEntry:
    return part(form, TicksEntry)


def _select(form: Form, text: str) -> None:
    """Tick the form that reads so."""
    listed = _checklist(form).list
    rows = [listed.item(row) for row in range(listed.count())]
    next(row for row in rows if text in row.text().split("\u2068")[1]).setCheckState(Qt.CheckState.Checked)


def test_selected_forms_are_kept_as_transliterations_by_the_program(opened: Opened, blank: Session) -> None:
    form: Any = fill(_begun(opened(blank), "people"), names=[name("林志远")])
    press(form, "Suggest forms")
    listed = [_checklist(form).list.item(row).text() for row in range(_checklist(form).list.count())]
    assert any("Wade-Giles of \u2068林志远\u2069" in line for line in listed)
    _select(form, "Lin Chih-yüan")
    save(form)
    (kept,) = record.every(blank, Person)
    assert [person_name.text for person_name in kept.names] == ["林志远", "Lin Chih-yüan"]
    assert [person_name.kind for person_name in kept.names] == ["legal", "transliteration"]
    assert kept.names[1].romanisation == "wade-giles"
    assert kept.names[1].language == "zh-Latn-wadegile"
    assert kept.leading_name == "林志远", "nobody has confirmed the other"


def test_the_usual_forms_are_selected_at_once_and_follow_the_name(opened: Opened, blank: Session) -> None:
    form: Any = fill(_begun(opened(blank), "people"), names=[name("Alim Tursun")])
    press(form, "Suggest forms")
    press(form, "Select the usual ones")
    assert button(form, "Select the usual ones").hasFocus(), "Tab goes on from here, not from a name"
    scripts = {kept.script for kept in form.entries["names"].read()}
    assert {"Latn", "Arab", "Cyrl", "Hans"} <= scripts
    first = form.entries["names"].lines[0]
    first.take_focus()
    first.entries["text"].edit.setText("2")
    send(form, "Name")
    assert [kept.text for kept in form.entries["names"].read()] == ["2"]
    assert "No further form" in text_of(form)


def test_return_in_a_name_goes_on_to_the_next_and_from_an_empty_one_on(
    opened: Opened, blank: Session
) -> None:
    form: Any = fill(_begun(opened(blank), "people"), names=[name("林志远")])
    names = form.entries["names"]
    names.take_focus()
    send(form, "Name")
    assert len(names.lines) == 2
    assert names.lines[1].entries["text"].edit.hasFocus()
    send(form, "Name")
    assert len(names.lines) == 1
    assert button(form, "Suggest forms").hasFocus()
    assert record.every(blank, Person) == []


def test_return_in_an_empty_first_name_goes_past_the_button_that_adds_one(
    opened: Opened, blank: Session
) -> None:
    workspace = opened(blank)
    workspace.run_action("new-client")
    page: Any = workspace.page
    names = page.form.entries["names"]
    names.take_focus()
    for _ in range(2):
        focused = page.window().focusWidget()
        QTest.keyClick(focused, Qt.Key.Key_Return)
    assert len(names.lines) == 1
    assert not names.isAncestorOf(page.window().focusWidget())


def test_likely_duplicates_are_told_with_why_and_the_other_can_be_opened(
    opened: Opened, blank: Session
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    other = Person(
        id=blank.ids(),
        names=(Name(text="Wu Tao", script="Latn"), Name(text="吴涛", script="Hans")),
    )
    person.join_case(blank, case.id, other, "client")
    workspace = opened(blank)
    form: Any = fill(_begun(workspace, "people"), names=[name("吳濤")])
    warning = form.findChild(SimilarPeopleNotice)
    warning.look()
    text = text_of(warning)
    assert "Wu Tao" in text
    assert "ABC-1: Client" in text
    fill(form, names=[name("Erkin Sadiq")])
    warning.look()
    assert not warning.isVisible()
    fill(form, names=[name("吴涛")])
    warning.look()
    press(form, "Open record")
    assert workspace.place == Location(page="people", id=other.id)


def test_the_record_being_changed_is_not_warned_of_itself(opened: Opened, blank: Session) -> None:
    record.add(blank, Person(id=blank.ids(), names=(Name(text="Wu Tao", script="Latn"),)))
    workspace = opened(blank)
    workspace.go(Location(page="people"))
    page: Any = workspace.page
    page.change()
    form: Any = fill(page.editor.form, names=[name("Wu Tao"), name("吴涛")])
    warning = form.findChild(SimilarPeopleNotice)
    warning.look()
    assert not warning.isVisible()


def test_usual_ways_to_reach_a_contact_are_translated(opened: Opened, blank: Session) -> None:
    details = (ContactDetail(kind="telephone", address="+357 1"), ContactDetail(kind="Wire", address="@wu"))
    record.add(blank, Contact(id=blank.ids(), name="Wu Tao", kind="lawyer", channels=details))
    shown = text_of(open_page(opened(blank, "zh-Hant"), "contacts")).splitlines()
    assert "telephone" not in shown
    assert {"電話", "Wire"} <= set(shown)


def test_a_contact_is_looked_for_by_every_name(opened: Opened, blank: Session) -> None:
    record.add(blank, Person(id=blank.ids(), names=(Name(text="Wu Tao", script="Latn"),)))
    record.add(blank, Contact(id=blank.ids(), name="Wu Tao", kind="lawyer"))
    workspace = opened(blank)
    form: Any = fill(_begun(workspace, "contacts"), name="T. Example", other_names="Wu Tao")
    warning = form.findChild(SimilarPeopleNotice)
    warning.look()
    assert warning.isVisible()
    texts = text_of(warning).splitlines()
    assert any(each.startswith("Person") and "the same name" in each for each in texts)
    assert any(each.startswith("Contact") for each in texts)
