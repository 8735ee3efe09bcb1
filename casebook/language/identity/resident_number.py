"""What the numbers of residents and enterprises of the PRC say by themselves.

A right number proves nothing: it may be somebody else's, or nobody's. Sources: GB 11643-1999 with ISO 7064
MOD 11-2 and GB 32100-2015, as python-stdnum 2.2 has them (``stdnum.cn.ric``, ``stdnum.cn.uscc``); the regions
and their years are that library's table of GB/T 2260.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal

from casebook.domain.base.entity import entity

LONG, SHORT = 18, 15
_LONG_FORM, _SHORT_FORM = re.compile(r"\d{17}[\dX]", re.ASCII), re.compile(r"\d{15}", re.ASCII)
_CODE_FORM = re.compile(r"\d{8}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)


@entity
class ResidentNumber:
    """A number of a resident identity card, taken apart.

    Attributes:
        length: 18, or 15 of the form before October 1999; 0 for anything else, of which nothing is read.
        region: first six digits: where the person was first registered.
        is_region_known: whether the table has the region in the year of birth.
        born_on: the day in the number, or None where the calendar lacks it.
        sex: odd for men, even for women; "" where nothing was read.
        has_right_check: whether the check character is right; a short number has none.
    """

    length: int
    region: str = ""
    is_region_known: bool = False
    born_on: date | None = None
    sex: Literal["", "male", "female"] = ""
    has_right_check: bool = True


def compact(number: str) -> str:
    """Return a number without spaces and dashes, in capitals, full-width characters as plain ones.

    >>> compact("110105 19000101 001x")
    '11010519000101001X'
    """
    return re.sub(r"[\s\-\u2010-\u2015]", "", unicodedata.normalize("NFKC", number)).upper()


def resident_number(number: str) -> ResidentNumber:
    """Take a number apart; the short form is read as of the years 1900 to 1999.

    >>> found = resident_number("11010519000101001X")
    >>> found.born_on, found.sex, found.has_right_check
    (datetime.date(1900, 1, 1), 'male', True)
    >>> resident_number("110105190001010011").has_right_check, resident_number("12").length
    (False, 0)
    """
    from stdnum.cn import ric

    plain = compact(number)
    if _SHORT_FORM.fullmatch(plain):
        plain, length = f"{plain[:6]}19{plain[6:]}0", SHORT
    elif _LONG_FORM.fullmatch(plain):
        length = LONG
    else:
        return ResidentNumber(length=0)
    return ResidentNumber(
        length=length,
        region=plain[:6],
        is_region_known=_is_region_known(plain),
        born_on=_day(plain),
        sex="male" if int(plain[16]) % 2 else "female",
        has_right_check=length == SHORT or ric.calc_check_digit(plain) == plain[-1],
    )


def _day(plain: str) -> date | None:
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    try:
        return ric.get_birth_date(plain)
    except ValidationError:
        return None


def _is_region_known(plain: str) -> bool:
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    try:
        return bool(ric.get_birth_place(plain))
    except (ValidationError, KeyError):  # a KeyError where the table has its province alone
        return False


def has_code_form(code: str) -> bool:
    """Return whether a text has the form of a unified social credit code.

    >>> has_code_form("91110105MA0000000Y"), has_code_form("91110105MA000000IO")
    (True, False)
    """
    return bool(_CODE_FORM.fullmatch(compact(code)))


def has_right_code_check(code: str) -> bool:
    """Return whether the check character of a unified social credit code is right.

    >>> has_right_code_check("91110105MA0000000Y"), has_right_code_check("91110105MA0000000X")
    (True, False)
    """
    from stdnum.cn import uscc

    return has_code_form(code) and uscc.is_valid(compact(code))
