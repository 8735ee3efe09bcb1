"""The country whose nationals a word means, as a list states it: "Chinese", "Türkisch", "chinoise"."""

from __future__ import annotations

import re
from functools import cache

from casebook.base.i18n import Translator
from casebook.domain.base.country_code import country_in_any_language
from casebook.language.fold import without_case
from casebook.language.table import rows

_PEOPLES = {"kk": "KZ", "ky": "KG", "mn": "MN", "tg": "TJ", "uz": "UZ"}
"""Language -> country of peoples that are also among the 56 of China, so that their name is no citizenship.

Source: 中国的民族区域自治 (State Council Information Office, 2005), which lists the ethnic groups of China.
"""
_LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "ru", "tr", "uk")
_ENDINGS = (("ne", ""), ("e", ""), ("er", ""), ("es", ""), ("s", ""), ("a", "o"))
"""What a word has at its end for a woman or for several, and what stands there otherwise."""
_CITIZEN = ("国籍", "國籍", "籍", "公民", "人")
"""What Chinese puts behind a country for its nationals."""
_IN_BRACKETS = re.compile(r"(.+?)\s*[(（](.+)[)）]")


def country_of_nationals(stated: str) -> str:
    """The ISO 3166 code of the country that a word for a country or for its nationals means, or "".

    What may be an ethnic group of China as well (`country_of_people`) is no answer.

    >>> [country_of_nationals(text) for text in ("Syrian", "chinoise", "中国人", "China (PRC)", "Turkish")]
    ['SY', 'CN', 'CN', 'CN', 'TR']
    >>> [country_of_nationals(text) for text in ("中国籍", "中國國籍", "土耳其国籍")]
    ['CN', 'CN', 'TR']
    >>> [country_of_nationals(text) for text in ("КНР", "VR China")]
    ['CN', 'CN']
    >>> [country_of_nationals(text) for text in ("Uyghur", "Kazakh", "维吾尔人", "Taiwan (China)", "")]
    ['', '', '', '', '']
    """
    text = " ".join(stated.split())
    if not text:
        return ""
    if both := _IN_BRACKETS.fullmatch(text):
        first, second = map(country_of_nationals, both.groups())
        return first if first == second else ""
    return (
        country_in_any_language(text)
        or next(filter(None, (country_in_any_language(one) for one in _without(text))), "")
        or ("" if country_of_people(text) else _by_word(without_case(text)))
    )


def country_of_people(stated: str) -> str:
    """The code of the country that a word may mean, which also names an ethnic group of China, or "".

    >>> country_of_people("Kazakh"), country_of_people("Mongolian"), country_of_people("Uyghur")
    ('KZ', 'MN', '')
    """
    return _peoples().get(without_case(" ".join(stated.split())), "")


def _without(text: str) -> list[str]:
    return [text.removesuffix(end) for end in _CITIZEN if text.endswith(end)]


def _by_word(word: str) -> str:
    plain = [word, *(word.removesuffix(end) + other for end, other in _ENDINGS if word.endswith(end))]
    return next((_words()[one] for one in plain if one in _words()), "")


@cache
def _words() -> dict[str, str]:
    return {without_case(row["word"]): row["country"] for row in rows("nationalities")}


@cache
def _peoples() -> dict[str, str]:
    return {
        without_case(names[language]): country
        for names in (Translator(each).languages() for each in _LANGUAGES)
        for language, country in _PEOPLES.items()
    }
