"""The theme: colours from one token file, as a palette and a style sheet that scale with the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from casebook.base.resources import resource
from casebook.base.settings import Theme as ThemeName

Tone = Literal["grey", "blue", "red", "amber", "green", "violet"]
"""The meaning of a status colour: neutral, in progress, problem, caution, settled, open question."""

_BASE_PIXELS = 13
_HALF_LIGHT = 128
_PARTS = re.compile(r"(?<![\w#.-])(\d+(?:\.\d+)?)u\b|\$([a-z][a-z-]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One palette at one text size.

    Attributes:
        name: "light", "dark" or "contrast".
        colours: token name -> "#RRGGBB".
        scale: the text size against 13 pixels; lengths of the 8-pixel grid grow with it.
    """

    name: str
    colours: dict[str, str]
    scale: float = 1.0

    def colour(self, token: str) -> QColor:
        """Return the colour of a token."""
        return QColor(self.colours[token])

    def px(self, length: float) -> int:
        """Return a design length in logical pixels at this text size."""
        return max(1, round(length * self.scale))

    def palette(self) -> QPalette:
        """Return the Qt palette, with which Fusion's own drawing matches the style sheet."""
        palette = QPalette()
        for role, token in ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("quiet"))
        return palette

    def sheet(self) -> str:
        """Return the style sheet with tokens and lengths filled in."""

        def filled(match: re.Match[str]) -> str:
            length, token = match.groups()
            return f"{self.px(float(length))}px" if length else self.colours[token]

        return _PARTS.sub(filled, resource("theme", "window.qss").read_text(encoding="utf-8"))


ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "sunk",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "quiet",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "red",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on-accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "violet",
    QPalette.ColorRole.ToolTipBase: "panel",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "panel",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "line",
    QPalette.ColorRole.Accent: "accent",
}


@cache
def tokens() -> dict[str, dict[str, str]]:
    """Return the token file: palette name -> token name -> colour."""
    stored: dict[str, dict[str, str]] = json.loads(
        resource("theme", "tokens.json").read_text(encoding="utf-8")
    )
    return stored


@lru_cache(maxsize=8)
def look(name: str, scale: float) -> Look:
    """Return the look of a palette at a text size."""
    return Look(name=name, colours=tokens()[name], scale=scale)


_worn: list[Look] = []
"""The applied look; as a Qt property it would be converted at each access."""


def current() -> Look:
    """Return the applied look, for widgets that paint themselves."""
    return _worn[-1] if _worn else look("light", 1.0)


@contextmanager
def on_paper() -> Iterator[None]:
    """Use the light look within the block, for printing in any theme."""
    worn = current()
    _worn[:] = [look("light", worn.scale)]
    try:
        yield
    finally:
        _worn[:] = [worn]


def apply_theme(application: QApplication, name: ThemeName) -> Look:
    """Apply a palette to the application, scaled to its font; "system" follows the desktop."""
    palette_name = name
    if name == "system":
        # The first time the desktop's palette is still worn.
        palette = application.style().standardPalette() if _worn else application.palette()
        palette_name = "dark" if palette.window().color().lightness() < _HALF_LIGHT else "light"
    worn = look(palette_name, QFontInfo(application.font()).pixelSize() / _BASE_PIXELS)
    _worn[:] = [worn]
    application.setPalette(worn.palette())
    application.setStyleSheet(worn.sheet())
    return worn
