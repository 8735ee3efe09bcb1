"""A case is closed from the window with its day and how it ended, and opened again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.library.topic import Topic
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.role import Role
from casebook.services.base import draft, record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.vault import record_bin
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.person.conflict_notice import ConflictNotice
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.forms.form import Form
from tests.ui.conftest import Opened
from tests.ui.driver import (
    button,
    choose,
    drop_deleted,
    is_in_view,
    message_of,
    open_page,
    part,
    pick,
    press,
    problem_of,
    settle,
    shown_in,
    text_of,
    words_in_view,
)
from tests.ui.later import Later
from tests.ui.pages.filled import fill, name, save


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_the_form_of_a_case_is_shown_whole_above_any_tab(
    opened: Opened, blank: Session, size: tuple[int, int]
) -> None:
    case = open_case(blank, reference="ABC-1", title="Removal", jurisdiction="CY")
    workspace: Any = opened(blank)
    workspace.window().resize(*size)
    record.add(blank, Proceeding(id="p", case_id=case.id, kind="asylum", forum="Asylum Service"))
    workspace.go(Location(page="case", id=case.id, tab="proceedings"))
    page = workspace.page
    pick(page, "Edit case…")
    settle()
    entries = page.editor.form.entries.values()
    assert entries
    for entry in entries:
        assert entry.height() >= entry.sizeHint().height()


def test_a_case_is_closed_with_its_day_and_how_it_ended(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="Removal", jurisdiction="CY")
    workspace: Any = opened(blank)
    workspace.go(Location(page="case", id=case.id))
    page = workspace.page
    pick(page, "Close case…")
    save(fill(page.editor.form, closing="Refugee status granted"))
    closed = record.find(blank, Case, case.id)
    assert (closed.status, closed.closed_on) == ("closed", blank.clock().date())
    assert is_in_view(page, "Removal · closed 11 May 2026: Refugee status granted")
    workspace.go(Location(page="cases"))
    choose(workspace.page, "Status", "All cases")
    assert "closed 11 May 2026: Refugee status granted" in workspace.page.rows.as_text([0])
    workspace.go(Location(page="case", id=case.id))
    pick(page, "Reopen case")
    assert record.find(blank, Case, case.id).closed_on is None
    workspace.run_action("undo")
    assert record.find(blank, Case, case.id) == closed


def test_a_case_is_not_closed_before_it_was_opened(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace: Any = opened(blank)
    workspace.go(Location(page="case", id=case.id))
    pick(workspace.page, "Close case…")
    form = fill(workspace.page.editor.form, closed_on=date(2020, 1, 1).isoformat())
    save(form)
    assert problem_of(form.fields.boxes["closed_on"])
    assert record.find(blank, Case, case.id).status == "open"


def test_whoever_gets_a_part_is_looked_for_in_the_other_cases(opened: Opened, blank: Session) -> None:
    first = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    second = open_case(blank, reference="ABC-2", title="", jurisdiction="CY")
    contact = Contact(id=blank.ids(), name="Guo Peishan", kind="interpreter")
    role = Role(id=blank.ids(), case_id=first.id, contact_id=contact.id, kind="embassy")
    record.add(blank, contact, role)
    workspace: Any = opened(blank)
    workspace.go(Location(page="case", id=second.id, tab="contacts"))
    leaf = shown_in(workspace.page)
    leaf.start_new()
    form = fill(leaf.editor.form, contact_id=contact.id, kind="interpreter")
    note: Any = form.findChild(ConflictNotice)
    note.look()
    assert note.isVisible()
    assert "ABC-1" in "".join(label.text() for label in note.findChildren(QLabel))
    save(form)
    pick(workspace.page, "Check for conflicts")
    text = "".join(label.text() for label in workspace.page.conflicts.findChildren(QLabel))
    assert workspace.page.conflicts.isVisible()
    assert "Guo Peishan" in text
    assert "ABC-1" in text


def test_a_member_of_the_team_is_looked_for_as_the_case_is_opened(opened: Opened, blank: Session) -> None:
    record.add(blank, Contact(id=blank.ids(), name="Guo Peishan", kind="interpreter"))
    workspace: Any = opened(blank)
    open_page(workspace, "cases").start_new()
    form = fill(workspace.page.editor.form, team="M. K., Peishan Guo")
    note: Any = form.findChild(ConflictNotice)
    note.look()
    assert note.isVisible()


def test_the_topics_of_a_person_are_ticked_and_lead_to_their_findings(opened: Opened, blank: Session) -> None:
    record.add(blank, Topic(id="uyghurs", title="Uyghurs and other Turkic Muslims", definition=""))
    workspace: Any = opened(blank)
    workspace.go(Location(page="people"))
    page = workspace.page
    page.start_new()
    save(fill(page.editor.form, names=[name("Alim Tursun")], topics=["uyghurs", "no-such-topic"]))
    (person,) = record.every(blank, Person)
    assert person.topics == ("uyghurs", "no-such-topic")  # nothing is lost by saving
    (opening,) = page.details.findChildren(Opening)
    QTest.mouseClick(opening, Qt.MouseButton.LeftButton)
    assert (workspace.place.page, workspace.place.id) == ("library", "uyghurs")
    assert workspace.page is not page


def test_the_method_of_an_incident_is_what_somebody_named(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace: Any = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="incidents"))
    leaf = shown_in(workspace.page)
    leaf.start_new()
    save(fill(leaf.editor.form, what="Two officers came to the flat.", on="2026-02-03"))
    assert problem_of(leaf.editor.form.fields.boxes["method"])
    assert record.every(blank, Incident) == []
    save(fill(leaf.editor.form, method="police-visit"))
    assert [incident.method for incident in record.every(blank, Incident)] == ["police-visit"]


def test_a_change_is_not_undone_under_an_open_form(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace: Any = opened(blank)
    chronology = open_page(workspace, "case", id=case.id, tab="chronology")
    chronology.start_new()
    save(fill(chronology.editor.form, statement="Held", on="2026-01", status="undisputed"))
    (fact,) = record.every(blank, Fact)
    chronology.change()
    workspace.run_action("undo")
    assert message_of(workspace) == "The form “Edit fact” is open"
    workspace.go(Location(page="cases"))
    workspace.run_action("undo")  # the form is open on the page that was left
    assert "It is on the page “Cases / ABC-1”." in text_of(workspace)
    assert record.every(blank, Fact) == [fact]
    chronology.editor.leave()
    contacts = open_page(workspace, "contacts")
    contacts.start_new()
    fill(contacts.editor.form, name="Chen Yu")
    workspace.run_action("undo")  # the form is of another record
    assert record.every(blank, Fact) == []
    assert "Undone: Fact added\nCases / ABC-1" in text_of(workspace)


def test_a_case_that_went_to_the_bin_says_so_and_comes_back(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="Removal", jurisdiction="CY")
    workspace: Any = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="events"))
    record.move_to_bin(blank, Case, case.id)
    page = workspace.page
    assert is_in_view(page, "This case is in the bin")
    assert not is_in_view(page, "Build dossier")
    workspace.run_action("new")
    assert page.editor.form is None
    press(page, "Restore")
    assert record.find(blank, Case, case.id) == case
    assert record.every(blank, Case) == [case]
    assert is_in_view(page, "Build dossier")
    record.move_to_bin(blank, Case, case.id)
    record_bin.purge(blank, "case", case.id)
    assert "This case does not exist" in words_in_view(page)


@pytest.mark.parametrize(
    ("kind", "days", "status"),
    [
        ("decision-served", -1, "happened"),
        ("decision-served", 0, "happened"),
        ("hearing", 0, "planned"),
        ("removal-date", 0, "planned"),
        ("", 0, ""),
        ("hearing", 3, "planned"),
    ],
)
def test_the_status_of_an_event_follows_its_date_until_chosen(
    opened: Opened, blank: Session, kind: str, days: int, status: str
) -> None:
    case = open_case(blank, reference="ABC-1", title="Removal", jurisdiction="CY")
    page = open_page(opened(blank), "case", id=case.id, tab="events")
    page.start_new()
    on = blank.clock().date() + timedelta(days=days)
    form = fill(page.editor.form, kind=kind, on=on.isoformat())
    assert form.entries["status"].raw == status
    fill(form, status="adjourned")
    fill(form, on="2020-01-01")
    assert form.entries["status"].raw == "adjourned"


def test_the_first_person_of_a_case_is_its_client(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="Removal", jurisdiction="CY")
    page = open_page(opened(blank), "case", id=case.id, tab="people")
    press(page, "Add client")
    save(fill(page.editor.form, names=[name("Alim Tursun")]))
    (kept,) = record.every(blank, Case)
    assert [party.standing for party in kept.parties] == ["client"]
    page.start_new()
    assert page.editor.form.entries["standing"].raw == ""


def test_one_record_after_another_is_added_from_the_form(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="Removal", jurisdiction="CY")
    page = open_page(opened(blank), "case", id=case.id, tab="chronology")
    page.start_new()
    fill(page.editor.form, statement="He was stopped.")
    press(page.editor.form, "Save and add another")
    assert [fact.statement for fact in record.every(blank, Fact)] == ["He was stopped."]
    form = page.editor.form
    assert (form.entries["statement"].raw, form.entries["status"].raw) == ("", "asserted")
    press(form, "Save and add another")
    assert form is page.editor.form, "refused: it says nothing"
    save(fill(form, statement="He was held."))
    assert page.editor.form is None
    assert [fact.status for fact in record.every(blank, Fact)] == ["asserted", "asserted"]


@pytest.mark.parametrize(("tab", "text"), [("chronology", "statement"), ("tasks", "step")])
@pytest.mark.parametrize("by_key", [False, True], ids=["button", "key"])
def test_another_form_stays_open_when_the_list_is_read_again(
    tab: str, text: str, *, by_key: bool, opened: Opened, blank: Session
) -> None:
    case = open_case(blank, reference="ABC-1", title="Removal", jurisdiction="CY")
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab=tab)
    page.start_new()
    settle()
    edit = page.editor.form.entries[text].edit
    edit.setFocus()
    QTest.keyClicks(edit, "He was stopped.")
    workspace.drafts.keep()
    assert len(draft.every(blank)) == 1
    first, later = page.editor.form, Later()
    workspace.context.runner = later
    if by_key:
        modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(edit, Qt.Key.Key_S, modifiers)
    else:
        QTest.mouseClick(button(first, "Save and add another"), Qt.MouseButton.LeftButton)
    later.let()
    for _ in range(3):
        settle()
        drop_deleted()
        later.let()
    form = page.editor.form
    assert form is not None
    assert form is not first
    assert form.entries[text].raw == ""
    assert form.isAncestorOf(QApplication.focusWidget())
    workspace.drafts.keep()
    later.let()
    assert draft.every(blank) == [], "what was saved is no draft"


def test_a_reference_that_is_taken_is_refused_at_its_field(opened: Opened, blank: Session) -> None:
    open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    other = open_case(blank, reference="ABC-2", title="", jurisdiction="CY")
    record.move_to_bin(blank, Case, other.id)
    workspace = opened(blank)
    workspace.go(Location(page="cases"))
    workspace.page.start_new()
    form = part(workspace.page, Form, "New case")
    for reference in ("ABC-1", "ABC-2"):
        save(fill(form, reference=reference, jurisdiction="GB"))
        assert "already has this reference" in problem_of(form.fields.boxes["reference"])
    save(fill(form, reference="ABC-3"))
    assert [one.reference for one in record.every(blank, Case)] == ["ABC-1", "ABC-3"]
