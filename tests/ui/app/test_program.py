"""The whole program with its threads: locked, unlocked, at work, locked again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.log import note_bugs
from casebook.base.settings import Settings, settings_file
from casebook.crypto.kdf import KdfCost
from casebook.domain.deadline.calculation_record import DueTime
from casebook.host.sandbox.places import make_ready, note_reach
from casebook.services.agenda.rehearsal import rehearse
from casebook.services.base.session import Session, open_session
from casebook.services.case.case import open_case
from casebook.services.deadline.deadline import ManualDeadline, add_by_hand
from casebook.ui.app.application import Program
from casebook.ui.app.folder_watch import FolderWatch
from casebook.ui.kit import theme
from casebook.ui.kit.page_context import Location
from casebook.ui.lock.keyfile import KeyfileChoice
from casebook.ui.pages.base.failure import Failure
from casebook.ui.pages.deadline.deadline_pane import DeadlinePane
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.charts.month import MonthGrid
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.vault import Credential
from casebook.vault.keyslot_changes import add_keyslot
from tests.ui import programs
from tests.ui.driver import button, field, is_in_view, message_of, part, problem_of, text_of, type_into

PHRASE = "seven invented words stand here for tests"
WAIT_MS = 20_000


@pytest.fixture
def program(application: QApplication, vault: Path, qtbot: QtBot) -> Program:
    return programs.shown(application, qtbot, [vault])


def _workspace(program: Program, qtbot: QtBot) -> Workspace:
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    assert program.window.workspace is not None
    return program.window.workspace


def _redrawn(program: Program, before: Workspace, qtbot: QtBot) -> Workspace:
    """The workspace made in place of another."""
    qtbot.waitUntil(lambda: program.window.workspace not in (None, before))
    return _workspace(program, qtbot)


def _is_rehearsed(program: Program) -> bool:
    """Whether a deadline was drawn out of sight, and what it said was taken away again."""
    prepared = program.window.findChild(Workspace)
    pane = prepared.findChild(DeadlinePane) if prepared else None
    labels = pane.findChildren(QLabel) if pane else []
    return bool(labels) and not any(label.text() for label in labels)


def test_who_types_faster_than_the_program_loads_gets_in(
    application: QApplication, vault: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Program, "warm_up", lambda _: None)  # as if it were still loading
    made = programs.shown(application, qtbot, [vault])
    programs.type_secret(made, PHRASE)
    _workspace(made, qtbot)


def test_a_workspace_made_while_the_passphrase_is_typed_opens_as_usual(
    program: Program, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: program.window.findChild(Workspace) is not None, timeout=WAIT_MS)
    assert program.window.workspace is None
    prepared = program.window.findChild(Workspace)
    assert prepared is not None
    assert not prepared.isVisible()
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    assert workspace is prepared
    workspace.go(Location(page="cases"))
    qtbot.waitUntil(lambda: workspace.page.rows.rowCount() == 1, timeout=WAIT_MS)  # type: ignore[attr-defined]


def test_the_first_page_is_seen_with_its_rows_and_with_nothing_invented(
    program: Program, qtbot: QtBot, vault: Path
) -> None:
    with open_session(vault, PHRASE) as session:
        case_id = open_case(session, reference="ABC-2", title="", jurisdiction="CY").id
        due = DueTime(on=session.clock().date() - timedelta(days=2))
        add_by_hand(session, case_id, ManualDeadline(title="Reply", due=due, origin="order", reason="Order"))
    qtbot.waitUntil(lambda: _is_rehearsed(program), timeout=WAIT_MS)
    prepared = program.window.findChild(Workspace)
    assert prepared is not None
    assert "ABCDEFGHIJKLMNOPQRSTUVWXYZ" not in text_of(prepared)
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    assert workspace is prepared
    assert "Reply" in text_of(workspace.page)
    qtbot.waitUntil(lambda: "1 overdue deadline" in text_of(workspace), timeout=WAIT_MS)


def test_a_rehearsal_that_is_broken_off_leaves_nothing_invented(program: Program, qtbot: QtBot) -> None:
    first = rehearse()
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    letters = first.today.tasks[0].title
    for more_steps in (0, 4):
        rehearsal = workspace.rehearsal(Location(page="today"), first)
        while letters not in text_of(workspace):
            next(rehearsal)
        for _ in range(more_steps):
            next(rehearsal)
        assert letters in text_of(workspace)
        rehearsal.close()
        assert letters not in text_of(workspace)
        assert "overdue deadline" not in text_of(workspace)


def test_a_workspace_made_in_another_language_is_not_shown(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.window.findChild(Workspace) is not None, timeout=WAIT_MS)
    prepared = program.window.findChild(Workspace)
    program.choices.set_language("zh-Hans")
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    assert workspace is not prepared
    assert workspace.context.words("Settings") == "设置"
    program.choices.set_language("")


def test_a_lock_screen_that_waited_knows_of_a_way_in_added_since(
    application: QApplication, vault: Path, cheap_cost: KdfCost, qtbot: QtBot
) -> None:
    running = programs.prepared(application, qtbot, [vault])
    running.warm_up()
    qtbot.waitUntil(lambda: not programs.is_at_work(running), timeout=WAIT_MS)
    screen = running.window.lock_screen
    assert screen.findChild(KeyfileChoice) is None
    with open_session(vault, PHRASE) as session:
        new = Credential.of_passphrase("lantern orbit velvet crumble piano drift", bytes(32))
        add_keyslot(session.vault, Credential(PHRASE), new, cost=cheap_cost)
    running.show()
    qtbot.waitUntil(lambda: is_in_view(screen, "Choose key file…"), timeout=WAIT_MS)


def test_a_wrong_passphrase_is_told_and_may_be_tried_again(program: Program, qtbot: QtBot) -> None:
    programs.type_secret(program, "not these words at all")
    screen = program.window.lock_screen
    qtbot.waitUntil(lambda: bool(problem_of(screen)), timeout=WAIT_MS)
    assert "This passphrase or code did not unlock" in problem_of(screen)
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    workspace.go(Location(page="cases"))
    qtbot.waitUntil(lambda: workspace.page.rows.rowCount() == 1, timeout=WAIT_MS)  # type: ignore[attr-defined]


def test_locking_leaves_no_row_and_a_vault_that_opens_again(
    program: Program, qtbot: QtBot, vault: Path
) -> None:
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    workspace.go(Location(page="cases"))
    qtbot.waitUntil(lambda: workspace.page.rows.rowCount() == 1, timeout=WAIT_MS)  # type: ignore[attr-defined]
    with qtbot.waitSignals([program.bus.locked, workspace.destroyed, program.locked]):
        program.lock()
    assert program.window.workspace is None
    assert program.window.lock_screen.isVisible()
    assert field(program.window.lock_screen, programs.SECRET).text() == ""
    with open_session(vault, PHRASE) as session:
        assert session.store.verify_audit()


@pytest.mark.parametrize("ends", ["lock", "panic", "another casebook"])
def test_who_locks_comes_back_to_the_page_of_the_same_casebook(
    program: Program, qtbot: QtBot, vault: Path, ends: str
) -> None:
    with open_session(vault, PHRASE) as session:
        case_id = open_case(session, reference="ABC-3", title="", jurisdiction="CY").id
    programs.type_secret(program, PHRASE)
    left = Location(page="case", id=case_id, tab="evidence")
    _workspace(program, qtbot).go(replace(left, words="sought"))
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        program.panic() if ends == "panic" else program.lock()
    assert "sought" not in program.left.text
    if ends == "another casebook":
        program.left.give("0" * 36 + program.left.text[36:])
    programs.type_secret(program, PHRASE)
    assert _workspace(program, qtbot).place == (left if ends == "lock" else Location(page="today"))
    assert program.left.text == ""


def test_who_locks_with_a_form_half_filled_in_finds_it_open(
    program: Program, qtbot: QtBot, vault: Path
) -> None:
    assert vault.exists()
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    workspace.go(Location(page="cases"))
    qtbot.waitUntil(lambda: workspace.page.rows.rowCount() == 1, timeout=WAIT_MS)  # type: ignore[attr-defined]
    workspace.page.start_new()
    qtbot.waitUntil(lambda: bool(workspace.page.findChildren(Form)), timeout=WAIT_MS)
    part(workspace.page, Form, "New case").entries["title"].take_focus()
    type_into(part(workspace.page, Form, "New case").entries["title"], "Removal")
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        program.lock()
    assert program.left.text.endswith("/form")
    programs.type_secret(program, PHRASE)
    again = _workspace(program, qtbot)

    def is_filled_in() -> bool:
        forms = [form for form in again.page.findChildren(Form) if form.isVisible()]
        return [form.entries["title"].raw for form in forms] == ["Removal"]

    qtbot.waitUntil(is_filled_in, timeout=WAIT_MS)


def test_the_lock_screen_loads_no_database() -> None:
    program = (
        "import sys; from pathlib import Path; from casebook.base.settings import Settings\n"
        "from casebook.ui.app.application import Program\n"
        "from casebook.ui.kit.toolkit import make_application\n"
        "application = make_application(Settings()); shown = Program(application, Settings(), [])\n"
        "shown.window.show(); application.processEvents()\n"
        "print([n for n in ('sqlalchemy', 'sqlcipher3', 'reportlab', 'pikepdf', 'babel', 'cattrs')\n"
        "       if n in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_window_loads_nothing_of_the_sample() -> None:
    """It asks of every casebook whether it is the sample, right after its first page is drawn."""
    program = (
        "import sys; import casebook.ui.app.preload, casebook.ui.shell.workspace\n"
        "print(*sorted(name for name in sys.modules if name.startswith('casebook.sample.')))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["casebook.sample.specimen_mark"]


def test_the_lock_screen_loads_no_names_of_qt() -> None:
    """They are hundreds, made when the first of them is asked for, and take a tenth of its time."""
    program = (
        "import PySide6.QtCore as core; from casebook.base.settings import Settings\n"
        "from casebook.ui.app.application import Program\n"
        "from casebook.ui.kit.toolkit import make_application\n"
        "application = make_application(Settings()); shown = Program(application, Settings(), [])\n"
        "shown.window.show(); print('Qt' in vars(core))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_rehearsed_workspace_has_built_the_classes_of_all_widgets() -> None:
    """PySide builds them together at the first widget that Qt made, a third of the work of the first page."""
    program = (
        "from PySide6.QtWidgets import QDialog; from casebook.base.i18n import Translator\n"
        "from casebook.base.settings import Settings\n"
        "from casebook.services.agenda.rehearsal import rehearse\n"
        "from casebook.ui.app.preload import Unopened; from casebook.ui.kit.changes import Bus\n"
        "from casebook.ui.kit.page_context import Location, PageContext\n"
        "from casebook.ui.kit.tasks import Lanes; from casebook.ui.kit.toolkit import make_application\n"
        "from casebook.ui.shell.workspace import Workspace\n"
        "application = make_application(Settings()); lanes = Lanes()\n"
        "context = PageContext(Unopened(), lanes, Bus(), Translator('en'), Settings())\n"
        "workspace = Workspace(context)\n"
        "for _ in workspace.rehearsal(Location(page='today'), rehearse()): pass\n"
        "print('QWizard' in {kind.__name__ for kind in QDialog.__subclasses__()}); lanes.stop()\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "True"


def _break(_: Session) -> None:
    raise KeyError("林志远")


def _break_writing(session: Session) -> None:
    with session.store.write("case.change"):
        _break(session)


def test_a_bug_in_reading_is_told_by_its_place_and_locks_nothing(
    program: Program, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    workspace.context.ask(_break, lambda _: None)
    bar = part(workspace, MessageBar)
    qtbot.waitUntil(bar.isVisible, timeout=WAIT_MS)
    assert message_of(workspace) == "An error occurred inside the program."
    assert "KeyError at casebook.ui.kit.page_context:PageContext.ask." in text_of(bar)
    assert "林志远" not in text_of(bar) + caplog.text
    assert "a bug: KeyError at" in caplog.text
    assert program.window.workspace is workspace


def test_a_bug_that_nobody_caught_is_told_where_it_was_drawn(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    note_bugs(program.on_uncaught_error)
    workspace.go(Location(page="calendar"))
    monkeypatch.setattr(MonthGrid, "_font", lambda *_: _break(workspace.context.session))
    workspace.page.repaint()
    qtbot.waitUntil(lambda: workspace.page.findChild(Failure) is not None, timeout=WAIT_MS)
    assert "KeyError at casebook.ui.widgets.charts.month:MonthGrid.paintEvent:" in text_of(
        part(workspace.page, Failure)
    )
    workspace.go(Location(page="cases"))
    qtbot.waitUntil(lambda: workspace.page.rows.rowCount() == 1, timeout=WAIT_MS)  # type: ignore[attr-defined]
    QTimer.singleShot(0, workspace, lambda: _break(workspace.context.session))
    qtbot.waitUntil(part(workspace, MessageBar).isVisible, timeout=WAIT_MS)
    assert program.window.workspace is workspace


def test_a_bug_in_writing_locks_the_window_and_says_nothing_of_a_record(
    program: Program, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    workspace.context.ask(_break_writing, lambda _: None)
    screen = program.window.lock_screen
    qtbot.waitUntil(lambda: bool(problem_of(screen)), timeout=WAIT_MS)
    assert "locked itself" in problem_of(screen)
    assert "林志远" not in caplog.text


def test_closing_locks_and_keeps_only_size_theme_and_language(
    program: Program, qtbot: QtBot, vault: Path
) -> None:
    programs.type_secret(program, PHRASE)
    _workspace(program, qtbot)
    with qtbot.waitSignals([program.locked, program.ended]):
        program.window.close()
    kept = settings_file().read_text(encoding="utf-8")
    assert kept
    assert "small" not in kept
    assert Settings.load(settings_file()).window_size == program.window.size().toTuple()
    with open_session(vault, PHRASE) as session:
        assert session.store.verify_audit()


def test_nothing_is_written_into_the_home_of_the_user(program: Program, qtbot: QtBot) -> None:
    programs.type_secret(program, PHRASE)
    workspace: QWidget = _workspace(program, qtbot)
    assert workspace.isVisible()
    programs.locked(program, qtbot)
    written = [path for path in Path.home().rglob("*") if path.is_file()]
    assert written == [settings_file()]
    assert Settings.load(settings_file()) == Settings(theme="light")  # as it was found


def test_a_look_is_put_on_where_one_stands_and_remembered(program: Program, qtbot: QtBot) -> None:
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    workspace.go(Location(page="settings"))
    (scroll,) = workspace.page.findChildren(Scrolled)
    scroll.verticalScrollBar().setValue(150)
    at = scroll.verticalScrollBar().value()
    workspace.context.theme_changed.emit("dark")
    shown = _redrawn(program, workspace, qtbot)
    (again,) = shown.page.findChildren(Scrolled)
    qtbot.waitUntil(lambda: again.verticalScrollBar().value() == at > 0)
    assert Settings.load(settings_file()).theme == "dark"
    assert theme.current().name == "dark"
    assert shown.place.page == "settings"
    program.choices.set_theme("light")


def test_a_text_size_is_put_on_and_remembered(program: Program, qtbot: QtBot) -> None:
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    usual = theme.current().scale
    workspace.go(Location(page="cases"))
    workspace.run_action("new")
    qtbot.waitUntil(lambda: is_in_view(workspace, "Reference"))  # it asks for the next one
    QTest.keyClicks(field(workspace, "Reference"), "LIN-7")
    try:
        for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            QTest.keyClick(workspace, key, Qt.KeyboardModifier.ControlModifier)
            workspace = _redrawn(program, workspace, qtbot)
        assert Settings.load(settings_file()).zoom == 125
        qtbot.waitUntil(lambda: is_in_view(workspace, "Continue"))  # what was typed is offered again
        assert theme.current().scale > usual
    finally:
        program.choices.set_zoom(100)
    assert Settings.load(settings_file()).zoom == 100
    assert theme.current().scale == usual


def test_a_language_is_spoken_at_once_and_remembered(program: Program, qtbot: QtBot) -> None:
    programs.type_secret(program, PHRASE)
    workspace = _workspace(program, qtbot)
    workspace.go(Location(page="settings"))
    workspace.context.language_changed.emit("zh-Hans")
    shown = _redrawn(program, workspace, qtbot)
    assert Settings.load(settings_file()).language == "zh-Hans"
    assert shown.place.page == "settings"
    assert shown.context.words("Settings") == "设置"
    assert button(program.window.lock_screen, "解锁").text() == "解锁"
    program.choices.set_language("")
    assert button(program.window.lock_screen, "Unlock").text() == "Unlock"


@pytest.mark.parametrize("how", ["lock", "panic"])
def test_locking_what_is_locked_leaves_the_lock_screen(program: Program, how: str) -> None:
    """The computer goes to sleep while nothing is open."""
    assert not program.is_unlocked
    getattr(program, how)()
    assert program.window.lock_screen.isVisible()


@pytest.mark.parametrize("how", ["lock", "panic"])
def test_nothing_stays_in_front_of_a_window_that_is_blanked(program: Program, qtbot: QtBot, how: str) -> None:
    programs.type_secret(program, PHRASE)
    tip = QLabel("a name", _workspace(program, qtbot), Qt.WindowType.Window)
    tip.show()
    with qtbot.waitSignal(program.locked):
        getattr(program, how)()
        assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [program.window]


def test_a_folder_put_back_is_noticed_when_the_locked_window_is_turned_to(
    program: Program, vault: Path, owner: QObject, qtbot: QtBot
) -> None:
    watch = FolderWatch(program.window, vault, owner)
    turned = QEvent(QEvent.Type.WindowActivate)
    with qtbot.assertNotEmitted(watch.replaced):
        QApplication.sendEvent(program.window, turned)
    moved = vault.rename(vault.with_name("moved.casebook"))
    with qtbot.assertNotEmitted(watch.replaced):
        QApplication.sendEvent(program.window, turned)
    shutil.copytree(moved, vault)
    with qtbot.waitSignal(watch.replaced):
        QApplication.sendEvent(program.window, turned)


def test_a_backup_folder_plugged_in_late_is_noticed_while_locked(
    program: Program, vault: Path, tmp_path: Path, owner: QObject, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick"
    make_ready(vault, tmp_path / "config" / "settings.json", is_new=False)
    note_reach(vault, stick)
    watch = FolderWatch(program.window, vault, owner)
    with qtbot.assertNotEmitted(watch.replaced):
        watch.look_at_backups()
    stick.mkdir()
    programs.type_secret(program, "half typed")
    with qtbot.assertNotEmitted(watch.replaced):
        watch.look_at_backups()
    program.window.lock_screen.clear()
    with qtbot.waitSignal(watch.replaced):
        watch.look_at_backups()
    with qtbot.assertNotEmitted(watch.replaced):
        watch.look_at_backups()
