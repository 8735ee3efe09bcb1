"""The table of file types in the documentation is that of the code."""

from __future__ import annotations

import runpy

from tests.paths import ROOT


def test_the_table_of_file_types_is_made_from_the_code() -> None:
    page: str = runpy.run_path(str(ROOT / "packaging" / "file_kinds.py"))["page"]()
    assert (ROOT / "docs" / "intake.md").read_text(encoding="utf-8") == page, "run packaging/file_kinds.py"
