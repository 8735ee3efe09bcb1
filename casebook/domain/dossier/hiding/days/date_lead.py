"""What stands before a day and goes with it: "On Friday 3 April 2026" leaves "In April 2026"."""

from __future__ import annotations

import re

_WEEKDAY = r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|(?:mon|tue|wed|thu|fri|sat|sun)(?:\.,?|,)) )?"
_OTHERS = r"(?:(?<![\d.,/\-])(?:\d{1,2}, )*\d{1,2}(?: (?:and|to|or) |\s?[\-\u2013\u2014]\s?))?"
"""Days of the same month before the last: "2, 9 and 13 February 2026"."""
_PART = "forenoon|afternoon|evening|morning|night|dawn|day"
_PART_OF_DAY = re.compile(
    rf"(?<!\w)(?P<word>(?:on|in|during)\s)?the (?P<part>{_PART}) of (?:the )?{_WEEKDAY}(?:the )?\Z",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"(?<!\w)(?:(?P<word>on|am|le|el)\s)?(?:the )?{_WEEKDAY}(?:the )?{_OTHERS}\Z", re.IGNORECASE
)
_BY_MONTH = {"on": "in", "am": "im", "le": "en", "el": "en"}
"""The preposition of a month for that of a day, in English, German, French and Spanish."""
_LOOK_BACK = 40


def with_lead(text: str, start: int, label: str) -> tuple[int, str]:
    """Return where what goes with a day at a place begins, and the label with the preposition that fits.

    >>> with_lead("On Friday 3 April 2026", 10, "April 2026")
    (0, 'In April 2026')
    >>> with_lead("On the evening of 3 April 2026", 18, "April 2026")
    (0, 'On an evening in April 2026')
    """
    if not label[:1].isalnum():
        return start, label
    from_ = max(0, start - _LOOK_BACK)
    of_day = _PART_OF_DAY.search(text[from_:start])
    if of_day is not None:
        return from_ + of_day.start(), _in_part_of_day(of_day, label)
    lead = _LEAD.search(text[from_:start])
    if lead is None:
        return start, label
    word = lead["word"] or ""
    fitting = _BY_MONTH.get(word.lower(), "")
    if fitting == "im" and not any(map(str.isalpha, label)):
        fitting = ""  # German has none before a year: "geboren 1977"
    fitting = fitting.capitalize() if word[:1].isupper() else fitting
    return from_ + lead.start(), f"{fitting} {label}".strip()


def _in_part_of_day(lead: re.Match[str], label: str) -> str:
    """Return "on an evening in April" for the evening of a day in April."""
    part = lead["part"].lower()
    words = f"{'on ' if lead['word'] else ''}{'an' if part[0] in 'aeiou' else 'a'} {part} in {label}"
    return words[0].upper() + words[1:] if lead[0][:1].isupper() else words
