"""Patterns of dates with the name of the month, in many languages and any order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache

from casebook.base.month_names import LANGUAGES, month_names
from casebook.domain.dossier.hiding.days.clock_time import NO_HOUR
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed

_MIN_LETTERS = 3
_SHORT_ALONE = ("en", "fr", "de", "ru")
"""Languages in which a short month needs day and year: "10 out" is not a date in English."""
ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
"""
"""The days of a month in English words."""
_WORDS = "nam|the|of|on|day|in|year|de|del|dia|di|do|den|der|des|le|el|il|του|της|го|г"
_BETWEEN = rf"[\W_]{{0,4}}(?:(?:{_WORDS})[\W_]{{1,3}}){{0,4}}"
"""Characters and short words between the parts of a date, on folded text."""
_PARTED = r"[\W_]{1,2}"
_APART = r"(?<!\d)(?<!\d[.,])"
"""Before a number that is not part of a longer one, such as an amount."""
_NO_HEADING = r"(?<!\b[a-z]\.)"
"""Before the number of a day: in "A.10 October 2021" it is that of a heading."""
_ORDINAL_SIGN = r"(?:\s?(?:st|nd|rd|th|er|re|ro|e|o|a|η|ησ|го|е|й)(?![^\W\d_]))?"
_DAY_WORD = r"(?:[\s\-]{0,2}(?:kun|кун|كون)[^\W\d_]{0,5}|\sd\.)?"
"""Behind the number of a day in Turkic languages, folded: "14-küni"."""
_YEAR_WORD = r"(?:[\W_]{0,2}(?:жы?л|ии?л|жил|y[iy]l|il|ييل|m|roku|gada|ev|он)[^\W\d_]{0,5}(?![^\W\d_]))?"
"""Behind a year where a day follows it, folded: "1987 жылы 14", "1987-yili 3", "1987 m. kovo 14"."""
_MONTH_WORDS = ("ay", "\u0430\u0438", "\u0626\u0627\u064a")
"""Words for a month that stand behind its number in Turkic languages, folded."""
_ENDINGS = (
    (
        "a-z\xdf-\xff",
        r"['\u2019\-]?(?:n?[iu]?n?[dt][ae](?:n|ki|gi)?|n?[iu]n(?:g|[dt]a)?|[iuae]|y[iae]|[gk][ae]|qa|gha)",
    ),
    ("\u0370-\u05ea", "-?(?:[ыи]?н?[дт][ае](?:н|гы|ги)?|[нд]?[ыи]н|[ыи]|[гк][ае])"),
    ("\u0620-\u06ff", "-?(?:[تد][اه](?:ن|كي)?|[تد]ين|[تد]يكي|نيك|ي|غا|كه)"),
)
"""Endings of months in Turkic languages by their scripts, folded: "14 Martında", "14 наурызда"."""
_NO_YEAR = r"(?!\W{1,3}(?:19|20)\d\d(?!\d|[.\-/]\d))"
"""Behind a month whose year stands before it: in "1992 September 2025" the month is of the other year.

A year with a month behind it ("1998.07.15") is of a day of its own."""
_DAY_BEFORE = re.compile(r"(?<![\d.,])\d{1,2}(?:st|nd|rd|th|er|\.)?(?: day)?(?: of)?\s$")
_DAY_AFTER = re.compile(rf"\s?(?:\d{{1,2}}(?!\d)|[〇一二三四五六七八九十]{{1,3}}){NO_HOUR}[日号號]?")
_LOOK_BACK = 40
_HEBREW = re.compile("[\u05d0-\u05ea]")


def written_days(day: date, *, is_short: bool) -> Iterator[tuple[str, str]]:
    """Yield the required letters and a regular expression on folded text for each month name.

    Args:
        day: the day.
        is_short: whether two figures can stand for the year, as they do for a birthday.
    """
    number = _number(day)
    year = _year(day)
    first = f"{year}{_YEAR_WORD}"
    late = rf"(?:{year}|['\u2019]?{day:%y}(?![\d%.,:]*\d))" if is_short else year
    for letters, month in _months(day.month):
        orders = (
            (number, month, late),
            (month, number, late),
            (first, month, number + _NO_YEAR),
            (first, number, month + _NO_YEAR),
        )
        joined = f"{month}{_BETWEEN}0?{day.day}{day.year}(?!\\d)"  # as pages say it that lost their spaces
        yield letters, "|".join((*(_BETWEEN.join(order) for order in orders), joined))


def written_yearless(day: date) -> Iterator[tuple[str, str]]:
    """Yield the same for a day and month without a year."""
    number = _number(day)
    for letters, month in _months(day.month, is_alone=True):
        yield letters, "|".join(_BETWEEN.join(order) for order in ((number, month), (month, number)))


