"""Uyghur, Kazakh and Tibetan names and their Chinese transliterations, looked up in tables of names.

A transliteration cannot be reversed by rule, so each word is looked up. A result is given only if every word
of the name is known, and is only a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from typing import Literal

from casebook.language.fold import letters
from casebook.language.hanzi import has_han, simplified
from casebook.language.mandarin import run_together
from casebook.language.table import rows, several
from casebook.language.tibetan import TSHEG, is_tibetan, syllables

People = Literal["uyghur", "kazakh", "tibetan"]

DOT = "·"
"""Separates the words of a foreign name in Chinese."""
MAX_OTHERS = 6
MAX_ROWS = 3
"""Maximum number of interpretations of a name: one transliteration can match several names."""
_PARTS = re.compile(r"[\s·•・.,_-]+")
_SUFFIXES = (("jan", "江"), ("gül", "古丽"), ("xan", "汗"), ("ay", "阿依"))
"""Suffixes of Uyghur names, as in "Ilham" and "Ilhamjan"."""


@dataclass(frozen=True, slots=True, repr=False)
class KnownWord:
    """One word of a name, with all its spellings.

    Attributes:
        people: the people by whom the name is used.
        latin: Latin spellings, the standard or commonest first.
        native: in the script of the language; "" for Uyghur, which is converted from Latin letters.
        chinese: transliterations, the commonest first.
    """

    people: People
    latin: tuple[str, ...]
    native: str
    chinese: tuple[str, ...]


@cache
def _all() -> tuple[KnownWord, ...]:
    uyghur = [
        KnownWord("uyghur", (row["uly"], *several(row["also"])), "", several(row["chinese"]))
        for row in rows("uyghur")
    ]
    kazakh = [
        KnownWord("kazakh", several(row["latin"]), row["cyrillic"], several(row["chinese"]))
        for row in rows("kazakh")
    ]
    tibetan = [
        KnownWord("tibetan", several(row["latin"]), row["tibetan"], several(row["chinese"]))
        for row in rows("tibetan")
    ]
    return (*uyghur, *kazakh, *tibetan)


@cache
def _by_key() -> dict[str, list[KnownWord]]:
    """All known words, indexed by each spelling: folded Latin, Chinese, pinyin, native script."""
    by_key: dict[str, list[KnownWord]] = {}
    for known in _all():
        keys = [letters(latin) for latin in known.latin]
        keys += known.chinese
        keys += [letters(run_together(chinese)) for chinese in known.chinese]
        keys += [known.native if is_tibetan(known.native) else letters(known.native)] if known.native else []
        for key in dict.fromkeys(keys):
            by_key.setdefault(key, []).append(known)
    return by_key


def known_words(name: str) -> list[tuple[KnownWord, ...]]:
    """The name as known words, once for each people it can belong to; [] if any word is unknown.

    >>> [[word.latin[0] for word in row] for row in known_words("麦麦提·吐尔逊")]
    [['Memet', 'Tursun']]
    >>> [row[0].latin[0] for row in known_words("买买提")]
    ['Memet', 'Muhemmed', 'Mehmut']
    """
    parts = _parts(name)
    answers: list[tuple[KnownWord, ...]] = []
    for people in ("uyghur", "kazakh", "tibetan"):
        choices = [_look_up(part, people) for part in parts]
        if parts and all(choices):
            answers += islice(product(*choices), MAX_ROWS)
    return answers


def _parts(name: str) -> list[str]:
    if is_tibetan(name):
        return _greedy(syllables(name), TSHEG)
    if has_han(name) and not _PARTS.search(name.strip()):
        plain = simplified(name.strip())
        return [plain] if plain in _by_key() else _greedy(list(plain), "")
    plain = simplified(name) if has_han(name) else name
    return [part if has_han(part) else (letters(part) or part) for part in _PARTS.split(plain) if part]


def _greedy(pieces: list[str], join: str) -> list[str]:
    """Split into the longest known words from the left; [] if a piece is unknown."""
    words_found: list[str] = []
    at = 0
    while at < len(pieces):
        ends = range(len(pieces), at, -1)
        end = next((end for end in ends if join.join(pieces[at:end]) in _by_key()), 0)
        if not end:
            return []
        words_found.append(join.join(pieces[at:end]))
        at = end
    return words_found


def _look_up(word: str, people: str) -> list[KnownWord]:
    """The names a word can match, those with it as their commonest spelling first."""
    key = word.casefold()
    candidates = [known for known in _by_key().get(key, ()) if known.people == people]
    candidates.sort(key=lambda known: _commonness(key, known))
    longer = _with_suffix(key) if people == "uyghur" and not candidates else None
    return [longer] if longer else candidates


def _commonness(key: str, known: KnownWord) -> int:
    spelt = _chinese_of(known)
    return spelt.index(key) % len(known.chinese) if key in spelt else 0


@cache
def _chinese_of(known: KnownWord) -> tuple[str, ...]:
    """The transliterations of a word of the tables, and the pinyin of each, in the same order."""
    return (*known.chinese, *(letters(run_together(chinese)) for chinese in known.chinese))


@cache
def _suffixes() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Each suffix in Latin letters and Chinese characters, and all that a folded name may end in for it."""
    return tuple(
        (latin, chinese, (letters(latin), chinese, letters(run_together(chinese))))
        for latin, chinese in _SUFFIXES
    )


def _with_suffix(key: str) -> KnownWord | None:
    """A known Uyghur name with a suffix."""
    for latin, chinese, ends in _suffixes():
        end = next((end for end in ends if key.endswith(end) and len(key) > len(end)), "")
        stem = _look_up_stem(key.removesuffix(end)) if end else None
        if stem is not None:
            return KnownWord(
                "uyghur",
                tuple(way + latin for way in stem.latin),
                "",
                tuple(way + chinese for way in stem.chinese),
            )
    return None


def _look_up_stem(stem: str) -> KnownWord | None:
    return next((known for known in _by_key().get(stem, ()) if known.people == "uyghur"), None)


def latin_spellings(row: tuple[KnownWord, ...]) -> Iterator[str]:
    """Latin spellings of the name: the standard first, then variants of one word each."""
    yield from _ways([known.latin for known in row], " ")


def chinese_spellings(row: tuple[KnownWord, ...]) -> Iterator[str]:
    """Chinese transliterations of the name, the commonest first."""
    yield from _ways([known.chinese for known in row], "" if row[0].people == "tibetan" else DOT)


def native_spelling(row: tuple[KnownWord, ...]) -> str:
    """The name in its native script; "" if the table lacks it."""
    join = TSHEG if row[0].people == "tibetan" else " "
    return join.join(known.native for known in row) if all(known.native for known in row) else ""


def pinyin_of_rendering(chinese: str) -> str:
    """A transliterated name as spelt in passports: the pinyin of each word without spaces.

    >>> pinyin_of_rendering("买买提·吐尔逊")
    'Maimaiti Tuerxun'
    """
    return " ".join(run_together(part) for part in _PARTS.split(chinese) if part).replace("ü", "u")


def _ways(choices: list[tuple[str, ...]], join: str) -> Iterator[str]:
    first = [ways[0] for ways in choices]
    yield join.join(first)
    for place, ways in enumerate(choices):
        for other in ways[1:MAX_OTHERS]:
            yield join.join([*first[:place], other, *first[place + 1 :]])
