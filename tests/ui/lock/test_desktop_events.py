"""What the desktop tells locks a vault for the reasons that are set, and for all before they are known."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from casebook.base.i18n import Translator
from casebook.host.ipc.channel import Channel
from casebook.host.protocol.desktop_protocol import DesktopMessage
from casebook.services.base import setting
from casebook.services.base.session import Session
from casebook.services.base.setting import LockTimes
from casebook.ui.app.locking import watch
from casebook.ui.kit.changes import Bus
from casebook.ui.kit.page_context import BarMessage, PageContext
from casebook.ui.kit.tasks import InLine
from casebook.ui.lock.idle import Idle

BEGINS, ENDS = True, False

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other desktops tell nothing over D-Bus")


@pytest.mark.parametrize("sleep", [True, False])
@pytest.mark.parametrize("screen", [True, False])
def test_sleep_and_the_screen_lock_it_where_that_is_set(
    application: QApplication, owner: QObject, blank: Session, *, sleep: bool, screen: bool
) -> None:
    from casebook.ui.lock.desktop import DesktopWatch
    from casebook.ui.lock.desktop_events import LinuxEvents

    idle, context = Idle(application, owner), PageContext(blank, InLine(), Bus(), Translator())
    ours, its = Channel.pair()
    triggers, locks = LinuxEvents(lambda: ours, idle), list[str]()
    assert its.receive().kind == DesktopMessage.WATCH
    desktop = DesktopWatch(its, idle)
    idle.watch(triggers)
    idle.expired.connect(lambda: locks.append("lock"))
    desktop.see(BEGINS)
    triggers.on_message()
    assert locks == ["lock"], "before it is known what is set, it locks"
    setting.keep_lock_times(blank, LockTimes(is_locked_at_sleep=sleep, is_locked_with_screen=screen))
    watch(idle, context)
    for happens, is_set in ((desktop.sleep, sleep), (desktop.see, screen)):
        locks.clear()
        happens(ENDS)
        happens(BEGINS)
        triggers.on_message()
        assert locks == ["lock"] * is_set
    locks.clear()
    desktop.lock()
    triggers.on_message()
    assert locks == ["lock"] * screen
    context.lock_times_changed.emit(LockTimes())
    locks.clear()
    desktop.sleep(BEGINS)
    triggers.on_message()
    assert locks == ["lock"]


def test_a_desktop_process_that_ends_is_replaced_once_and_then_told_of(
    application: QApplication, owner: QObject, blank: Session
) -> None:
    from casebook.ui.lock.desktop_events import LinuxEvents

    idle, context = Idle(application, owner), PageContext(blank, InLine(), Bus(), Translator())
    pairs = [Channel.pair(), Channel.pair()]
    lines = iter(ours for ours, _ in pairs)
    triggers, locks, messages = LinuxEvents(lambda: next(lines), idle), list[str](), list[BarMessage]()
    idle.watch(triggers)
    idle.expired.connect(lambda: locks.append("lock"))
    context.message_posted.connect(messages.append)
    watch(idle, context)
    first, second = (its for _, its in pairs)
    first.close()
    triggers.on_message()
    assert second.receive().kind == DesktopMessage.WATCH
    second.send(DesktopMessage.SLEEP)
    triggers.on_message()
    assert (locks, messages) == (["lock"], [])
    second.close()
    triggers.on_message()
    assert [message.title for message in messages] == [
        "Casebook can no longer detect when the screen is locked or the computer goes to sleep."
    ]


@pytest.mark.parametrize("sleep", [True, False])
def test_sleep_that_is_not_put_off_is_told_of_where_it_locks(
    application: QApplication, owner: QObject, blank: Session, *, sleep: bool
) -> None:
    from PySide6.QtDBus import QDBusError, QDBusPendingCall, QDBusPendingCallWatcher

    from casebook.ui.lock.desktop import DesktopWatch
    from casebook.ui.lock.desktop_events import LinuxEvents

    idle, context = Idle(application, owner), PageContext(blank, InLine(), Bus(), Translator())
    ours, its = Channel.pair()
    triggers, messages = LinuxEvents(lambda: ours, idle), list[BarMessage]()
    assert its.receive().kind == DesktopMessage.WATCH
    idle.watch(triggers)
    context.message_posted.connect(messages.append)
    setting.keep_lock_times(blank, LockTimes(is_locked_at_sleep=sleep))
    watch(idle, context)
    refused = QDBusPendingCall.fromError(QDBusError(QDBusError.ErrorType.AccessDenied, ""))
    DesktopWatch(its, idle).hold(QDBusPendingCallWatcher(refused))
    triggers.on_message()
    assert len(messages) == sleep
