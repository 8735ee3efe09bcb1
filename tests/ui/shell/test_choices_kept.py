"""What is typed outside of the form of one record is kept over a lock, too; no input is without a draft."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.person.person import Person
from casebook.services.base import draft, record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.bulk_pane import BULK_DRAFT, BulkPane
from casebook.ui.shell import drafts
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.shell.form_snapshot import DRAFT, FIELDS, is_secret
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.tables.table import DataTable
from tests.people import add_person
from tests.sampled import sampled
from tests.ui import any_case
from tests.ui.any_case import Trial
from tests.ui.conftest import Opened
from tests.ui.driver import choose, field, open_page, part, press, problem_of, settle, shown_in
from tests.ui.later import Later
from tests.ui.places import STEPS

AT_ONCE = {
    "settings": "each is saved as it is chosen, or when its field is left",
    "security": "each is saved as it is chosen",
    "look: ": "a number to look at is kept nowhere, as the page says",
    "cases: Status": "narrows the list",
    "today: Status": "is changed in its cell, which the manual says",
    "contrary: Check this dossier or ground": "narrows the list",
    "deadlines: Event that starts the period": "shows the rules of the event",
    "deadlines: Another rule": "opens the form of the rule found",
    "library": "narrows the list",
    "parcels: Parcels shown": "narrows the list",
    "travel": "belongs to work that is begun at once, or to a page that is looked at",
    "profiles": "narrows the list",
    "rules: All": "narrows the list",
    "rules: Date of the event": "counts an example as it is typed",
    "rules: Initials": "two letters before a button",
}
"""Inputs that hold nothing to be kept, by page and beginning of their name, and why."""


@pytest.fixture
def case(blank: Session) -> Case:
    """A case with a client and a dossier."""
    client = add_person(blank, (Name(text="Alim Example", script="Latn"),))
    opened_case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    sections = (Section(id="text", kind="free-text", title="Submissions", text="First."),)
    made = Dossier(id=blank.ids(), case_id=opened_case.id, title="Dossier", court="Court", sections=sections)
    record.add(blank, made)
    return record.change(blank, opened_case.with_party(client.id, "client"), seen=opened_case)


def _locked(workspace: Workspace) -> None:
    workspace.context.about_to_lock.emit()


def _gone_on_with(opened: Opened, session: Session, name: str) -> Workspace:
    """Unlock and press Continue of the one draft there is."""
    again = opened(session)
    settle()
    bar = part(again, DraftBar)
    assert bar.isVisible()
    assert bar.accessibleName().startswith(f"Unsaved draft: {name}")
    QTest.mouseClick(bar.take, Qt.MouseButton.LeftButton)
    settle()
    return again


def test_a_bulk_edit_keeps_its_records_field_and_words(opened: Opened, blank: Session) -> None:
    people = [add_person(blank, (Name(text=f"Alim {at}", script="Latn"),)) for at in range(3)]
    workspace = opened(blank)
    page = open_page(workspace, "people")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    pane = part(page, BulkPane)
    choose(pane, "Field to change", "Ethnicity")
    line = field(pane, "Ethnicity")
    line.setFocus()
    QTest.keyClicks(line, "Han people")
    _locked(workspace)
    again = _gone_on_with(opened, blank, "Edit records together")
    pane = part(again, BulkPane)
    assert set(part(again, DataTable).selected_ids) == {one.id for one in people}, "marked in the list"
    assert field(pane, "Field to change").currentText() == "Ethnicity"
    assert field(pane, "Ethnicity").text() == "Han people"
    press(pane, "Change")
    settle()
    assert {one.ethnicity for one in record.every(blank, Person)} == {"Han people"}
    again.drafts.keep()
    assert len(record.every(blank, Person)) == len(people)
    assert draft.every(blank) == []


def test_a_bulk_edit_is_opened_once_however_long_its_records_take(opened: Opened, blank: Session) -> None:
    people = [add_person(blank, (Name(text=f"Alim {at}", script="Latn"),)) for at in range(2)]
    workspace = opened(blank)
    page = open_page(workspace, "people")
    usual, later = workspace.context.runner, Later()
    workspace.context.runner = later
    form = "/".join((BULK_DRAFT, "ethnicity", *(one.id for one in people)))
    page.resume(form)
    page.resume(form)
    later.let()
    first = part(page, BulkPane)
    later.let()
    workspace.context.runner = usual
    assert page.findChildren(BulkPane) == [first]


def test_terms_of_a_client_paper_are_kept_until_it_is_saved(
    opened: Opened, blank: Session, case: Case, tmp_path: Path
) -> None:
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="client-papers")
    _choose_paper(page)
    page.choices.recipient.edit.setFocus()
    QTest.keyClicks(page.choices.recipient.edit, "The Registry")
    _locked(workspace)
    again = _gone_on_with(opened, blank, "Client papers")
    page = shown_in(again.page)
    request = page.choices.request()
    assert (request.paper, request.terms.recipient) == ("consent", "The Registry")
    page.choices.expires.edit.setFocus()
    page.choices.expires.edit.setText("2027-03-01")
    assert request.person_id
    page.save_to(tmp_path / "consent.pdf")
    settle()
    again.drafts.keep()
    assert draft.every(blank) == []
    other = open_case(blank, reference="R-2", title="", jurisdiction="CY")
    open_page(again, "case", id=other.id, tab="client-papers")
    assert page.choices.recipient.raw == ""


def test_terms_of_a_consent_stay_a_draft_when_another_paper_is_saved(
    opened: Opened, blank: Session, case: Case, tmp_path: Path
) -> None:
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="client-papers")
    _choose_paper(page)
    page.choices.recipient.edit.setFocus()
    QTest.keyClicks(page.choices.recipient.edit, "The Registry")
    box = page.choices.paper.box
    box.setCurrentIndex(box.findData("intake"))
    workspace.drafts.keep()
    page.save_to(tmp_path / "questions.pdf")
    settle()
    assert (tmp_path / "questions.pdf").exists()
    _locked(workspace)
    (kept,) = draft.every(blank)
    assert (kept.fields["recipient"], kept.fields["paper"]) == ("The Registry", "intake")
    again = _gone_on_with(opened, blank, "Client papers")
    _choose_paper(shown_in(again.page))
    assert shown_in(again.page).choices.request().terms.recipient == "The Registry"


def _choose_paper(page: Any) -> None:  # noqa: ANN401 - each page has parts of its own
    box = page.choices.paper.box
    box.setFocus()
    box.setCurrentIndex(box.findData("consent"))


def test_the_choices_of_a_copy_are_kept_until_it_is_built(opened: Opened, blank: Session, case: Case) -> None:
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="dossiers", within="build")
    settle()
    copy = page.side.copy
    copy.kind.setFocus()
    copy.kind.setCurrentIndex(copy.kind.findData("service"))
    copy.for_whom.setFocus()
    QTest.keyClicks(copy.for_whom, "Registry of the court")
    copy.options.archive.setChecked(True)
    tick = copy.kept_sections.ticks["exhibit-custody"]
    tick.setChecked(True)
    QTest.keyClicks(copy.kept_sections.reasons["exhibit-custody"], "Ordered")
    page.show_tab("preflight")
    workspace.drafts.keep()
    assert not part(workspace, DraftBar).isVisible(), "another tab of the side leaves nothing behind"
    copy.is_working = True
    open_page(workspace, "people")
    assert not part(workspace, DraftBar).isVisible(), "what is being built waits for nobody"
    copy.is_working = False
    open_page(workspace, "cases")
    assert part(workspace, DraftBar).isVisible()
    _locked(workspace)
    again = _gone_on_with(opened, blank, "Build")
    copy = shown_in(again.page).side.copy
    assert copy.isVisible()
    request = copy.request
    assert (request.copy_kind, request.for_whom, request.is_archived) == (
        "service",
        "Registry of the court",
        True,
    )
    assert [(one.subject, one.reason) for one in request.decisions] == [("exhibit-custody", "Ordered")]
    copy.kept.emit()
    again.drafts.keep()
    assert draft.every(blank) == []


def test_a_recipient_alone_is_no_draft_of_a_copy(opened: Opened, blank: Session, case: Case) -> None:
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="dossiers", within="build")
    settle()
    copy = page.side.copy
    copy.for_whom.setFocus()
    QTest.keyClicks(copy.for_whom, "Registry of the court")
    workspace.drafts.keep()
    open_page(workspace, "contacts")
    assert not part(workspace, DraftBar).isVisible()
    assert draft.every(blank) == []


def test_decisions_on_one_copy_stay_a_draft_when_another_is_built(
    opened: Opened, blank: Session, case: Case
) -> None:
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="dossiers", within="build")
    settle()
    copy = page.side.copy
    copy.kind.setFocus()
    copy.kind.setCurrentIndex(copy.kind.findData("pseudonymised"))
    kind = next(iter(copy.shown_kinds.ticks))
    copy.shown_kinds.ticks[kind].setChecked(True)
    QTest.keyClicks(copy.shown_kinds.reasons[kind], "Ordered")
    copy.kind.setCurrentIndex(copy.kind.findData("draft"))
    workspace.drafts.keep()
    copy.kept.emit()
    workspace.drafts.keep()
    (kept,) = draft.every(blank)
    assert kept.fields["kind"] == "draft", "as it stands on the page"
    shown: Any = kept.fields["shown_kinds"]
    assert [one["reason"] for one in shown] == ["Ordered"]


@pytest.mark.parametrize("is_left", [False, True])
def test_a_form_that_opens_late_or_never_leaves_no_request_to_open_it(
    opened: Opened,
    blank: Session,
    case: Case,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    is_left: bool,  # noqa: FBT001 - a case of the test
) -> None:
    name = json.dumps(["case", case.id, "dossiers", "", f"Build/{record.every(blank, Dossier)[0].id}"])
    draft.keep(blank, name, {"for_whom": "Registry of the court"})
    monkeypatch.setattr(drafts, "_MAX_LOOKS", 3)
    workspace = opened(blank)
    settle()
    message = part(workspace, MessageBar)
    later = workspace.context.runner = Later()
    QTest.mouseClick(part(workspace, DraftBar).take, Qt.MouseButton.LeftButton)
    if is_left:
        workspace.go(Location(page="people"))
        qtbot.waitUntil(lambda: not workspace.drafts.is_searching)
    else:
        qtbot.waitUntil(lambda: "Open the form again." in message.accessibleName())
        later.let()
        settle()
        field(workspace, "Recipient").setFocus()
        assert field(workspace, "Recipient").text() == "Registry of the court"
    assert not message.isVisible()


def test_what_is_typed_into_a_letter_is_kept_until_it_is_saved(
    opened: Opened, blank: Session, case: Case, tmp_path: Path
) -> None:
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="letters")
    page.kind.setFocus()
    page.kind.setCurrentIndex(page.kind.findData("interpreter-undertaking"))
    title = "Connections disclosed"
    blank_field = field(page, title)
    blank_field.setFocus()
    QTest.keyClicks(blank_field, "None to either side")
    _locked(workspace)
    again = _gone_on_with(opened, blank, "Letters")
    page = shown_in(again.page)
    assert page.kind.currentData() == "interpreter-undertaking"
    assert field(page, title).toPlainText() == "None to either side"
    page.save_to(tmp_path / "letter.docx")
    settle()
    again.drafts.keep()
    assert draft.every(blank) == []
    other = open_case(blank, reference="R-2", title="", jurisdiction="CY")
    open_page(again, "case", id=other.id, tab="letters")
    assert page.values == {}


def test_what_is_typed_into_letters_is_offered_on_other_pages(
    opened: Opened, blank: Session, case: Case
) -> None:
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="letters")
    page.kind.setFocus()
    page.kind.setCurrentIndex(page.kind.findData("interpreter-undertaking"))
    typed = field(page, "Connections disclosed")
    typed.setFocus()
    QTest.keyClicks(typed, "None to either side")
    bar = part(workspace, DraftBar)
    open_page(workspace, "case", id=case.id, tab="events")
    assert not bar.isVisible(), "it stands in the case in view"
    answering, workspace.context.runner = workspace.context.runner, Later()
    open_page(workspace, "today")
    assert bar.isVisible(), "at once, though the casebook is busy"
    workspace.context.runner.let()
    workspace.context.runner = answering
    assert bar.isVisible()
    QTest.mouseClick(bar.take, Qt.MouseButton.LeftButton)
    settle()
    assert not bar.isVisible()
    assert field(page, "Connections disclosed").toPlainText() == "None to either side"
    open_page(workspace, "today")
    QTest.mouseClick(bar.leave, Qt.MouseButton.LeftButton)
    settle()
    assert not bar.isVisible()
    page = open_page(workspace, "case", id=case.id, tab="letters")
    assert page.request.kind == "interpreter-undertaking"
    assert field(page, "Connections disclosed").toPlainText() == ""
    _locked(workspace)
    assert draft.every(blank) == []


def test_the_days_of_a_report_are_kept_until_it_is_made(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    page = open_page(workspace, "reports")
    first = field(page, "First day")
    first.setFocus()
    QTest.keyClicks(first, "2026-02-31")
    field(page, "Last day").setFocus()
    assert "does not exist" in problem_of(page)
    open_page(workspace, "today")
    QTest.mouseClick(part(workspace, DraftBar).leave, Qt.MouseButton.LeftButton)
    settle()
    page = open_page(workspace, "reports")
    assert (first.text(), problem_of(page)) == ("", ""), "it went with what it was about"
    first.setFocus()
    QTest.keyClicks(first, "2026-01-01")
    _locked(workspace)
    again = _gone_on_with(opened, blank, "New report")
    assert field(again.page, "First day").text() == "2026-01-01"
    field(again.page, "Last day").setFocus()
    QTest.keyClicks(field(again.page, "Last day"), "2026-02-01")
    press(again.page, "Make report")
    settle()
    again.drafts.keep()
    assert draft.every(blank) == []


def test_choices_that_nobody_touched_are_no_draft(opened: Opened, blank: Session, case: Case) -> None:
    workspace = opened(blank)
    for tab in ("client-papers", "letters", "dossiers"):
        page = open_page(workspace, "case", id=case.id, tab=tab, within="build" if tab == "dossiers" else "")
        settle()
        page.side.copy.enter() if tab == "dossiers" else page.start_new()
        workspace.drafts.keep()
    open_page(workspace, "case", id=case.id, tab="events")
    _locked(workspace)
    assert draft.every(blank) == []


@pytest.mark.parametrize("step", sampled(STEPS))
def test_every_input_belongs_to_something_that_is_kept(
    opened: Opened, blank: Session, case: Case, tmp_path: Path, step: int
) -> None:
    trial = Trial(opened(blank), blank, tmp_path, [], Counter(), case_id=case.id, is_whole=True)
    any_case.save_without_dates(trial)
    lost: set[str] = set()
    for place in islice(any_case.places(trial), 0, None, step):
        page = any_case.navigate(trial, place)
        for begin in (lambda: None, *any_case.form_starts(trial, place, page)):
            begin()
            settle()
            names = {one.accessibleName() for one in _inputs(trial.workspace.page) if not _is_kept(one)}
            lost |= {f"{place.tab or place.page}: {name}" for name in names}
    assert {one for one in lost if not one.startswith(tuple(AT_ONCE))} == set()
    assert step > 1 or [one for one in AT_ONCE if not any(name.startswith(one) for name in lost)] == []


def _inputs(within: QWidget) -> list[QWidget]:
    """Return the fields in view, but for secrets and what searches a list."""
    return [
        one
        for one in within.findChildren(QWidget)
        if isinstance(one, FIELDS) and one.isVisible() and not is_secret(one)
        if not isinstance(one, SearchField) and not isinstance(one.parentWidget(), QComboBox)
    ]


def _is_kept(widget: QWidget | None) -> bool:
    while widget is not None and not widget.property(DRAFT):
        widget = widget.parentWidget()
    return widget is not None
