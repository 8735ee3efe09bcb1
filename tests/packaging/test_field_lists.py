from __future__ import annotations

import runpy
from pathlib import Path

from casebook.domain.sharing.merge import MergeKind
from casebook.store import json_export
from casebook.store.registry import tables

ROOT = Path(__file__).resolve().parents[2]


def test_the_lists_of_fields_are_what_the_nouns_have() -> None:
    page: str = runpy.run_path(str(ROOT / "packaging" / "field_lists.py"))["page"]()
    assert (ROOT / "docs" / "export.md").read_text(encoding="utf-8") == page, "run packaging/field_lists.py"
    assert all(f"## {noun}\n" in page for noun in json_export.nouns())
    assert "| `safe_contact` | text | how to reach them without harm" in page


def test_the_page_on_merging_is_what_the_tables_declare() -> None:
    page: str = runpy.run_path(str(ROOT / "packaging" / "field_lists.py"))["merge_page"]()
    assert (ROOT / "docs" / "sharing.md").read_text(encoding="utf-8") == page, "run packaging/field_lists.py"
    assert all(f"| {kind.value} |" in page for kind in MergeKind)
    assert all(f"| {table.noun} | " in page for table in tables() if table.merge)
    assert "| person | `consents` | parts | by `purpose`, `given_on`; a set `withdrawn_on` wins |" in page
