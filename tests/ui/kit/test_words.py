"""Every word of the window goes through the translation door, and every page stands in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

import casebook.ui
from casebook.domain.case.case import Case
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.places import PAGES
from casebook.ui.shell.workspace import Workspace
from tests.sampled import sampled
from tests.ui.names import in_view

SHOWING = frozenset(
    {
        "setText",
        "setToolTip",
        "setAccessibleName",
        "setAccessibleDescription",
        "setPlaceholderText",
        "setWindowTitle",
        "setStatusTip",
        "addItem",
        "addAction",
        "label",
        "button",
        "say",
        "did",
        "heading",
        "Card",
        "Chip",
        "Elided",
        "Opening",
        "QLabel",
        "QPushButton",
        "QCheckBox",
    }
)
"""What shows its first argument to the person."""
WORD = re.compile(r"[A-Za-z][a-z]{2,}")
NAMES = frozenset({"Casebook", "Asia/Nicosia"})
"""The same in every language."""
KEYS = re.compile(r"^(Ctrl|Alt|Shift|Esc|Del|F\d+)\b")


def _shown(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The plain texts shown, with their lines; those inside a call of the door are none."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name not in SHOWING:
            continue
        first = call.args[0]
        parts = first.values if isinstance(first, ast.JoinedStr) else [first]
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield call.lineno, part.value


def test_no_words_are_shown_that_did_not_go_through_the_door() -> None:
    folder = Path(next(iter(casebook.ui.__path__)))
    offenders = [
        f"{path.relative_to(folder)}:{line}: {text!r}"
        for path in sorted(folder.rglob("*.py"))
        for line, text in _shown(ast.parse(path.read_text(encoding="utf-8")))
        if WORD.search(text) and not KEYS.match(text) and text not in NAMES
    ]
    assert not offenders, offenders


@pytest.mark.parametrize("language", sampled(["zh-Hans", "zh-Hant"]))
def test_every_page_stands_in_chinese(
    opened: Callable[..., Workspace], sample: Session, sample_case: Case, language: str
) -> None:
    workspace = opened(sample, language)
    workspace.window().resize(1024, 640)
    places = [Location(page=page) for page in PAGES if page not in {"case", "country"}]
    for place in (*places, Location(page="case", id=sample_case.id), Location(page="country", id="CY")):
        workspace.go(place)
        QApplication.processEvents()
        text = " ".join(made.text() for made in in_view(workspace, QLabel))
        assert re.search("[\u4e00-\u9fff]", text), place
        assert workspace.window().width() == 1024, place
