"""Which messages of Windows tell of sleep and of the locked screen."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

import pytest

from casebook.host.desktop.windows_events import event_of
from casebook.host.protocol.desktop_protocol import DesktopMessage

SLEEP, SCREEN = DesktopMessage.SLEEP, DesktopMessage.SCREEN
WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, WM_MOUSEMOVE = 0x218, 0x2B1, 0x200


@pytest.mark.parametrize(
    ("message", "parameter", "event"),
    [
        (WM_POWERBROADCAST, 0x4, SLEEP),  # PBT_APMSUSPEND
        (WM_POWERBROADCAST, 0x12, SLEEP),  # PBT_APMRESUMEAUTOMATIC
        (WM_POWERBROADCAST, 0x7, None),  # PBT_APMRESUMESUSPEND: somebody sits there again
        (WM_POWERBROADCAST, 0xA, None),  # PBT_APMPOWERSTATUSCHANGE: the charger
        (WM_WTSSESSION_CHANGE, 2, SCREEN),  # WTS_CONSOLE_DISCONNECT
        (WM_WTSSESSION_CHANGE, 4, SCREEN),  # WTS_REMOTE_DISCONNECT
        (WM_WTSSESSION_CHANGE, 6, SCREEN),  # WTS_SESSION_LOGOFF
        (WM_WTSSESSION_CHANGE, 7, SCREEN),  # WTS_SESSION_LOCK
        (WM_WTSSESSION_CHANGE, 1, None),  # WTS_CONSOLE_CONNECT
        (WM_WTSSESSION_CHANGE, 8, None),  # WTS_SESSION_UNLOCK
        (WM_MOUSEMOVE, 4, None),
    ],
)
def test_each_message_is_read(message: int, parameter: int, event: DesktopMessage | None) -> None:
    sent = wintypes.MSG(message=message, wParam=parameter)
    assert event_of(ctypes.addressof(sent)) == event
