"""Windows kept out of screenshots, recordings of the screen and shared screens, by the system itself.

Only Windows does that. macOS has NSWindowSharingNone, which its own ScreenCaptureKit passes over since 15,
and the window systems of Linux have nothing like it.

Source: Microsoft, SetWindowDisplayAffinity, EnumThreadWindows, WM_SHOWWINDOW.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable
from ctypes import wintypes

CAN_EXCLUDE = sys.platform == "win32"
"""Whether this system can keep a window out."""
SHOW_WINDOW = 0x18
_SHOWN, _BLACK, _LEFT_OUT = 0x0, 0x1, 0x11
"""WDA_NONE, WDA_MONITOR (a black window in its place), WDA_EXCLUDEFROMCAPTURE (since Windows 10, 2004)."""


def shown_window(address: int) -> int:
    """Return the window (HWND) that a message says is about to be shown; 0 for any other message.

    Args:
        address: of a MSG, as Qt hands it to a native event filter.
    """
    message = wintypes.MSG.from_address(address)
    return message.hWnd or 0 if message.message == SHOW_WINDOW and message.wParam else 0


def set_excluded(windows: Iterable[int], *, is_excluded: bool) -> bool:
    """Keep windows of this process out, or let them be seen again.

    Args:
        windows: handles (HWND) of windows that are nobody's children.
        is_excluded: whether they are kept out.

    Returns:
        Whether the system did so for each.
    """
    refused = [window for window in windows if not _is_set(window, is_excluded=is_excluded)]
    return not refused


if sys.platform == "win32":
    _USER = ctypes.WinDLL("user32")
    _USER.SetWindowDisplayAffinity.argtypes = (wintypes.HWND, wintypes.DWORD)
    _EACH = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
    _USER.EnumThreadWindows.argtypes = (wintypes.DWORD, _EACH, wintypes.LPARAM)

    def open_windows() -> list[int]:
        """Return the windows (HWND) of this thread that are nobody's children and are visible."""
        handles: list[int] = []

        def note(window: int, _: int) -> bool:
            if _USER.IsWindowVisible(wintypes.HWND(window)):
                handles.append(window)
            return True

        _USER.EnumThreadWindows(ctypes.WinDLL("kernel32").GetCurrentThreadId(), _EACH(note), 0)
        return handles

    def _is_set(window: int, *, is_excluded: bool) -> bool:
        wanted = (_LEFT_OUT, _BLACK) if is_excluded else (_SHOWN,)
        return any(_USER.SetWindowDisplayAffinity(window, kind) for kind in wanted)

else:

    def open_windows() -> list[int]:
        """Return no windows: elsewhere none can be kept out."""
        return []

    def _is_set(window: int, *, is_excluded: bool) -> bool:  # noqa: ARG001 - as on Windows
        return False
