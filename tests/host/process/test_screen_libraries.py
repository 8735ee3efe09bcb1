"""What is missing to show a window is named in full."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from casebook.host.process import screen_libraries

ROOT = Path(__file__).resolve().parents[3]


def test_the_environment_script_installs_the_same_libraries() -> None:
    script = ast.parse((ROOT / "packaging" / "environment.py").read_text(encoding="utf-8"))
    tables = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in script.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id in {"QT", "SCREEN"}
    }
    assert tables["QT"] | tables["SCREEN"] == screen_libraries.SCREEN_LIBRARIES


def test_every_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    planted = {"libinvented-one.so.1": "libinvented1", "libinvented-two.so.2": "libinvented2"}
    monkeypatch.setattr(screen_libraries, "SCREEN_LIBRARIES", planted)
    advice = screen_libraries.start_advice()
    assert "libinvented-one.so.1, libinvented-two.so.2" in advice
    assert "apt install libinvented1 libinvented2" in advice
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert screen_libraries.start_advice() == ""
