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

Every rule supplied with the program, with its source, the version of the text, how well it is known, and
the date of its next review. **No lawyer has confirmed a rule unless its line names one.** *Rules* shows
each rule in full and calculates it for any date; [Deadlines](deadlines.md) explains how to read a date.
Items known by name only are at the end: nothing is calculated from them.
"""
INTRODUCTION = """\
# Deadline rules

Generated from the packs by `packaging/deadline_table.py`; do not edit it here. [deadlines.md](deadlines.md)
explains how rules are written and calculated.

**No lawyer has confirmed a rule unless the last column names one.** *Read* shows whether the substance was
on a page that was read. A disputed rule gives every date with a warning; a rule overdue for review is still
calculated and says so.
"""


def table(packs: DeadlinePacks) -> str:
    """The page as Markdown."""
    rules = list(packs.rules.values())
    lines = [INTRODUCTION, f"## {len(rules)} rules\n"]
    for jurisdiction in sorted({rule.jurisdiction for rule in rules}):
        lines += [
            f"### {jurisdiction}\n",
            *_head(),
            *(_row(rule) for rule in rules if rule.jurisdiction == jurisdiction),
        ]
        lines.append("")
    lines += [
        f"## {len(packs.methods)} calculation methods\n",
        "| method | name | source | read | confidence |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| `{method.id}` | {_cell(method.name)} | {_link(method.citation, method.url)} "
        f"| {_yes(method.is_seen)} | {method.confidence} |"
        for method in packs.methods.values()
    ]
    lines += [
        "",
        f"## {len(packs.unverified)} gaps, never calculated\n",
        "| where | what | note |",
        "|---|---|---|",
    ]
    lines += [
        f"| {gap.jurisdiction} | {_cell(gap.subject)} | {_cell(gap.note)} |" for gap in packs.unverified
    ]
    return "\n".join(lines) + "\n"


def appendix(packs: DeadlinePacks) -> str:
    """The chapter of the manual as Markdown, with the columns a pane has room for."""
    rules = list(packs.rules.values())
    lines = [OPENING]
    for jurisdiction in sorted({rule.jurisdiction for rule in rules}):
        lines += [
            f"## {jurisdiction}\n",
            "| rule | source | as of | known | next review |",
            "|---|---|---|---|---|",
        ]
        lines += [_short(rule) for rule in rules if rule.jurisdiction == jurisdiction]
        lines.append("")
    lines += ["## Never calculated\n", "| where | what |", "|---|---|"]
    lines += [f"| {gap.jurisdiction} | {_cell(gap.subject)} |" for gap in packs.unverified]
    return "\n".join(lines) + "\n"


def _short(rule: Rule) -> str:
    known = [f"{rule.confidence} confidence", "read" if rule.is_seen else "not read"]
    known += [f"confirmed by {rule.confirmed_by}"] * bool(rule.confirmed_by)
    cells = (
        f"{_cell(rule.title)}: {rule.period or 'no fixed period'} (`{rule.id}`)",
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
    period = f"{rule.period} {rule.direction}" if rule.period else "no fixed period"
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
        rule.confirmed_by or "no one",
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
    packs = read_deadlines()
    for target, text in ((TARGET, table(packs)), (APPENDIX, appendix(packs))):
        target.write_text(text, encoding="utf-8")
        print(f"{target.name}  {text.count(chr(10))} lines")


if __name__ == "__main__":
    main()
