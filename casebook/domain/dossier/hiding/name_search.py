"""What is searched for to find one form of a hidden name, and what else must hold where it is found."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity

Strength = Literal[
    "whole",
    "part",
    "capital",
    "ordinary",
    "title",
    "initials",
    "initial",
    "date",
    "day",
    "nickname",
    "short-number",
    "pair",
    "unsure",
    "street",
]
"""What else must hold where a pattern is found: nothing ("whole", "part"; "date", no part of a handle;
"unsure", which cells side by side may make by chance); a capital letter or a title before it ("capital", of a
short part); also that no other name stands beside it ("ordinary", of a part that is a word of the language);
a title before it ("title"); capital letters throughout ("initials"; "pair", of two alone or beside two
others); a title before it and no other name behind it ("initial", of one letter); no year beside it ("day",
of a date without its year); each word with a capital where its script has any ("nickname"; "street", but
words for a street). A case number of
a few letters ("short-number") may be that of a heading or exhibit where it begins a line."""


@entity
class NameSearch:
    """A pattern to search for.

    Attributes:
        letters: those a text must hold for the pattern to be tried.
        pattern: a regular expression on folded text.
        strength: what else must hold.
    """

    letters: str
    pattern: str
    strength: Strength = "whole"
