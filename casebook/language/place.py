"""Place names in other scripts and languages, from tables.

Nobody proposes these as a spelling; a copy that hides a place hides them too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from casebook.base.i18n import Translator
from casebook.language.cyrillic import latin
from casebook.language.fold import letters, without_accents
from casebook.language.hanzi import has_han, simplified
from casebook.language.table import rows, several
from casebook.language.uyghur import cyrillic_of_latin, latin_of_arabic

_LANGUAGES = ("en", "zh-Hans", "zh-Hant", "fr", "de", "ru", "ar", "ko", "el")
"""In which the CLDR's cities are looked up."""
_DIVISIONS = (
    *("特别行政区", "自治区", "自治州", "自治县", "直辖市"),
    *("地区", "省", "市", "州", "盟", "县", "区", "旗", "镇", "乡", "村"),
)
"""What ends a Chinese name of an administrative division, the longest first."""
_MIN_SIGNS = 2
_GENITIVES = (("α", "ας"), ("η", "ης"), ("ος", "ου"), ("ό", "ού"), ("ο", "ου"), ("ι", "ιού"))
"""How Greek names of places end, and how they end where something is of the place."""


def place_spellings(name: str) -> tuple[str, ...]:
    """The other known names of a place; nothing for one that no table has.

    >>> place_spellings("Altay")
    ('Aletai', '阿勒泰', 'ئالتاي', 'Алтай', 'Altai')
    >>> "Nicosia" in place_spellings("尼科西亚"), place_spellings("Yunlan")
    (True, ())
    """
    return tuple(form for form in _known().get(_key(name), ()) if form != name)


def place_names() -> Iterator[str]:
    """Every known name of a place in Latin letters, folded."""
    yield from (name for name in _known() if name.isascii())


def is_place_name(text: str) -> bool:
    """Return whether a text is a known name of a place, or that of a country or language.

    >>> [is_place_name(text) for text in ("Kashgar", "Deutschland", "乌鲁木齐", "moonharbour")]
    [True, True, True, False]
    """
    return _key(text) in _known() or _key_of_text(text) in _countries_and_languages()


def is_in_names_of_china(text: str) -> bool:
    """Return whether a text has the name of a region or town of the table in China or Hong Kong.

    >>> [is_in_names_of_china(text) for text in ("Old Town, KASHGAR", "新疆喀什地区", "Lyasa", "Tainan")]
    [True, True, False, False]
    """
    return bool(_of_china().search(_key_of_text(text)))


def divisions(name: str) -> Iterator[str]:
    """The parts of a Chinese address, each without what it is, and the known places in them.

    >>> list(divisions("新疆喀什地区疏附县"))
    ['新疆喀什', '疏附', '新疆', '喀什']
    """
    rest, bare = simplified(name), ""
    while rest:
        ends = (rest.find(ending, _MIN_SIGNS) for ending in _DIVISIONS)
        end = min((at for at in ends if at >= 0), default=-1)
        if end < 0:
            break
        ending = next(one for one in _DIVISIONS if rest.startswith(one, end))
        bare, rest = rest[:end], rest[end + len(ending) :]
        yield bare
    yield from (known for known in _chinese() if known in name and known not in {name, bare})


def _key(name: str) -> str:
    return simplified(name) if has_han(name) else letters(name)


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    """All names of a place by each of them."""
    known: dict[str, tuple[str, ...]] = {}
    for names in (*_of_table(), *_of_zones()):
        for name in names:
            known[_key(name)] = tuple(dict.fromkeys((*known.get(_key(name), ()), *names)))
    return known


@cache
def _countries_and_languages() -> frozenset[str]:
    locales = map(Translator, (*_LANGUAGES, "es", "it", "tr", "nl", "uk", "kk"))
    names = ((*locale.territories().values(), *locale.languages().values()) for locale in locales)
    return frozenset(map(_key_of_text, chain.from_iterable(names)))


@cache
def _chinese() -> tuple[str, ...]:
    return tuple(name for name in _known() if has_han(name) and len(name) >= _MIN_SIGNS)


def _of_table() -> Iterator[tuple[str, ...]]:
    for row in rows("places"):
        native = latin_of_arabic(row["native"])
        russian = cyrillic_of_latin(native) if native else ""
        others = (row["native"], russian, *latin(russian), *several(row["russian"]))
        yield tuple(name for name in (*several(row["latin"]), *several(row["chinese"]), *others) if name)


@cache
def _of_china() -> re.Pattern[str]:
    """What finds names of places in China in a text by `_key_of_text`; letters with a case stand as words."""
    own = (names for row, names in zip(rows("places"), _of_table(), strict=True) if row["country"] != "TW")
    names = {
        _key_of_text(form) for name in chain.from_iterable(own) for form in (name, *place_spellings(name))
    }
    forms = sorted(filter(lambda name: len(name) >= _MIN_SIGNS, names), key=len, reverse=True)
    return re.compile(
        "|".join(re.escape(one) if has_han(one) else rf"(?<!\w){re.escape(one)}(?!\w)" for one in forms)
    )


def _key_of_text(text: str) -> str:
    return without_accents(simplified(text)).replace("’", "'")


def _of_zones() -> Iterator[tuple[str, ...]]:
    """The cities after which time zones are named, in the languages papers come in (CLDR, by Babel)."""
    by_language = [Translator(language).zone_cities() for language in _LANGUAGES]
    for zone in dict.fromkeys(zone for cities in by_language for zone in cities):
        english = zone.rpartition("/")[2].replace("_", " ")
        names = (english, *(cities[zone] for cities in by_language if zone in cities))
        yield tuple(dict.fromkeys(chain.from_iterable(map(_with_genitive, names))))


def _with_genitive(name: str) -> Iterator[str]:
    """A Greek name also as a court of the place is named: "Επαρχιακό Δικαστήριο Λευκωσίας"."""
    yield name
    if "GREEK" in unicodedata.name(name[-1], ""):
        yield from (name[: -len(end)] + genitive for end, genitive in _GENITIVES if name.endswith(end))
