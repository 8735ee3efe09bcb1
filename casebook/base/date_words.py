"""Words for year, month and day that stand between the numbers of a date, in many languages.

Source: Unicode CLDR as Babel has it, the names of the units of time and the words of its long dates.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from casebook.base.month_names import LANGUAGES

DateField = Literal["year", "month", "day"]
"""What a number of a date counts."""
_WIDTHS: Final[tuple[Literal["long", "short"], ...]] = ("long", "short")
_FORMS = (1, 2, 5)
"""Numbers by which languages tell forms of a word apart."""
_WITHOUT_FORMS = frozenset({"en"})
"""A sentence of English has days and months that are no date."""
_OF_DATES: dict[DateField, tuple[str, ...]] = {
    "year": ("m", "г", "ж", "р", "ел", "оны", "gada", "yil", "năm", "de", "del"),
    "month": ("de", "сарын"),
    "day": ("d", "de", "kun"),
}
"""Words of CLDR's long dates, and of dates in figures in Vietnamese, Mongolian and Uzbek, however short."""
_MIN_LETTERS = 4
"""Of a word in Latin letters: "men", "let" and "gun" are words of English."""


@cache
def date_words(field: DateField) -> frozenset[str]:
    """Words for a field of a date, without full stops.

    >>> {"jahr", "жыл", "năm"} <= date_words("year"), "months" in date_words("month")
    (True, False)
    """
    from babel.units import format_unit, get_unit_name

    unit = f"duration-{field}"
    words = {field}
    for language in {*LANGUAGES, "vi"} - _WITHOUT_FORMS:
        for width in _WIDTHS:
            counted = (format_unit(number, unit, width, locale=language) for number in _FORMS)
            for name in (get_unit_name(unit, width, language) or "", *counted):
                parts = re.findall(r"[^\W\d_]+", name.casefold())
                words.update(parts if len(parts) == 1 else ())
    return frozenset(filter(_is_telling, words)) | frozenset(_OF_DATES[field])


def _is_telling(word: str) -> bool:
    """Return whether a word is unlikely to be one of another language."""
    return len(word) >= _MIN_LETTERS or (len(word) > 1 and word[0] > "\u024f")
