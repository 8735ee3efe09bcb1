"""What is searched for to find one form of a hidden name, and what else must hold where it is found."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from casebook.domain.base.entity import entity

Strength = Literal[
    "whole",
    "part",
    "capital",
    "inflected",
    "ordinary",
    "title",
    "initials",
    "initial",
    "date",
    "day",
    "nickname",
    "syllables",
    "short-number",
    "pair",
    "unsure",
    "street",
]
"""What else must hold where a pattern is found: nothing ("whole", "part"; "date", no part of a handle;
"unsure", which cells side by side may make by chance); a capital letter or a title before it ("capital", of a
short part); a capital letter ("inflected", of a part with more letters); also that no other name stands
beside it ("ordinary", of a part that is a word of the language); a title before it ("title"); capital letters
throughout ("initials"; "pair", of two alone or beside two others); a title before it and no other name behind
it ("initial", of one letter); no year beside it ("day", of a date without its year); each word with a capital
where its script has any ("nickname"; "syllables", or a tone; "street", but words for a street). A case number
of a few letters ("short-number") may be that of a heading or exhibit where it begins a line."""

Shape = Literal[
    "stated",
    "yearless",
    "nickname",
    "syllables",
    "domain",
    "beside-trade",
    "behind-words",
    "resident-number",
    "age",
    "written-day",
    "written-birthday",
    "written-month",
    "written-yearless",
    "any-channel",
    "any-number",
    "any-zone",
    "found-day",
    "partial-day",
    "birth-month",
    "pasted-sender",
    "pasted-writer",
    "perhaps-name",
    "as-written",
]
"""What a form is: as stated; a day and a month, which with another year beside them are another date; what
friends make of a part of a name; a name in pinyin by its syllables; a name within a web address; a
word of an employer beside its trade or behind "at"; a few figures behind the words
that stand before them in a text; a
birthday within the number of a Chinese resident; an age in years; an ISO day, found by its three
numbers where it is of a birth, with the name of its
month in any language, or its month or day of the month alone; no form at all, but every way to reach
somebody, or every number of an account, device or place, or every machine-readable
zone of a document; a day as a text states it; no form, but every
day that is
stated in part; the month of a birth, where a text speaks
of one; a sender of pasted lines, hidden in some exhibits alone, or there only
as a writer; a name that is listed for a
person and not hidden; whole words in the letters in which they were recorded."""


_MAX_COMPILED = 4096
"""More than `re` itself caches: a case has some 1,500, each of which takes milliseconds to compile."""


@lru_cache(maxsize=_MAX_COMPILED)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the compiled pattern: a review and the build after it look for the same."""
    return re.compile(pattern)


@entity
class NameSearch:
    """A pattern to search for.

    Attributes:
        letters: those a text must hold for the pattern to be tried.
        pattern: a regular expression on folded text.
        strength: what else must hold.
        written: what alone is meant, letter by letter; "" if the letters may differ.
    """

    letters: str
    pattern: str
    strength: Strength = "whole"
    written: str = ""

    def allows(self, text: str, span: tuple[int, int]) -> bool:
        """Return whether what was found is written as it must be, whatever parts its words."""
        return not self.written or " ".join(text[slice(*span)].split()) == self.written
