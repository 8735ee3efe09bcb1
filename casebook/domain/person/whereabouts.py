"""Whether words for where somebody is plainly state a place outside China.

Who reads a copy may hold what it says against a relative at home, so the doubt counts for the relative:
what is unknown, empty, ambiguous or a place without its country counts as in China.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from casebook.base.i18n import Translator
from casebook.domain.base.country_code import aliases_of

_LANGUAGES = (
    *("en", "zh-Hans", "zh-Hant", "ug", "bo", "fr", "de", "es", "it", "pt", "nl", "pl", "el", "ru", "uk"),
    *("tr", "ar", "fa", "kk", "ky", "uz", "mn", "ko", "ja", "sv", "th", "vi", "hi"),
)
_CHINA = frozenset({"CN", "HK", "MO"})
_MIN_LETTERS = 3
"""Of an alias that is no code: TJ is Tajikistan, and Tianjin."""
_SHORT = frozenset({"uk", "us"})
_STATEMENT = re.compile(r"[;/\n；؛]")
_PART = re.compile(r"[,()，（）、،]")
_DATE = r"(?:\d{1,2}\.? )?(?:[^\W\d]+ )?\d{4}年?"
_SINCE = re.compile(rf" (?:since|seit|depuis|desde|dal|с) {_DATE}$")
_MOVE = re.compile(
    r"^(?:(?:he|she|they) )?(?:(?:has|have) )?(?:left china for|moved to|fled to|emigrated to) (.+?)"
    rf"(?: (?:in|on) {_DATE})?$"
)
_STAYS = (
    re.compile(
        r"^(?:(?:he|she|they) )?(?:(?:now|currently) )?(?:(?:is|are|lives|live|living|residing|resides) )?"
        r"(?:(?:now|currently) )?(?:(?:in|im|en|au|aux|à) )?(?:the )?"
    ),
    re.compile(r"^(?:现|現|目前|已经|已經|已)?(?:居住在|住在|定居在|定居于|定居|居于|移居|流亡|在)?"),
)
_ABROAD = re.compile(
    rf"(?:(?:has|have) )?left china(?: (?:in|on) {_DATE})?|(?:outside|out of|not in) (?:mainland )?china"
    r"|abroad|overseas|l[’']étranger|ausland|(?:el )?extranjero|all[’']estero|за границей|за рубежом"
    r"|国外|國外|海外|境外"
)
_WORD = re.compile(r"[^\W_]+")
_OF_PLACES = (
    "the of de la le les du der die das am an in near at bei près by with a and his her their our family "
    "detention reception refugee asylum centre center camp prison hostel hotel hospital university house "
    "flat street road avenue square city town village district province region state county"
)
"""Words without a capital that tell nothing of a place but what it is."""
_OF_MOVES = re.compile("[被返回曾未不没沒前离離捕押送遣从從]")


def is_abroad(text: str) -> bool:
    """Return whether words for where somebody is plainly state a place outside China.

    A place with its country at the end, or a country with names in brackets. What goes between semicolons or
    slashes must each state one.

    >>> [is_abroad(text) for text in ("Cyprus", "Istanbul, Türkiye", "left China on 3 May 2019", "住在德国")]
    [True, True, True, True]
    >>> [is_abroad(text) for text in ("Kashgar", "", "has not left China", "Khorgos, near Kazakhstan")]
    [False, False, False, False]
    """
    stated = [one for one in map(str.strip, _STATEMENT.split(text)) if one]
    return bool(stated) and not set("?？؟") & set(text) and all(map(_states_abroad, stated))


def _states_abroad(statement: str) -> bool:
    parts = [one for one in (part.strip(" .。") for part in _PART.split(statement)) if one]
    if not parts:
        return False
    *before, last = parts
    if _is_abroad(last):
        return all(map(_is_place, before))
    is_bracketed = bool(re.fullmatch(r"[^()（）]+[(（][^()（）]*[)）]", statement))
    first, *places = parts
    return (
        is_bracketed
        and _is_abroad(first)
        and all(_is_place(one) and not re.search(r"\d", one) for one in places)
    )


def _names_china(part: str) -> bool:
    return bool(_china_pattern().search(part.casefold()))


def _is_place(part: str) -> bool:
    """Whether a part has names and words for places alone: none of a stay that is over, nor of China."""
    return not _names_china(part) and all(
        word[0].isupper() or word[0].isdigit() or word in _OF_PLACES.split() or _is_han_place(word)
        for word in _WORD.findall(part)
    )


def _is_han_place(word: str) -> bool:
    return "\u4e00" <= word[0] <= "\u9fff" and not _OF_MOVES.search(word)


def _is_abroad(part: str) -> bool:
    """Whether a part is a country other than China, or says that somebody is in none of its places."""
    plain = _SINCE.sub("", " ".join(part.casefold().split()))
    if moved := _MOVE.match(plain):
        plain = moved[1]
    forms = (plain, *(stay.sub("", plain, count=1) for stay in _STAYS))
    return any(bool(_ABROAD.fullmatch(one)) or _is_country(one) for one in forms)


def _is_country(name: str) -> bool:
    return name not in _china() and any(name in _countries(language) for language in _LANGUAGES)


@cache
def _countries(language: str) -> frozenset[str]:
    """The names of countries other than China in a language, folded; with English their aliases."""
    return frozenset(_names(language, in_china=False)) | (_SHORT if language == "en" else frozenset())


@cache
def _china() -> frozenset[str]:
    return frozenset(name for language in _LANGUAGES for name in _names(language, in_china=True))


@cache
def _china_pattern() -> re.Pattern[str]:
    """What finds a name of China; one in letters that have no capitals stands without spaces around it."""
    forms = (
        rf"(?<!\w){re.escape(name)}(?!\w)" if name[0] != name[0].upper() else re.escape(name)
        for name in sorted(_china(), key=len, reverse=True)
    )
    return re.compile("|".join(forms))


def _names(language: str, *, in_china: bool) -> Iterator[str]:
    for code, name in Translator(language).territories().items():
        if (code in _CHINA) == in_china:
            yield name.casefold()
            if language == "en":
                yield from (
                    one.casefold()
                    for one in aliases_of(code)
                    if len(one) >= _MIN_LETTERS or not one.isascii()
                )
