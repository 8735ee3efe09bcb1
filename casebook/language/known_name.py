"""Words that the tables of names know as a family or given name, and that are no word of a language."""

from __future__ import annotations

from functools import cache

from casebook.language.cyrillic import is_cyrillic, latin
from casebook.language.fold import without_accents
from casebook.language.hanzi import has_han, simplified
from casebook.language.mandarin import parted
from casebook.language.ordinary import listed_names
from casebook.language.rendering import known_words
from casebook.language.spoken_word import is_spoken_word
from casebook.language.syllable import syllables
from casebook.language.table import rows

_MAX_GIVEN, _SIGNS_OF_WORD = 2, 2
_ENDS_WORD = frozenset("人者员词书录表单证据件案费性化时地点室所院部局科处庭长官们")
"""Signs that make longer words of a common one, as 人 of 陈述 (to state)."""


def is_known_name(word: str) -> bool:
    """Return whether a word is a name by the tables, or a Chinese family name before one or two more signs.

    Args:
        word: one, in any case of letters.

    >>> [is_known_name(one) for one in ("Aygul", "Olga", "Айнур", "王丽", "阿依古丽", "欧阳明")]
    [True, True, True, True, True, True]
    >>> [is_known_name(one) for one in ("Folter", "Judge", "Doctor", "陈述人", "笔录", "老马")]
    [False, False, False, False, False, False]
    """
    if is_spoken_word(word):
        return False
    if has_han(word):
        return bool(known_words(word)) or _is_chinese(simplified(word))
    if is_cyrillic(word):
        return any(map(is_known_name, latin(word)))
    # A syllable of Chinese is a word of many languages.
    return len(syllables(word)) != 1 and (without_accents(word) in listed_names() or bool(known_words(word)))


def _is_chinese(han: str) -> bool:
    family, given = parted(han)
    is_longer_word = han[-1] in _ENDS_WORD and len(han) > _SIGNS_OF_WORD and is_spoken_word(han[:-1])
    return family in _families() and 1 <= len(given) <= _MAX_GIVEN and not is_longer_word


@cache
def _families() -> frozenset[str]:
    return frozenset(row["han"] for row in rows("surnames"))
