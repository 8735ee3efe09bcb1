"""Hong Kong spellings of Chinese names, as on identity cards, derived from Cantonese readings.

Source: Hong Kong publishes no rule. The letters follow the usage described in Wikipedia's "Hong Kong
Government Cantonese Romanisation" (after Kataoka and Lee, "A System without a System", 2008, not read);
Cantonese readings by ToJyutping, family names by ``surnames.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from casebook.language.hanzi import traditional
from casebook.language.mandarin import parted
from casebook.language.readings import cantonese, cantonese_syllables
from casebook.language.table import rows, several

MAX_SPELLINGS = 8
_NAME_SYLLABLES = 3
"""A family name and a given name of two, or the other way round."""
_PARTS = re.compile(r"[^\s,\-\u2010\u2011]+")
_SYLLABLE = re.compile(r"(ng|gw|kw|[bpmfdtnlgkhwzcsj]?)(.+)")
_INITIALS = {"b": "p", "d": "t", "g": "k", "gw": "kw", "z": "ch", "c": "ch", "j": "y"}
_TS_FIRST = {"ang", "e", "ou", "eoi", "yun", "im"}
_SH_FIRST = {"ek", "ing", "oeng", "aan", "e"}
_FINALS = {
    "aa": "a ah",
    "aai": "ai",
    "aau": "au",
    "aam": "am",
    "aan": "an",
    "aang": "ang",
    "aap": "ap",
    "aat": "at",
    "aak": "ak",
    "am": "am um",
    "an": "an un",
    "ap": "ap up",
    "at": "at ut",
    "ei": "ei i ee ay",
    "i": "i ee",
    "ou": "o",
    "u": "u oo",
    "un": "un oon",
    "oeng": "eung eong",
    "oek": "euk eok",
    "eoi": "ui",
    "eon": "un",
    "eot": "ut",
    "yu": "yu ue",
    "yun": "uen un",
    "yut": "uet ut",
}
_WHOLE = {
    "zi": "chi tsz tse chee",
    "ci": "chi tsz chee",
    "si": "sze see si shi",
    "ji": "yi yee i",
    "m": "ng",
    "ng": "ng",
    "jyu": "yu yue",
    "jyun": "yuen yun",
    "jyut": "yuet",
    "lei": "lei li lee",
    "waa": "wah wa",
    "gaa": "ka kar",
    "faa": "fa fah",
    "aa": "a ah",
    "jiu": "yiu",
    "syu": "shu",
    "zyu": "chu",
    "cyu": "chu",
    "syun": "suen shuen",
}


@cache
def _families() -> dict[str, tuple[str, ...]]:
    return {row["han"]: several(row["hong_kong"]) for row in rows("surnames")}


def hong_kong(han: str) -> list[str]:
    """Possible Hong Kong spellings of a Chinese name: the likeliest first, then variants of one word each.

    >>> hong_kong("曾思敏")[0], hong_kong("张晓明")[0]
    ('Tsang Sze Man', 'Cheung Hiu Ming')
    """
    family, given = parted(han)
    spelt = [_families().get(family) or _letter(family), *(_letter(letter) for letter in given)]
    choices = [tuple(way.title() if way.islower() else way for way in ways) for ways in spelt if ways]
    if len(choices) < len(spelt):
        return []
    first = [ways[0] for ways in choices]
    ways_spelt = [first]
    for place, ways in enumerate(choices):
        ways_spelt += [[*first[:place], other, *first[place + 1 :]] for other in ways[1:]]
    return list(dict.fromkeys(" ".join(way) for way in ways_spelt))[:MAX_SPELLINGS]


def names_within(name: str) -> Iterator[str]:
    """Each three neighbouring words of a longer name that are syllables of Cantonese, and the other words.

    An English name stands before or behind a Chinese one, and a family name may have two syllables.

    >>> [*names_within("Tsang Pui Kei, Iris")], [*names_within("Grace Ann Tse Barker")]
    (['Tsang Pui Kei', 'Iris'], [])
    >>> [*names_within("Au Yeung Siu-man Peter")]
    ['Au Yeung Siu', 'Yeung Siu Man', 'Peter']
    """
    parts = _PARTS.findall(name)
    last = len(parts) - _NAME_SYLLABLES
    if last <= 0:
        return
    are_syllables = [part.casefold() in _spelt_syllables() for part in parts]
    starts = [at for at in range(last + 1) if all(are_syllables[at : at + _NAME_SYLLABLES] or [False])]
    for at in starts:
        yield " ".join(part.capitalize() for part in parts[at : at + _NAME_SYLLABLES])
    within = {at + place for at in starts for place in range(_NAME_SYLLABLES)}
    yield from (part for at, part in enumerate(parts) if starts and at not in within)


def family_rank(word: str) -> int:
    """How rare a family name is by its Hong Kong spelling: the commonest first, a word that is none last.

    >>> family_rank("Wong") < family_rank("Ka") < family_rank("Hoi")
    True
    """
    return _spelt_families().get(word.casefold(), len(_spelt_families()))


@cache
def _spelt_families() -> dict[str, int]:
    """Every word of the usual spellings with its rank: the table has the common names first."""
    spelt = (word.casefold() for ways in _families().values() for way in ways for word in way.split())
    return {word: rank for rank, word in enumerate(dict.fromkeys(spelt))}


@cache
def _spelt_syllables() -> frozenset[str]:
    return frozenset(_spelt_families()).union(*map(_spelt, cantonese_syllables()))


@cache
def _letter(letter: str) -> tuple[str, ...]:
    """Possible spellings of one character."""
    spelt: list[str] = []
    for form in (*traditional(letter), letter):
        spelt += (way for reading in cantonese(form) for way in _spelt(reading))
        if spelt:
            break
    return tuple(dict.fromkeys(spelt))


def _spelt(jyutping: str) -> list[str]:
    """Possible spellings of a Jyutping syllable without tone."""
    if jyutping in _WHOLE:
        return _WHOLE[jyutping].split()
    parts = _SYLLABLE.fullmatch(jyutping)
    if parts is None:
        return []
    initial, final = parts.groups()
    ends = _FINALS.get(final, final).split()
    begins = [_INITIALS.get(initial, initial)]
    if initial in {"z", "c"}:
        begins = ["ts", "ch"] if final in _TS_FIRST else ["ch", "ts"]
    if initial == "s":
        begins = ["sh", "s"] if final in _SH_FIRST else ["s", "sh"]
    return [begins[0] + end for end in ends] + [begin + ends[0] for begin in begins[1:]]
