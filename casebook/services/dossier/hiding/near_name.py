"""What no rule decides and a person must look at: words like a name, and names known in one spelling."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from casebook.domain.dossier.plain_letters import folded, is_one_slip
from casebook.domain.dossier.pseudonym import Hidden, TextHit
from casebook.language.hanzi import has_han, simplified
from casebook.language.mandarin import run_together
from casebook.language.ordinary import ordinary_words
from casebook.language.place import place_spellings

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 5
_NAMES, _PLACES = frozenset({"name", "relative"}), frozenset({"place", "birth-place"})


class NearNames:
    """Finds words with a capital that differ from a word of a name by one letter.

    Args:
        hidden: all that a copy hides.
        texts: what it says; a word that also stands there without a capital is no name.
    """

    def __init__(self, hidden: Iterable[Hidden], texts: Iterable[str]) -> None:
        self._ordinary = {word for text in texts for word in _WORD.findall(text) if word.islower()}
        self._ordinary |= ordinary_words()
        names = {
            word
            for one in hidden
            if one.is_name and one.kind in _NAMES
            for word in _WORD.findall(folded(one.form))
            if len(word) >= _FEWEST_LETTERS and word.isascii()
        }
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        for name in names - self._ordinary:
            for key in _keys(name):
                self._names[key].add(name)

    def find(self, text: str, hits: Sequence[TextHit]) -> Iterator[tuple[int, int]]:
        """The places of such words, but those within what is replaced there."""
        for word in _WORD.finditer(text):
            plain = folded(word[0])
            is_likely = (
                word[0][0].isupper() and len(plain) >= _FEWEST_LETTERS - 1 and plain not in self._ordinary
            )
            if is_likely and self._is_near(plain):
                start, end = word.span()
                if not any(hit.start < end and start < hit.end for hit in hits):
                    yield start, end

    def _is_near(self, word: str) -> bool:
        return any(is_one_slip(word, name) for key in _keys(word) for name in self._names.get(key, ()))


def of_one_spelling(hidden: Iterable[Hidden]) -> tuple[str, ...]:
    """Places of which no table has another name, and people whose names are known in Latin letters alone."""
    places: dict[str, None] = {}
    by_label: defaultdict[str, list[str]] = defaultdict(list)
    for one in hidden:
        if one.kind in _PLACES and not any(map(str.isdigit, one.form)):
            places[one.form] = None
        elif one.is_name and one.kind in _NAMES:
            by_label[one.label].append(one.form)
    people = [forms[0] for forms in by_label.values() if all(map(_is_latin, forms))]
    return tuple(sorted({*_alone(tuple(places)), *people}))


def _alone(places: Sequence[str]) -> Iterator[str]:
    """Places that no table knows and that are not recorded both in Chinese and as it is read."""
    readings = {folded(run_together(place)) for place in places if has_han(place)}
    for place in places:
        if has_han(place):
            is_known = simplified(place) != place or place_spellings(place)
        else:
            is_known = folded(place) in readings or place_spellings(place)
        if not is_known:
            yield place


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in text if sign.isalpha())


def _keys(word: str) -> Iterator[str]:
    """A word, and it with each letter left out: two words with one slip between them share one."""
    yield word
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))
