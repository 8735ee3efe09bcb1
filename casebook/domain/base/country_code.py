"""The ISO 3166 code of a country from typed text: code, name in any language, or common alias."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator, three_letter_territories

_LANGUAGES = ("en", "zh-Hans", "zh-Hant")
_LIST_LANGUAGES = ("fr", "de", "es", "it", "pt", "nl", "pl", "el", "ru", "uk", "tr", "ar", "fa")
STATELESS = frozenset(
    ("stateless", "apatride", "staatenlos", "apátrida", "apolide", "ανιθαγενής", "无国籍", "無國籍")
)
_NO_COUNTRY = STATELESS | {"none", "unknown", "disputed", "不明", "未知"}
_ALIASES: Mapping[str, str] = {
    "AE": "UAE|Emirates|阿联酋|阿聯",
    "BA": "Bosnia",
    "CD": "DRC|DR Congo|Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "CN": "PRC|PR China|China PR|People's Republic of China|"
    "Mainland China|中华人民共和国|中華人民共和國|中国大陆|中國大陸|КНР|Китайская Народная Республика|"
    "VR China|Volksrepublik China|République populaire de Chine|República Popular China|Çin Halk Cumhuriyeti",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic",
    "GB": "UK|Great Britain|Britain|England|Wales|Scotland|Northern Ireland|England and Wales|"
    "大不列颠|大不列顛|英格兰|英格蘭|苏格兰|蘇格蘭|威尔士|威爾斯|北爱尔兰|北愛爾蘭",
    "HK": "Hong Kong|HKSAR|香港",
    "IR": "Islamic Republic of Iran",
    "KP": "DPRK|北朝鲜|北朝鮮|北韩",
    "KR": "Korea|Republic of Korea|ROK|南韩|韓國|大韩民国|大韓民國",
    "LA": "Lao PDR|老撾",
    "MM": "Burma|Myanmar",
    "MO": "Macau|Macao|澳门|澳門",
    "NL": "Holland|The Netherlands|荷兰|荷蘭",
    "PS": "Palestine|巴勒斯坦",
    "RU": "Russian Federation|РФ|Российская Федерация",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "TR": "Turkey|Turkiye",
    "TW": "Taiwan|ROC|Republic of China|台湾|臺灣|台灣|中华民国|中華民國",
    "TZ": "United Republic of Tanzania",
    "US": "USA|America|United States of America|美利坚合众国|美利堅合眾國",
    "VA": "Holy See|Vatican",
    "VN": "Viet Nam",
}
"""Other names of countries besides those of Unicode's CLDR, by code; separated by a bar."""


def country_code(text: str, *, field: str) -> str:
    """Return the code of a country entered by the user.

    >>> country_code("uk", field="country"), country_code("CYP", field="country")
    ('GB', 'CY')

    Raises:
        InvalidInput: it is no country; `field` says where it stands.
    """
    code = country_in_any_language(text)
    if not code:
        raise InvalidInput(
            "This is not a country.",
            field=field,
            remedy="Enter its code or name, such as CY or Cyprus.",
        )
    return code


def known_country(text: str) -> str:
    """Return the code of a country by code, alias or name in any language of the program, or ""."""
    key = _key(text)
    return "" if not key else _aliases().get(key, "") or _names().get(key, "")


def country_in_any_language(text: str) -> str:
    """Return the code of a country by what a list may call it, also by its code of three letters, or "".

    >>> country_in_any_language("CHN"), country_in_any_language("Chine"), country_in_any_language("x")
    ('CN', 'CN', '')
    """
    key = _key(text)
    if not key:  # an empty field, for which the names of nine languages need not be read
        return ""
    return (
        known_country(text) or three_letter_territories().get(key.upper(), "") or _more_names().get(key, "")
    )


def is_unknown_country(text: str) -> bool:
    """Return whether a text stated for a country names none, and is no word for having none.

    >>> [is_unknown_country(text) for text in ("Chinaa", "Chine", "stateless", "")]
    [True, False, False, False]
    """
    key = _key(text)
    return bool(key) and key not in _NO_COUNTRY and not country_in_any_language(text)


def aliases_of(code: str) -> tuple[str, ...]:
    """Return other ways to type a country: its code, then its aliases.

    >>> aliases_of("MO")
    ('MO', 'Macau', 'Macao', '澳门', '澳門')
    """
    return (code, *_ALIASES.get(code, "").split("|")) if code in _ALIASES else (code,)


def names_of(code: str) -> tuple[str, ...]:
    """Return everything by which a country is looked for: its codes, aliases and names in our languages.

    >>> names_of("CY")
    ('CY', 'CYP', 'Cyprus', '塞浦路斯', '賽普勒斯')
    """
    return _names_of_all().get(code, (code,))


def country_names(*, except_codes: Collection[str] = ()) -> frozenset[str]:
    """Return what countries are called, in the languages of the program and of lists, and by alias.

    >>> "Alemania" in country_names(), "Chine" in country_names(except_codes=["CN"])
    (True, False)
    """
    languages = map(Translator, (*_LANGUAGES, *_LIST_LANGUAGES))
    named = (pair for each in languages for pair in each.territories().items())
    aliases = ((code, name) for code, names in _ALIASES.items() for name in names.split("|"))
    return frozenset(name for code, name in (*named, *aliases) if code not in except_codes)


def _key(text: str) -> str:
    """Return a text normalised for comparison: no capitals, no dots as in "U.K.", no article."""
    return " ".join(text.replace(".", "").casefold().split()).removeprefix("the ")


@cache
def _names_of_all() -> dict[str, tuple[str, ...]]:
    """Return them by code, of those that have a name."""
    longer = {code: three for three, code in three_letter_territories().items()}
    named = [Translator(language).territories() for language in _LANGUAGES]
    return {
        code: tuple(
            dict.fromkeys(
                filter(None, (*aliases_of(code), longer.get(code), *(names.get(code) for names in named)))
            )
        )
        for code in named[0]
    }


@cache
def _aliases() -> dict[str, str]:
    return {_key(alias): code for code in Translator().territories() for alias in aliases_of(code)}


@cache
def _more_names() -> dict[str, str]:
    """Names in the languages of lists that are none of the program; the first language prevails."""
    names: dict[str, str] = {}
    for language in _LIST_LANGUAGES:
        for code, name in Translator(language).territories().items():
            names.setdefault(_key(name), code)
    return names


@cache
def _names() -> dict[str, str]:
    """Separate from the aliases: names in three languages are read only if no code or alias matches."""
    return {_key(name): code for each in _LANGUAGES for code, name in Translator(each).territories().items()}
