"""Numbers of identity documents that their check digits or their shape tell, whatever stands beside them.

Every other one stands beside a word for such a document (``casebook.language.identity``).

Sources: GB 11643-1999 with ISO 7064 MOD 11-2 and GB/T 2260 (resident numbers of the PRC), GB 11643-1989 (the
same in fifteen figures); Sweden's folkbokföringslag (1991:481), 18 §, whose check digit is that of ISO/IEC
7812-1; Hong Kong's Registration of Persons Regulations (Cap. 177A) and the weights 9 to 1
modulo 11; Taiwan's Household Registration Act and the weights 1, 9 to 1, 1 modulo 10. The check digit of
Macau is not published, and passports have one in the machine-readable zone only (ICAO Doc 9303).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from casebook.domain.dossier.hiding.plain_letters import squeezed

_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10x98765432"
"""Of GB 11643: a check character for each remainder."""
_TAIWAN = "abcdefghjklmnpqrstuvxywzio"
"""The letters of Taiwan's counties, in the order of their numbers from 10."""
_TAIWAN_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_FIRST_BIRTH = 1850
_SHORT_RESIDENT = 15
_RESIDENT = re.compile(
    r"(?<![\da-z])(?<!\d[.,])(?=((?:\d[ \-\n]?){17}[\dx]|(?:\d[ \-\n]?){14}\d)(?![\da-z]))"
)
_HONG_KONG = re.compile(r"(?<![\da-z])[a-z]{1,2} ?\d{6} ?\([\da]\)")
_TAIWANESE = re.compile(r"(?<![\da-z])[a-z][1289]\d{8}(?![\da-z])")
_SWEDISH = re.compile(r"(?<![\da-z])((?:19|20)\d{6})[\-+\u2010-\u2015]?(\d{4})(?![\da-z])")
_REFUGEE = re.compile(r"(?<![\da-z])\d{3}(?:\s?[\-\u2010-\u2015./])?\s?\d\dc\d{5}(?![\da-z])")
"""UNHCR's number of a registered family: the office, the year, "C" for a case, and five figures."""


def refugee_numbers(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the places of numbers that UNHCR gives refugees, in a folded text: nothing else has their shape.

    >>> [*refugee_numbers("her case is 514-16c02271")]
    [(12, 24)]
    """
    yield from (place.span() for place in _REFUGEE.finditer(plain))


def checked_numbers(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the places of numbers that their check digit tells, in a folded text.

    >>> [*checked_numbers("653101199105012347 and 87654321")]
    [(0, 18)]
    """
    for place in _RESIDENT.finditer(plain):
        if is_resident_number(place[1]):
            yield place.span(1)
    yield from (place.span() for place in _SWEDISH.finditer(plain) if is_swedish_number(*place.groups()))
    for pattern, is_one in ((_HONG_KONG, is_hong_kong_number), (_TAIWANESE, is_taiwan_number)):
        yield from (place.span() for place in pattern.finditer(plain) if is_one(place[0]))


def _birthday(figures: str) -> date | None:
    try:
        return date.fromisoformat(f"{figures[:4]}-{figures[4:6]}-{figures[6:]}")
    except ValueError:
        return None


def is_resident_number(written: str) -> bool:
    """Return whether signs are a resident number of the PRC, with eighteen signs or, until 1999, fifteen.

    >>> is_resident_number("653101199105012347"), is_resident_number("653101910501234")
    (True, True)
    """
    signs = squeezed(written)
    if not _PROVINCES.match(signs):
        return False
    if len(signs) == _SHORT_RESIDENT:
        return _birthday(f"19{signs[6:12]}") is not None
    born = _birthday(signs[6:14])
    check = _CHECKS[sum(int(one) * weight for one, weight in zip(signs, _WEIGHTS, strict=False)) % 11]
    return born is not None and born.year >= _FIRST_BIRTH and signs[-1] == check


def is_swedish_number(birthday: str, behind: str) -> bool:
    """Return whether a day and four figures are a personal number of Sweden.

    >>> is_swedish_number("19811228", "9874"), is_swedish_number("19811228", "9875")
    (True, False)
    """
    figures = [int(one) for one in birthday[2:] + behind]
    doubled = [one * 2 if at % 2 == 0 else one for at, one in enumerate(figures)]
    return _birthday(birthday) is not None and sum(one // 10 + one % 10 for one in doubled) % 10 == 0


def is_hong_kong_number(written: str) -> bool:
    """Return whether signs are the number of a Hong Kong identity card.

    >>> is_hong_kong_number("a123456(3)"), is_hong_kong_number("a123456(4)")
    (True, False)
    """
    signs = squeezed(written)
    # Letters count from 10, and a missing first one as 36.
    values = [36, *(int(sign, 36) for sign in signs)][-9:]
    check = 10 if signs[-1] == "a" else values[-1]
    return (
        sum(one * weight for one, weight in zip(values[:-1], range(9, 1, -1), strict=True)) + check
    ) % 11 == 0


def is_taiwan_number(written: str) -> bool:
    """Return whether signs are the number of an identity card or a resident certificate of Taiwan.

    >>> is_taiwan_number("a123456789"), is_taiwan_number("a123456788")
    (True, False)
    """
    signs = squeezed(written)
    county = 10 + _TAIWAN.index(signs[0])
    figures = (*divmod(county, 10), *map(int, signs[1:]))
    return sum(one * weight for one, weight in zip(figures, _TAIWAN_WEIGHTS, strict=True)) % 10 == 0
