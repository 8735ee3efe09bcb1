"""State in each table of resources/names the digest of its name and lines: the program knows it is whole.

The table of months and days of the week, of Babel (Unicode CLDR), is built here as well.
Run it after a table was changed by hand: ``python packaging/name_tables.py``. `make tables` does so as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal

from babel import localedata
from babel.dates import get_day_names, get_month_names

from casebook.base.month_names import LANGUAGES, Width
from casebook.language.table import SEAL, TABLES, digest_of

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "names"


def sealed(name: str, text: str) -> str:
    """A table with the digest of its name and of what follows its comments in the last of them."""
    lines = text.splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    comments = [line for line in lines[:first] if not line.startswith(SEAL.decode())]
    body = "".join(lines[first:])
    digest = digest_of(name, body.encode())
    return "".join((*comments, f"{SEAL.decode()}{digest}\n", body))


def seal() -> None:
    """Write the digests of all tables."""
    for name in TABLES:
        path = FOLDER / f"{name}.tsv"
        path.write_text(sealed(name, path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


_DAY_WORDS = """\
# Months and days of the week, as they are named alone and within a date.
#
# language  as Babel calls it
# of        month or weekday
# width     wide or abbreviated
# number    of the month, or of the day, 0 for Monday
# names     parted by |, without those that have figures
#
# Built by packaging/name_tables.py from Babel {version} (NOTICE.txt); do not edit.
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


def day_words() -> str:
    """The table of the months and days of the week, which names the version of Babel."""
    return sealed("day-words", _DAY_WORDS.format(version=version("babel")) + "".join(_lines()))


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
    (FOLDER / "day-words.tsv").write_text(day_words(), encoding="utf-8", newline="\n")
    seal()
