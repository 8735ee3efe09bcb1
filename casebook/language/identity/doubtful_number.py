"""Numbers of five figures and more, serials, and files, that nothing explains: a person decides on them.

SECURITY: a page may set the heads, rows and remarks of a table in any order, so that no reading of its words
tells which column a number is in, nor whose it is. What stays of them is therefore listed, each once, before
a copy is built. What explains one here is strict: a doubt costs a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from casebook.language.identity.card_serial import doubtful_serials
from casebook.language.identity.file_number import file_numbers
from casebook.language.identity.grouped_number import grouped_numbers
from casebook.language.identity.number_shape import has_unit
from casebook.language.identity.paper_words import alone, plain_text
from casebook.language.identity.running_text import seen
from casebook.language.identity.unexplained import OF_YEAR, cited_places, is_dated, reached_places

_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_RUN, _HEX = re.compile(r"[A-Za-z\d]+"), re.compile(r"[a-f\d]*|[A-F\d]*")
_DIGEST_SIGNS, _DIGEST_GROUPS = 8, 2
"""A digest has so many signs, and groups of letters, none beyond F: not "P39002", "19AV45678"."""
_OF_YEAR = re.compile(OF_YEAR)
_FILE_BEFORE = rf"\d{{1,7}}{OF_YEAR}(?: ?[,;&]| and| et| und| y) (?:and )?"
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.|\w{2,}\.(?:com|edu|eu|gov|int|net|org|uk)/)[!-+\--~]+")
_MONEY_BEFORE = re.compile(
    r"(?:[a-z]{0,3}[$\u20ac\xa3\xa5]|(?<!\w)(?:eur|usd|gbp|cny|rmb|hkd|twd|chf|euros?)) ?$"
)
_NEXT_NUMBER = re.compile(r" ?[^\W\d]{0,5}[$\u20ac\xa3\xa5]? ?\d")
"""A number behind a currency has it, not the one before it: "39002 EUR 450"."""
_NO_UNIT = re.compile(r"\s?(?:Yuan|Person)(?!\w)")
"""Behind a number: with a capital it is more likely a surname or a label."""
_LOOK_BACK, _LONGEST_CURRENCY, _LONGEST_ROW = 40, 8, 200


def doubtful_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of such numbers, as slices; none is an amount, a day, or part of a citation.

    >>> said = "Hong 81102 300 yuan, P39002,39003 EUR 450; paid 51200 yuan; no. 37610/18; in 2019 E876543"
    >>> [said[start:end] for start, end in doubtful_numbers(said)]
    ['81102', '39002', '39003', '876543']
    """
    bare, places = seen(text)
    files = [*file_numbers(bare)]
    others = (
        (start, end)
        for start, end in (*_numbers(bare), *doubtful_serials(bare))
        if not any(first < end and start < last for first, last in files)
    )
    for start, end in sorted((*files, *others)):
        yield places[start], places[end - 1] + 1


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    spans = [place.span() for place in _NUMBER.finditer(text)]
    groups = [*grouped_numbers(text)]
    if not (spans or groups):
        return
    plain = plain_text(text)
    explained = [
        *cited_places(text, plain),
        *reached_places(plain),
        *(place.span() for place in _WEB_ADDRESS.finditer(plain)),
        *(run.span() for run in _RUN.finditer(text) if _is_digest(run[0])),
    ]
    for start, end in spans:
        is_cited = any(first <= start and end <= last for first, last in explained)
        is_explained = is_cited or is_dated(text[start:end]) or _is_of_thing(plain, start, end)
        if not (is_explained or _is_amount(text, plain, start, end)):
            yield start, end
    for start, end in groups:
        if not any(first < end and start < last for first, last in explained):
            yield start, end


def _is_digest(run: str) -> bool:
    groups = len(re.findall(r"[A-Za-z]+", run))
    return len(run) >= _DIGEST_SIGNS and groups >= _DIGEST_GROUPS and _HEX.fullmatch(run) is not None


def _is_of_thing(plain: str, start: int, end: int) -> bool:
    """Return whether a thing of number stands directly before it: "judgment no. 21125", "no. 37610/18"."""
    if _numbered().search(plain, max(0, start - _LOOK_BACK), start):
        return True
    is_file = _OF_YEAR.match(plain, end) is not None
    return is_file and _filed().search(plain, max(0, start - _LONGEST_ROW), start) is not None


@cache
def _numbered() -> re.Pattern[str]:
    """Return what finds a thing of number directly before it; a bare word is none."""
    return re.compile(
        rf"(?<!\w)(?:{alone('other').pattern})[ .,:]{{0,2}}(?:{alone('number').pattern})[ .:]{{0,2}}$"
    )


@cache
def _filed() -> re.Pattern[str]:
    """Return what finds a word for a number or a thing of number before a file, or before a row of them."""
    words = f"{alone('number').pattern}|{alone('other').pattern}"
    return re.compile(rf"(?<!\w)(?:{words})[ .:]{{0,2}}(?:{_FILE_BEFORE})*$")


def _is_amount(text: str, plain: str, start: int, end: int) -> bool:
    if _MONEY_BEFORE.search(plain, max(0, start - _LONGEST_CURRENCY), start):
        return True
    return has_unit(plain, end) and not (_NEXT_NUMBER.match(plain, end) or _NO_UNIT.match(text, end))
