"""Build resources/names/day-words.tsv: months and weekdays in many languages, of Babel (Unicode CLDR).

``python packaging/day_words.py`` after an update of Babel; ``make tables`` does so as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Final, Literal

from babel import localedata
from babel.dates import get_day_names, get_month_names
from name_tables import FOLDER, sealed

from casebook.base.month_names import LANGUAGES, Width

_HEAD = """\
# Months and days of the week, as they are named alone and within a date.
#
# language  as Babel calls it
# of        month or weekday
# width     wide or abbreviated
# number    of the month, or of the day, 0 for Monday
# names     parted by |, without those that have figures
#
# Built by packaging/day_words.py from Babel {version} (NOTICE.txt); do not edit.
language	of	width	number	names
"""
_CONTEXTS: Final[tuple[Literal["format", "stand-alone"], ...]] = ("format", "stand-alone")
_WIDTHS: Final[tuple[Width, ...]] = ("wide", "abbreviated")
_CHINESE = ("zh_Hans", "zh_Hant")
"""Their months are numbers."""
_UYGHUR_LATIN = (
    *("yanwar", "féwral", "mart", "aprél", "may", "iyun"),
    *("iyul", "awghust", "séntebir", "öktebir", "noyabir", "dékabir"),
)
"""The months Babel has in Uyghur, in Latin letters."""
_FURTHER = {
    ("en", "abbreviated", 9): {"Sep", "Sept"},  # Babel has one of the two in English
    ("de", "abbreviated", 3): {"Mrz"},  # as older programs write it
    ("de", "wide", 1): {"Jänner"},  # in Austria
    **{("ug", "wide", month): {name} for month, name in enumerate(_UYGHUR_LATIN, start=1)},
}


def table() -> str:
    """The table, which names the version of Babel."""
    return sealed("day-words", _HEAD.format(version=version("babel")) + "".join(_lines()))


def _lines() -> Iterator[str]:
    for language in (*LANGUAGES, *_CHINESE):
        localedata._cache.clear()  # noqa: SLF001 - else Babel answers with words of languages asked before
        for width in _WIDTHS:
            months = [get_month_names(width, context, language) for context in _CONTEXTS]
            days = [get_day_names(width, context, language) for context in _CONTEXTS]
            for number in () if language in _CHINESE else range(1, 13):
                names = {str(each[number]) for each in months} | _FURTHER.get(
                    (language, width, number), set()
                )
                yield _line(language, "month", width, number, names)
            for number in range(7):
                yield _line(language, "weekday", width, number, {str(each[number]) for each in days})


def _line(language: str, of: str, width: str, number: int, names: set[str]) -> str:
    """A line of the table; "" where every name has figures."""
    words = "|".join(sorted(name for name in names if not any(map(str.isdigit, name))))
    return f"{language}\t{of}\t{width}\t{number}\t{words}\n" if words else ""


if __name__ == "__main__":
    (FOLDER / "day-words.tsv").write_text(table(), encoding="utf-8", newline="\n")
