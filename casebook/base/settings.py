"""What is remembered outside the vault: language, theme and window size, and nothing else."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal, Self

Theme = Literal["system", "light", "dark", "contrast"]


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
        """The settings on disk; a missing or damaged file gives the defaults."""
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            kept = {field.name: stored[field.name] for field in fields(cls) if field.name in stored}
            if "window_size" in kept:
                width, height = kept["window_size"]
                kept["window_size"] = (int(width), int(height))
            return cls(**kept)
        except (OSError, ValueError, TypeError, KeyError):
            return cls()

    def save(self, path: Path) -> None:
        """Write the settings; losing them is no loss, so a disk that refuses is passed over."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(asdict(self)), encoding="utf-8")
        except OSError:
            return
