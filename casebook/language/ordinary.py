"""Words of the language, and names of currencies, that are also parts of names or begin with one."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from casebook.base.catalogue import catalogued_texts
from casebook.base.i18n import Translator
from casebook.base.resources import resource
from casebook.language.fold import letters, without_accents
from casebook.language.hanzi import has_han
from casebook.language.place import place_names
from casebook.language.table import rows

_LAST = "\U0010ffff"
_FREQUENT = 3_000


@cache
def ordinary_words() -> frozenset[str]:
    """Them, folded, such as "yuan" and "song"."""
    return frozenset(row["word"] for row in rows("ordinary-words"))


@cache
def english_words() -> frozenset[str]:
    """Common words of English in small letters."""
    return frozenset(resource("words", "eff-large.txt").read_text(encoding="ascii").split())


def is_ordinary_word(word: str) -> bool:
    """Return whether a word is common in English, or one of the program's texts in any of their languages.

    Chinese characters are one if the program's Chinese texts have them in that order.

    >>> [is_ordinary_word(word) for word in ("Lapsed", "abroad", "正常", "moonharbour", "清风明月")]
    [True, True, True, False, False]
    """
    if has_han(word):
        return word in _chinese_texts()
    plain = without_accents(word)
    return plain in ordinary_words() or plain in english_words() or plain in _common_words()


def is_common_word(word: str) -> bool:
    """Return whether a word is so common in English that alone it says little of whom it names.

    Rarer words of long lists are left out, of which many are names elsewhere; so are all Chinese ones.

    >>> [is_common_word(word) for word in ("Arrest", "Centre", "interrogation", "Hasan", "Li")]
    [True, True, True, False, False]
    """
    plain = without_accents(word)
    return plain in ordinary_words() or plain in english_words() or plain in _spoken_words()


def is_usual_pair(words: str) -> bool:
    """Return whether two words stand side by side in the program's own texts in English.

    >>> is_usual_pair("Human Rights"), is_usual_pair("Blue Lantern")
    (True, False)
    """
    return f" {words.casefold()} " in _own_texts()


@cache
def _own_texts() -> str:
    own = re.findall(r"[^\W_]+", " ".join(catalogued_texts()).casefold())
    return f" {' '.join(own)} "


@cache
def _spoken_words() -> frozenset[str]:
    """Words of films, and the most frequent of Wikipedia, neither with usual names; folded."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    frequent = FREQUENCY_LISTS["english_wikipedia"][:_FREQUENT]
    return frozenset((*frequent, *FREQUENCY_LISTS["us_tv_and_film"]))


@cache
def listed_names() -> frozenset[str]:
    """Return names of people in the census of the United States, in small letters; some are words, too."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    kinds = ("male_names", "female_names", "surnames")
    return frozenset(name for kind in kinds for name in FREQUENCY_LISTS[kind])


@cache
def _chinese_texts() -> str:
    return "\n".join(filter(has_han, catalogued_texts()))


@cache
def _common_words() -> frozenset[str]:
    """Words of the program's texts, and some 45,000 of English from Wikipedia and from films, folded."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    own = re.findall(r"[^\W\d_]+", without_accents("\n".join(catalogued_texts())))
    return frozenset((*own, *FREQUENCY_LISTS["english_wikipedia"], *FREQUENCY_LISTS["us_tv_and_film"]))


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
