"""Clock times in the cells of a list, beside a day or in a column of their own."""

from __future__ import annotations

import re
from datetime import time

from casebook.base.errors import InvalidInput
from casebook.domain.base.time_typed import time_meant

_SECONDS = re.compile(r"(?<=\d:\d\d):\d\d(?:\.\d+)?")
_HAN_HALF = "凌晨|早上|上午|中午|下午|晚上"
_WITH_DAY = re.compile(
    rf"(?P<day>.*\d.*?)(?:,?\s+(?:(?:at|um|à|a las|alle|в|ora)\s+)?|(?<=[日号號)）])\s*(?={_HAN_HALF}|\d))"
    rf"(?P<clock>(?:{_HAN_HALF})?\s?[\d零一二三四五六七八九十两兩]{{1,3}}"
    r"(?:(?:\.(?=\d\d)|[:h点點时時])\s?[\d半一三刻分:.]*(?:\s?[ap]\.?\s?m\.?|\s?uhr)?|\s?[ap]\.?\s?m\.?|\s?uhr))",
    re.IGNORECASE,
)
"""A day, and a time that no figure of a day can be: it has its minutes, its half of the day or a word."""


_NO_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
"""What can be nothing but a time, also where no day has it."""


def clock_of(text: str) -> time | None:
    """The time that a cell states, or None.

    >>> [str(clock_of(text)) for text in ("2:00:00 PM", "14.30 Uhr", "14h", "下午2时30分", "上午9点半", "x")]
    ['14:00:00', '14:30:00', '14:00:00', '14:30:00', '09:30:00', 'None']
    """
    try:
        return time_meant(_SECONDS.sub("", text.strip()))
    except InvalidInput:
        return None


def split_clock(cell: str) -> tuple[str, str]:
    """The day of a cell and the time behind it, whether or not a day has it; "" where there is none.

    >>> split_clock("16/02/2027 09:00"), split_clock("2/25/2027 3:30 PM"), split_clock("16. 2. 2027")
    (('16/02/2027', '09:00'), ('2/25/2027', '3:30 PM'), ('16. 2. 2027', ''))
    >>> split_clock("Dec 15, 2026 5pm"), split_clock("2027年1月19日上午9点半"), split_clock("5 May to 9.")
    (('Dec 15, 2026', '5pm'), ('2027年1月19日', '上午9点半'), ('5 May to 9.', ''))
    """
    match = _WITH_DAY.fullmatch(cell.strip())
    if match is None or (clock_of(match["clock"]) is None and not _NO_TIME.fullmatch(match["clock"])):
        return cell.strip(), ""
    return match["day"].strip(" ,"), match["clock"]
