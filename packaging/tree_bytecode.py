"""Compile the modules of a tree: run by that tree's own Python, ``python3 tree_bytecode.py TREE``."""

from __future__ import annotations

import sys
from pathlib import Path
from py_compile import PycInvalidationMode, PyCompileError
from py_compile import compile as compile_module


def main(tree: Path) -> None:
    """Compile each module in the order of their names: what a file refers to twice depends on it.

    Raises:
        SystemExit: one is for another version of Python, and should not be in the tree.
    """
    for path in sorted(tree.rglob("*.py")):
        try:
            compile_module(
                str(path),
                dfile=path.relative_to(tree).as_posix(),
                doraise=True,
                invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
            )
        except PyCompileError as error:
            sys.exit(f"Not compiled: {path.relative_to(tree)} ({error.exc_type_name})")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
