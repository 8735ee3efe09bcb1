from __future__ import annotations

import runpy
from pathlib import Path

from casebook.packs.deadline.deadlines import read_deadlines

ROOT = Path(__file__).resolve().parents[2]


def test_the_table_of_rules_is_what_the_packs_say() -> None:
    packs = read_deadlines()
    script = runpy.run_path(str(ROOT / "packaging" / "deadline_table.py"))
    table: str = script["table"](packs)
    assert (ROOT / "docs" / "deadline-rules.md").read_text(encoding="utf-8") == table, (
        "run packaging/deadline_table.py"
    )
    assert all(f"| `{id_}` |" in table for id_ in (*packs.rules, *packs.methods))
    chapters: dict[Path, str] = script["chapters"](packs)
    for path, chapter in chapters.items():
        assert path.read_text(encoding="utf-8") == chapter, "run packaging/deadline_table.py"
    for rule in packs.rules.values():
        rows = [
            next(line for line in chapter.splitlines() if f"(`{rule.id}`)" in line)
            for chapter in chapters.values()
        ]
        assert all(row.endswith(f"| {rule.review_by_on.isoformat()} |") for row in rows)
        assert f"{rule.confidence} confidence" in rows[0]
    assert len({chapter.count("\n| ") for chapter in chapters.values()}) == 1
