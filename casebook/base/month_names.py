"""Names of months and weekdays in many languages, to find a date in a text of unknown language.

From the table ``day-words``, so that what reads files need not load Babel for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from casebook.base.resources import resource

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
"""Of which Unicode CLDR has the names in words; Chinese, Japanese and Korean count their months."""
ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""In small letters, for texts that are in English."""
ENGLISH_SHORT = tuple(name[:3] for name in ENGLISH)
Width = Literal["wide", "abbreviated"]
_CHINESE = ("zh_Hans", "zh_Hant")


def without_case(name: str) -> str:
    """A name of a month in small letters; the two letters i of Turkish, whose capitals differ, are one.

    >>> without_case("HAZİRAN"), without_case("KASIM") == without_case("kasım")
    ('haziran', True)
    """
    return name.casefold().replace("i\u0307", "i").replace("ı", "i")


@cache
def _words() -> Mapping[tuple[str, str, str, int], frozenset[str]]:
    """The table by language, "month" or "weekday", width and number."""
    text = resource("names", "day-words.tsv").read_text(encoding="utf-8")
    _, *lines = (line for line in text.splitlines() if not line.startswith("#"))
    rows = (line.split("\t") for line in lines)
    return {
        (language, of, width, int(number)): frozenset(names.split("|"))
        for language, of, width, number, names in rows
    }


@cache
def month_names(month: int, width: Width, languages: tuple[str, ...] = LANGUAGES) -> frozenset[str]:
    """A month, 1 to 12, as it is named alone and within a date, without figures.

    >>> {"Ιανουαρίου", "stycznia", "يناير"} <= month_names(1, "wide")
    True
    """
    none = frozenset[str]()
    return none.union(*(_words().get((language, "month", width, month), none) for language in languages))


@cache
def weekday_names() -> frozenset[str]:
    """The days of the week, alone and within a date, in the languages of the months and in Chinese."""
    return frozenset(
        name
        for (_, of, width, _), names in _words().items()
        for name in names
        if (of, width) == ("weekday", "wide")
    )


@cache
def weekday_number(name: str) -> int | None:
    """The day of the week of its name, 0 for Monday, in any of the languages; None if it is none, or several.

    An abbreviation that is also the English one of a month is none: "Mar" is March.

    >>> weekday_number("mardi"), weekday_number("четверг"), weekday_number("Di"), weekday_number("Mar")
    (1, 3, 1, None)
    """
    wanted = name.casefold()
    days = {
        number
        for (language, of, _, number), names in _words().items()
        if of == "weekday" and language not in _CHINESE
        if wanted in {word.casefold().rstrip(".") for word in names}
    }
    return days.pop() if len(days) == 1 and wanted not in ENGLISH_SHORT else None
