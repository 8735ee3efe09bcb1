"""Places of a law as the packs cite them, in the language of a paper: in a Chinese one in Chinese."""

from __future__ import annotations

import re

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop

TITLES = (
    gettext_noop("Act XXXVIII of 1996"),
    gettext_noop("Aliens Act"),
    gettext_noop("Consular Convention of 17 September 1980"),
    gettext_noop("European Convention on Extradition"),
    gettext_noop("Extradition Act 1965"),
    gettext_noop("Extradition and EAW Act"),
    gettext_noop("Philippines-Hong Kong agreement of 30 January 1995"),
    gettext_noop("Treaty Peru-PRC of 5 November 2001"),
    gettext_noop("Tunisia-PRC extradition treaty of 19 November 2001"),
    gettext_noop("Vienna Convention on Consular Relations"),
    gettext_noop("law 2023-1059 of 20 November 2023"),
)
"""Titles in English of laws and treaties whose places stand on the pages of first hours."""

_NUMBER = r"\d[\w.]*(?:-\w+)?(?:\([\w-]+\))*(?:-(?:\([\w]+\)|\d\w*))*"
_SERIES = rf"{_NUMBER}(?:(?:, | and )(?:{_NUMBER}|\(\w+\)(?:-\(\w+\))?))*"
_PLACE = re.compile(rf",? ?\b(?P<kind>[Aa]rts?\.|ss?\.|rr?\.|paras?\.?|chs?\.|18 USC) (?P<numbers>{_SERIES})")
_PARTS = re.compile(
    r" (?P<which>(?:first|second|third|fourth|fifth)(?:(?:, | and )(?:second|third|fourth|fifth))*) "
    r"(?P<what>sentence|paragraph)s?"
)
_ITEMS = re.compile(r" nos? (\d+(?:(?:, | and )\d+)*)")
_AFTER_ASIDE = re.compile(r"( \([a-z]+ [^()]*\)), ([1-9][\d-]*(?:, [1-9][\d-]*)*)$")
_ACT = re.compile(r"\bAct (\d+/\d{4})")
_IN_FORCE = re.compile(r"in force (\d{4})-0?(\d+)-0?(\d+)")
_ORDINALS = dict(zip(("first", "second", "third", "fourth", "fifth"), "一二三四五", strict=True))
_KINDS = ("article", "para", "ch", "sentence", "paragraph", "item", "act")
_SIGNS = {
    "zh-Hans": dict(zip(_KINDS, ("条", "段", "章", "句", "款", "项", "号法"), strict=True)),
    "zh-Hant": dict(zip(_KINDS, ("條", "段", "章", "句", "款", "項", "號法"), strict=True)),
}


def provision(cited: str, words: Translator) -> str:
    """Return a place as the packs cite it in the language of a paper; a title without its own stays.

    >>> provision("KrMS s. 447(5) first sentence; Act 301/2005 ss. 505(1), 187", Translator("zh-Hans"))
    'KrMS第447(5)条第一句；第301/2005号法第505(1)、187条'
    >>> provision("art. 18(3)(a)", Translator())
    'art. 18(3)(a)'
    """
    signs = _SIGNS.get(words.language)
    if signs is None:
        return cited
    text = _AFTER_ASIDE.sub(lambda at: f"{at[1]}、{_numbered(at[2], signs['article'])}", cited)
    text = _PLACE.sub(lambda place: _place(place["kind"], place["numbers"], signs), text)
    text = text.replace(f"{signs['article']}第", f"{signs['article']}、第")
    text = _ITEMS.sub(lambda items: _numbered(items[1], signs["item"]), text)
    text = _PARTS.sub(lambda part: _part(part["which"], signs[part["what"]]), text)
    for title in TITLES:
        text = text.replace(title, words(title))
    text = _ACT.sub(lambda act: f"第{act[1]}{signs['act']}", text)
    text = _IN_FORCE.sub(lambda day: words("in force {day}", day=f"{day[1]}年{day[2]}月{day[3]}日"), text)
    return text.replace(" ff.", words("and following")).replace("; ", "；")


def _place(kind: str, numbers: str, signs: dict[str, str]) -> str:
    place = _numbered(numbers, signs.get(kind.rstrip(".").rstrip("s"), signs["article"]))
    return f"{kind}{place}" if kind == "18 USC" else place


def _numbered(numbers: str, sign: str) -> str:
    return f"第{numbers.replace(', ', '、').replace(' and ', '、')}{sign}"


def _part(which: str, sign: str) -> str:
    return f"第{'、'.join(_ORDINALS[one] for one in re.findall(r'[a-z]+th|first|second|third', which))}{sign}"
