"""What is remembered outside the vault: language, theme, window size, and by choice a vault's last state."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any, Literal, Self, get_args

from casebook.base.i18n import PSEUDO_LANGUAGE, WINDOW_LANGUAGES

Theme = Literal["system", "light", "dark", "contrast"]
_LANGUAGES = ("", *WINDOW_LANGUAGES, PSEUDO_LANGUAGE)
_MAX_BYTES = 1 << 16
_MAX_PIXELS = 1 << 14
_MAX_STATES = 100
_STATES = "last_states"


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
    """The three settings kept in the clear. A field that could name a person, path or time has no place here.

    Attributes:
        language: BCP 47 tag of the window's language, or "" for the system's.
        theme: which palette.
        window_size: width and height in logical pixels.
    """

    language: str = ""
    theme: Theme = "system"
    window_size: tuple[int, int] = (1280, 800)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The settings on disk; each that is missing or makes no sense has its default."""
        stored = _stored(path)
        kept: dict[str, Any] = {}
        if stored.get("language") in _LANGUAGES:
            kept["language"] = stored["language"]
        if stored.get("theme") in get_args(Theme):
            kept["theme"] = stored["theme"]
        size = stored.get("window_size")
        if isinstance(size, list) and len(size) == 2 and all(_is_a_width(side) for side in size):  # noqa: PLR2004
            kept["window_size"] = (size[0], size[1])
        return cls(**kept)

    def save(self, path: Path) -> None:
        """Write the settings; losing them is no loss, so a disk that refuses is passed over."""
        _store(path, asdict(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class LastState:
    """What a vault had reached when this computer last had it open; it names nobody.

    Attributes:
        generation: of its header.
        number: of the last entry in its chain of changes.
        head: MAC of that entry, 64 hex digits.
        is_missed: the vault was found without it since, and nobody said that this is right.
    """

    generation: int
    number: int
    head: str
    is_missed: bool = False


def last_states(path: Path) -> dict[str, LastState]:
    """The remembered states by the key of their vault; those that make no sense are left out."""
    stored = _stored(path).get(_STATES)
    states = {}
    for key, values in stored.items() if isinstance(stored, dict) else ():
        if isinstance(values, list) and [type(value) for value in values] == [int, int, str, bool]:
            generation, number, head, is_missed = values
            states[key] = LastState(generation=generation, number=number, head=head, is_missed=is_missed)
    return states


def keep_last_state(path: Path, key: str, state: LastState | None) -> None:
    """Remember the state of a vault, or forget it; of more than a hundred vaults the first are forgotten."""
    states = last_states(path)
    states.pop(key, None)
    if state:
        states[key] = state
    newest = list(states.items())[-_MAX_STATES:]
    _store(path, {_STATES: {key: list(astuple(remembered)) for key, remembered in newest}})


def _stored(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            stored = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _store(path: Path, changes: Mapping[str, object]) -> None:
    """Write these beside what else is kept: another window of ours may have written that meanwhile."""
    growing = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        growing.write_text(json.dumps({**_stored(path), **changes}), encoding="utf-8")
        growing.replace(path)
    except OSError:
        return


def _is_a_width(side: object) -> bool:
    return isinstance(side, int) and 0 < side <= _MAX_PIXELS
