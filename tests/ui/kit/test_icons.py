from __future__ import annotations

import re
from pathlib import Path

import pytest

import casebook.ui
from casebook.base.errors import NotFound
from casebook.base.resources import resource
from casebook.ui.kit.icons import picture

OPAQUE = 255


def test_every_icon_draws_something_in_its_colour() -> None:
    for file in sorted(resource("icons").glob("*.svg")):
        drawn = picture(file.stem, "#1F5FA8", 16, 2.0).toImage()
        assert drawn.width() == 32
        colours = {
            drawn.pixelColor(x, y).name()
            for x in range(32)
            for y in range(32)
            if drawn.pixelColor(x, y).alpha() == 255
        }
        assert colours == {"#1f5fa8"}, file.stem


def test_every_meaning_named_in_the_window_has_an_icon() -> None:
    named: set[str] = set()
    for module in Path(casebook.ui.__path__[0]).rglob("*.py"):
        named |= set(re.findall(r'meaning="([a-z-]+)"', module.read_text(encoding="utf-8")))
    assert named
    assert {name for name in named if not resource("icons").joinpath(f"{name}.svg").exists()} == set()


def test_a_meaning_without_an_icon_is_told() -> None:
    with pytest.raises(NotFound):
        picture("no such meaning", "#000000", 16)
