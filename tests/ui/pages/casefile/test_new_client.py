"""The screen of a new client: what is typed once is saved as several records, or stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casebook.domain.base.office import Office
from casebook.domain.case.case import Case
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import draft, record
from casebook.services.base.office import keep_office
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.forms.search import SearchField
from tests.ui.driver import (
    field,
    is_in_view,
    message_of,
    part,
    press,
    problem_of,
    send,
    settle,
    text_of,
    words_in_view,
)
from tests.ui.later import Later
from tests.ui.pages.filled import fill, save

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from casebook.services.base.session import Session
    from casebook.ui.shell.workspace import Workspace
    from tests.ui.conftest import Opened

APPEAL = "gb-ea2003-p2-appeal-s103"
UYGHUR, HAN = "ئالىم تۇرسۇن", "阿里木·吐尔逊"
PROCEEDING = {
    "jurisdiction": "UK",
    "proceeding_kind": "extradition",
    "forum": "Westminster Magistrates' Court",
    "occurred_on": "2026-05-04",
}


def _begun(workspace: Workspace) -> Form:
    workspace.run_action("new-client")
    page: Any = workspace.page
    settle()
    form: Form = page.form
    return form


def _look(workspace: Workspace) -> None:
    page: Any = workspace.page
    page.look_ahead()


def test_one_screen_saves_client_case_deadline_family_and_contacts(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **PROCEEDING)
    names = form.entries["names"]
    names.suggest()
    press(form, "Select the usual ones")
    fill(
        form,
        relatives=[{"name": "Patigul Tursun", "kind": "mother", "is_in": ""}],
        contacts=[{"name": "I. Example", "kind": "interpreter", "reached": "i@example.org"}],
        consents=["court"],
    )
    assert "\u2068Patigul Tursun\u2069 is the mother of \u2068Alim Tursun\u2069." in text_of(form)
    _look(workspace)
    tick = form.entries["rule_ids"].ticks[APPEAL]
    assert tick.accessibleName().startswith("15 May 2026")
    assert "Extradition Act 2003 s. 103" in tick.accessibleName()
    tick.click()
    save(form)
    client = next(one for one in record.every(blank, Person) if one.leading_name == "Alim Tursun")
    assert {"Latn", "Arab", "Cyrl", "Hans"} <= {name.script for name in client.names}
    assert [name.text for name in client.names if name.kind == "legal"] == ["Alim Tursun"]
    (case,) = record.every(blank, Case)
    assert (case.reference, case.jurisdiction, case.client_ids) == ("2026-001", "GB", (client.id,))
    (deadline,) = record.every(blank, Deadline)
    assert deadline.rule_id == APPEAL
    assert len(record.every(blank, Relation)) == len(record.every(blank, Contact)) == 1
    settle()
    assert workspace.place == Location(page="case", id=case.id)
    workspace.run_action("undo")
    assert not record.every(blank, Person)
    assert not record.every(blank, Case)
    assert workspace.place == Location(page="people")
    workspace.run_action("redo")
    assert record.every(blank, Deadline) == [deadline]


def test_office_defaults_stand_there_and_a_name_alone_is_enough(opened: Opened, blank: Session) -> None:
    keep_office(blank, Office(country="GB", court="Westminster Magistrates' Court", numbering="EX-##"))
    workspace = opened(blank)
    form: Any = _begun(workspace)
    assert field(form, "Country").text() == "United Kingdom"
    assert field(form, "Court or body").text() == "Westminster Magistrates' Court"
    assert field(form, "Reference").text() == "EX-01"
    fill(form, names=["Alim Tursun"], jurisdiction="", forum="")
    save(form)
    (client,) = record.every(blank, Person)
    assert not record.every(blank, Case)
    settle()
    assert workspace.place == Location(page="people", id=client.id)


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("jurisdiction", "Atlantis", "This is not a country. Enter its code"),
        ("jurisdiction", "", "The case has no country."),
        ("occurred_on", "2026-02-30", ""),
        ("occurred_on", "1987-12-31", "before the client’s date of birth"),
        ("reference", "TAKEN-1", "already has this reference"),
        ("proceeding_kind", "", "The proceeding has no type."),
        ("names", [], "This field is required."),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(
    opened: Opened, blank: Session, key: str, typed: object, words: str
) -> None:
    open_case(blank, reference="TAKEN-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], born="1988", **PROCEEDING)
    fill(form, **{key: typed})
    before = form.values
    save(form)
    problem = problem_of(form.fields.boxes[key])
    assert problem
    assert words in problem
    assert form.values == before
    assert not record.every(blank, Person)
    assert not record.every(blank, Proceeding)


def test_a_nationality_that_is_no_country_is_remarked_on_and_kept(opened: Opened, blank: Session) -> None:
    form: Any = fill(_begun(opened(blank)), names=["Alim Tursun"], jurisdiction="")
    remarks = []
    for typed in ("China", "Chinese", "中国籍", "stateless", "Chinaa"):
        send(form, "Nationality", typed)
        remarks.append("No country has this name." in words_in_view(form))
    assert remarks == [False, False, False, False, True]
    save(form)
    assert [one.nationalities for one in record.every(blank, Person)] == [("Chinaa",)]
    form = fill(_begun(opened(blank)), names=["Bo Sample"], nationality="Chinese")
    save(form)
    assert ("CN",) in [one.nationalities for one in record.every(blank, Person)]


def test_a_deadline_ticked_stays_ticked_through_a_mistyped_country(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **PROCEEDING)
    _look(workspace)
    form.entries["rule_ids"].ticks[APPEAL].click()
    fill(form, jurisdiction="Atlantis")
    _look(workspace)
    save(form)
    assert not form.entries["rule_ids"].ticks
    fill(form, jurisdiction="UK")
    _look(workspace)
    save(form)
    assert [one.rule_id for one in record.every(blank, Deadline)] == [APPEAL]


def test_each_period_names_what_starts_it_and_another_act_waits_for_a_tick(
    opened: Opened, blank: Session
) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **PROCEEDING)
    _look(workspace)
    entry = form.entries["rule_ids"]
    shown = text_of(entry)
    assert shown.index("Only if this is what happened") < shown.index("Runs from: ")
    assert "Runs from: Day the Secretary of State informs the person of the order" in shown
    for tick in entry.ticks.values():
        assert "Runs from: " in tick.accessibleName()
        tick.setFocus()
        QTest.keyClick(tick, Qt.Key.Key_Return)
        assert not tick.isChecked()
    fill(form, jurisdiction="AT", proceeding_kind="asylum", forum="")
    _look(workspace)
    shown = text_of(entry)
    assert shown.index("Runs from: Service of the decision") < shown.index("Only if this is what happened")


def test_a_period_that_needs_more_to_be_known_is_named_without_a_date(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **PROCEEDING)
    fill(form, jurisdiction="FR", forum="")
    _look(workspace)
    entry = form.entries["rule_ids"]
    assert "fr-retention-appeal-24h" not in entry.ticks
    assert "no date · Appeal against the judge's order on immigration detention" in text_of(entry)
    shown = text_of(entry)
    assert "New deadline asks for it." in shown
    assert "Only if that treaty binds the state: Individual complaint" in shown


@pytest.mark.parametrize("country", ["US", "CY", "JP"])
@pytest.mark.parametrize("kind", ["", "asylum"])
def test_no_event_with_country_and_day_is_met_with_silence(
    opened: Opened, blank: Session, country: str, kind: str
) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), jurisdiction=country, proceeding_kind=kind)
    box, entry = form.fields.boxes["rule_ids"], form.entries["rule_ids"]
    for occasion in ("arrest", "removal-date", "decision-served"):
        fill(form, occasion=occasion, occurred_on="2026-05-04")
        _look(workspace)
        shown = text_of(box)
        assert not box.isHidden()
        assert entry.ticks or "May run too" in shown or "No known deadline of this country" in shown
        assert ("Tick what applies" in shown) is bool(entry.ticks)
        assert ("Habeas corpus against committal (Law 97/1970 s. 10)" in shown) is (country == "CY")
        fill(form, occurred_on="")
        _look(workspace)
        assert box.isHidden()


def test_a_limit_on_the_authority_is_offered_with_the_day_it_has_passed(
    opened: Opened, blank: Session
) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **{**PROCEEDING, "occasion": "arrest"})
    _look(workspace)
    tick = form.entries["rule_ids"].ticks["gb-ea2003-p2-provisional-arrest"]
    assert tick.text().startswith("from 18 Jun 2026 · ")
    tick.click()
    save(form)
    (deadline,) = record.every(blank, Deadline)
    assert deadline.act_by is not None
    assert deadline.act_by.on.isoformat() == "2026-06-18"


def test_a_tick_is_undone_where_another_event_need_not_start_the_period(
    opened: Opened, blank: Session
) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **PROCEEDING)
    fill(form, proceeding_kind="judicial-review", occasion="decision-made")
    _look(workspace)
    form.entries["rule_ids"].ticks["gb-ut-judicial-review"].click()
    fill(form, occasion="decision-served")
    _look(workspace)
    assert not form.entries["rule_ids"].ticks["gb-ut-judicial-review"].isChecked()


def test_return_goes_through_the_lists_without_saving(opened: Opened, blank: Session) -> None:
    form: Any = fill(_begun(opened(blank)), names=["Alim Tursun"])
    relatives = form.entries["relatives"]
    fill(form, relatives=[{"name": "Patigul Tursun", "kind": "mother", "is_in": ""}])
    settle()
    relatives.take_focus()
    send(relatives, "Name of the relative")
    send(relatives, "Relationship to the person")
    assert relatives.lines[0].entries["is_in"].edit.hasFocus()
    send(relatives, "Whereabouts")
    assert len(relatives.lines) == 2
    settle()
    assert relatives.lines[1].entries["name"].edit.hasFocus()
    send(relatives, "Name of the relative")
    assert not relatives.isAncestorOf(form.window().focusWidget())
    assert not record.every(blank, Person)


def test_what_was_typed_stays_while_looking_elsewhere(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], number="1/26")
    workspace.go(Location(page="people"))
    assert is_in_view(workspace.page, "New client")
    workspace.run_action("new-client")
    assert field(form, "Case number there").text() == "1/26"
    for _ in range(2):
        QTest.keyClick(form, Qt.Key.Key_Escape)
    settle()
    assert workspace.place.page == "today"
    workspace.run_action("new-client")
    assert field(form, "Case number there").text() == ""


def test_a_draft_comes_back_whole_though_the_reference_is_late(
    opened: Opened, blank: Session, qtbot: QtBot
) -> None:
    first = opened(blank)
    fill(_begun(first), names=["Alim Tursun"], number="1/26")
    first.context.about_to_lock.emit()
    again = opened(blank)
    later = again.context.runner = Later()
    QTest.mouseClick(part(again, DraftBar).take, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    later.let()
    qtbot.waitUntil(lambda: not part(again, DraftBar).isVisible())
    page: Any = again.page
    assert page.form.isVisible()
    assert page.form.values["names"] == ["Alim Tursun"]
    assert page.form.values["number"] == "1/26"
    assert page.form.entries["names"].lines[0].isAncestorOf(again.window().focusWidget())
    again.context.about_to_lock.emit()
    later.let()
    (kept,) = draft.every(blank)
    assert kept.fields["names"] == ["Alim Tursun"]


def _gone_on_with(opened: Opened, before: Workspace, session: Session) -> Any:  # noqa: ANN401 - as in any page
    """Lock, unlock and go on with the draft; returns the form of it."""
    before.context.about_to_lock.emit()
    again = opened(session)
    QTest.mouseClick(part(again, DraftBar).take, Qt.MouseButton.LeftButton)
    settle()
    page: Any = again.page
    return page.form


def test_deadlines_ticked_before_a_lock_are_ticked_after_it_and_saved(
    opened: Opened, blank: Session, qtbot: QtBot
) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **PROCEEDING)
    _look(workspace)
    tick = form.entries["rule_ids"].ticks[APPEAL]
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()
    form = _gone_on_with(opened, workspace, blank)
    qtbot.waitUntil(lambda: APPEAL in form.entries["rule_ids"].ticks)
    assert form.entries["rule_ids"].ticks[APPEAL].isChecked()
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [one.rule_id for one in record.every(blank, Deadline)] == [APPEAL]


def test_a_tick_that_cannot_be_counted_is_not_lost_unseen(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **PROCEEDING)
    _look(workspace)
    form.entries["rule_ids"].ticks[APPEAL].click()
    later, usual = Later(), workspace.context.runner
    workspace.context.runner = later
    fill(form, occurred_on="2026-05-05")
    fill(form, jurisdiction="DE")
    save(form)
    later.let()
    workspace.context.runner = usual
    box = form.fields.boxes["rule_ids"]
    assert "still being calculated" in problem_of(box)
    save(form)
    assert "1 deadline ticked before cannot be calculated" in problem_of(box)
    assert not record.every(blank, Person)
    save(form)
    assert record.every(blank, Person)
    assert not record.every(blank, Deadline)


def test_forms_of_a_name_ticked_before_a_lock_are_ticked_once_after_it(
    opened: Opened, blank: Session
) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["林志远"])
    form.entries["names"].suggest()
    for _ in range(3):
        press(form, "Select the usual ones")
    ticked = form.entries["names"].read()
    assert len({name.text for name in ticked}) == len(ticked)
    form = _gone_on_with(opened, workspace, blank)
    names = form.entries["names"]
    assert [line.raw for line in names.lines] == ["林志远"]
    assert names.read() == ticked
    save(form)
    assert [one.names for one in record.every(blank, Person)] == [ticked]


def test_an_untouched_form_is_no_draft(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    later = workspace.context.runner = Later()
    workspace.run_action("new-client")
    later.let()
    workspace.context.about_to_lock.emit()
    later.let()
    assert draft.every(blank) == []


def test_a_form_left_is_offered_on_other_pages(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), number="1/26")
    bar = part(workspace, DraftBar)
    assert not bar.isVisible()
    for page in ("people", "today"):
        workspace.go(Location(page=page))
        settle()
        assert bar.isVisible()
        assert "New client" in bar.accessibleName()
    QTest.mouseClick(bar.take, Qt.MouseButton.LeftButton)
    assert (workspace.place.page, bar.isVisible()) == ("new-client", False)
    assert field(form, "Case number there").text() == "1/26"
    workspace.go(Location(page="people"))
    QTest.mouseClick(bar.leave, Qt.MouseButton.LeftButton)
    settle()
    assert (workspace.place.page, bar.isVisible(), draft.every(blank)) == ("people", False, [])
    workspace.context.undo()
    settle()
    workspace.run_action("new-client")
    settle()
    assert field(form, "Case number there").text() == "1/26"


def _leave(form: Any, key: str, text: str) -> str:  # noqa: ANN401 - of the page
    """Type into a field and leave it; what is said there."""
    edit = form.entries[key].edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    settle()
    return problem_of(form.fields.boxes[key])


def test_what_cannot_be_is_said_as_soon_as_its_field_is_left(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], proceeding_kind="extradition")
    assert "No country has this name" in _leave(form, "jurisdiction", "Narnia") or problem_of(
        form.fields.boxes["jurisdiction"]
    )
    assert "The date of birth is in the future." in _leave(form, "born", "2030-01-01")
    assert "This day is in the future." in _leave(form, "occurred_on", "2066-05-04")
    save(form)
    assert record.every(blank, Person) == []
    shown = [problem_of(form.fields.boxes[key]) for key in ("jurisdiction", "born", "occurred_on")]
    assert all(shown), "all at once"
    assert _leave(form, "born", "1990") == ""
    assert "before the client’s date of birth" in _leave(form, "occurred_on", "1980-01-01")
    assert _leave(form, "occurred_on", "2026-01-05") == ""


def test_a_wrong_date_of_birth_hides_no_deadline(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **PROCEEDING)
    _leave(form, "born", "2028-01-01")
    _look(workspace)
    assert APPEAL in form.entries["rule_ids"].ticks


def test_a_removal_may_be_announced_for_a_day_to_come(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **PROCEEDING)
    fill(form, occasion="removal-date", occurred_on="2026-12-01")
    save(form)
    assert len(record.every(blank, Case)) == 1


def test_contradictions_of_one_save_are_shown_together(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], forum="Court of Example", jurisdiction="")
    save(form)
    boxes = form.fields.boxes
    assert "The case has no country." in problem_of(boxes["jurisdiction"])
    assert "The proceeding has no type." in problem_of(boxes["proceeding_kind"])


def test_the_message_says_whether_a_case_was_made(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    save(fill(_begun(workspace), names=["Alim Tursun"]))
    settle()
    assert message_of(workspace) == "Client added, without a case"
    assert "New case" in text_of(workspace)
    save(fill(_begun(workspace), names=["Bo Sample"], **PROCEEDING))
    settle()
    assert message_of(workspace) == "Client and case added"


def test_topics_are_in_chinese_and_found_by_their_pinyin(opened: Opened, stocked: Session) -> None:
    workspace = opened(stocked, "zh-Hans")
    form: Any = _begun(workspace)
    topic = workspace.context.words("Death penalty")
    listed = form.entries["topics"].list
    assert not topic.isascii()
    assert topic in [listed.item(at).text() for at in range(listed.count())]
    assert all(not listed.item(at).text().isascii() for at in range(listed.count()))
    listed.setFocus()
    QTest.keyClicks(listed, "sixi")
    assert listed.currentItem().text() == topic


@pytest.mark.parametrize("searched", ["", "prison"])
def test_tab_from_the_day_leads_to_the_deadlines_it_starts(
    opened: Opened, stocked: Session, searched: str
) -> None:
    workspace = opened(stocked)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **{**PROCEEDING, "occurred_on": ""})
    part(form.entries["topics"], SearchField).setText(searched)
    later = workspace.context.runner = Later()
    edit = form.entries["occurred_on"].edit
    edit.setFocus()
    QTest.keyClicks(edit, "2026-05-04")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    settle()
    assert form.entries["topics"].isAncestorOf(QApplication.focusWidget()), "nothing stands between, yet"
    later.let()
    settle()
    later.let()
    settle()
    ticks = form.entries["rule_ids"].ticks
    assert QApplication.focusWidget() is next(iter(ticks.values()))


def test_forms_of_a_name_push_no_field_from_under_the_pointer(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace), names=["Lin Zhiyuan"])
    edit = form.entries["born"].edit
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton)
    settle()
    before = edit.mapToGlobal(edit.rect().center())
    QCursor.setPos(before)
    form.entries["names"].suggest()
    settle()
    assert "Forms that follow from these names" in text_of(form)
    assert edit.mapToGlobal(edit.rect().center()) == before


def test_tab_from_another_day_stays_at_its_deadline(opened: Opened, stocked: Session) -> None:
    workspace: Any = opened(stocked)
    form: Any = fill(_begun(workspace), names=["Alim Tursun"], **{**PROCEEDING, "occurred_on": "2026-05-04"})
    workspace.page.look_ahead()
    settle()
    ticks = form.entries["rule_ids"].ticks
    first, before = next(iter(ticks)), next(iter(ticks.values()))
    later = workspace.context.runner = Later()
    edit = form.entries["occurred_on"].edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "2026-05-11")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is before
    for _ in range(3):
        later.let()
        settle()
    focused = QApplication.focusWidget()
    assert (focused is before, focused is form.entries["rule_ids"].ticks[first]) == (False, True)


def test_the_next_client_is_offered_every_topic(opened: Opened, stocked: Session) -> None:
    topics: Any = _begun(opened(stocked)).entries["topics"]
    search = part(topics, SearchField)
    QTest.keyClicks(search, "prison")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert any(topics.list.item(at).isHidden() for at in range(topics.list.count()))
    topics.window().findChild(Form).fill()
    assert not any(topics.list.item(at).isHidden() for at in range(topics.list.count()))


def test_ctrl_return_saves_over_an_open_list_of_suggestions(opened: Opened, blank: Session) -> None:
    form: Any = fill(_begun(opened(blank)), names=["Alim Tursun"])
    entry = form.entries["jurisdiction"]
    entry.edit.setFocus()
    entry.edit.clear()
    QTest.keyClicks(entry.edit, "UK")
    entry.look()
    settle()
    QTest.keyClick(entry.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert [case.jurisdiction for case in record.every(blank, Case)] == ["GB"]


def test_the_filter_key_goes_to_the_search_of_a_tab_of_the_library(opened: Opened, stocked: Session) -> None:
    workspace = opened(stocked)
    workspace.go(Location(page="library"))
    settle()
    workspace.run_action("filter")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert workspace.page.isAncestorOf(focused)
