from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput
from casebook.services.agenda.first_page import first_page
from casebook.services.base import setting
from casebook.services.base.session import Session, open_session
from casebook.services.base.setting import LockTimes


def test_a_setting_is_remembered_changed_and_forgotten(session: Session) -> None:
    assert setting.value(session, "backup.folder") is None
    setting.keep(session, "backup.folder", "/media/stick")
    setting.keep(session, "backup.folder", "/media/card")
    assert setting.value(session, "backup.folder") == "/media/card"
    setting.keep(session, "backup.folder", None)
    assert setting.value(session, "backup.folder") is None


def test_settings_are_no_record_of_the_case(session: Session) -> None:
    heard: list[object] = []
    session.on_change(heard.append)
    before = session.store.audit_head()
    setting.keep(session, "x", [1, {"y": None}])
    assert session.store.audit_head() == before
    assert heard == []


def test_lock_times_stay_with_the_vault(session: Session, small: Path, small_code: str) -> None:
    assert setting.lock_times(session) == LockTimes()
    times = LockTimes(idle_s=60, clipboard_s=10, is_locked_at_sleep=False)
    setting.keep_lock_times(session, times)
    session.lock()
    with open_session(small, small_code) as again:
        assert setting.lock_times(again) == times


def test_whether_screenshots_are_kept_out_is_known_with_the_first_page(session: Session) -> None:
    assert not first_page(session).is_out_of_captures
    for is_excluded in (True, False):
        setting.keep_out_of_captures(session, is_excluded=is_excluded)
        assert first_page(session).is_out_of_captures is is_excluded


@pytest.mark.parametrize(("idle_s", "clipboard_s"), [(29, 30), (14_401, 30), (300, 4), (300, 301)])
def test_times_without_sense_are_refused(idle_s: int, clipboard_s: int) -> None:
    with pytest.raises(InvalidInput):
        LockTimes(idle_s=idle_s, clipboard_s=clipboard_s)
