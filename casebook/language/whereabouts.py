"""Whether words for where somebody is plainly state a place outside China.

Who reads a copy may hold what it says against a relative at home, so the doubt counts for the relative:
what is unknown, empty, ambiguous or a place without its country counts as in China.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from casebook.base.i18n import Translator
from casebook.domain.base.country_code import aliases_of
from casebook.language.place import is_in_names_of_china

_LANGUAGES = (
    *("en", "zh-Hans", "zh-Hant", "ug", "bo", "fr", "de", "es", "it", "pt", "nl", "pl", "el", "ru", "uk"),
    *("tr", "ar", "fa", "kk", "ky", "uz", "mn", "ko", "ja", "sv", "th", "vi", "hi"),
)
_CHINA = frozenset({"CN", "HK", "MO"})
_MIN_LETTERS = 3
"""Of an alias that is no code: TJ is Tajikistan, and Tianjin."""
_SHORT = frozenset({"uk", "us"})
_STATEMENT = re.compile(r"[;/\n；؛]")
_PART = re.compile(r"[,，、]")
_BRACKETED = re.compile(r"([^()（）]+)[(（]([^()（）]*)[)）]")
"""A town with its country; what else stands in brackets tells of something else."""
_DATE = r"(?:\d{1,2}\.? )?(?:[^\W\d]+ )?\d{4}年?"
_SINCE = re.compile(rf",? (?:since|seit|depuis|desde|dal|с) {_DATE}$", re.IGNORECASE)
_DOTTED = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
"""A short form with full stops: "U.K."."""
_MOVE = re.compile(
    r"^(?:(?:he|she|they) )?(?:(?:has|have) )?(?:left china for|moved to|fled to|emigrated to) (.+?)"
    rf"(?: (?:in|on) {_DATE})?$"
)
_STAYS = (
    re.compile(
        r"^(?:(?:he|she|they) )?(?:(?:now|currently) )?(?:(?:is|are|lives|live|living|residing|resides) )?"
        r"(?:(?:now|currently) )?(?:(?:an? )?(?:asylum[- ]seeker|refugee) (?=in ))?"
        r"(?:(?:in|im|en|au|aux|à) )?(?:the )?",
        re.IGNORECASE,
    ),
    re.compile(r"^(?:现|現|目前|已经|已經|已)?(?:居住在|住在|定居在|定居于|定居|居于|移居|流亡|在)?"),
)
_ABROAD = re.compile(
    rf"(?:(?:has|have) )?left china(?: (?:in|on) {_DATE})?|(?:outside|out of|not in) (?:mainland )?china"
    r"|abroad|overseas|l[’']étranger|ausland|(?:el )?extranjero|all[’']estero|за границей|за рубежом"
    r"|国外|國外|海外|境外"
)
_WORD = re.compile(r"[^\W_]+")
_PLACE_WORDS = (
    "the of de la le les du der die das am an in near at bei près by with a his her their our family "
    "detention reception refugee asylum centre center camp prison hostel hotel hospital university house "
    "flat street road avenue square city town village district province region state county"
)
_OF_PLACES = frozenset(_PLACE_WORDS.split())
"""Words without a capital that tell nothing of a place but what it is."""
_OF_RETURNS = re.compile(
    r"deport|return|refoul|render|expul|extrad|repatri|\b(?:sent|gone|back|home|taken|handed|inner|missing|lost)\b"
    r"|abgeschob|ausgewies|ausgeliefert|zurück|retour|renvoy|devuelt|депорт|верн[уё]|возвра|высла|выда[нл]|экстрад"
    r"|sınır dışı|iade"
)
"""What tells of a way back to China, whatever country stands beside it; folded."""
_OF_NO_PLACE = re.compile(r"[^\W\d_]{2,}(?:ed|ing)|\d{4}")
"""A participle, and a year."""
_OF_MOVES = re.compile(
    "[被返回曾未不没沒前离離捕押送遣从從失无無去到过過后後年时時暂暫边邊境使领領馆館护護照签簽证證籍裔族人旅游遊经經转轉]"
    "|口岸|自治|公民|国民|國民|公司|学校|學校"
)
"""Characters of moves, times, borders, papers, origins and offices: beside a country they make doubt."""
_HAN_PLACE = re.compile(r"[\u4e00-\u9fff·]{2,10}")
_SHARED_NAMES = frozenset({"蒙古", "朝鲜", "朝鮮"})
"""Countries after which regions and peoples of China are called, too."""
_MAX_PARTS = 4
"""Parts of an address before its country."""
_TIME_WORDS = (
    "address after back before born ex former formerly from last never no not once previously then till to "
    "until via aus bis depuis desde früher hasta jusque vorher von "
    "unknown whereabouts perhaps maybe probably possibly presumably reportedly allegedly supposedly "
    "visa passport citizen citizenship national nationality embassy consulate border transit route trip "
    "visit tourist holiday earlier prior past soon ago hopefully year years month months "
    "unbekannt verschollen vermisst inconnu inconnue disparu disparue desconocido "
    "desconocida desaparecido desaparecida sconosciuto sconosciuta неизвестно пропал пропала bilinmiyor kayıp"
)
_OF_OTHER_TIMES = frozenset(_TIME_WORDS.split())
"""Words that say that somebody was, will be, may be or is not at a place."""


def is_in_china(texts: Iterable[str]) -> bool:
    """Return whether somebody counts as in China: unless each text entered plainly states a place abroad.

    Args:
        texts: all that is entered for where the person is, in their record and in relationships; empty ones
            state nothing.

    >>> [is_in_china(texts) for texts in ((), ("", "Cyprus"), ("Kashgar", "Cyprus"))]
    [True, False, True]
    """
    entered = _entered(texts)
    return not entered or not all(map(is_abroad, entered))


def do_differ(texts: Iterable[str]) -> bool:
    """Return whether of the texts for where somebody is one plainly states a place abroad, and another none.

    >>> [do_differ(texts) for texts in (("Kashgar", "Cyprus"), ("Kashgar", "Hotan"), ("", "Cyprus"))]
    [True, False, False]
    """
    return len(set(map(is_abroad, _entered(texts)))) > 1


def _entered(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text.strip()]


def is_abroad(text: str) -> bool:
    """Return whether words for where somebody is plainly state a place outside China.

    A country, or an address with its country at the end; or the one with the other in brackets; or in Chinese
    a country with a place behind it. What else stands beside a country makes it doubtful. What goes between
    semicolons or slashes must each state one.

    >>> [is_abroad(text) for text in ("Cyprus", "Istanbul, Türkiye", "left China on 3 May 2019", "住在德国")]
    [True, True, True, True]
    >>> [is_abroad(text) for text in ("Kashgar", "", "has not left China", "Khorgos, near Kazakhstan")]
    [False, False, False, False]
    """
    stated = [one for one in map(str.strip, _STATEMENT.split(text)) if one]
    return bool(stated) and not set("?？؟") & set(text) and all(map(_states_abroad, stated))


def _states_abroad(statement: str) -> bool:
    if _OF_RETURNS.search(statement.casefold()):
        return False
    plain = _DOTTED.sub(lambda short: short[0].replace(".", ""), statement)
    plain = _SINCE.sub("", plain.strip(" .。"))
    if bracketed := _BRACKETED.fullmatch(plain):
        outer, inner = map(_parts, bracketed.groups())
        is_country_first = len(outer) == 1 and _is_abroad(outer[0])
        parts = (*inner, *outer) if is_country_first and inner else (*outer, *inner)
    else:
        parts = _parts(plain)
    if not parts or set("()（）") & set("".join(parts)):
        return False
    *before, last = parts
    before[:1] = [_STAYS[0].sub("", one) for one in before[:1]]
    return len(before) <= _MAX_PARTS and _is_abroad(last) and all(map(_is_place, before))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(one for one in (part.strip(" .。") for part in _PART.split(text)) if one)


def _names_china(part: str) -> bool:
    return bool(_china_pattern().search(part.casefold()))


def _is_place(part: str) -> bool:
    """Whether a part has names and words for places alone: none of a stay that is over, nor of China."""
    words = _WORD.findall(part)
    if (
        _names_china(part)
        or is_in_names_of_china(part)
        or any(_OF_NO_PLACE.fullmatch(word) or _OF_MOVES.search(word) for word in words)
        or not _OF_OTHER_TIMES.isdisjoint(map(str.casefold, words))
    ):
        return False
    return all(
        word[0].isupper() or word[0].isdigit() or word in _OF_PLACES or "\u4e00" <= word[0] <= "\u9fff"
        for word in words
    )


def _is_abroad(part: str) -> bool:
    """Whether a part is a country other than China, or says that somebody is in none of its places."""
    plain = _SINCE.sub("", " ".join(part.casefold().split()))
    if moved := _MOVE.match(plain):
        plain = moved[1]
    forms = (plain, *(stay.sub("", plain, count=1) for stay in _STAYS))
    return any(bool(_ABROAD.fullmatch(one)) or _is_country(one) or _is_han_address(one) for one in forms)


def _is_han_address(text: str) -> bool:
    """Whether Chinese characters are a country with a place in it: "德国慕尼黑"."""
    if not _HAN_PLACE.fullmatch(text):
        return False
    name = next((text[:end] for end in range(len(text), 1, -1) if _is_country(text[:end])), "")
    rest = text.removeprefix(name)
    return (
        bool(name)
        and name not in _SHARED_NAMES
        and bool(_HAN_PLACE.fullmatch(rest))
        and not _OF_MOVES.search(rest)
        and not _names_china(rest)
        and not is_in_names_of_china(text)
    )


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
