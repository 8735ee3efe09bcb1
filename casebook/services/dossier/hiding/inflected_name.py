"""Which parts of a name or place in Latin letters are found with an ending of any language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.domain.dossier.hiding.latin_ending import MIN_INFLECTED, MIN_STEM
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed
from casebook.language.ordinary import ordinary_words, words_beginning
from casebook.language.syllable import syllables

_CHANGED = 2
"""Last letters of a name that an ending may change."""
_WORD = re.compile(r"[^\s,.\u00b7]+")


def inflected_parts(form: str, least: int = MIN_INFLECTED) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the parts of a form that take endings, each with the words of the language that begin so, too.

    A short part, or one syllable of Chinese, begins too many other words: "Zhangye", "Jiangsu".

    Args:
        form: the name.
        least: how many letters a part has at least.

    >>> [part for part, _ in inflected_parts("Zhang Memtimin")]
    ['memtimin']
    """
    for word in _WORD.findall(folded(form)):
        part = squeezed(word)
        is_long = len(part) >= least and part.isascii() and part.isalpha()
        if is_long and part not in ordinary_words() and len(syllables(part)) != 1:
            yield part, words_beginning(part[:-_CHANGED])


def inflected_places(form: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the same of the name of a place in one word, also a short one."""
    return tuple(inflected_parts(form, MIN_STEM)) if len(form.split()) == 1 else ()
