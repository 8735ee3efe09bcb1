"""Where the keyboard is: in the form that was opened, on its way through lists, on the page after saving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget

from casebook import __version__
from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.services.base import record
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import BarMessage, Location
from casebook.ui.kit.shortcuts import SHORTCUTS, keys_on
from casebook.ui.shell.actions import actions
from casebook.ui.shell.finder import Finder
from casebook.ui.shell.key_bindings import bind_keys, menu_bar, program_actions
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.places import NUMBERED, PAGES
from casebook.ui.shell.shortcut_overview import ShortcutOverview, page_actions
from casebook.ui.shell.sidebar import Sidebar
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.layout.tab_order import takes_tab
from tests.ui.conftest import Opened
from tests.ui.driver import behind, button, message_of, part, press, settle, shown_in, shown_rows, text_of
from tests.ui.later import Later
from tests.ui.pages.filled import fill, save

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from casebook.services.base.session import Session


def _holder(workspace: QWidget) -> Any:  # noqa: ANN401 - whichever widget it is
    return workspace.window().focusWidget()


def _press_tab(workspace: QWidget, *, back: bool = False) -> None:
    QTest.keyClick(_holder(workspace), Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)


def test_the_first_step_of_an_empty_vault_begins_in_the_form(opened: Opened, blank: Session) -> None:
    workspace: Any = opened(blank)
    workspace.go(Location(page="today"))
    step = button(part(workspace.page, Empty), "New client")
    step.setFocus()
    QTest.keyClick(step, Qt.Key.Key_Return)
    assert workspace.place.page == "new-client"
    assert workspace.page.form.isAncestorOf(_holder(workspace))


def test_after_a_new_case_the_keyboard_is_in_it(opened: Opened, blank: Session) -> None:
    workspace: Any = opened(blank)
    workspace.go(Location(page="cases"))
    workspace.run_action("new")
    save(fill(workspace.page.editor.form, reference="ABC-1", jurisdiction="Cyprus"))
    assert workspace.place.page == "case"
    assert workspace.page.isAncestorOf(_holder(workspace)) or workspace.page is _holder(workspace)


def test_the_keyboard_follows_a_shortcut_and_stays_on_a_pressed_entry(
    opened: Opened, sample: Session
) -> None:
    workspace: Any = opened(sample)
    today, cases = button(workspace, "Today"), button(workspace, "Cases")
    today.setFocus()
    QTest.keyClick(workspace, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    assert workspace.place.page == "dossiers"
    assert workspace.page.isAncestorOf(_holder(workspace))
    cases.setFocus()
    QTest.keyClick(cases, Qt.Key.Key_Return)
    assert workspace.place.page == "cases"
    assert _holder(workspace) is cases


@pytest.mark.parametrize("key", ["cases", "people", "contacts", "countries", "dossiers", "rules", "profiles"])
def test_a_page_has_the_keyboard_in_its_list_once_that_is_read(
    opened: Opened, sample: Session, key: str
) -> None:
    workspace: Any = opened(sample)
    later = workspace.context.runner = Later()
    workspace.go(Location(page=key))
    settle()
    later.let()
    settle()
    assert workspace.page.rows.total
    assert _holder(workspace) is workspace.page.table


def test_the_first_step_of_an_empty_list_has_the_keyboard(opened: Opened, blank: Session) -> None:
    workspace: Any = opened(blank)
    later = workspace.context.runner = Later()
    workspace.go(Location(page="cases"))
    later.let()
    settle()
    assert _holder(workspace).text().strip() == "Create first case"


@pytest.mark.parametrize(
    ("place", "first"),
    [
        (Location(page="team"), "Create a team…"),
        (Location(page="team", tab="cards"), "Name this device…"),
        (Location(page="parcels", tab="give"), "Name of this device"),
    ],
)
def test_a_page_has_the_keyboard_where_work_begins_once_it_is_read(
    opened: Opened, sample: Session, place: Location, first: str
) -> None:
    workspace: Any = opened(sample)
    later = workspace.context.runner = Later()
    workspace.go(place)
    settle()
    later.let()
    settle()
    holder = _holder(workspace)
    assert first in (holder.accessibleName(), holder.property("text"))


def test_tab_does_not_stop_at_what_is_seen_whole(opened: Opened, sample: Session) -> None:
    workspace: Any = opened(sample)
    workspace.go(Location(page="team"))
    settle()
    button(workspace.page, "What came in").setFocus()
    _press_tab(workspace)
    assert _holder(workspace) is button(workspace.page, "Create a team…")


def test_return_opens_what_a_line_of_a_card_names(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace: Any = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="overview"))
    line = next(each for each in shown_in(workspace.page).findChildren(Opening))
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert workspace.place.tab != "overview"


def test_where_there_is_nothing_to_add_ctrl_n_says_so(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace: Any = opened(blank)
    messages: list[BarMessage] = []
    workspace.context.message_posted.connect(messages.append)
    workspace.go(Location(page="case", id=case.id, tab="overview"))
    workspace.run_action("new")
    assert [message.title for message in messages] == ["Nothing to add on this page"]
    assert behind(part(workspace, MessageBar), QTimer).isActive(), "it goes by itself"


def test_one_row_is_chosen_although_ctrl_is_still_held(opened: Opened, sample: Session) -> None:
    workspace: Any = opened(sample)
    workspace.go(Location(page="countries"))
    table = workspace.page.table
    QTest.keyPress(table, Qt.Key.Key_Control)
    for row in (3, 5):
        table.choose(table.rows.row_at(table.rows.index(row, 0)).id)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [5]
    QTest.keyRelease(table, Qt.Key.Key_Control)


def test_tab_goes_through_the_lines_of_a_list_in_their_order(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace: Any = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="people"))
    workspace.run_action("new")
    names = shown_in(workspace.page).editor.form.entries["names"]
    add = button(names, "Add name or spelling")
    add.click()
    QApplication.processEvents()  # what was added is shown
    first, second = names.lines
    for lines in ((first, second), (second, first)):
        lines[0].take_focus()
        passed = []
        while (held := _holder(workspace)) is not add:
            passed.append(next(at for at, line in enumerate(lines) if line.parentWidget().isAncestorOf(held)))
            _press_tab(workspace)
        assert passed == sorted(passed)
        assert set(passed) == {0, 1}
        _press_tab(workspace, back=True)
        assert lines[1].parentWidget().isAncestorOf(_holder(workspace))
        press(second.parentWidget(), "Move up")


def test_tab_reaches_all_of_a_form_also_what_came_late(opened: Opened, stocked: Session) -> None:
    workspace: Any = opened(stocked)
    workspace.run_action("new-client")
    form = workspace.page.form
    periods = form.entries["rule_ids"]
    fill(form, jurisdiction="GB", proceeding_kind="extradition", occurred_on="2026-05-04")
    workspace.page.look_ahead()
    assert periods.ticks
    form.take_focus()
    passed = []
    while form.fields.isAncestorOf(held := _holder(workspace)):
        passed.append(held)
        _press_tab(workspace)
    assert set(passed) >= {
        stop
        for stop in form.fields.findChildren(QWidget)
        if takes_tab(stop) and stop.isVisible() and stop.isEnabled() and stop.window() is form.window()
    }
    before = passed.index(next(iter(periods.ticks.values()))) - 1
    assert form.entries["occurred_on"].isAncestorOf(passed[before])


def test_ctrl_tab_in_a_list_leaves_the_tabs_beside_it(opened: Opened, sample: Session) -> None:
    workspace: Any = opened(sample)
    case = next(case for case in record.every(sample, Case))
    workspace.go(Location(page="case", id=case.id, tab="evidence"))
    leaf = shown_in(workspace.page)
    leaf.table.choose(leaf.rows.row_at(leaf.rows.index(0, 0)).id)
    leaf.table.setFocus()
    _keys(workspace, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert workspace.place.tab != "evidence"


def test_what_is_wrong_far_down_in_a_form_is_brought_into_view(
    opened: Opened, blank: Session, qtbot: QtBot
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace: Any = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="chronology"))
    workspace.run_action("new")
    form = shown_in(workspace.page).editor.form
    accounts = form.entries["accounts"]
    for on in ("2018-03", "2018-04-31"):
        accounts.add({"stated_by": "Aigul", "words": "They came.", "on": on})
    save(fill(form, statement="Police visit her school.", on="2018", status="undisputed"))
    first, second = (line.entries["on"] for line in accounts.lines)
    assert second.isAncestorOf(_holder(workspace))
    assert [bool(entry.edit.property("wrong")) for entry in (first, second)] == [False, True]
    qtbot.waitUntil(lambda: not second.edit.visibleRegion().isEmpty())
    assert "Not saved" in text_of(form)


def test_a_form_with_words_in_it_is_not_thrown_away_for_another(opened: Opened, blank: Session) -> None:
    workspace: Any = opened(blank)
    workspace.go(Location(page="cases"))
    workspace.run_action("new")
    form = fill(workspace.page.editor.form, title="Removal")
    workspace.run_action("new")
    assert workspace.page.editor.form is form
    assert form.isAncestorOf(_holder(workspace))
    assert form.entries["title"].raw == "Removal"
    assert "Save this first" in text_of(form)


def test_return_moves_on_and_ctrl_return_saves(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace: Any = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="chronology"))
    workspace.run_action("new")
    form = shown_in(workspace.page).editor.form
    passed = []
    while form.fields.isAncestorOf(held := _holder(workspace)):
        passed.append(next(key for key, entry in form.entries.items() if entry.isAncestorOf(held)))
        # Return begins a line in a long text, and presses a button of a list.
        is_long = isinstance(held, (QPlainTextEdit, QPushButton))
        QTest.keyClick(held, Qt.Key.Key_Tab if is_long else Qt.Key.Key_Return)
    assert passed == sorted(passed, key=list(form.entries).index)
    assert {"statement", "on", "status"} <= set(passed)
    assert record.every(blank, Fact) == []
    fill(form, statement="Police visit her school.", on="2018", status="undisputed")
    form.entries["statement"].take_focus()
    QTest.keyClick(_holder(workspace), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [fact.statement for fact in record.every(blank, Fact)] == ["Police visit her school."]


def test_focus_returns_to_the_row_or_button_it_came_from(opened: Opened, sample: Session) -> None:
    workspace: Any = opened(sample)
    case = next(case for case in record.every(sample, Case))
    workspace.go(Location(page="case", id=case.id, tab="chronology"))
    page = shown_in(workspace.page)
    settle()
    for name in ("", "New fact", "Edit"):
        origin = button(page, name) if name else page.table
        origin.setFocus()
        page.change()
        assert page.editor.form.isAncestorOf(_holder(workspace))
        QTest.keyClick(_holder(workspace), Qt.Key.Key_Escape)
        assert _holder(workspace) is origin


def _keys(workspace: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(_holder(workspace) or workspace.window(), key, modifiers)


def test_ctrl_tab_goes_round_the_tabs(opened: Opened, sample: Session) -> None:
    workspace: Any = opened(sample)
    workspace.go(Location(page="security"))
    passed = [workspace.place.tab or workspace.page.place.tab]
    for _ in range(4):
        _keys(workspace, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        passed.append(workspace.place.tab)
    assert passed[4] == passed[0] or passed[0] == ""
    assert len(set(passed[1:])) == 4
    _keys(
        workspace,
        Qt.Key.Key_Backtab,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert workspace.place.tab == passed[3]


def test_f6_goes_round_sidebar_list_and_details(opened: Opened, sample: Session) -> None:
    workspace: Any = opened(sample)
    workspace.go(Location(page="people"))
    settle()
    panes = []
    for _ in range(3):
        _keys(workspace, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
        held = _holder(workspace)
        of = (part(workspace, Sidebar), workspace.page.pane, workspace.page.editor)
        panes.append(next(at for at, pane in enumerate(of) if pane.isAncestorOf(held)))
    assert sorted(panes) == [0, 1, 2]


def test_ctrl_f_always_finds(opened: Opened, sample: Session) -> None:
    workspace: Any = opened(sample)
    for page in PAGES:
        workspace.go(Location(page=page))
        _keys(workspace, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert isinstance(_holder(workspace), QLineEdit), page


def test_the_overview_lists_what_the_actions_do(opened: Opened, blank: Session) -> None:
    workspace: Any = opened(blank)
    _keys(workspace, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    overview = part(workspace, ShortcutOverview)
    listed = {row.id for row in shown_rows(overview.rows)}
    assert listed == {*SHORTCUTS, *NUMBERED}
    overview.search.setText("tab")
    overview.search.asked.emit("tab")
    assert {row.id for row in shown_rows(overview.rows)} == {"next-tab", "previous-tab"}
    for is_open in (True, False):  # the first Escape clears what was typed
        QTest.keyClick(overview.search, Qt.Key.Key_Escape)
        assert overview.isVisible() is is_open


def test_no_two_actions_have_one_key() -> None:
    words = Translator()
    heard = [keys for action in (*actions(words), *page_actions(words)) for keys in action.shortcuts]
    assert sorted(heard) == sorted(set(heard))


def test_on_macos_no_key_is_one_of_the_system() -> None:
    usual, keys = keys_on("linux"), keys_on("darwin")
    named = [action.key for action in actions(Translator()) if action.key in keys]
    heard = [each for action in named for each in keys[action]]
    assert sorted(heard) == sorted(set(heard))
    of_the_system = {"Ctrl+Tab", "Ctrl+Q", "Ctrl+,", "Ctrl+H", "Ctrl+M", "Ctrl+W", "Ctrl+Space"}
    assert not of_the_system & {keys[action][0] for action in named}
    assert {action: shown[0] for action, shown in keys.items() if shown != usual[action]} == {
        "back": "Ctrl+[",
        "refresh": "Ctrl+R",
        "next-tab": "Meta+Tab",
        "previous-tab": "Meta+Shift+Tab",
        "remove": "Ctrl+Backspace",
    }


def test_the_menu_of_the_program_on_macos(opened: Opened, blank: Session, qtbot: QtBot) -> None:
    workspace: Any = opened(blank)
    messages = list[BarMessage]()
    workspace.context.message_posted.connect(messages.append)
    about, settings, leave = program_actions(workspace.context, workspace)
    roles = QAction.MenuRole
    assert [each.menuRole() for each in (about, settings, leave)] == [
        roles.AboutRole,
        roles.PreferencesRole,
        roles.QuitRole,
    ]
    about.trigger()
    assert [message.title for message in messages] == [f"Casebook {__version__}"]
    settings.trigger()
    assert workspace.place.page == "settings"
    with qtbot.waitSignal(workspace.window().closing, timeout=20_000):
        leave.trigger()


def test_the_menu_bar_has_every_action_of_the_window(opened: Opened, blank: Session) -> None:
    workspace: Any = opened(blank)
    words = Translator()
    bound = bind_keys(QWidget(workspace), words, workspace.run_action, lambda _: None)
    of_program = program_actions(workspace.context, workspace)
    bar = menu_bar(bound, words, of_program)
    commands = [command for menu in bar.findChildren(QMenu) for command in menu.actions()]
    titles = {action.title for action in bound} | {command.text() for command in of_program}
    assert {command.text() for command in commands} == titles
    next(command for command in commands if command.text() == "Search everything").trigger()
    assert isinstance(_holder(workspace), Finder)
    bar.deleteLater()


def test_a_key_for_tabs_is_no_error_where_a_page_has_none(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="cases"))
    message = part(workspace, MessageBar)
    workspace.run_action("next-tab")
    assert message.accessibleName() == "No tabs on this page"
    assert message.property("tone") != "red"


def test_saving_where_no_form_is_says_so(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    for page, tab in (("today", ""), ("people", ""), ("team", "cards"), ("manual", "")):
        workspace.go(Location(page=page, tab=tab))
        part(workspace, MessageBar).close()
        QTest.keyClick(_holder(workspace), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert message_of(workspace) == "No form to save on this page", page
        assert part(workspace, MessageBar).isVisible(), page
