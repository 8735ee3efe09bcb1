"""Build resources/words/pinyin.txt and verses-pinyin.txt, which new passphrases are judged by.

Give it the dictionary of jieba (``jieba/dict.txt``, see resources/words/NOTICE.txt): word, frequency, part of
speech. What a person may type is the pinyin without tones and without spaces, ü as v.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from casebook.language.hanzi import has_han

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "words"
MAX_WORDS = 30_000
MAX_IDIOMS = 15_000
IDIOM_CHARACTERS = 4

IDIOM = {"i", "l"}
"""Parts of speech of jieba: idioms and set phrases."""


def typed(han: str) -> str:
    """Han characters in pinyin as it is typed: ``yiluping'an`` is ``yilupingan``."""
    return "".join(lazy_pinyin(han, style=Style.NORMAL))


def main(dictionary: Path) -> None:
    """Write both lists."""
    rows = [line.split(" ") for line in dictionary.read_text(encoding="utf-8").splitlines()]
    common = sorted(((int(row[1]), row[0], row[2]) for row in rows if has_han(row[0])), reverse=True)
    idioms = [word for _, word, kind in common if kind in IDIOM and len(word) >= IDIOM_CHARACTERS]
    weights: Counter[str] = Counter()
    for frequency, word, _ in common[:MAX_WORDS]:
        weights[typed(word)] += frequency
    words = [word for word, _ in weights.most_common() if word.isascii() and word.isalpha()]
    words += [word for word in dict.fromkeys(map(typed, idioms[:MAX_IDIOMS])) if word not in weights]
    (FOLDER / "pinyin.txt").write_text("\n".join(words) + "\n", encoding="ascii")
    verses = [
        " ".join(map(typed, line.split()))
        for line in (FOLDER / "verses.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    (FOLDER / "verses-pinyin.txt").write_text("\n".join(verses) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
