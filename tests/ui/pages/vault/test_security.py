"""The Security page on a small vault."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.host.sandbox.sandbox import (
    APART_REPORT,
    DRAWING_REPORT,
    NO_DEBUGGERS,
    SEATBELT_REPORT,
    SandboxReport,
)
from casebook.services.base import record, setting
from casebook.services.base.session import Session, open_session
from casebook.services.case.case import open_case
from casebook.services.vault import backup, confinement, rollback, unlock_method
from casebook.services.vault.self_check import SelfCheck
from casebook.ui.kit.changes import Bus
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.tasks import Lanes
from casebook.ui.pages.base.history import show_history
from casebook.ui.pages.vault import unlock_method_form
from casebook.ui.pages.vault.security import Security
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.status import StatusLine
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.forms.editable import Editable
from casebook.vault import keychain as keychains
from tests.ui.driver import (
    behind,
    button,
    field,
    is_in_view,
    label_of,
    message_of,
    open_page,
    part,
    paste,
    press,
    send,
    settle,
    text_of,
    words_in_view,
)
from tests.ui.later import Later
from tests.vault.standin import StandIn
from tests.vaults import PHRASE

pytestmark = pytest.mark.usefixtures("cheap_calibration")

Opened = Callable[..., Any]
OTHER = "eight other invented words stand here for the tests"
CURRENT, FIRST, SECOND = "Current passphrase or recovery code", "New passphrase", "Repeat passphrase"
SHOW_CODE = "Show a new recovery code"
RETYPED = "Enter the recovery code you wrote down"
KEPT = StandIn()


class Keyring(StandIn):
    """A backend as the system has it: made without its initialiser."""

    priority = 5

    def __new__(cls) -> StandIn:  # type: ignore[misc]
        return KEPT


@pytest.fixture
def page(opened: Opened, blank: Session) -> Any:  # noqa: ANN401 - its cards have parts of their own
    workspace = opened(blank)
    workspace.go(Location(page="security"))
    return workspace.page


def _fill(within: QWidget, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        paste(within, name, text)


def _show_tab(page: Any, tab: str) -> None:  # noqa: ANN401
    page.context.go(Location(page="security", tab=tab))


def _message(page: Any) -> str:  # noqa: ANN401
    return part(page.window(), MessageBar).accessibleName()


def test_a_passphrase_is_changed_and_the_old_one_opens_nothing(page: Any, blank: Session) -> None:  # noqa: ANN401
    page.ways.begin("change")
    form = page.ways.form
    _fill(form, {CURRENT: PHRASE, FIRST: OTHER, SECOND: OTHER})
    press(form, "Save")
    assert not form.isVisible()
    assert field(form, CURRENT).text() == ""
    path = blank.vault.path
    blank.lock()
    with open_session(path, OTHER) as session:
        assert [way.kind for way in unlock_method.every(session)].count("passphrase") == 1


def test_the_strength_of_a_passphrase_is_seen_whole_in_a_small_window(page: Any) -> None:  # noqa: ANN401
    page.window().resize(1024, 700)
    _show_tab(page, "ways")
    page.ways.begin("change")
    paste(page.ways.form, FIRST, "password")
    settle()
    hint = next(each for each in page.ways.form.findChildren(QLabel) if "will be refused" in each.text())
    assert hint.visibleRegion().boundingRect() == hint.rect()
    assert field(page.ways.form, FIRST).visibleRegion().boundingRect() == field(page.ways.form, FIRST).rect()


def test_a_recovery_code_is_retyped_and_renamed(
    page: Any,  # noqa: ANN401
    blank: Session,
    tmp_path: Path,
) -> None:
    page.ways.begin("recovery")
    form = page.ways.form
    _fill(form, {CURRENT: "a passer-by", "Name (optional)": "in the safe"})
    press(form, SHOW_CODE)
    assert not label_of(form, "to-copy").text()
    paste(form, CURRENT, PHRASE)
    press(form, SHOW_CODE)
    form.save_sheet(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    paste(form, RETYPED, "something else")
    press(form, "Save")
    assert len(unlock_method.every(blank)) == 2
    paste(form, RETYPED, label_of(form, "to-copy").text())
    press(form, "Save")
    added = unlock_method.every(blank)[-1]
    assert (added.kind, added.label) == ("recovery", "in the safe")
    press(page.ways, "Rename Recovery code")
    send(page.ways, "Rename Recovery code", "at the notary's")
    assert unlock_method.every(blank)[-1].label == "at the notary's"


@pytest.mark.parametrize("leaves", ["cancels", "another tab", "another page", "another form"])
def test_a_code_is_gone_when_its_form_is_left(page: Any, leaves: str) -> None:  # noqa: ANN401
    press(page.ways, "Add recovery code")
    form = page.ways.form
    paste(form, CURRENT, PHRASE)
    press(form, SHOW_CODE)
    assert label_of(form, "to-copy").text()
    if leaves == "cancels":
        press(form, "Cancel")
    elif leaves == "another form":
        press(page.ways, "New keys…")
    else:
        page.context.go(
            Location(page="security", tab="checks") if "tab" in leaves else Location(page="cases")
        )
        page.context.go(Location(page="security"))
    assert not label_of(form, "to-copy").text()
    assert not field(form, CURRENT).text()
    assert not form.isVisible()


def test_a_proof_that_comes_late_shows_no_code_in_another_form(page: Any) -> None:  # noqa: ANN401
    form, page.context.runner = page.ways.form, Later()
    press(page.ways, "Add recovery code")
    paste(form, CURRENT, PHRASE)
    press(form, SHOW_CODE)
    press(page.ways, "Add passphrase")
    page.context.runner.let()
    assert not label_of(form, "to-copy").text()


def test_work_on_an_unlock_method_shows_at_once_and_begins_once(
    page: Any,  # noqa: ANN401
) -> None:
    press(page.ways, "Remove Recovery code")
    form, page.context.runner = page.ways.form, Later()
    paste(form, CURRENT, "a passer-by")
    press(form, "Remove unlock method")
    assert "Strengthening the key against guessing" in words_in_view(form)
    assert not button(form, "Remove unlock method").isEnabled()
    page.context.runner.let()
    assert "Strengthening the key against guessing" not in words_in_view(form)
    assert button(form, "Remove unlock method").isEnabled()


def test_a_way_in_is_removed_only_with_one_that_stays(page: Any, blank: Session) -> None:  # noqa: ANN401
    form = page.ways.form
    press(page.ways, "Remove Passphrase")
    code = unlock_method.every(blank)[1].fingerprint
    assert f"Afterwards only these unlock methods remain: Recovery code ({code})." in text_of(form)
    assert code in text_of(page.ways)
    for typed in ("", "a passer-by", PHRASE):
        paste(form, CURRENT, typed)
        press(form, "Remove unlock method")
        assert [way.kind for way in unlock_method.every(blank)] == ["passphrase", "recovery"]
    press(page.ways, "Remove Recovery code")
    paste(form, CURRENT, PHRASE)
    press(form, "Remove unlock method")
    assert [way.kind for way in unlock_method.every(blank)] == ["passphrase"]
    assert not form.isVisible()


def test_a_keyfile_is_made_for_a_new_passphrase_and_asked_for_from_then_on(
    page: Any,  # noqa: ANN401
    blank: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keyfile = tmp_path / "office.key"
    page.ways.begin("keyfile")
    monkeypatch.setattr(unlock_method_form, "pick_target", lambda *_: keyfile)
    _fill(page.ways.form, {CURRENT: PHRASE, FIRST: OTHER, SECOND: OTHER})
    press(page.ways.form, "Save")
    assert keyfile.stat().st_size > 0
    page.ways.begin("change")
    assert page.ways.form.keyfile.isVisible()
    path = blank.vault.path
    blank.lock()
    with open_session(path, OTHER, keyfile=keyfile) as session:
        assert "keyfile" in {way.kind for way in unlock_method.every(session)}


def test_the_keychain_is_warned_of_and_allowed(
    page: Any,  # noqa: ANN401
    blank: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(keychains.ALLOWED, sys.platform, (__name__, "Keyring"))
    page.ways.begin("keychain")
    form = page.ways.form
    assert unlock_method.KEYCHAIN_WARNING in text_of(form)
    paste(form, CURRENT, PHRASE)
    press(form, "Save")
    assert [way.kind for way in unlock_method.every(blank)].count("keychain") == 1
    assert len(KEPT.kept) == 1


def test_a_backup_is_made_listed_tried_and_told_in_the_status_line(page: Any, blank: Session) -> None:  # noqa: ANN401
    _show_tab(page, "backups")
    status = part(page.window(), StatusLine)
    assert is_in_view(status, "No backup: back up now")
    assert not page.backups.trial.isEnabled()
    press(page.backups, "Back up now")
    assert backup.latest(blank) is not None
    assert is_in_view(status, "Today's backup")
    assert page.backups.rows.rowCount() == 1
    press(page.backups, "Test restore")
    assert "can be restored" in _message(page)
    press(page.backups, "Verify again")
    assert "is good" in _message(page)


def test_a_backup_is_restored_to_a_new_folder_that_opens(
    page: Any,  # noqa: ANN401
    blank: Session,
    tmp_path: Path,
) -> None:
    open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    _show_tab(page, "backups")
    press(page.backups, "Back up now")
    page.backups.restore(tmp_path / "again.casebook", "not what opened it")
    assert not (tmp_path / "again.casebook").exists()
    page.backups.restore(tmp_path / "again.casebook", PHRASE)
    with open_session(tmp_path / "again.casebook", PHRASE) as session:
        assert [case.reference for case in record.every(session, Case)] == ["ABC-1"]


def test_a_damaged_backup_is_listed_with_its_reason(
    page: Any,  # noqa: ANN401
    blank: Session,
    tmp_path: Path,
) -> None:
    _show_tab(page, "backups")
    press(page.backups, "Back up now")
    made = backup.latest(blank)
    assert made is not None
    assert not page.backups.findChild(QLabel, "damaged-backups").isVisible()
    (made.path / "header").unlink()
    page.backups.read()
    assert f"Backup {made.path.name}: {backup.ONE_HEADER_LEFT}" in words_in_view(page.backups)
    page.backups.restore(tmp_path / "again.casebook", PHRASE)
    assert backup.ONE_HEADER_LEFT in _message(page)
    (made.path / "header.bak").unlink()
    _show_tab(page, "checks")
    press(page.check, "Check everything")
    assert page.check.chip.accessibleName() == "Intact"
    assert f"Backup {made.path.name}: " in page.check.state.text()


def test_backups_go_to_a_chosen_folder(page: Any, tmp_path: Path) -> None:  # noqa: ANN401
    _show_tab(page, "backups")
    folder = tmp_path / "stick"
    folder.mkdir()
    page.backups.choose_folder(folder)
    assert str(folder) in text_of(page.backups)
    press(page.backups, "Back up now")
    assert list(folder.glob("*.casebook-backups/*/case.db"))
    press(page.backups, "Next to the casebook")
    assert "Next to the casebook" in text_of(page.backups)


def test_backups_that_are_lost_are_begun_anew_by_a_button(page: Any, blank: Session) -> None:  # noqa: ANN401
    _show_tab(page, "backups")
    press(page.backups, "Back up now")
    made = backup.latest(blank)
    assert made is not None
    shutil.rmtree(made.path.parent)
    page.backups.read()
    assert "The backups are no longer in their folder." in words_in_view(page.backups)
    press(page.backups, "Back up now")
    assert not made.path.parent.exists()
    press(page.backups, "Begin anew in this folder")
    assert backup.latest(blank) is not None
    assert "Begin anew in this folder" not in words_in_view(page.backups)


def test_an_anchor_is_shown_saved_and_checked(page: Any, blank: Session, tmp_path: Path) -> None:  # noqa: ANN401
    _show_tab(page, "checks")
    press(page.anchor, "Show code")
    page.anchor.save_sheet(tmp_path / "anchor.pdf")
    assert (tmp_path / "anchor.pdf").read_bytes().startswith(b"%PDF")
    paste(page.anchor, "Code kept elsewhere", label_of(page.anchor, "code").text())
    press(page.anchor, "Check code")
    assert page.anchor.chip.accessibleName() == "Code matches"
    open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    press(page.anchor, "Check code")
    assert "since" in page.anchor.state.text()


def test_a_check_tells_what_it_went_through(page: Any) -> None:  # noqa: ANN401
    _show_tab(page, "checks")
    press(page.check, "Check everything")
    assert page.check.chip.accessibleName() == "Intact"


def test_it_says_how_the_parts_are_confined(page: Any) -> None:  # noqa: ANN401
    texts = [part.text() for part in page.isolation.findChildren(QLabel)]
    assert "Document viewer process" in texts
    assert "Process that holds the keys" in texts


@pytest.mark.parametrize(
    ("report", "word"),
    [
        (DRAWING_REPORT, "isolated"),
        (APART_REPORT, "apart"),
        (SEATBELT_REPORT, "apart"),
        (SandboxReport(state="none", in_force=()), "not isolated"),
        (SandboxReport(state="none", in_force=(NO_DEBUGGERS,)), "not isolated"),
    ],
)
def test_a_part_is_called_isolated_only_behind_walls(
    opened: Opened, blank: Session, monkeypatch: pytest.MonkeyPatch, report: SandboxReport, word: str
) -> None:
    monkeypatch.setattr(confinement, "of_worker", lambda: report)
    workspace = opened(blank)
    workspace.go(Location(page="security", tab="checks"))
    names = [chip.accessibleName() for chip in workspace.page.isolation.findChildren(Chip)]
    assert next(filter(None, names)) == word, "the status of the card itself has none before a check"


def test_the_self_check_shows_what_was_refused_and_remembers_it(opened: Opened, blank: Session) -> None:
    card = open_page(opened(blank), "security", tab="checks")
    assert SelfCheck.load() is None
    press(card, "Run self-check")
    check = SelfCheck.load()
    assert check is not None
    assert check.is_walled is (sys.platform == "linux")
    assert ("Open a network connection: refused" in text_of(card)) is check.is_walled
    replace(check, version="0.0.1").save()
    again = text_of(open_page(opened(blank), "security", tab="checks"))
    assert "run the self-check again" in again


def test_history_shows_both_values_of_a_change_and_is_filtered(page: Any, blank: Session) -> None:  # noqa: ANN401
    case = open_case(blank, reference="ABC-1", title="Before it", jurisdiction="CY")
    record.change(blank, replace(case, title="After it"))
    open_case(blank, reference="XYZ-9", title="Another", jurisdiction="CY")
    _show_tab(page, "history")
    view = page.history
    assert view.rows.rowCount() == 3
    view.filter.setText("ABC changed")
    view.rows.ask("ABC changed")
    assert view.rows.rowCount() == 1
    view.table.choose(view.rows.row_at(view.rows.index(0, 0)).id)
    texts = [part.text() for part in view.details.findChildren(QLabel)]
    assert texts.index("Before it") < texts.index("After it")


def test_a_records_history_opens_over_any_page_and_closes_at_lock(
    page: Any,  # noqa: ANN401
    blank: Session,
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    dialog = show_history(page, case.id, case.reference)
    assert dialog.windowTitle() == "History"
    page.window().blank()
    assert not [shown for shown in page.window().findChildren(QDialog) if shown.isVisible()]


def test_lock_times_are_kept_in_the_vault(page: Any, blank: Session) -> None:  # noqa: ANN401
    page.times.clipboard.setCurrentIndex(page.times.clipboard.findData(10))
    page.times.clipboard.activated.emit(page.times.clipboard.currentIndex())
    page.times.at_sleep.click()
    times = setting.lock_times(blank)
    assert (times.clipboard_s, times.is_locked_at_sleep, times.is_locked_with_screen) == (10, False, True)


def test_parts_that_read_at_once_all_learn(blank: Session, qtbot: QtBot) -> None:
    lanes = Lanes()
    page = Security(PageContext(blank, lanes, Bus(), Translator()))
    qtbot.addWidget(page, before_close_func=lambda _: lanes.stop())
    page.show_place(Location(page="security"))
    qtbot.waitUntil(lambda: len(page.ways.findChildren(Editable)) == 2, timeout=20_000)
    qtbot.waitUntil(page.times.at_sleep.isChecked, timeout=20_000)


@pytest.mark.parametrize(
    ("system", "means", "says_when_to_lock"),
    [
        ("freebsd", "This system offers no isolation for Casebook", False),
        ("darwin", "Casebook has not been tried on a Mac", True),
        ("win32", "On this system that process is not walled off", True),
    ],
)
def test_an_unconfined_program_explains_what_that_means(
    opened: Opened,
    blank: Session,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    means: str,
    *,
    says_when_to_lock: bool,
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    workspace = opened(blank)
    workspace.go(Location(page="security"))
    times = workspace.page.times
    assert times.at_sleep.isHidden() is not says_when_to_lock
    assert times.with_screen.isHidden() is not says_when_to_lock
    for tab in ("checks", "promises"):
        workspace.go(Location(page="security", tab=tab))
    shown = " ".join(label.text() for label in workspace.page.findChildren(QLabel))
    assert ("This system does not report sleep" in shown) is not says_when_to_lock
    assert means in shown


def test_the_last_state_is_remembered_here_by_choice_only(opened: Opened, blank: Session) -> None:
    card = open_page(opened(blank), "security", tab="checks")
    assert "No later state of this casebook is known" in text_of(card)
    assert not rollback.is_remembered(blank)
    press(card, "Remember the last state on this computer")
    assert rollback.is_remembered(blank)
    press(card, "Remember the last state on this computer")
    assert not rollback.is_remembered(blank)


def test_an_older_state_is_said_until_it_is_confirmed(opened: Opened, blank: Session) -> None:
    blank.is_behind = True
    card = open_page(opened(blank), "security", tab="checks")
    assert "older than when it was last open on this computer" in text_of(card)
    press(card, "The older state is intended")
    press(card, "Press again to accept")
    assert "No later state of this casebook is known" in text_of(card)


@pytest.mark.parametrize("way", ["waiting", "another page", "another field"])
def test_a_first_press_to_accept_does_not_count_later(opened: Opened, blank: Session, way: str) -> None:
    blank.is_behind = True
    workspace = opened(blank)
    card = open_page(workspace, "security", tab="checks")
    press(card, "The older state is intended")
    if way == "waiting":
        behind(button(card, "Press again to accept"), QTimer).timeout.emit()
    elif way == "another page":
        workspace.go(Location(page="today"))
        workspace.go(Location(page="security", tab="checks"))
    else:
        button(card, "Remember the last state on this computer").setFocus()
    assert not is_in_view(card, "Press again to accept")
    press(card, "The older state is intended")
    assert blank.is_behind


def test_enter_pressed_twice_changes_the_passphrase_once(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="security"))
    ways = workspace.page.ways
    press(ways, "Change passphrase")
    _fill(ways, {CURRENT: PHRASE, FIRST: OTHER, SECOND: OTHER})
    later = workspace.context.runner = Later()
    send(ways, SECOND)
    send(ways, SECOND)
    later.let()
    assert message_of(workspace) == "Saved"


def test_after_the_repeated_passphrase_comes_saving(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="security"))
    ways = workspace.page.ways
    press(ways, "Change passphrase")
    field(ways, SECOND).setFocus()
    followed = []
    for _ in range(3):
        ways.focusNextChild()
        followed.append(ways.window().focusWidget().accessibleName())
    assert followed == ["Save", "Cancel", "Suggest six words"]
