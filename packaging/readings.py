"""Build the tables of readings in resources/names from pypinyin, ToJyutping and opencc: ``make tables``.

The program reads the tables and does not load the libraries for them, which takes seconds. A test holds both
against the libraries that are installed.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

from name_tables import sealed
from opencc import OpenCC
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.core import to_fixed
from pypinyin.style.wadegiles import to_wade_glides
from ToJyutping import get_jyutping_candidates
from ToJyutping.Trie import root as jyutping

from casebook.language.hanzi import has_han

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "names"
LIBRARIES = ("pypinyin", "ToJyutping", "opencc")
MAX_CANTONESE = 2
"""Readings of a character that spellings are made from."""
_READINGS = """\
# How Chinese characters are read, one a line, in the order of their code points: the program looks one up by
# bisection and never reads the file as a whole.
#
# han         the character
# pinyin      readings in Hanyu Pinyin with tones, the usual one first, parted by commas
# jyutping    the two commonest readings in Cantonese without tones, parted by commas
# traditional its traditional form, where it has another
# phrases     words that begin with it, without it, parted by |; after = the readings of all characters of the
#             word, where they are not the usual ones
#
# {origin}
han	pinyin	jyutping	traditional	phrases
"""
_WADE_GILES = """\
# Every syllable of Hanyu Pinyin in Wade-Giles.
#
# pinyin      without tone, ü as v
# wade_giles  its spelling
# usual       yes where a character of the main block of Unicode is usually read so
#
# {origin}
pinyin	wade_giles	usual
"""
_MAIN_BLOCK = range(0x4E00, 0xA000)


def origin() -> str:
    """The line that names the libraries and their versions."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"Built by packaging/readings.py from {libraries} (NOTICE.txt); do not edit."


def readings() -> str:
    """The table of characters."""
    words: dict[str, list[str]] = {}
    for word in sorted(PHRASES_DICT):
        words.setdefault(word[0], []).append(_phrase(word))
    converter = OpenCC("s2t")
    traditional = {
        letter: form
        for letter in filter(has_han, map(chr, range(sys.maxunicode)))
        if (form := str(converter.convert(letter))) != letter
    }
    letters = sorted({chr(code) for code in PINYIN_DICT} | set(jyutping) | set(words) | set(traditional))
    lines = [
        f"{letter}\t{PINYIN_DICT.get(ord(letter), '')}\t{','.join(_cantonese(letter))}"
        f"\t{traditional.get(letter, '')}\t{'|'.join(words.get(letter, ()))}\n"
        for letter in letters
    ]
    return _READINGS.format(origin=origin()) + "".join(lines)


def _phrase(word: str) -> str:
    usual = [PINYIN_DICT.get(ord(letter), letter).split(",")[0] for letter in word]
    read = [syllables[0] for syllables in PHRASES_DICT[word]]
    return word[1:] if read == usual else f"{word[1:]}={' '.join(read)}"


def _cantonese(letter: str) -> dict[str, None]:
    toned = (
        reading for _, readings in get_jyutping_candidates(letter) for reading in readings[:MAX_CANTONESE]
    )
    return dict.fromkeys(reading.rstrip("123456") for reading in toned)


def wade_giles() -> str:
    """The table of syllables."""
    toned = {reading for readings in PINYIN_DICT.values() for reading in readings.split(",")}
    toned |= {readings[0] for word in PHRASES_DICT.values() for readings in word}
    every = {to_fixed(reading, Style.NORMAL).replace("ü", "v") for reading in toned}
    main = "".join(chr(code) for code in PINYIN_DICT if code in _MAIN_BLOCK)
    usual = {syllable.replace("ü", "v") for syllable in lazy_pinyin(main, style=Style.NORMAL)}
    return _WADE_GILES.format(origin=origin()) + "".join(
        f"{syllable}\t{_wade(syllable)}\t{'yes' if syllable in usual else ''}\n" for syllable in sorted(every)
    )


def _wade(syllable: str) -> str:
    """WORKAROUND(pypinyin 0.55): its table makes "ei" of a final "ai", which Wade-Giles leaves as it is."""
    spelt = str(to_wade_glides(syllable.replace("v", "ü"))).replace("v", "ü")
    return f"{spelt[:-2]}ai" if syllable.endswith("ai") and spelt.endswith("ei") else spelt


if __name__ == "__main__":
    (FOLDER / "readings.tsv").write_text(sealed("readings", readings()), encoding="utf-8")
    (FOLDER / "wade-giles.tsv").write_text(sealed("wade-giles", wade_giles()), encoding="utf-8")
