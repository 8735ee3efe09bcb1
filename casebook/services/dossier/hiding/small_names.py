"""Short words of recorded names that are found in small letters, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.domain.dossier.hiding.courtesy_title import FUNCTION_WORDS
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.plain_letters import LONG_LETTERS, folded
from casebook.language.cantonese import family_rank
from casebook.language.cyrillic import cyrillic
from casebook.language.spoken_word import is_spoken_word
from casebook.language.syllable import syllables

_MIN_SHORT = 3


def short_names(names: Iterable[str], label: str, kind: FactKind) -> Iterator[Hidden]:
    """The short words of names as recorded, which need no capital where no language has them as a word.

    One that is a word, and is all of a recorded name, is listed. Chinese family names and syllables need one.
    """
    for name in names:
        words = name.split()
        for word in words:
            if not (_MIN_SHORT <= len(word) < LONG_LETTERS and word.isalpha()) or _is_small(word):
                continue
            if not is_spoken_word(word):
                for form in _in_small(word):
                    yield Hidden(form=form, label=label, is_name=False, kind=kind)
            elif len(words) == 1:
                yield Hidden(form=word, label="", is_name=False, kind=kind, shape="perhaps-name")


def _in_small(word: str) -> Iterator[str]:
    """A short name that is no word, its genitive or family with "s", and it in Cyrillic letters."""
    others = (f"{word}s", *cyrillic(word)) if word.isascii() else ()
    yield from (word, *(form for form in others if len(word) > _MIN_SHORT and not is_spoken_word(form)))


def _is_small(word: str) -> bool:
    """Return whether a word without its capital could be anything, or has none."""
    is_chinese = len(syllables(word)) == 1 or family_rank(word) < family_rank("")
    return is_chinese or word.lower() == word.upper() or folded(word) in FUNCTION_WORDS
