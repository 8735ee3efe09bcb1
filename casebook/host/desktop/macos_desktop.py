"""What macOS reports of sleep and of the locked screen, by ctypes; not run on a Mac yet.

Both arrive on the run loop of the main thread, which Qt runs. The notices of the screen are in no header of
Apple's: loginwindow posts them, and programs that lock with the screen, such as KeePassXC, take them.

Source: Apple's SDK, IOKit/pwr_mgt/IOPMLib.h, IOKit/IOMessage.h, IOKit/IOKitLib.h, Technical Q&A QA1340;
CoreFoundation/CFNotificationCenter.h, CFRunLoop.h, CFString.h.
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable
from functools import cache
from typing import Any

from casebook.host.protocol.desktop_protocol import DesktopMessage
from casebook.host.sandbox.darwin import declared

_SCREEN_NOTICES = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
_CAN_SLEEP, _WILL_SLEEP = 0xE0000270, 0xE0000280
"""kIOMessageCanSystemSleep and kIOMessageSystemWillSleep."""
_UTF8 = 0x08000100
"""kCFStringEncodingUTF8."""
_AT_ONCE = 4
"""CFNotificationSuspensionBehaviorDeliverImmediately."""
_POINTER, _PORT, _INTEGER = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_ssize_t
_NOTICED = ctypes.CFUNCTYPE(None, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
"""CFNotificationCallback: centre, observer, name, object, information."""
_POWER = ctypes.CFUNCTYPE(None, _POINTER, _PORT, ctypes.c_uint32, _POINTER)
"""IOServiceInterestCallback: context, service, kind of message, its argument."""


@cache
def framework(name: str) -> Any:  # noqa: ANN401 - a loaded C library answers to any name
    """Return a framework of the system.

    Raises:
        OSError: there is none.
    """
    return ctypes.CDLL(f"/System/Library/Frameworks/{name}.framework/{name}")


class MacosDesktop:
    """Listens to macOS from now on, for the life of this process.

    Args:
        tell: called on the main thread with SLEEP before the computer sleeps, until `allow_sleep` or for half
            a minute, and with SCREEN when the screen is locked or its saver starts.

    Raises:
        OSError: macOS reports none.
    """

    def __init__(self, tell: Callable[[DesktopMessage], object]) -> None:
        self._tell = tell
        self._sleep: int | None = None
        self._noticed, self._powered = _NOTICED(self._on_notice), _POWER(self._on_power)  # kept alive here
        self._port: int = 0
        self._listen_to_power()
        self._listen_to_screen()

    def allow_sleep(self) -> None:
        """Let a sleep go on that was reported; without one nothing happens."""
        sleep, self._sleep = self._sleep, None
        if sleep is not None:
            allow = declared("IOAllowPowerChange", ctypes.c_int, _PORT, _INTEGER, of=framework("IOKit"))
            allow(self._port, sleep)

    def _listen_to_power(self) -> None:
        kit, foundation = framework("IOKit"), framework("CoreFoundation")
        register = declared(
            "IORegisterForSystemPower",
            _PORT,
            _POINTER,
            ctypes.POINTER(_POINTER),
            _POWER,
            ctypes.POINTER(_PORT),
            of=kit,
        )
        source = declared("IONotificationPortGetRunLoopSource", _POINTER, _POINTER, of=kit)
        loop = declared("CFRunLoopGetMain", _POINTER, of=foundation)
        add = declared("CFRunLoopAddSource", None, _POINTER, _POINTER, _POINTER, of=foundation)
        notices, notifier = _POINTER(), _PORT()
        self._port = register(None, ctypes.byref(notices), self._powered, ctypes.byref(notifier))
        if not self._port:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        modes = ctypes.cast(foundation["kCFRunLoopCommonModes"], ctypes.POINTER(_POINTER)).contents
        add(loop(), source(notices), modes)

    def _listen_to_screen(self) -> None:
        foundation = framework("CoreFoundation")
        text = declared(
            "CFStringCreateWithCString", _POINTER, _POINTER, ctypes.c_char_p, ctypes.c_uint32, of=foundation
        )
        centre = declared("CFNotificationCenterGetDistributedCenter", _POINTER, of=foundation)
        observe = declared(
            "CFNotificationCenterAddObserver",
            None,
            _POINTER,
            _POINTER,
            _NOTICED,
            _POINTER,
            _POINTER,
            _INTEGER,
            of=foundation,
        )
        for name in _SCREEN_NOTICES:
            observe(centre(), None, self._noticed, text(None, name.encode(), _UTF8), None, _AT_ONCE)

    def _on_notice(self, *_: object) -> None:
        self._tell(DesktopMessage.SCREEN)

    def _on_power(self, _context: object, _service: int, kind: int, argument: int | None) -> None:
        if kind not in {_CAN_SLEEP, _WILL_SLEEP}:
            return
        self._sleep = argument or 0
        if kind == _WILL_SLEEP:
            self._tell(DesktopMessage.SLEEP)
        else:  # it is asked whether it may, and will say so when it does
            self.allow_sleep()
