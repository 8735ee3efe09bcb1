"""Words of the language, and names of currencies, that are also parts of names or begin with one."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from casebook.base.i18n import Translator
from casebook.base.resources import resource
from casebook.language.fold import letters
from casebook.language.place import place_names
from casebook.language.table import rows

_LAST = "\U0010ffff"


@cache
def ordinary_words() -> frozenset[str]:
    """Them, folded, such as "yuan" and "song"."""
    return frozenset(row["word"] for row in rows("ordinary-words"))


@cache
def english_words() -> frozenset[str]:
    """Common words of English in small letters."""
    return frozenset(resource("words", "eff-large.txt").read_text(encoding="ascii").split())


def words_beginning(begun: str) -> frozenset[str]:
    """The words of English, and the names of countries, languages and cities, that begin with letters.

    Args:
        begun: the letters, folded; a word that has no others is not among them.

    >>> sorted(words_beginning("roman")), words_beginning("zhiyuan")
    (['romania', 'romanian', 'romansh', 'romany'], frozenset())
    """
    known = _known_words()
    return frozenset(known[bisect_left(known, begun) : bisect_left(known, begun + _LAST)]) - {begun}


@cache
def _known_words() -> tuple[str, ...]:
    words = set(english_words())
    english = Translator("en")
    titles = (*english.territories().values(), *english.languages().values(), *place_names())
    words |= {letters(word) for title in titles for word in str(title).split()}
    return tuple(sorted(words | ordinary_words()))
