"""Write docs/deadline-rules.md: every deadline rule and counting method with how well it is known.

Run after a change of the packs: ``python packaging/deadline_table.py``. A test compares it with the packs.
"""

from __future__ import annotations

from pathlib import Path

from casebook.domain.rule import Rule
from casebook.packs.deadlines import Deadlines, read_deadlines

TARGET = Path(__file__).resolve().parent.parent / "docs" / "deadline-rules.md"
INTRODUCTION = """\
# Deadline rules

Made from the packs by `packaging/deadline_table.py`; do not edit it here. [deadlines.md](deadlines.md) says
how rules are written and counted.

**No lawyer has confirmed a rule unless the last column names one.** *Read* says whether the substance stood
on a page that was read. A disputed rule gives every date and warns; a rule past its review day still computes
and says so.
"""


def table(shelf: Deadlines) -> str:
    """The page as Markdown."""
    rules = list(shelf.rules.values())
    lines = [INTRODUCTION, f"## {len(rules)} rules\n"]
    for jurisdiction in sorted({rule.jurisdiction for rule in rules}):
        lines += [
            f"### {jurisdiction}\n",
            *_head(),
            *(_row(rule) for rule in rules if rule.jurisdiction == jurisdiction),
        ]
        lines.append("")
    lines += [
        f"## {len(shelf.methods)} counting methods\n",
        "| method | name | source | read | confidence |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| `{method.id}` | {_cell(method.name)} | {_link(method.citation, method.url)} "
        f"| {_yes(method.is_seen)} | {method.confidence} |"
        for method in shelf.methods.values()
    ]
    lines += [
        "",
        f"## {len(shelf.unverified)} gaps, never computed\n",
        "| where | what | note |",
        "|---|---|---|",
    ]
    lines += [
        f"| {gap.jurisdiction} | {_cell(gap.subject)} | {_cell(gap.note)} |" for gap in shelf.unverified
    ]
    return "\n".join(lines) + "\n"


def _head() -> tuple[str, str]:
    columns = (
        "rule",
        "what",
        "period",
        "source",
        "read",
        "as of",
        "confidence",
        "status",
        "next review",
        "confirmed by",
    )
    return "| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)


def _row(rule: Rule) -> str:
    period = f"{rule.period} {rule.direction}" if rule.period else "no number"
    cells = (
        f"`{rule.id}`",
        _cell(rule.title),
        period,
        _link(rule.citation, rule.url),
        _yes(rule.is_seen),
        _cell(rule.as_of) or "not known",
        rule.confidence,
        rule.status,
        rule.review_by_on.isoformat(),
        rule.confirmed_by or "nobody",
    )
    return "| " + " | ".join(cells) + " |"


def _link(text: str, url: str) -> str:
    return f"[{_cell(text)}]({url})" if url else _cell(text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _yes(is_so: bool) -> str:  # noqa: FBT001 - a word for a flag
    return "yes" if is_so else "no"


def main() -> None:
    """Write the page and say how long it is."""
    text = table(read_deadlines())
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}  {text.count(chr(10))} lines")


if __name__ == "__main__":
    main()
