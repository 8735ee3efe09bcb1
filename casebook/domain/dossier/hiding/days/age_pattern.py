"""Patterns of ages in figures and words, in the usual languages of case documents."""

from __future__ import annotations

from collections.abc import Iterator

ONES = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
"""English words from zero to nineteen, and from twenty in tens."""
_HAN = "〇一二三四五六七八九"
_BIRTHDAY = r"birthday|geburtstag|anniversaire|cumpleanos|compleanno|ден\w{1,2} рождения"
"""Birthdays, folded."""
_NO_AGE = r"(?![\d%/\-]|[.,:]\d|\s(?:per|pages?|degrees?|days?|weeks?|months?|of|people|others)\b)"
"""Behind the number of an age alone: "it became 33 pages"."""
_TEN, _TWENTY, _HUNDRED = 10, 20, 100


def age_patterns(years: int) -> Iterator[tuple[str, str]]:
    """Yield the required letters and a regular expression on folded text for each form of an age.

    A bare number is no age: "Mr L., 42" is not found.
    """
    number, gap = str(years), r"[\s\-\u2010-\u2015]{1,2}"
    figures = rf"(?<![\d.,]){number}"
    yield f"{number}year", rf"{figures}{gap}years?{gap}(?:olds?\b|of\s{{1,2}}age\b)"
    yield f"age{number}", rf"\bages?[\s:]{{1,2}}{number}(?![\d%])"
    yield f"aged{number}", rf"\baged[\s:]{{1,2}}{number}(?![\d%])"
    yield f"ageof{number}", rf"\bage\s{{1,2}}of\s{{1,2}}{number}(?!\d)"
    yield (
        f"{number}",
        rf"\b(?:turn(?:s|ed|ing)?|became|becomes?|becoming|wird|wurde)\s{{1,2}}{number}{_NO_AGE}",
    )
    yield f"{number}", rf"(?:исполни\w{{2,4}}|исполня\w{{3,4}})\s{{1,2}}{number}{_NO_AGE}"
    yield f"{number}", rf"{figures}(?:st|nd|rd|th|\.|e|eme|-?й)?\s{{1,2}}(?:{_BIRTHDAY})"
    yield f"de{number}ans", rf"\bagee?s?\s{{1,2}}de\s{{1,2}}{number}\s{{1,2}}ans\b"
    yield f"{number}ans", rf"{figures}\s{{1,2}}ans\b(?!\s(?:de\s|d['\u2019]|ferme|avec\s))"
    yield f"{number}anos", rf"{figures}\s{{1,2}}anos\b(?!\sde\s)"
    yield from ((f"{number}{word}", rf"{figures}\s{{1,2}}{word}\b") for word in ("ετων", "χρονων"))
    yield f"{number}jahr", rf"{figures}(?:\s{{1,2}}jahre?\s{{1,2}}alt\b|[\s\-]?jahrig\w{{0,2}})"
    yield f"{number}anosde", rf"{figures}\s{{1,2}}anos\s{{1,2}}de\s{{1,2}}edad\b"
    yield f"{number}лет", rf"(?:возрасте\s{{1,2}}{number}\s{{1,2}}лет\b|{figures}-?летн\w{{2,3}})"
    yield (
        number,
        rf"\b(?:возраст|жасы|жаш[ыi]|yas[iı]?|alter|edad|eta|age)\s?:\s?{number}(?!\d)|年[龄齡]\s?:\s?{number}(?!\d)",
    )
    yield (
        number,
        rf"(?<!\bна )(?<!\bк ){figures}\s{{1,2}}(?:года|лет|жаста|yas(?:in)?da|y\.\s?o\.|y/?o)(?![^\W\d_])",
    )
    yield number, rf"(?<![\w.,\-]){number}(?:f|m|yo)(?!\w)"
    for signs in {number, _in_han(years)}:
        yield from ((f"{signs}", rf"(?<![\d{_HAN}十百]){signs}\s?[周週]?{sign}") for sign in "岁歲")
        yield signs, rf"[虚虛][岁歲]\s?{signs}(?![\d{_HAN}十])"
    if years < _HUNDRED:
        yield from _spelt_out(years, gap)


def _spelt_out(years: int, gap: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of an age in English words."""
    spelt = r"[\s\-]?".join(_in_english(years))
    letters = "".join(_in_english(years))
    yield f"{letters}year", rf"\b{spelt}{gap}years?{gap}(?:olds?\b|of\s{{1,2}}age\b)"
    yield (
        letters,
        rf"\b(?:turn(?:s|ed|ing)?|became|becomes?|becoming)\s{{1,2}}{spelt}\b(?!\s\w+\s(?:into|to)\b)",
    )
    yield f"aged{letters}", rf"\baged\s{{1,2}}{spelt}\b"


def _in_english(number: int) -> list[str]:
    if number < _TWENTY:
        return [ONES[number]]
    tens, ones = divmod(number, _TEN)
    return [TENS[tens - 2], *([ONES[ones]] if ones else [])]


def _in_han(number: int) -> str:
    """Return an age in Chinese numerals.

    >>> _in_han(8), _in_han(10), _in_han(34), _in_han(60)
    ('八', '十', '三十四', '六十')
    """
    tens, ones = divmod(number % _HUNDRED, _TEN)
    ten = "" if not tens else "十" if tens == 1 else f"{_HAN[tens]}十"
    return ("一百" if number >= _HUNDRED else "") + ten + (_HAN[ones] if ones else "")
