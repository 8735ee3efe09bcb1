"""What is typed into any form is kept, offered back after the next unlocking, and forgotten once sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.domain.case.proceeding import Proceeding
from casebook.services.base import draft, record, setting
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.shell.draft_id import id_of
from casebook.ui.shell.sidebar import Sidebar
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import field, label_of, open_page, part, pick, settle
from tests.ui.later import Later
from tests.ui.pages.filled import fill

Opened = Callable[..., Any]


def test_a_half_typed_record_stands_in_its_form_after_unlocking(
    opened: Opened, blank: Session, qtbot: QtBot
) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="cases"))
    workspace.run_action("new")
    QTest.keyClicks(field(workspace, "Reference"), "LIN-7")
    workspace.context.about_to_lock.emit()
    again = opened(blank)
    bar = part(again, DraftBar)
    for page in ("security", "people"):
        again.go(Location(page=page))
        settle()
        assert not bar.isVisible(), "it belongs elsewhere"
        marked = part(again, Sidebar).entry("cases")
        assert marked.accessibleDescription() == "Unsaved draft: New case"
        assert "Unsaved draft: New case" in marked.toolTip()
    again.go(Location(page="cases"))
    settle()
    assert bar.isVisible()
    assert not marked.accessibleDescription()
    assert "New case" in bar.accessibleName()
    assert "LIN-7" in bar.accessibleName()
    QTest.mouseClick(bar.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: field(again, "Reference").text() == "LIN-7")
    assert again.place.page == "cases"
    assert not bar.isVisible()


def led_back(opened: Opened, session: Session) -> Any:  # noqa: ANN401 - a workspace
    """Return a window whose form has the keyboard before the drafts are read, as unlocking leads back."""
    workspace = opened(session)
    workspace.go(Location(page="cases", within="new"))
    settle()
    field(workspace, "Reference").setFocus()
    return workspace


def test_a_form_that_unlocking_leads_back_to_is_filled_at_once(opened: Opened, blank: Session) -> None:
    before = led_back(opened, blank)
    QTest.keyClicks(field(before, "Reference"), "LIN-7")
    before.context.about_to_lock.emit()
    again = led_back(opened, blank)
    again.drafts.begin()
    settle()
    assert field(again, "Reference").text() == "LIN-7"
    assert not part(again, DraftBar).isVisible()
    QTest.keyClick(field(again, "Reference"), Qt.Key.Key_Escape)
    QTest.keyClick(field(again, "Reference"), Qt.Key.Key_Escape)
    again.drafts.keep()
    assert draft.every(blank) == []


def test_what_is_typed_before_drafts_are_read_is_not_written_over(opened: Opened, blank: Session) -> None:
    workspace = led_back(opened, blank)
    reference = field(workspace, "Reference")
    QTest.keyClicks(reference, "LIN-8")
    workspace.drafts.keep()
    (typed,) = draft.every(blank)
    draft.keep(blank, typed.id, {"reference": "LIN-7", "title": "Extradition"})
    workspace.drafts.begin()
    settle()
    assert (reference.text(), field(workspace, "Title without names").text()) == ("LIN-8", "Extradition")
    workspace.drafts.keep()
    (kept,) = draft.every(blank)
    assert (kept.fields["reference"], kept.fields["title"]) == ("LIN-8", "Extradition")


def test_a_draft_is_named_without_the_id_of_a_record(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    proceeding = Proceeding(id="kwr7zqf36wpe7573", case_id=case.id, kind="extradition", forum="OLG")
    record.add(blank, proceeding)
    workspace = opened(blank)
    events = open_page(workspace, "case", id=case.id, tab="events")
    events.start_new()
    fill(events.editor.form, title="Hearing at OLG", proceeding_id=proceeding.id)
    settle()
    workspace.context.about_to_lock.emit()
    again = opened(blank)
    again.go(Location(page="security"))
    spoken = part(again, DraftBar).accessibleName()
    assert "Hearing at OLG" in spoken
    assert proceeding.id not in spoken


def test_the_line_of_a_draft_begins_with_what_was_typed(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="Extradition requested", jurisdiction="CY")
    name = json.dumps(["case", case.id, "events", "", "New event"])
    draft.keep(blank, name, {"title": "Hearing at OLG"})
    spoken = part(opened(blank), DraftBar).accessibleName()
    assert spoken.startswith("Unsaved draft: New event Hearing at OLG · ABC-1 · Extradition requested · ")


def test_the_draft_of_a_client_names_the_client_and_no_key_of_a_choice(
    opened: Opened, blank: Session
) -> None:
    workspace = opened(blank)
    workspace.run_action("new-client")
    settle()
    fill(
        workspace.page.form, names=["Alim Tursun"], proceeding_kind="extradition", occasion="decision-served"
    )
    workspace.context.about_to_lock.emit()
    again = opened(blank)
    again.go(Location(page="security"))
    spoken = part(again, DraftBar).accessibleName()
    assert "Alim Tursun" in spoken
    assert "extradition" not in spoken
    assert "decision-served" not in spoken


def test_what_was_sent_or_given_up_or_discarded_is_kept_no_longer(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="cases"))
    workspace.run_action("new")
    reference = field(workspace, "Reference")
    QTest.keyClicks(reference, "LIN-7")
    workspace.drafts.keep()
    assert [saved.fields["reference"] for saved in draft.every(blank)] == ["LIN-7"]
    QTest.keyClick(reference, Qt.Key.Key_Escape)
    QTest.keyClick(reference, Qt.Key.Key_Escape)
    workspace.drafts.keep()
    assert draft.every(blank) == []
    workspace.run_action("new")
    QTest.keyClicks(field(workspace, "Reference"), "LIN-8")
    workspace.context.about_to_lock.emit()
    again = opened(blank)
    QTest.mouseClick(part(again, DraftBar).leave, Qt.MouseButton.LeftButton)
    assert draft.every(blank) == []
    assert not part(again, DraftBar).isVisible()
    again.context.undo()
    settle()
    assert [saved.fields["reference"] for saved in draft.every(blank)] == ["LIN-8"]
    assert part(again, DraftBar).isVisible()


def test_a_draft_of_many_lines_is_offered_on_one_and_resumed(
    opened: Opened, blank: Session, qtbot: QtBot
) -> None:
    name = json.dumps(["rules", "", "", "", "Custom rule/"])
    draft.keep(blank, name, {"Entry text": "one\n" * 40})
    workspace = opened(blank)
    rules = open_page(workspace, "rules")
    rules.start_new()
    rules.show_chosen()
    bar = part(workspace, DraftBar)
    assert bar.sizeHint().height() < 3 * bar.take.sizeHint().height()
    QTest.mouseClick(bar.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rules.editor.text.toPlainText() == "one\n" * 40)


def test_a_change_half_typed_is_kept_with_its_record(opened: Opened, blank: Session, qtbot: QtBot) -> None:
    case = open_case(blank, reference="ABC-1", title="Before", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id))
    pick(workspace.page, "Edit case…")
    title = field(workspace, "Title without names")
    title.setFocus()
    title.clear()
    QTest.keyClicks(title, "After")
    workspace.drafts.keep()
    again = opened(blank)
    assert "ABC-1" not in label_of(part(again, DraftBar), "strong").text()
    assert "ABC-1 · Before" in part(again, DraftBar).accessibleName()
    QTest.mouseClick(part(again, DraftBar).take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: field(again, "Title without names").text() == "After")
    title = field(again, "Title without names")
    QTest.keyClick(title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    again.drafts.keep()
    assert draft.every(blank) == []
    assert record.find(blank, Case, case.id).title == "After"


def test_a_form_returned_to_by_another_link_is_the_same_draft(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="cases", within="new"))
    reference = field(workspace, "Reference")
    reference.setFocus()
    QTest.keyClicks(reference, "LIN-7")
    workspace.drafts.keep()
    for place in ("today", "cases"):
        workspace.go(Location(page=place))
        settle()
    part(workspace.page, QComboBox, "Status").setFocus()
    reference.setFocus()
    QTest.keyClicks(reference, "8")
    workspace.drafts.keep()
    assert not part(workspace, DraftBar).isVisible()
    assert [saved.fields["reference"] for saved in draft.every(blank)] == ["LIN-78"]


def test_what_is_being_saved_while_it_is_kept_is_no_draft_afterwards(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="cases"))
    workspace.run_action("new")
    QTest.keyClicks(field(workspace, "Reference"), "LIN-7")
    QTest.keyClicks(field(workspace, "Country"), "CY")
    later = workspace.context.runner = Later()
    QTest.keyClick(field(workspace, "Reference"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    workspace.drafts.keep()  # two seconds are over before the record is written
    later.let()
    workspace.drafts.keep()
    later.let()
    assert len(record.every(blank, Case)) == 1
    assert draft.every(blank) == []


def test_what_was_refused_is_kept_when_it_is_locked(opened: Opened, blank: Session) -> None:
    open_case(blank, reference="LIN-7", title="", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="cases"))
    workspace.run_action("new")
    QTest.keyClicks(field(workspace, "Reference"), "LIN-7")
    QTest.keyClicks(field(workspace, "Country"), "CY")
    QTest.keyClick(field(workspace, "Reference"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    workspace.window().blank()
    workspace.context.about_to_lock.emit()
    assert [saved.fields["reference"] for saved in draft.every(blank)] == ["LIN-7"]


def test_what_a_form_does_not_take_of_its_draft_stays_in_it(opened: Opened, blank: Session) -> None:
    name = json.dumps(["cases", "", "", "new", "New case"])
    draft.keep(blank, name, {"reference": "LIN-7", "dropped": "typed before"})
    workspace = opened(blank)
    workspace.go(Location(page="cases"))
    workspace.run_action("new")
    assert field(workspace, "Reference").text() == "LIN-7"
    QTest.keyClicks(field(workspace, "Reference"), "8")
    workspace.context.about_to_lock.emit()
    (kept,) = draft.every(blank)
    assert kept.fields["dropped"] == "typed before"


def test_a_passphrase_is_never_kept(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="security"))
    workspace.page.ways.begin("change")
    QTest.keyClicks(field(workspace.page, "Current passphrase or recovery code"), "a secret that is typed")
    workspace.drafts.keep()
    assert draft.every(blank) == []


def test_what_was_typed_in_one_language_of_the_window_goes_on_in_another(
    opened: Opened, blank: Session, qtbot: QtBot
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="notes"))
    workspace.run_action("new")
    form = next(form for form in workspace.findChildren(Form) if form.accessibleName() == "New note")
    field = form.findChildren(QPlainTextEdit)[0]
    field.setFocus()
    QTest.keyClicks(field, "She was told")
    workspace.context.about_to_lock.emit()
    again = opened(blank, "zh-Hant")
    again.go(Location(page="settings"))
    bar = part(again, DraftBar)
    new_note = Translator("zh-Hant")("New note")
    assert new_note in bar.accessibleName()
    QTest.mouseClick(bar.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.isVisible())
    form = next(form for form in again.findChildren(Form) if form.accessibleName() == new_note)
    assert form.isVisible()
    assert form.findChildren(QPlainTextEdit)[0].toPlainText() == "She was told"
    (saved,) = draft.every(blank)
    assert "New note" in saved.id, "and is kept once, whatever the language"


def test_no_test_meets_what_another_typed_into_the_sample(
    shared_sample: Session, beside_records: object, request: pytest.FixtureRequest
) -> None:
    assert beside_records
    draft.keep(shared_sample, id_of(Location(page="people"), "person"), {"names": "x"})
    setting.keep(shared_sample, "test.left", "x")
    sample = request.getfixturevalue("sample")
    assert draft.every(sample) == []
    assert setting.value(sample, "test.left") is None
