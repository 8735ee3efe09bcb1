"""The modules load, and the examples in their docstrings hold."""

from __future__ import annotations

import doctest
import importlib
import linecache
from pathlib import Path

import pytest

from tests.paths import ROOT

PACKAGE = ROOT / "casebook"
OUTSIDE = {PACKAGE / "__main__.py", PACKAGE / "_resources", PACKAGE / "store" / "migrations"}
"""What is run rather than imported."""

FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if OUTSIDE.isdisjoint({path, *path.parents})]


def _module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_every_module_loads() -> None:
    for path in FILES:
        importlib.import_module(_module_name(path))


@pytest.mark.parametrize(
    "name", [_module_name(path) for path in FILES if ">>> " in path.read_text(encoding="utf-8")]
)
def test_the_examples_of_a_docstring_hold(name: str) -> None:
    linecache.clearcache()  # the runner asks after each file in it, for each docstring
    runner = doctest.DocTestRunner(verbose=False)
    for docstring in doctest.DocTestFinder().find(importlib.import_module(name)):
        if docstring.examples:
            runner.run(docstring)
    results = runner.summarize(verbose=False)
    assert results.attempted
    assert results.failed == 0
