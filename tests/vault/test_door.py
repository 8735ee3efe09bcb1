"""The door of the vault: what it names to the type checker is what it loads."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

from casebook import vault


def test_every_name_of_the_door_is_loaded_from_where_the_types_say() -> None:
    tree = ast.parse(Path(str(vault.__file__)).read_text(encoding="utf-8"))
    typed = {
        alias.name: str(node.module)
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert "open_vault" in typed
    for name, module in typed.items():
        assert getattr(vault, name) is getattr(import_module(module), name), name
