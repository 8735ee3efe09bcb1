"""Sleep and the locked screen of macOS lock a casebook, by calls typed as in Apple's headers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.host.desktop import macos_desktop
from casebook.host.protocol.desktop_protocol import DesktopMessage
from casebook.ui.app.locking import desktop_events
from casebook.ui.lock.macos_events import MacosEvents
from tests.host.macos import MacFrameworks
from tests.ui.programs import WAIT_MS, shown
from tests.vaults import PHRASE

CAN_SLEEP, WILL_SLEEP, WOKE = 0xE0000270, 0xE0000280, 0xE0000300


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> MacFrameworks:
    """A macOS that reports what a test has it report."""
    frameworks = MacFrameworks()
    monkeypatch.setattr(macos_desktop, "framework", lambda _: frameworks)
    return frameworks


@pytest.fixture
def locks(mac: MacFrameworks, owner: QObject) -> tuple[MacosEvents, list[str]]:
    """What listens beside an open casebook, and each lock that it asked for."""
    events, asked = MacosEvents(owner.objectNameChanged, lambda: True, owner), list[str]()
    events.leaving.connect(lambda: asked.append("lock"))
    assert mac.observers
    return events, asked


def test_it_listens_on_the_run_loop_that_qt_runs(mac: MacFrameworks, owner: QObject) -> None:
    MacosEvents(owner.objectNameChanged, lambda: True, owner)
    names = [name for name, *_ in mac.calls]
    assert names[-1] == "CFNotificationCenterAddObserver"
    [added] = [call for call in mac.calls if call[0] == "CFRunLoopAddSource"]
    assert added == ("CFRunLoopAddSource", mac.LOOP, mac.SOURCE, mac.COMMON_MODES)
    observed = [call for call in mac.calls if call[0] == "CFNotificationCenterAddObserver"]
    assert {call[1] for call in observed} == {mac.CENTRE}
    assert {call[-1] for call in observed} == {4}
    assert list(mac.observers) == ["com.apple.screenIsLocked", "com.apple.screensaver.didstart"]


def test_a_locked_screen_locks(mac: MacFrameworks, locks: tuple[MacosEvents, list[str]]) -> None:
    events, asked = locks
    for notice in mac.observers.values():
        notice(mac.CENTRE, None, None, None, None)
    assert asked == ["lock", "lock"]
    events.heeds_screen = False
    mac.notify("com.apple.screenIsLocked")
    assert asked == ["lock", "lock"]


def test_sleep_waits_for_the_lock(mac: MacFrameworks, locks: tuple[MacosEvents, list[str]]) -> None:
    events, asked = locks
    mac.power(WILL_SLEEP, 7)
    assert (asked, mac.allowed) == (["lock"], [])
    events.allow_sleep()
    events.allow_sleep()
    assert mac.allowed == [(mac.PORT, 7)]
    mac.power(WOKE, 8)
    assert (asked, mac.allowed) == (["lock"], [(mac.PORT, 7)])


def test_a_question_about_sleep_is_answered_at_once(
    mac: MacFrameworks, locks: tuple[MacosEvents, list[str]]
) -> None:
    mac.power(CAN_SLEEP, 9)
    assert (locks[1], mac.allowed) == ([], [(mac.PORT, 9)])


def test_sleep_goes_on_where_it_locks_nothing(
    mac: MacFrameworks, locks: tuple[MacosEvents, list[str]]
) -> None:
    locks[0].heeds_sleep = False
    mac.power(WILL_SLEEP, 7)
    assert (locks[1], mac.allowed) == ([], [(mac.PORT, 7)])


def test_a_system_that_reports_nothing_is_told_of(
    monkeypatch: pytest.MonkeyPatch, owner: QObject, qtbot: QtBot
) -> None:
    frameworks = MacFrameworks(port=0)
    monkeypatch.setattr(macos_desktop, "framework", lambda _: frameworks)
    events = MacosEvents(owner.objectNameChanged, lambda: True, owner)
    with qtbot.waitSignal(events.lost, timeout=10_000):
        pass
    events.take(DesktopMessage.SLEEP)


def test_frameworks_are_found_by_their_place() -> None:
    with pytest.raises(OSError, match=r"/System/Library/Frameworks/IOKit\.framework/IOKit"):
        macos_desktop.framework("IOKit")


def test_the_computer_sleeps_once_the_casebook_is_locked(
    mac: MacFrameworks,
    application: QApplication,
    vault: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = shown(application, qtbot, [vault])
    with monkeypatch.context() as on_mac:
        on_mac.setattr(sys, "platform", "darwin")
        events = desktop_events(None, lambda: program.is_unlocked, program.locked, program)
    assert events is not None
    events.leaving.connect(program.lock)
    mac.power(WILL_SLEEP, 6)
    assert mac.allowed == [(mac.PORT, 6)], "nothing is open"
    program.unlock(vault, PHRASE)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        mac.power(WILL_SLEEP, 7)
        assert mac.allowed == [(mac.PORT, 6)]
    assert mac.allowed == [(mac.PORT, 6), (mac.PORT, 7)]
