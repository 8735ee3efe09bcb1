"""What no rule decides and a person must look at: what may be a name, and names known in one spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from casebook.base.month_names import month_names
from casebook.domain.dossier.hiding.courtesy_title import TITLES
from casebook.domain.dossier.hiding.latin_ending import is_inflected
from casebook.domain.dossier.hiding.misread_name import MIN_COMPARED
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_rest import sounds
from casebook.domain.dossier.hiding.plain_letters import folded, is_one_slip
from casebook.domain.dossier.hiding.surname_sign import has_ordinary_sense, may_be_named
from casebook.domain.dossier.hiding.text_hit import TextHit
from casebook.language.cyrillic import is_cyrillic
from casebook.language.hanzi import has_han, simplified
from casebook.language.mandarin import run_together
from casebook.language.ordinary import ordinary_words, words_beginning
from casebook.language.place import place_spellings
from casebook.language.spoken_word import is_german_word
from casebook.services.dossier.hiding.chat_names import perhaps_patterns
from casebook.services.dossier.hiding.kin_names import names_of_kin

_WORD = re.compile(r"[^\W\d_]+")
_MIN_INFLECTED = 3
_LOOK_BACK = 40
_LONGEST_CASE = 2
"""Letters of the case endings of a name in Russian, as they sound."""
_VOWELS = "aeiou"
_CODE = re.compile("[A-Z]{2,3}")
"""Of a country or nationality (ISO 3166), which is no name of a place."""
_AFTER = re.compile(r"[ \u00a0\-]([^\W\d_]{2,})")
_BEFORE = re.compile(r"(?<=[\w,;(] )([^\W\d_]{2,})[ \u00a0\-]$")
_AFTER_CAPITALS = re.compile(r"(?:[ \u00a0\-/]|, ?)([A-Z]{2,})(?!\w)")
_BEFORE_CAPITALS = re.compile(r"(?<!\w)([A-Z]{2,})(?:[ \u00a0\-/]|, ?)$")
"""The same beside a name in capitals: in a list of passengers or of transfers, too."""
_KATAKANA = re.compile(
    "([\u30a1-\u30fa\u30fc]+(?:\u30fb[\u30a1-\u30fa\u30fc]+)+|[\u30a1-\u30fa\u30fc]{2,}(?=さん|氏|様|さま))"
)
_BEHIND_GREEK_TITLE = re.compile(
    r"(?<!\w)(?:κ|κα|κος|κου|κο|κας|κυρία|κυρίας|κύριος|κυρίου|κύριο)(?:\.|\b)\s{1,2}"
    "([\u0386-\u03ab][\u0370-\u03ff]+(?:[ \\-][\u0386-\u03ab][\u0370-\u03ff]+){0,3})"
)
_PERSONAL = frozenset({"name", "relative", "contact", "initials"})
_NAMES, _PLACES = frozenset({"name", "relative", "contact"}), frozenset({"place", "birth-place"})


class NearNames:
    """Finds what may be a name and is not replaced.

    That is a word with a capital that differs from a word of a name by one letter, is a short one with an
    ending, sounds like one in Cyrillic letters, or stands directly beside a replaced name; and what no table
    derives: a foreign name in katakana, and a name behind a Greek title or a word of kinship. So are a part
    of a name that is a word of the language, with a capital, where nothing says that a name is meant, and
    whom pasted lines or notices of a chat name, whole or one word of it, in any case of letters
    (`perhaps_patterns`).

    Args:
        hidden: all that a copy hides.
        texts: what it says; a word that also stands there without a capital is no name.
    """

    def __init__(self, hidden: Iterable[Hidden], texts: Iterable[str]) -> None:
        hidden = tuple(hidden)
        self._ordinary = {word for text in texts for word in _WORD.findall(text) if word.islower()}
        self._ordinary |= ordinary_words()
        names = {
            word
            for one in hidden
            if one.is_name and one.kind in _NAMES
            for word in _WORD.findall(folded(one.form))
            if len(word) >= MIN_COMPARED and word.isascii()
        }
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        for name in names - self._ordinary:
            for key in _keys(name):
                self._names[key].add(name)
        self._short = {
            word
            for one in hidden
            if one.is_name and one.kind in _NAMES
            for word in _WORD.findall(folded(one.form))
            if len(word) >= _MIN_INFLECTED and word.isascii() and word not in dict(one.inflected)
        }
        self._words_of_names = frozenset().union(
            *(one.ordinary for one in hidden if one.is_name and one.kind in _NAMES and one.shape == "stated")
        )
        self._sounds = {sounds(name).rstrip(_VOWELS) for name in names}
        perhaps = [one for one in hidden if one.shape == "perhaps-name"]
        self._listed = perhaps_patterns(
            (one.form for one in perhaps if one.kind == "contact"),
            (one.form for one in perhaps if one.kind != "contact"),
        )

    def find(self, text: str, hits: Sequence[TextHit]) -> Iterator[tuple[int, int]]:
        """The places of such words, but those within what is replaced there."""
        places = {*self._near(text), *self._inflected(text), *self._beside(text, hits)}
        places |= {*self._ordinary_left(text), *names_of_kin(text)}
        places |= {
            one.span(1)
            for pattern in (_KATAKANA, _BEHIND_GREEK_TITLE, *self._listed)
            for one in pattern.finditer(text)
        }
        for start, end in sorted(places):
            if not any(hit.start < end and start < hit.end for hit in hits):
                yield start, end

    def _near(self, text: str) -> Iterator[tuple[int, int]]:
        for word in _WORD.finditer(text):
            plain = folded(word[0])
            is_likely = (
                word[0][0].isupper() and len(plain) >= MIN_COMPARED - 1 and plain not in self._ordinary
            )
            if is_likely and (self._is_near(plain) or self._sounds_near(word[0])):
                yield word.span()

    def _inflected(self, text: str) -> Iterator[tuple[int, int]]:
        """Short parts of names with an ending: too many are other words to be replaced."""
        for word in _WORD.finditer(text):
            plain = folded(word[0])
            begun = (plain[:cut] for cut in range(_MIN_INFLECTED, len(plain)))
            if (
                word[0][0].isupper()
                and plain not in self._ordinary
                and any(
                    is_inflected(plain, part) and plain not in words_beginning(part)
                    for part in self._short.intersection(begun)
                )
            ):
                yield word.span()

    def _ordinary_left(self, text: str) -> Iterator[tuple[int, int]]:
        """Words of the language that are parts of names, with a capital: nothing beside them says which."""
        plain = folded(text)
        for word in _WORD.finditer(text) if self._words_of_names or self._short else ():
            one = plain[slice(*word.span())] if word[0][0].isupper() else ""
            may_be = one in self._words_of_names and may_be_named(text, word.span())
            if may_be or (one in self._short and has_ordinary_sense(plain, *word.span())):
                yield word.span()

    def _beside(self, text: str, hits: Iterable[TextHit]) -> Iterator[tuple[int, int]]:
        """Words with a capital directly before and behind a name; not the first of a sentence."""
        for hit in hits:
            if hit.kind not in _PERSONAL:
                continue
            is_large = text[hit.start : hit.end].isupper()
            after = (_AFTER_CAPITALS if is_large else _AFTER).match(text, hit.end)
            first = max(0, hit.start - _LOOK_BACK)
            before = (_BEFORE_CAPITALS if is_large else _BEFORE).search(text, first, hit.start)
            for word in filter(None, (before, after)):
                if (is_large or not word[1].isupper()) and self._may_be_half(word[1]):
                    yield word.span(1)

    def _may_be_half(self, word: str) -> bool:
        plain = folded(word)
        return word[0] != word[0].lower() and not (
            plain in self._ordinary
            or plain in TITLES
            or is_german_word(word)
            or place_spellings(word)
            or any(word in month_names(month, "wide") for month in range(1, 13))
        )

    def _is_near(self, word: str) -> bool:
        return any(is_one_slip(word, name) for key in _keys(word) for name in self._names.get(key, ()))

    def _sounds_near(self, word: str) -> bool:
        """Return whether a Cyrillic word sounds like a name, in whichever case it stands."""
        key = sounds(word) if is_cyrillic(word) else ""
        return (
            any(key[: len(key) - cut] in self._sounds for cut in range(_LONGEST_CASE + 1)) if key else False
        )


def of_one_spelling(hidden: Iterable[Hidden]) -> tuple[str, ...]:
    """Return places without other names in the tables, and people of whom no Chinese name is known."""
    places: dict[str, None] = {}
    by_label: defaultdict[str, list[str]] = defaultdict(list)
    for one in hidden:
        if one.kind in _PLACES and not any(map(str.isdigit, one.form)) and not _CODE.fullmatch(one.form):
            places[one.form] = None
        elif one.is_name and one.kind in _NAMES:
            by_label[one.label].append(one.form)
    people = [forms[0] for forms in by_label.values() if not any(map(has_han, forms))]
    return tuple(sorted({*_alone(tuple(places)), *people}))


def _alone(places: Sequence[str]) -> Iterator[str]:
    """Yield places in no table that are not recorded both in Chinese and in transcription."""
    readings = {folded(run_together(place)) for place in places if has_han(place)}
    for place in places:
        if has_han(place):
            is_known = simplified(place) != place or place_spellings(place)
        else:
            is_known = folded(place) in readings or place_spellings(place)
        if not is_known:
            yield place


def _keys(word: str) -> Iterator[str]:
    """A word, and it with each letter left out: two words with one slip between them share one."""
    yield word
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))