def written_months(month: date) -> Iterator[tuple[str, str]]:
    """Yield the same for a month with a year behind it."""
    for letters, name in _months(month.month, is_alone=True):
        yield letters, f"{name}{_BETWEEN}{_year(month)}"


def written_months_after_year(month: date) -> Iterator[tuple[str, str]]:
    """Yield the same for a month with a year before it."""
    for letters, name in _months(month.month, is_alone=True):
        yield letters, f"{_year(month)}{_YEAR_WORD}{_BETWEEN}{name}{_NO_YEAR}"


def _year(day: date) -> str:
    return rf"(?:{_APART}{day.year}(?!\d))"


def _number(day: date) -> str:
    word = ORDINALS.split()[day.day - 1].replace("-", r"[\s\-]?")
    figures = rf"{_APART}{_NO_HEADING}0?{day.day}(?!\d){_ORDINAL_SIGN}"
    return rf"(?:{figures}|(?<!\w){word}(?!\w))(?:\sday\b)?{_DAY_WORD}"


_JULY = 7


@cache
def _months(month: int, *, is_alone: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the letters and pattern of each name of a month, the longest first.

    An accent apart from its letter, or the break of a line, may stand between any two letters.
    """
    short = month_names(month, "abbreviated", _SHORT_ALONE if is_alone else LANGUAGES)
    names = {folded(name).strip(". ") for name in (*month_names(month, "wide"), *short)}
    names |= {"долдугаар сар"} if month == _JULY else set()  # Mongolian, beside the CLDR's longer word
    names.add(f"{ORDINALS.split()[month - 1]} month")
    names |= {name.replace("ı", "i") for name in names}  # of Turkish capitals nobody can tell
    words = {name: [_broken(word, names) for word in re.findall(r"[^\W_]+", name)] for name in names}
    named = (
        (squeezed(name), rf"(?<!{_letter(name)}){_prefix(name)}{_PARTED.join(parts)}{_ending(name)}")
        for name, parts in sorted(words.items(), key=lambda one: (-len(one[0]), one[0]))
        if len(squeezed(name)) >= _MIN_LETTERS
    )
    numbered = (
        (
            squeezed(f"{month}{word}"),
            rf"{_APART}0?{month}\W{{0,2}}{word}(?:in|ын)?{_ending(word, least=0)}",
        )
        for word in _MONTH_WORDS
    )
    in_vietnamese = ("thang", rf"(?<![a-z])thang\W{{0,2}}0?{month}(?!\d)")
    in_mongolian = ("сар", rf"{_APART}0?{month}\W{{0,2}}(?:дуг(?:аа|ээ)р )?сар(?:ын)?(?![\u0400-\u052f])")
    return (*named, *numbered, in_vietnamese, in_mongolian)


def _broken(word: str, names: Collection[str]) -> str:
    """A word of a month with breaks between its letters; "4 April, a quarter past" holds no "aprila"."""
    between = r"[^\w,;:()]{0,2}"
    if word[:-1] in names:
        return f"{between.join(word[:-1])}[^\\w ,;:()]{{0,2}}{word[-1]}"
    return between.join(word)


def _ending(name: str, least: int = _MIN_LETTERS) -> str:
    """Return what may follow the name of a month; one of no more than the least letters takes no ending."""
    end = f"(?!{_letter(name)})"
    if len(name) <= least:
        return end
    ending = next((ways for letters, ways in _ENDINGS if re.match(f"[{letters}]", name)), "")
    return f"(?:{ending})?{end}" if ending else end


def _letter(name: str) -> str:
    """Return a letter next to a month name that makes it part of another word.

    One of another script does not: Chinese parts no words. `re` compiles wide ranges slowly, hence so few.
    """
    return r"[a-z\xdf-\xff]" if name[0] <= "\u024f" else r"[\u0370-\u05ea\u0620-\u06ff]"


def _prefix(name: str) -> str:
    """Return the prefix letters of Hebrew, joined to the next word: "in May" is one word."""
    return "[משהוכלב]{0,2}" if _HEBREW.search(name) else ""


def with_day(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a month of birth with a day: "3 January 1984" leaves no "3 1984"."""
    if text[start].isalpha() and (before := _DAY_BEFORE.search(text, max(0, start - _LOOK_BACK), start)):
        start = before.start()
    if text[end - 1] == "月" and (after := _DAY_AFTER.match(text, end)):
        end = after.end()
    return start, end


def matches(pattern: re.Pattern[str], plain: str, *, overlaps: bool) -> Iterator[re.Match[str]]:
    """Yield the matches; of two days side by side ("4 April 2026, 4 avril 2026") also those that overlap."""
    if not overlaps:
        yield from pattern.finditer(plain)
        return
    place = pattern.search(plain)
    while place:
        yield place
        place = pattern.search(plain, place.start() + 1)
