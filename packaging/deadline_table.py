"""Write docs/deadline-rules.md and the table in the manual: every deadline rule with how well it is known.

Run after a change of the packs: ``python packaging/deadline_table.py``. A test compares them with the packs.
The manual has the table in each language of the window; titles and citations of the rules stay English there.
"""

from __future__ import annotations

from pathlib import Path

from catalogues import compile_stale

from casebook.base.i18n import WINDOW_LANGUAGES, Translator
from casebook.domain.deadline.rule import Rule
from casebook.packs.deadline.deadlines import DeadlinePacks, read_deadlines
from casebook.ui.pages.wording.deadline import DeadlineWords

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "deadline-rules.md"
MANUAL = ROOT / "resources" / "manual"
OPENINGS = {
    "en": """\
# Table of deadline rules

Every rule supplied with the program, with its source, the version of the text, how well it is known, and
the date of its next review. **No lawyer has confirmed a rule unless its line names one.** *Rules* shows
each rule in full and calculates it for any date; [Deadlines](deadlines.md) explains how to read a date.
Items known by name only are at the end: nothing is calculated from them.
""",
    "zh-Hans": """\
# 期限规则表

随程序提供的每条规则，附其来源、文本版本、已知程度以及下次复查日期。\
**除非该行写明确认人，否则规则均未经律师确认**。*规则*完整显示每条规则，并可就任何日期计算；\
如何看懂日期，见[期限](deadlines.md)。仅知其名的事项列在最后：不据此计算任何日期。规则的名称和出处保留英文。
""",
    "zh-Hant": """\
# 期限規則表

隨程式提供的每條規則，附其來源、文本版本、已知程度以及下次複查日期。\
**除非該行寫明確認人，否則規則均未經律師確認**。*規則*完整顯示每條規則，並可就任何日期計算；\
如何看懂日期，見[期限](deadlines.md)。僅知其名的事項列在最後：不據此計算任何日期。規則的名稱和出處保留英文。
""",
}
COLUMNS = {
    "en": ("rule", "source", "as of", "known", "next review"),
    "zh-Hans": ("规则", "来源", "文本日期", "已知程度", "下次复查"),
    "zh-Hant": ("規則", "來源", "文本日期", "已知程度", "下次複查"),
}
READ = {"en": ("not read", "read"), "zh-Hans": ("未读", "已读"), "zh-Hant": ("未讀", "已讀")}
GAPS = {
    "en": ("Never calculated", "where", "what"),
    "zh-Hans": ("不予计算", "国家或地区", "事项"),
    "zh-Hant": ("不予計算", "國家或地區", "事項"),
}
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


def appendix(packs: DeadlinePacks, language: str = "en") -> str:
    """The chapter of the manual in a language as Markdown, with the columns a pane has room for."""
    rules, words = list(packs.rules.values()), Translator(language)
    lines = [OPENINGS[language]]
    for jurisdiction in sorted({rule.jurisdiction for rule in rules}):
        lines += [
            f"## {jurisdiction}\n",
            "| " + " | ".join(COLUMNS[language]) + " |",
            "|---|---|---|---|---|",
        ]
        lines += [_short(rule, words) for rule in rules if rule.jurisdiction == jurisdiction]
        lines.append("")
    title, where, what = GAPS[language]
    lines += [f"## {title}\n", f"| {where} | {what} |", "|---|---|"]
    lines += [f"| {gap.jurisdiction} | {_cell(gap.subject)} |" for gap in packs.unverified]
    return "\n".join(lines) + "\n"


def chapters(packs: DeadlinePacks) -> dict[Path, str]:
    """The chapter of the manual in each language of the window, by its file."""
    folders = {language: "" if language == "en" else language for language in WINDOW_LANGUAGES}
    return {MANUAL / folder / "rules.md": appendix(packs, language) for language, folder in folders.items()}


def _short(rule: Rule, words: Translator) -> str:
    period = DeadlineWords(words).period(rule.period) if words.is_chinese and rule.period else rule.period
    known = [words(f"{rule.confidence} confidence"), READ[words.language][rule.is_seen]]
    known += [words("confirmed by {initials}", initials=rule.confirmed_by)] * bool(rule.confirmed_by)
    known += [words(rule.status)] * (rule.status != "active")
    colon, comma = ("：", "，") if words.is_chinese else (": ", ", ")
    cells = (
        f"{_cell(rule.title)}{colon}{period or words('no fixed period')} (`{rule.id}`)",
        _cell(rule.citation),
        _cell(rule.as_of) or words("not known"),
        comma.join(known),
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
    compile_stale()
    packs = read_deadlines()
    for target, text in {TARGET: table(packs), **chapters(packs)}.items():
        target.write_text(text, encoding="utf-8")
        print(f"{target.relative_to(ROOT)}  {text.count(chr(10))} lines")


if __name__ == "__main__":
    main()
