"""Signals name the class they send, and those of what outlives a window end with what takes them."""

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


OUTLIVING = ("context", "bus", "task", "exchange")
"""What outlives a window: a slot that is no bound method is called after its widget is gone."""


def _unbound(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "connect"
        ):
            signal = node.func.value
            sender = ast.unparse(signal.value).strip("_") if isinstance(signal, ast.Attribute) else ""
            is_outliving = sender.split(".")[-1].strip("_") in OUTLIVING
            if is_outliving and not isinstance(node.args[0], ast.Attribute | ast.Name):
                yield f"{path.stem}:{node.lineno}"


def test_a_signal_of_a_session_is_taken_by_a_method() -> None:
    """`app` and `lock` are there as long as the program."""
    in_window = (
        path for path in ROOT.rglob("*.py") if path.relative_to(ROOT).parts[0] not in {"app", "lock"}
    )
    assert {name for path in in_window for name in _unbound(path)} == set()
