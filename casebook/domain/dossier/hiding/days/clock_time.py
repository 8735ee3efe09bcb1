"""Times of the clock in a text, in figures of any script and in Chinese numerals.

A fact with its minute is found in a police log at once. Found are times with figures ("19:40", "7.40 pm",
"19h40", "at 19.40", "19.40 Uhr", "1940 hrs") and Chinese ones ("十九时四十分", "七點半"); none in words ("at
seven"). A pinpoint such as "article 3:44" is no time.
"""

from __future__ import annotations

import re

_HOUR, _MINUTE = r"(?:[01]?\d|2[0-3])", r"[0-5]\d"
_HAN_NUMBER = r"(?:\d{1,2}|[〇零一二三四五六七八九十两兩]{1,3})"
NO_HOUR = r"(?![〇零○一二三四五六七八九十]{0,2}\s?[时時点點])"
"""Behind the number of a day in Chinese: that before an hour is no day ("1984年9月13时")."""
_PINPOINT = r"(?<!article )(?<!articles )(?<!art\. )(?<!arts\. )(?<!section )(?<!§ )(?<!§)"
_AFTER_WORD = r"(?:(?<=\bat )|(?<=\bum )|(?<=\bà )|(?<=\balle )|(?<=στις ))"
_HALF_DAY = r"[ap]\.?m(?![^\W_])\.?"
_OFFSET = r"\s?[+\-]\d\d:?\d\d(?!\d)"
"""Behind a time in the head of an email, which says where its sender was."""
_TIME = re.compile(
    "|".join(
        (
            rf"{_PINPOINT}(?<![\d.:：]){_HOUR}[:：]{_MINUTE}(?:[:：]{_MINUTE})?(?![\d:：])(?:\s?{_HALF_DAY}|{_OFFSET})?",
            rf"(?<![\d.,])(?:1[0-2]|0?[1-9])(?:\.{_MINUTE})?\s?{_HALF_DAY}",
            rf"(?<![\d.,]){_HOUR}\s?h\s?{_MINUTE}(?!\d)",
            rf"(?<![\d.,]){_HOUR}(?:\.{_MINUTE})?\s?Uhr\b",
            rf"(?<!\d)[0-2]\d{_MINUTE}\s?(?:hrs?|hours)\b",
            rf"{_AFTER_WORD}{_HOUR}\.{_MINUTE}(?!\d)",
            rf"{_HAN_NUMBER}[时時点點](?:{_HAN_NUMBER}分(?:{_HAN_NUMBER}秒)?|[半整钟鐘]|[一三]刻)",
            r"(?:\d{1,2}|[二三四五六七八九十两兩]{1,3}|二?十一)[时時](?![间間代期候刻])",
        )
    ),
    re.IGNORECASE,
)


def without_times(text: str, label: str) -> str:
    """Return the text with this label in the place of each time of the clock.

    >>> without_times("Police come at 19:40; see article 3:44 and exhibit 5.", "[time]")
    'Police come at [time]; see article 3:44 and exhibit 5.'
    """
    return _TIME.sub(label.replace("\\", r"\\"), text)
