from __future__ import annotations

import sys

import pytest

from casebook.host.process.restart import command


@pytest.mark.parametrize(("is_told_to_write_none", "flags"), [(False, ["-I"]), (True, ["-I", "-B"])])
def test_a_part_keeps_to_what_python_was_told_about_compiled_modules(
    monkeypatch: pytest.MonkeyPatch, *, is_told_to_write_none: bool, flags: list[str]
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", is_told_to_write_none)
    assert command("--window") == [sys.executable, *flags, "-m", "casebook", "--window"]
