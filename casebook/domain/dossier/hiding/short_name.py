"""Patterns of short forms of a name: a Chinese surname before a title, initials, a name with an initial."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.domain.dossier.hiding.name_search import NameSearch, Strength
from casebook.domain.dossier.hiding.plain_letters import BETWEEN

TITLES_AFTER = (
    "先生|女士|小姐|太太|某|氏|同志|老师|老師|师父|師父|师傅|師傅|律师|律師|医生|醫生|教授|博士|老板|老闆|阿姨|叔叔|"
    "伯伯|大哥|大姐|牧师|牧師|法师|法師|上师|上師|喇嘛|仁波切|阿訇|哥(?!伦布)|[姐叔姨]|太(?![平阳陽多大小长長高低少])"
)
"""Titles and addresses that follow a Chinese surname unparted."""
_LONG_NAME = 5
"""Letters of a name that with one more letter is hardly a word."""
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


def with_initial(one: Sequence[str], others: Sequence[Sequence[str]]) -> Iterator[NameSearch]:
    """Yield how people sign in chats: "ZhiyuanL", and of a short name with a sign before it "~LinZ".

    Args:
        one: the name of which the initial stands, in pieces.
        others: the rest of the name, in order.
    """
    pieces = ["".join(other) for other in others]
    for name, initial in (("".join(pieces), one[0][:1]), ("".join(one), pieces[0][:1])):
        if not (f"{name}{initial}".isascii() and f"{name}{initial}".isalpha()):
            continue
        before = "(?<![^\\W\\d_])" if len(name) >= _LONG_NAME else "(?<=[~@\uff5e\uff20])"
        joined = f"{BETWEEN}?".join(pieces) if name != "".join(one) else name
        ways: tuple[tuple[str, Strength], ...] = (
            (rf"{before}{joined}[._]?{initial}(?![^\W\d_])", "part"),
            (rf"(?<![^\W\d_]){joined}[ \u00a0]{initial}(?![\w.])", "nickname"),
        )
        for way, strength in ways:
            yield NameSearch(letters=f"{name}{initial}", pattern=way, strength=strength)
