"""What is remembered outside the vault: language, theme and window size, and nothing else."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, Self, get_args

from casebook.base.i18n import PSEUDO_LANGUAGE, WINDOW_LANGUAGES

Theme = Literal["system", "light", "dark", "contrast"]
_LANGUAGES = ("", *WINDOW_LANGUAGES, PSEUDO_LANGUAGE)
_MAX_BYTES = 1 << 16
_MAX_PIXELS = 1 << 14


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
        try:
            with path.open("rb") as file:
                stored = json.loads(file.read(_MAX_BYTES))
        except (OSError, ValueError, RecursionError):
            return cls()
        stored_values: dict[str, Any] = stored if isinstance(stored, dict) else {}
        kept: dict[str, Any] = {}
        if stored_values.get("language") in _LANGUAGES:
            kept["language"] = stored_values["language"]
        if stored_values.get("theme") in get_args(Theme):
            kept["theme"] = stored_values["theme"]
        size = stored_values.get("window_size")
        if isinstance(size, list) and len(size) == 2 and all(_is_a_width(side) for side in size):  # noqa: PLR2004
            kept["window_size"] = (size[0], size[1])
        return cls(**kept)

    def save(self, path: Path) -> None:
        """Write the settings; losing them is no loss, so a disk that refuses is passed over."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(asdict(self)), encoding="utf-8")
        except OSError:
            return


def _is_a_width(side: object) -> bool:
    return isinstance(side, int) and 0 < side <= _MAX_PIXELS
