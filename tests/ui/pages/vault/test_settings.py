"""The Settings page: the look at once, and the time until the vault locks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.services.base.session import Session
from casebook.services.base.setting import LockTimes, lock_times
from casebook.ui.kit.page_context import Location

Opened = Callable[..., Any]


def test_a_look_is_asked_for_and_the_present_one_is_marked(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="settings"))
    choices: list[str] = []
    workspace.context.theme_changed.connect(choices.append)
    looks = workspace.page._looks
    assert [name for name, made in looks.items() if made.property("role") == "primary"] == ["system"]
    QTest.mouseClick(looks["contrast"], Qt.MouseButton.LeftButton)
    assert choices == ["contrast"]


def test_the_time_until_it_locks_is_kept_in_the_vault(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="settings"))
    idle = workspace.page._times.idle
    times: list[LockTimes] = []
    workspace.context.lock_times_changed.connect(times.append)
    assert idle.currentData() == 300
    idle.setCurrentIndex(idle.findData(120))
    idle.activated.emit(idle.currentIndex())
    assert lock_times(blank).idle_s == 120
    assert times == [lock_times(blank)]
