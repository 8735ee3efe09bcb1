"""Patterns of short forms of a name: a Chinese surname before a title, and two initials."""

from __future__ import annotations

TITLES_AFTER = (
    "先生|女士|小姐|太太|某|氏|同志|老师|老師|师父|師父|师傅|師傅|律师|律師|医生|醫生|教授|博士|老板|老闆|阿姨|叔叔|"
    "伯伯|大哥|大姐|牧师|牧師|法师|法師|上师|上師|喇嘛|仁波切|阿訇|太(?![平阳陽多大小长長高低少])"
)
"""Titles and addresses that follow a Chinese surname unparted."""
_AND = ("and", "&", "und", "et", "y", "και", "和", "与", "與", "及")


def initials_pair(letters: str, no_letter: str) -> str:
    """Return a pattern of two initials that stand alone or beside two others ("TL and CS"), on folded text.

    Args:
        letters: the initials, folded.
        no_letter: a lookahead that no letter follows.
    """
    beside = (
        rf"(?<![^\W_]){letters}(?= {word} [a-z]{{2}}{no_letter})"
        rf"|(?<=[^\w][a-z]{{2}} {word} ){letters}{no_letter}|(?<=^[a-z]{{2}} {word} ){letters}{no_letter}"
        for word in _AND
    )
    return "|".join((rf"\A\s*{letters}\s*\Z", *beside))
