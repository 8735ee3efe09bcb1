"""Write docs/deadline-rules.md and the table in the manual: every deadline rule with how well it is known.

Run after a change of the packs: ``python packaging/deadline_table.py``. A test compares them with the packs.
"""

from __future__ import annotations

from pathlib import Path

from casebook.domain.deadline.rule import Rule
from casebook.packs.deadline.deadlines import DeadlinePacks, read_deadlines

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "deadline-rules.md"
APPENDIX = ROOT / "resources" / "manual" / "rules.md"
OPENING = """\
# Table of deadline rules

Every rule that ships, with its source, what its text speaks of, how well it is known, and the day by which it
must be checked again. **No lawyer has confirmed a rule unless its line names one.** *Rules* shows each with
everything gathered, and tries it on any day; [Deadlines](deadlines.md) tells how a date is read. What is
known by name only stands at the end: it is never computed.
"""
INTRODUCTION = """\
# Deadline rules

Made from the packs by `packaging/deadline_table.py`; do not edit it here. [deadlines.md](deadlines.md) says
how rules are written and counted.

**No lawyer has confirmed a rule unless the last column names one.** *Read* says whether the substance stood
on a page that was read. A disputed rule gives every date and warns; a rule past its review day still computes
and says so.
"""


def table(shelf: DeadlinePacks) -> str:
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


def appendix(shelf: DeadlinePacks) -> str:
    """The chapter of the manual as Markdown, with the columns a pane has room for."""
    rules = list(shelf.rules.values())
    lines = [OPENING]
    for jurisdiction in sorted({rule.jurisdiction for rule in rules}):
        lines += [
            f"## {jurisdiction}\n",
            "| rule | source | as of | known | next review |",
            "|---|---|---|---|---|",
        ]
        lines += [_short(rule) for rule in rules if rule.jurisdiction == jurisdiction]
        lines.append("")
    lines += ["## Never computed\n", "| where | what |", "|---|---|"]
    lines += [f"| {gap.jurisdiction} | {_cell(gap.subject)} |" for gap in shelf.unverified]
    return "\n".join(lines) + "\n"


def _short(rule: Rule) -> str:
    known = [f"{rule.confidence} confidence", "read" if rule.is_seen else "not read"]
    known += [f"confirmed by {rule.confirmed_by}"] * bool(rule.confirmed_by)
    cells = (
        f"{_cell(rule.title)}: {rule.period or 'no number'} (`{rule.id}`)",
        _cell(rule.citation),
        _cell(rule.as_of) or "not known",
        ", ".join(known + [rule.status] * (rule.status != "active")),
        rule.review_by_on.isoformat(),
    )
    return "| " + " | ".join(cells) + " |"


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
    shelf = read_deadlines()
    for target, text in ((TARGET, table(shelf)), (APPENDIX, appendix(shelf))):
        target.write_text(text, encoding="utf-8")
        print(f"{target.name}  {text.count(chr(10))} lines")


if __name__ == "__main__":
    main()
