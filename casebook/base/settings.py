"""What is remembered outside the vault: language, theme, text size and window size."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, Self, get_args

from casebook.base.i18n import PSEUDO_LANGUAGE, WINDOW_LANGUAGES

Theme = Literal["system", "light", "dark", "contrast"]
_LANGUAGES = ("", *WINDOW_LANGUAGES, PSEUDO_LANGUAGE)
_MAX_BYTES = 1 << 16
_MAX_PIXELS = 1 << 14
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes to choose from, in percent of the system's."""


def settings_file() -> Path:
    """The only file the program writes outside a vault of its own accord."""
    home = Path.home()
    places = {
        "win32": os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local",
        "darwin": home / "Library" / "Preferences",
    }
    place = places.get(sys.platform) or os.environ.get("XDG_CONFIG_HOME") or home / ".config"
    return Path(place) / "casebook" / "settings.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The four settings kept in the clear. A field that could name a person, path or time has no place here.

    Attributes:
        language: BCP 47 tag of the window's language, or "" for the system's.
        theme: which palette.
        window_size: width and height in logical pixels.
        zoom: text size in percent of the system's, one of `ZOOMS`.
    """

    language: str = ""
    theme: Theme = "system"
    window_size: tuple[int, int] = (1280, 800)
    zoom: int = 100

    @classmethod
    def load(cls, path: Path) -> Self:
        """The settings on disk; each that is missing or makes no sense has its default."""
        stored = kept(path)
        chosen: dict[str, Any] = {}
        if stored.get("language") in _LANGUAGES:
            chosen["language"] = stored["language"]
        if stored.get("theme") in get_args(Theme):
            chosen["theme"] = stored["theme"]
        if stored.get("zoom") in ZOOMS:
            chosen["zoom"] = int(stored["zoom"])
        size = stored.get("window_size")
        if isinstance(size, list) and len(size) == 2 and all(_is_a_width(side) for side in size):  # noqa: PLR2004
            chosen["window_size"] = (size[0], size[1])
        return cls(**chosen)

    def save(self, path: Path) -> None:
        """Write the settings; losing them is no loss, so a disk that refuses is passed over."""
        with suppress(OSError):
            keep(path, asdict(self))


def open_regular(path: Path) -> BinaryIO:
    """A file open for reading, never waited for: a pipe in its place would keep the program from starting.

    Raises:
        OSError: it cannot be opened, or is no regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError("not a regular file")
    return os.fdopen(descriptor, "rb")


def keep(path: Path, values: Mapping[str, object]) -> None:
    """Write values as JSON into a file that is whole at any time.

    Raises:
        OSError: the disk refuses.
    """
    growing = path.with_name(f"{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    growing.write_text(json.dumps(values), encoding="utf-8")
    growing.replace(path)


def kept(path: Path) -> dict[str, Any]:
    """Return what such a file holds; nothing where there is none, or none that makes sense."""
    try:
        with open_regular(path) as file:
            stored = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _is_a_width(side: object) -> bool:
    return isinstance(side, int) and 0 < side <= _MAX_PIXELS
