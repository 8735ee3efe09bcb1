"""Signals name the class they send: what takes one knows what it is given."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3] / "casebook" / "ui"


def _untyped(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            call = node.value
            is_signal = isinstance(call.func, ast.Name) and call.func.id == "Signal"
            sends = {argument.id for argument in call.args if isinstance(argument, ast.Name)}
            if is_signal and "object" in sends:
                yield f"{path.stem}.{ast.unparse(node.targets[0])}"


def test_no_signal_sends_just_any_object() -> None:
    assert {name for path in ROOT.rglob("*.py") for name in _untyped(path)} == set()
