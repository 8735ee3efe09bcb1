"""Lists what is to be translated in the manual, and records what was.

A translated chapter has the blocks of the English one in the same order: headings, paragraphs, tables and
items of lists. For each, `packaging/manual.txt` has a digest of the English block it was translated from::

    python packaging/manual.py            list the blocks that are new or changed, and names that differ
    python packaging/manual.py --record   record that the translations are those of the English text of today

The chapter on deadline rules is not among them: `packaging/deadline_table.py` writes it in every language.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path

from catalogues import FOLDER, read

ROOT = Path(__file__).resolve().parent.parent
MANUAL = ROOT / "resources" / "manual"
RECORD = ROOT / "packaging" / "manual.txt"
LANGUAGES = ("zh-Hans", "zh-Hant")
GENERATED = "rules"
OTHER_WORDS = {"casebook", "pdf/a-2b", "share"}
"""Emphasised words that are also a text of the window, where they have another translation."""
_CODE = re.compile(r"`[^`]*`")
_SPAN = re.compile(r"\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*")


def chapters() -> list[str]:
    """The chapters to translate, by name."""
    return sorted(path.stem for path in MANUAL.glob("*.md") if path.stem != GENERATED)


def blocks(chapter: str, language: str = "") -> list[str]:
    """The blocks of a chapter, in English or a language; none if it is not translated into it."""
    path = MANUAL / language / f"{chapter}.md"
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8").rstrip("\n")
    return re.split(r"\n\n+|\n(?=## |- |\d+\. )", text)


def shape(block: str) -> tuple[str, int]:
    """What begins the block, such as "##" of a heading or "-" of an item, and the rows of a table."""
    mark = re.match(r"#+|-|\d+\.", block)
    return mark[0] if mark else "", sum(line.startswith("|") for line in block.splitlines())


def fixed(block: str) -> tuple[list[str], list[str]]:
    """What is the same in every language: code in order of the alphabet, and links."""
    if block.startswith("    "):
        return block.splitlines(), []
    return sorted(" ".join(code.split()) for code in _CODE.findall(block)), re.findall(
        r"\]\(([^)]*)\)", block
    )


def outdated(language: str) -> list[str]:
    """The English blocks that are new or changed since they were translated, each by chapter and number."""
    found = []
    for chapter in chapters():
        english, before = blocks(chapter), _recorded()[language][chapter]
        matcher = SequenceMatcher(None, before, [_digest(block) for block in english], autojunk=False)
        for kind, old, old_end, new, new_end in matcher.get_opcodes():
            if kind == "delete":
                found.append(f"{chapter} {new + 1}: {old_end - old} blocks fewer before this one")
            elif kind != "equal":
                found += [f"{chapter} {at + 1}: {english[at].strip()[:60]}" for at in range(new, new_end)]
    return found


def misnamed(language: str) -> list[str]:
    """The texts of the window that a translation names in other words than the catalogue has.

    A text of the window is marked in the manual by asterisks, or is the first cell of a row.
    """
    known = _translations(language)
    found = []
    for chapter in chapters():
        pairs = list(zip(blocks(chapter), blocks(chapter, language), strict=False))
        if len(blocks(chapter)) != len(blocks(chapter, language)):
            continue  # no two of them belong together
        for number, (english, block) in enumerate(pairs, 1):
            there = {_bare(name) for name in _names(block)}
            for name in _names(english):
                wanted = known.get(_bare(name), set())
                if wanted and not wanted & there and _bare(name) not in OTHER_WORDS:
                    found.append(f"{chapter} {number}: {name}: {' / '.join(sorted(wanted))}")
    return found


def _names(block: str) -> Iterator[str]:
    """What a block marks as a text of the window: between asterisks, or first in the row of a table."""
    if block.startswith("    "):
        return
    for span in _SPAN.finditer(_CODE.sub("", block)):
        yield " ".join((span[1] or span[2]).split())
    rows = [line for line in block.splitlines() if line.startswith("|")]
    yield from (row.split("|")[1].strip() for row in rows[2:] if "`" not in row.split("|")[1])


def _bare(name: str) -> str:
    return name.strip("*…. ").casefold()


def _translations(language: str) -> dict[str, set[str]]:
    """What the catalogue has for each text in English; for those without a value in them."""
    known: dict[str, set[str]] = defaultdict(set)
    for message in read(FOLDER / f"{language.replace('-', '_')}.po"):
        if isinstance(message.id, str) and isinstance(message.string, str) and "{" not in message.id:
            known[_bare(message.id)].add(_bare(message.string).rstrip("。"))
    return known


def _digest(block: str) -> str:
    """A digest of the words of a block, however its lines are broken."""
    return sha256(" ".join(block.split()).encode()).hexdigest()[:12]


def _recorded() -> dict[str, dict[str, list[str]]]:
    """The digests by language and chapter, in order."""
    kept: dict[str, dict[str, list[str]]] = {language: defaultdict(list) for language in LANGUAGES}
    for line in RECORD.read_text(encoding="utf-8").splitlines():
        language, chapter, *digests = line.split()
        kept[language][chapter] += digests
    return kept


def _record() -> None:
    lines = [
        f"{language} {chapter} {_digest(block)}"
        for language in LANGUAGES
        for chapter in chapters()
        if blocks(chapter, language)
        for block in blocks(chapter)
    ]
    RECORD.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """List what is to be done, or record that it was; gives the exit code."""
    if sys.argv[1:] == ["--record"]:
        _record()
        return 0
    rest = [
        f"{language} {line}" for language in LANGUAGES for line in outdated(language) + misnamed(language)
    ]
    print("\n".join(rest) or "The manual is translated.")
    return int(bool(rest))


if __name__ == "__main__":
    sys.exit(main())
