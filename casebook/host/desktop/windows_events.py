"""Sleep and the locked screen on Windows, which sends them to a window that asked.

Source: Microsoft, WM_POWERBROADCAST and RegisterSuspendResumeNotification (without it a computer with modern
standby sends nothing), WM_WTSSESSION_CHANGE and WTSRegisterSessionNotification.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from casebook.host.protocol.desktop_protocol import DesktopMessage

POWER_BROADCAST, SESSION_CHANGE = 0x218, 0x2B1
_SUSPEND, _RESUMED = 0x4, 0x12
_CONSOLE_DISCONNECT, _REMOTE_DISCONNECT, _LOGOFF, _LOCK = 2, 4, 6, 7
_EVENTS = {
    (POWER_BROADCAST, _SUSPEND): DesktopMessage.SLEEP,
    # A battery that ran out, or a lid, may leave no time to say so before.
    (POWER_BROADCAST, _RESUMED): DesktopMessage.SLEEP,
    # Somebody else uses the computer now: fast user switching, and a remote desktop that was left.
    (SESSION_CHANGE, _CONSOLE_DISCONNECT): DesktopMessage.SCREEN,
    (SESSION_CHANGE, _REMOTE_DISCONNECT): DesktopMessage.SCREEN,
    (SESSION_CHANGE, _LOGOFF): DesktopMessage.SCREEN,
    (SESSION_CHANGE, _LOCK): DesktopMessage.SCREEN,
}


def event_of(address: int) -> DesktopMessage | None:
    """Return what a message tells; None for one that is about something else.

    Args:
        address: of a MSG, as Qt hands it to a native event.
    """
    message = wintypes.MSG.from_address(address)
    return _EVENTS.get((message.message, message.wParam))


def ask_for_events(window: int) -> None:
    """Have sleep and the locked screen sent to a window of this process, until it is destroyed.

    Args:
        window: its handle (HWND).

    Raises:
        OSError: this system refuses, or is another.
    """
    if sys.platform == "win32":
        user = ctypes.WinDLL("user32", use_last_error=True)
        user.RegisterSuspendResumeNotification.argtypes = (wintypes.HANDLE, wintypes.DWORD)
        user.RegisterSuspendResumeNotification.restype = wintypes.HANDLE
        sessions = ctypes.WinDLL("wtsapi32", use_last_error=True)
        sessions.WTSRegisterSessionNotification.argtypes = (wintypes.HWND, wintypes.DWORD)
        if not user.RegisterSuspendResumeNotification(window, 0):  # to a window, not to a function
            raise ctypes.WinError(ctypes.get_last_error())
        if not sessions.WTSRegisterSessionNotification(window, 0):  # of this session alone
            raise ctypes.WinError(ctypes.get_last_error())
    else:
        raise OSError("only Windows sends messages to windows")
