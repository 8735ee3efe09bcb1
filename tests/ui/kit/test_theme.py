from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from casebook.base.resources import resource
from casebook.ui.kit import theme
from tests.ui.contrast import contrast

GROUNDS = ("ground", "panel", "side", "field", "sunk", "selected", "hover", "side-hover")
TONES = ("blue", "red", "amber", "green", "violet", "grey")
NAMES = ("light", "dark", "contrast")


@pytest.mark.parametrize("name", NAMES)
def test_words_stand_out_from_every_ground(name: str) -> None:
    colours = theme.tokens()[name]
    pairs = [(word, ground) for word in ("text", "quiet", "accent") for ground in GROUNDS]
    pairs += [(tone, f"{tone}-tint") for tone in TONES]
    pairs += [(tone, ground) for tone in TONES for ground in ("panel", "ground")]
    pairs += [("on-accent", "accent"), ("on-accent", "accent-strong")]
    least = 7.0 if name == "contrast" else 4.5
    weak = {pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < least}
    assert weak == set()


@pytest.mark.parametrize("name", NAMES)
def test_edges_of_fields_and_the_ring_of_focus_are_seen(name: str) -> None:
    colours = theme.tokens()[name]
    for line in ("edge", "accent"):
        for ground in ("ground", "panel", "field"):
            assert contrast(colours[line], colours[ground]) >= 3.0, (line, ground)


def test_every_palette_has_the_same_tokens() -> None:
    assert len({frozenset(colours) for colours in theme.tokens().values()}) == 1


def test_every_token_is_used() -> None:
    sheet = resource("theme", "window.qss").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$([a-z-]+)", sheet)) | set(theme.ROLES.values())
    painted = {f"{tone}{ending}" for tone in TONES for ending in ("", "-tint")}
    assert set(theme.tokens()["light"]) == (asked | painted)


def test_lengths_grow_with_the_text() -> None:
    sheet = theme.look("light", 2.0).sheet()
    assert "font-size: 26px" in sheet
    assert not re.search(r"\$|\du\b", sheet)


def test_wearing_a_look_reaches_the_widgets_that_paint_themselves(application: QApplication) -> None:
    worn = theme.apply_theme(application, "dark")
    assert theme.current() == worn
    assert application.palette().window().color() == worn.colour("ground")
    assert theme.apply_theme(application, "light").name == theme.current().name == "light"
