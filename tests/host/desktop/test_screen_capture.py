"""Which windows are to be kept out of screenshots, and what a system says that cannot do it."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

import pytest

from casebook.host.desktop.screen_capture import (
    CAN_EXCLUDE,
    SHOW_WINDOW,
    open_windows,
    set_excluded,
    shown_window,
)

WINDOW = 0x1234


@pytest.mark.parametrize(
    ("message", "parameter", "window"),
    [(SHOW_WINDOW, 1, WINDOW), (SHOW_WINDOW, 0, 0), (0xF, 1, 0)],
)
def test_a_window_is_known_before_it_is_shown(message: int, parameter: int, window: int) -> None:
    sent = wintypes.MSG(hWnd=WINDOW, message=message, wParam=parameter)
    assert shown_window(ctypes.addressof(sent)) == window


def test_what_is_no_window_of_ours_is_not_said_to_be_kept_out() -> None:
    assert not set_excluded([WINDOW], is_excluded=True)
    assert open_windows() == []  # a test without a screen has none
    assert CAN_EXCLUDE is (sys.platform == "win32")
