"""Build the lists in resources/words: that of shares, and those which new passphrases are judged by.

Without an argument it writes slip39.txt from the installed shamir-mnemonic. Give it the dictionary of jieba
(``jieba/dict.txt``, see resources/words/NOTICE.txt: word, frequency, part of speech), and it writes
pinyin.txt and verses-pinyin.txt too. What a person may type is the pinyin without tones and without
spaces, ü as v.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from shamir_mnemonic.wordlist import WORDLIST

from casebook.crypto.share_words import LIST_SHA256
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


def share_words() -> None:
    """Write the word list of shares, if it is that of the standard."""
    data = "".join(f"{word}\n" for word in WORDLIST).encode("ascii")
    if hashlib.sha256(data).hexdigest() != LIST_SHA256:
        sys.exit("The word list of the installed shamir-mnemonic is not that of SLIP-39.")
    (FOLDER / "slip39.txt").write_bytes(data)


def passphrase_words(dictionary: Path) -> None:
    """Write both lists of pinyin."""
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
    share_words()
    for argument in sys.argv[1:]:
        passphrase_words(Path(argument))
