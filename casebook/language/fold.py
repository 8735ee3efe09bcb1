"""Texts brought down to what they have in common, so that two of them can be compared.

Three levels serve any text, each after the one before it: `without_case`, `without_accents` and
`without_script`. Names go further: `words`, `letters`, `sounds` and `consonants`. What must keep the place
of each letter, to hide a name, is in `domain/dossier/hiding/plain_letters.py`.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

_WORD = re.compile(r"[^\W_]+")
_U = re.compile(r"([ln])(?:yu|v)(?![aeiou])")
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʻʼ`´‘-‐‑"))
_SOUNDS = (
    ("kh", "h"),
    ("gh", "g"),
    ("hs", "x"),
    ("ph", "p"),
    ("th", "t"),
    ("q", "k"),
    ("ou", "u"),
    ("y", "i"),
    ("w", "v"),
)
"""Spellings of one sound that people exchange without a thought."""
_TWICE = re.compile(r"(.)\1+")


_STROKES = str.maketrans("łøđħŧı", "lodhti")
"""Letters that Unicode takes for letters of their own, without an accent to part from them."""


def without_case(text: str) -> str:
    """Return a text in one case and one width.

    >>> without_case("Ｌín  ZHÌYUǍN")
    'lín  zhìyuǎn'
    """
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def without_accents(text: str) -> str:
    """Return a text in one case and one width, without accents, tones and vowel marks.

    >>> without_accents("Lín Zhìyuǎn, ÜRÜMQI, Łódź")
    'lin zhiyuan, urumqi, lodz'
    """
    if text.isascii():
        return text.casefold()
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filterfalse(unicodedata.combining, parted)).translate(_STROKES)


def without_script(text: str) -> str:
    """Return a text without case, width and accents, in simplified characters.

    >>> without_script("林志遠 Lín Zhìyuǎn")
    '林志远 lin zhiyuan'
    """
    from casebook.language.hanzi import simplified  # it loads the table of characters

    return simplified(without_accents(text))


def words(text: str) -> list[str]:
    """The words of a name: no case, no tones or marks, no apostrophes and hyphens; ü after l and n as u.

    >>> words("Lyu Qiū-yún"), words("Memet'éli")
    (['lu', 'qiuyun'], ['memeteli'])
    """
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _WORD.findall(_U.sub(r"\1u", unicodedata.normalize("NFC", bare)))


def letters(text: str) -> str:
    """All words of a name run together.

    >>> letters("Zhāng Xiǎo-míng")
    'zhangxiaoming'
    """
    return "".join(words(text))


def sounds(run: str) -> str:
    """Folded letters with the exchanges of one sound undone: what typing errors are then sought in.

    >>> sounds("muhemmed"), sounds("mukhemed")
    ('muhemed', 'muhemed')
    """
    for spelt, sound in _SOUNDS:
        run = run.replace(spelt, sound)
    return _TWICE.sub(r"\1", run)


def consonants(run: str) -> str:
    """The skeleton of a name that came through Chinese, where vowels are put in and r and l come and go.

    >>> consonants("abduweli"), consonants("abuduwaili")
    ('bdvl', 'bdvl')
    """
    bare = re.sub(r"[aeiouy]", "", sounds(run).replace("x", "s"))
    return _TWICE.sub(r"\1", bare)
