"""Month names in many languages, to find a date in a text of unknown language."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

LANGUAGES = (
    *(
        "en",
        "fr",
        "de",
        "de_AT",
        "es",
        "it",
        "pt",
        "ca",
        "ro",
        "nl",
        "da",
        "nb",
        "sv",
        "fi",
        "is",
        "et",
        "lv",
        "lt",
    ),
    *("hu", "el", "ru", "uk", "be", "bg", "sr", "mk", "pl", "cs", "sk", "hr", "sl", "sq", "tr", "az", "kk"),
    *(
        "ky",
        "uz",
        "uz_Cyrl",
        "tk",
        "tt",
        "ug",
        "mn",
        "ka",
        "hy",
        "ar",
        "ar_SY",
        "ar_DZ",
        "fa",
        "he",
        "hi",
        "ur",
        "th",
        "id",
    ),
)
"""Of which Babel has the names in words; Chinese, Japanese and Korean count their months."""
_UYGHUR_LATIN = (
    *("yanwar", "féwral", "mart", "aprél", "may", "iyun"),
    *("iyul", "awghust", "séntebir", "öktebir", "noyabir", "dékabir"),
)
"""The months Babel has in Uyghur, in Latin letters."""
ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""In small letters, for texts that are in English."""
ENGLISH_SHORT = tuple(name[:3] for name in ENGLISH)
_CONTEXTS: Final[tuple[Literal["format", "stand-alone"], ...]] = ("format", "stand-alone")
_SEPTEMBER = 9


def without_case(name: str) -> str:
    """A name of a month in small letters; the two letters i of Turkish, whose capitals differ, are one.

    >>> without_case("HAZİRAN"), without_case("KASIM") == without_case("kasım")
    ('haziran', True)
    """
    return name.casefold().replace("i\u0307", "i").replace("ı", "i")


@cache
def month_names(
    month: int, width: Literal["wide", "abbreviated"], languages: tuple[str, ...] = LANGUAGES
) -> frozenset[str]:
    """A month, 1 to 12, as it is named alone and within a date, without figures.

    >>> {"Ιανουαρίου", "stycznia", "يناير"} <= month_names(1, "wide")
    True
    """
    from babel.dates import get_month_names

    names = {
        str(get_month_names(width, context, language)[month])
        for language in languages
        for context in _CONTEXTS
    }
    if width == "wide" and "ug" in languages:
        names.add(_UYGHUR_LATIN[month - 1])
    if month == _SEPTEMBER and width == "abbreviated" and "en" in languages:
        names |= {"Sep", "Sept"}  # Babel has one of the two in English
    return frozenset(name for name in names if not any(map(str.isdigit, name)))


@cache
def weekday_names() -> frozenset[str]:
    """The days of the week, alone and within a date, in the languages of the months and in Chinese."""
    from babel.dates import get_day_names

    return frozenset(
        str(name)
        for language in (*LANGUAGES, "zh_Hans", "zh_Hant")
        for context in _CONTEXTS
        for name in get_day_names("wide", context, language).values()
    )


@cache
def weekday_number(name: str) -> int | None:
    """The day of the week of its name, 0 for Monday, in any of the languages; None if it is none, or several.

    An abbreviation that is also the English one of a month is none: "Mar" is March.

    >>> weekday_number("mardi"), weekday_number("четверг"), weekday_number("Di"), weekday_number("Mar")
    (1, 3, 1, None)
    """
    from babel.dates import get_day_names

    wanted = name.casefold()
    widths: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
    days = {
        number
        for language in LANGUAGES
        for context in _CONTEXTS
        for width in widths
        for number, word in get_day_names(width, context, language).items()
        if str(word).casefold().rstrip(".") == wanted
    }
    return days.pop() if len(days) == 1 and wanted not in ENGLISH_SHORT else None
