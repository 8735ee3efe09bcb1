"""What the proofs plant stands in the product by that name: a renamed target is seen before they are run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent


def _planted(tree: ast.Module) -> Iterator[str]:
    """The dotted names that are replaced, such as "casebook.crypto.kdf.passphrase_key"."""
    known = _members(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "setattr":
            holder, name, *_ = node.args
            if isinstance(holder, ast.Constant):
                yield str(holder.value)
            elif isinstance(holder, ast.Name) and isinstance(name, ast.Constant):
                yield f"{known.get(holder.id)}.{name.value!s}"


def _members(scope: ast.AST) -> dict[str, ast.AST | str]:
    """What a module or class defines and assigns, under conditions too, and where its imports come from."""
    members: dict[str, ast.AST | str] = {}
    for node in ast.iter_child_nodes(scope):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                members[node.name] = node
            case ast.ImportFrom(module=module, names=names):
                members |= {one.asname or one.name: f"{module}.{one.name}" for one in names}
            case ast.Import(names=names):
                members |= {one.asname or one.name: one.name for one in names}
            case ast.Name(id=name, ctx=ast.Store()):
                members[name] = node
            case _:
                members |= _members(node)
    return members


def _is_there(dotted: str) -> bool:
    at, names = TESTS.parent / "casebook", dotted.split(".")[1:]
    while names and (at / names[0]).is_dir():
        at /= names.pop(0)
    is_module = bool(names) and (at / f"{names[0]}.py").is_file()
    at /= f"{names.pop(0)}.py" if is_module else "__init__.py"
    scope: ast.AST | str | None = ast.parse(at.read_text(encoding="utf-8"))
    while names and isinstance(scope, ast.AST):
        scope = _members(scope).get(names.pop(0))
    return _is_there(".".join((scope, *names))) if isinstance(scope, str) and names else scope is not None


def test_every_name_that_a_proof_plants_is_there() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (TESTS / "proof").rglob("*.py")]
    ours = {name for tree in trees for name in _planted(tree) if name.startswith("casebook.")}
    assert ours
    assert sorted(name for name in ours if not _is_there(name)) == []
