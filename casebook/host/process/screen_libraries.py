"""Which libraries of the system are missing that Qt needs to show a window on an X display.

Qt names one of them only, and the wrong one where several are missing.
"""

from __future__ import annotations

import ctypes
import os
import sys

SCREEN_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Shared library, and the Debian package that holds it; packaging/environment.py has the same."""


def missing_libraries() -> dict[str, str]:
    """Return the missing libraries with their Debian packages; none where Qt needs no X display."""
    if not _needs_screen():
        return {}
    return {name: package for name, package in SCREEN_LIBRARIES.items() if not _is_there(name)}


def start_advice() -> str:
    """Return sentences on why no window can be shown, or ""."""
    missing = missing_libraries()
    if missing:
        return (
            f"Casebook cannot show its window. Missing libraries: {', '.join(missing)}. Install them; "
            f"on Debian and Ubuntu: sudo apt install {' '.join(missing.values())}\n"
        )
    if _needs_screen() and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
        return "Casebook cannot show its window: there is no screen. Start it on a desktop.\n"
    return ""


def _needs_screen() -> bool:
    return sys.platform == "linux" and os.environ.get("QT_QPA_PLATFORM", "xcb") == "xcb"


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
