"""From any form of a name the others: proposals for a person to accept or not, and what search compares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from casebook.language import cantonese, cyrillic, mandarin, syllable, tibetan, uyghur
from casebook.language.hanzi import has_han, leaves_doubt, simplified, traditional
from casebook.language.rendering import (
    DOT,
    KnownWord,
    chinese_spellings,
    known_words,
    latin_spellings,
    native_spelling,
    pinyin_of_rendering,
)

System = Literal[
    "as-stated",
    "simplified",
    "traditional",
    "pinyin",
    "pinyin-with-tones",
    "passport-pinyin",
    "wade-giles",
    "taiwan-passport",
    "hong-kong",
    "uly",
    "latin",
    "uyghur-arabic",
    "uyghur-cyrillic",
    "cyrillic",
    "through-chinese",
    "chinese-rendering",
    "tibetan",
    "wylie",
]
"""How a spelling came about. `through-chinese` is the pinyin of a Chinese rendering, as passports have it;
`latin` a spelling people use that follows no one system."""

LONGEST_HAN = 5
"""Characters of the longest Chinese name that is read family name first."""
LONGEST = 120
"""Longer texts are no names: they stay as stated."""


@dataclass(frozen=True, slots=True, repr=False)
class Spelling:
    """One form of a name, silent when printed.

    Attributes:
        text: the form.
        system: how it came about.
        is_first: the likeliest of its system; of several traditional forms none where that is in doubt.
    """

    text: str
    system: System
    is_first: bool = True


def spellings(name: str) -> tuple[Spelling, ...]:
    """The name as stated and every form that follows from it, each text once.

    >>> [form.text for form in spellings("张晓明") if form.is_first][2:6]
    ['Zhang Xiaoming', 'Zhāng Xiǎomíng', 'Chang Hsiao-ming', 'Cheung Hiu Ming']
    """
    stated = " ".join(name.split())
    if not stated:
        return ()
    by_text = {stated: Spelling(stated, "as-stated")}
    systems: set[System] = {"traditional"} if leaves_doubt(simplified(stated)) else set()
    for text, system in _others(stated) if len(stated) <= LONGEST else ():
        if text and text not in by_text:
            by_text[text] = Spelling(text, system, system not in systems)
        if text:  # where the likeliest is the name as stated, every other one is less likely
            systems.add(system)
    return tuple(by_text.values())


def _others(stated: str) -> Iterator[tuple[str, System]]:
    rows = known_words(stated)
    if has_han(stated):
        yield from _of_han(stated, is_rendering=bool(rows) or DOT in stated)
    elif uyghur.is_arabic(stated):
        yield from _of_uyghur(uyghur.latin_of_arabic(stated))
        rows = known_words(uyghur.latin_of_arabic(stated))
    elif tibetan.is_tibetan(stated):
        yield tibetan.wylie(stated), "wylie"
    elif cyrillic.is_cyrillic(stated):
        yield from _of_cyrillic(stated)
        rows = rows or known_words(uyghur.latin_of_cyrillic(stated))
    elif not rows:
        yield syllable.wade_giles_of_pinyin(stated), "wade-giles"
        yield from ((text, "pinyin") for text in syllable.pinyin_of_wade_giles(stated))
    for row in rows:
        yield from _of_known(row)


def _of_han(stated: str, *, is_rendering: bool) -> Iterator[tuple[str, System]]:
    plain = simplified(stated)
    yield plain, "simplified"
    yield from ((text, "traditional") for text in traditional(plain))
    if is_rendering or len(plain) > LONGEST_HAN or not all(map(has_han, plain)):
        yield pinyin_of_rendering(plain), "through-chinese"
        return
    yield from ((text, "pinyin") for text in mandarin.pinyin(plain))
    yield mandarin.pinyin_with_tones(plain), "pinyin-with-tones"
    yield mandarin.passport_pinyin(plain), "passport-pinyin"
    yield mandarin.wade_giles(plain), "wade-giles"
    yield mandarin.taiwan_passport(plain), "taiwan-passport"
    yield from ((text, "hong-kong") for text in cantonese.hong_kong(plain))


def _of_uyghur(latin: str) -> Iterator[tuple[str, System]]:
    yield latin, "uly"
    yield uyghur.cyrillic_of_latin(latin), "uyghur-cyrillic"


def _of_cyrillic(stated: str) -> Iterator[tuple[str, System]]:
    if uyghur.is_uyghur_cyrillic(stated):
        latin = uyghur.latin_of_cyrillic(stated)
        yield latin, "uly"
        yield uyghur.arabic_of_latin(latin), "uyghur-arabic"
    yield from ((text, "latin") for text in cyrillic.latin(stated))


def _of_known(row: tuple[KnownWord, ...]) -> Iterator[tuple[str, System]]:
    """Yield all forms of a name whose every word is in the tables."""
    standard, *others = latin_spellings(row)
    if row[0].people == "uyghur":
        yield standard, "uly"
        yield uyghur.arabic_of_latin(standard), "uyghur-arabic"
        yield uyghur.cyrillic_of_latin(standard), "uyghur-cyrillic"
    else:
        yield standard, "latin"
    native = native_spelling(row)
    if native:
        yield native, "tibetan" if row[0].people == "tibetan" else "cyrillic"
    if row[0].people == "tibetan":
        yield tibetan.wylie(native), "wylie"
    yield from ((text, "latin") for text in others)
    for chinese in chinese_spellings(row):
        yield chinese, "chinese-rendering"
        yield pinyin_of_rendering(chinese), "through-chinese"
