"""Names written otherwise by somebody who only heard them: other characters or letters of the same sound.

Nobody proposes these as a spelling; a copy that hides a name hides them too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from casebook.language.fold import letters
from casebook.language.hanzi import HAN, has_han, simplified
from casebook.language.mandarin import run_together
from casebook.language.readings import all_toned, without_tone
from casebook.language.table import rows

_MAX_READINGS = 3
"""Readings of one character that count, the commonest first."""
_SURE = 3
"""Characters from which on a word of the same sound is no chance."""
_LONGEST_CHINESE = 4
_HAN_RUN = re.compile(f"[{HAN}]+")
_DOTS = re.compile(r"[\s\u00b7\u2022\u2027\u30fb.]+")
_LATIN_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:['\u2019][^\W\d_]+)*(?![^\W\d_])")
_MIN_LETTERS = 5
_LOOSE = (
    (re.compile(r"(?:dzh|zh|dj|tch|ch)"), "c"),
    (re.compile(r"(?:shch|sch|sh|hs|x|z)"), "s"),
    (re.compile(r"(?:kh|gh|ck|[gqhc](?=[^i]|$))"), "k"),
    (re.compile(r"(?:ou|[wo])"), "u"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Spellings of one sound in papers of several countries, undone in this order."""


class SoundAlikes:
    """Finds what sounds like one of some names, in Chinese characters or in Latin letters.

    Of a transcription each word of three characters or more, of a Chinese name the whole behind a family
    name, of a name in Latin letters the whole. A Chinese name of two characters sounds like too many words.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._han: defaultdict[tuple[str, str], dict[tuple[str, int], None]] = defaultdict(dict)
        self._latin: dict[tuple[str, ...], int] = {}
        self._chinese: set[int] = set()
        for owner, name in enumerate(names):
            if has_han(name):
                words_of = _sure_words(simplified(name))
                if words_of == [simplified(name)] and len(name) <= _LONGEST_CHINESE:
                    self._chinese.add(owner)
                for word in words_of:
                    for first in _readings(word[0]):
                        for second in _readings(word[1]):
                            self._han[first, second][word, owner] = None
            elif name.isascii() or unicodedata.name(name[0], "").startswith("LATIN"):
                words = tuple(map(loose_key, name.split()))
                if len(words) > 1 and max(map(len, words)) >= _MIN_LETTERS:
                    self._latin[words] = self._latin[words[::-1]] = owner

    def find(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield what stands in a text and sounds like a name, and the index of the name."""
        if self._han and has_han(text):
            for run in _HAN_RUN.finditer(text):
                yield from self._in_han(run[0])
        if self._latin:
            yield from self._in_latin(text)

    def _in_han(self, run: str) -> Iterator[tuple[str, int]]:
        plain = simplified(run)
        if len(plain) != len(run):
            return
        for at in range(len(run) - 1):
            for first in _readings(plain[at]):
                for second in _readings(plain[at + 1]):
                    for word, owner in self._han.get((first, second), ()):
                        written = plain[at : at + len(word)]
                        if written != word and _sounds_like(written, word, is_chinese=owner in self._chinese):
                            yield run[at : at + len(word)], owner

    def _in_latin(self, text: str) -> Iterator[tuple[str, int]]:
        places = [one for one in _LATIN_WORD.finditer(text) if one[0][0].isupper()]
        keys = [loose_key(one[0]) for one in places]
        for words, owner in self._latin.items():
            for at in range(len(keys) - len(words) + 1):
                if tuple(keys[at : at + len(words)]) == words:
                    found = places[at : at + len(words)]
                    between = text[found[0].start() : found[-1].end()]
                    if len(between) <= sum(len(one[0]) + 2 for one in found):
                        yield " ".join(one[0] for one in found), owner


def loose_key(word: str) -> str:
    """The letters of a word with the spellings of one sound undone.

    >>> loose_key("Serikqyzy") == loose_key("Serikkysy"), loose_key("Aigul") == loose_key("Ajgul")
    (True, True)
    """
    plain = letters(word)
    for pattern, sound in _LOOSE:
        plain = pattern.sub(sound, plain)
    return plain


def _sure_words(name: str) -> list[str]:
    """The words of a Chinese name that are not found by chance."""
    return [word for word in _DOTS.split(name) if len(word) >= _SURE and all(map(has_han, word))]


def _sounds_like(written: str, name: str, *, is_chinese: bool) -> bool:
    if len(written) != len(name) or (is_chinese and written[0] not in family_signs()):
        return False
    return all(_readings(one) & _readings(other) for one, other in zip(written, name, strict=True))


@cache
def family_signs() -> frozenset[str]:
    """Return the first signs of Chinese family names, simplified."""
    return frozenset(row["han"][0] for row in rows("surnames"))


@cache
def _readings(letter: str) -> frozenset[str]:
    usual = run_together(letter).casefold().replace("ü", "v")
    return frozenset((usual, *(without_tone(one) for one in all_toned(letter)[:_MAX_READINGS])))
