from __future__ import annotations

import runpy
from pathlib import Path

from casebook.store import json_export

ROOT = Path(__file__).resolve().parents[2]


def test_the_lists_of_fields_are_what_the_nouns_have() -> None:
    page: str = runpy.run_path(str(ROOT / "packaging" / "field_lists.py"))["page"]()
    assert (ROOT / "docs" / "export.md").read_text(encoding="utf-8") == page, "run packaging/field_lists.py"
    assert all(f"## {noun}\n" in page for noun in json_export.nouns())
    assert "| `safe_contact` | text | how to reach them without harm" in page
