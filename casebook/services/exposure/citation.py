"""Chinese laws as a paper cites them: in English as the packs have them, in a Chinese paper in Chinese."""

from __future__ import annotations

import re
from typing import NamedTuple

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop

LAWS = (
    gettext_noop("Criminal Law of the People's Republic of China (中华人民共和国刑法)"),
    gettext_noop(
        "Law of the PRC on Safeguarding National Security in the Hong Kong SAR "
        "(中华人民共和国香港特别行政区维护国家安全法)"
    ),
    gettext_noop("Criminal Law"),
    gettext_noop("Criminal Procedure Law (2018 text)"),
    gettext_noop("Counter-Terrorism Law (2018 text)"),
    gettext_noop("Supervision Law"),
    gettext_noop("Extradition Law 2000"),
    gettext_noop("Procuratorate Rules of Criminal Procedure 2019"),
    gettext_noop("Procuratorate notice of 1997 on art. 12"),
    gettext_noop("Ministry of Public Security rules 2020"),
    gettext_noop("Supreme People's Court interpretation on the Criminal Procedure Law (2021)"),
    gettext_noop("Supreme People's Court interpretation in force 1 October 1997"),
    gettext_noop("interpretation in force 13 January 1998"),
    gettext_noop(
        "Interpretation on proceeds of crime, 2015 as amended 2021 "
        "(法释〔2015〕11号, amended by 法释〔2021〕8号)"
    ),
    gettext_noop("Provisions of 2001 on the time of effect of interpretations"),
    gettext_noop("Provisions on property penalties of 2000"),
    gettext_noop("Hong Kong National Security Law"),
    gettext_noop("Safeguarding National Security Ordinance (Ord. No. 6 of 2024; Instrument A305)"),
)
"""Titles that the packs cite laws by; those of interpretations are collected from the packs themselves."""

WITHIN_SENTENCES = (
    gettext_noop("Criminal Law, art. 88(1)"),
    gettext_noop("Criminal Procedure Law (2018 text), arts. 80-81, 93, 156-160"),
    gettext_noop("Procuratorate notice of 1997 on art. 12, item 3"),
    gettext_noop("Supervision Law, arts. 24, 47, 48, 50 (2024 text)"),
)
"""Citations that a sentence of the domain carries, translated whole."""

_PLACE = re.compile(r"^(?:(?P<title>.*?), )?(?P<kind>arts?\.|ss?\.|item) (?P<numbers>\d[^;]*)$")
_PARTS = re.compile(r"; (?!Instrument)")
_NUMBER = re.compile(r"(\d+)(?:-(\d+))?(?:\((\d+)\)(?:-\((\d+)\))?)?")
_TEXT_OF = re.compile(r" \((\d{4}) text\)")
_CRIMINAL_LAW = "Criminal Law"
_IN_ITEMS = frozenset({"87"})
"""Articles of the Criminal Law that are parted into items, not paragraphs."""
INSERTED = dict(zip("123456789", "一二三四五六七八九", strict=True))
"""How the number of an inserted article is written."""


class Signs(NamedTuple):
    """What stands behind the number of an article, a paragraph and an item."""

    article: str
    paragraph: str
    item: str


def signs_of(words: Translator) -> Signs:
    """Return the signs of a Chinese paper, in its script."""
    return Signs("條", "款", "項") if words.language == "zh-Hant" else Signs("条", "款", "项")


def citation(source: str, words: Translator) -> str:
    """Return a source as the packs cite it in the language of a paper.

    >>> source = "Criminal Procedure Law (2018 text), arts. 80-81, 93, 308-1"
    >>> citation(source, Translator("zh-Hans")), citation(source, Translator()) == source
    ('刑事诉讼法（2018年文本）第80–81条、第93条、第308条之一', True)
    """
    if not words.is_chinese or not source:
        return source
    return "；".join(_one(part, words) for part in _PARTS.split(source))


def _one(part: str, words: Translator) -> str:
    """Return a law with its articles; what is cited in another form stays as it is."""
    place = None if words(part) != part else _PLACE.match(part)
    if place is None:
        return _title(part, words)
    title = _title(place["title"] or "", words)
    text_of = _TEXT_OF.search(place["numbers"])
    numbers = _TEXT_OF.sub("", place["numbers"]).replace("art. ", "")
    signs = signs_of(words)
    stop = signs.item if place["kind"] == "item" else signs.article
    is_parted = (place["title"] or "").startswith(_CRIMINAL_LAW)
    places = "、".join(_number(one, stop, signs if is_parted else None) for one in numbers.split(", "))
    return f"{title}{places}" + (f"（{text_of[1]}年文本）" if text_of else "")


def _title(title: str, words: Translator) -> str:
    base, bracket, number = title.partition(" (")
    if not bracket or words(title) != title:
        return words(title)
    return f"{words(base)}（{number.rstrip(')')}）"


def _number(text: str, stop: str, signs: Signs | None) -> str:
    """Return an article with its paragraph or item; `308-1` is an inserted one, `80-81` a range."""
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    first, second, least, most = number.groups()
    place = f"第{first}{stop}"
    if second is not None:
        is_inserted = int(second) < int(first)
        place = f"第{first}{stop}之{INSERTED[second]}" if is_inserted else f"第{first}–{second}{stop}"
    if least is None:
        return place
    part = f"{least}–{most}" if most else least
    if signs is None:
        return f"{place}（{part}）"
    return f"{place}第{part}{signs.item if first in _IN_ITEMS else signs.paragraph}"
