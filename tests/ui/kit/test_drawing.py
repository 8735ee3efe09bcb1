"""What Qt calls never hands it an exception."""

from __future__ import annotations

import ast
from pathlib import Path

import casebook

_OVERRIDES = {"paint", "data"}


def test_every_event_that_qt_hands_to_a_page_or_widget_is_contained() -> None:
    open_to_qt = [
        f"{path.name}:{function.name}"
        for folder in ("models", "widgets", "pages")
        for path in (Path(casebook.__file__).parent / "ui" / folder).rglob("*.py")
        for kind in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(kind, ast.ClassDef)
        for function in kind.body
        if isinstance(function, ast.FunctionDef)
        and (function.name in _OVERRIDES or function.name.endswith("Event"))
        if "contained" not in map(ast.unparse, function.decorator_list)
    ]
    assert open_to_qt == []
