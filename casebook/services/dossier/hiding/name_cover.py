"""Code names in place of names in any text that is shown, for all people and cases of a vault at once.

A pseudonymised copy hides the people of one case and may take its time. A screen shows a hundred texts at a
time, of ten thousand cases: so an index first says whose names a text may have, most often nobody's; names as
recorded are replaced at once, and the replacer of the copies is asked for the few people who are left.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice, pairwise
from unicodedata import normalize

from casebook.domain.dossier.hiding.courtesy_title import FUNCTION_WORDS, bare_name
from casebook.domain.dossier.hiding.label import replaced
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed
from casebook.domain.dossier.hiding.readings.text_reading import camel_parted
from casebook.domain.dossier.hiding.text_hit import TextHit
from casebook.domain.person.code_name import CodeNamed, code_key
from casebook.language.cantonese import names_within
from casebook.language.hanzi import has_han
from casebook.language.mandarin import parted
from casebook.language.ordinary import ordinary_words
from casebook.services.dossier.hiding.contact_names import is_office_name
from casebook.services.dossier.hiding.protected_names import name_forms

_WORD, _NUMBERED = re.compile(r"[^\W\d_]+"), re.compile(r"[^\W_]+")
"""Words of people's names, and those of offices and cases, which may have figures."""
_SHORTEST, _FREE = 3, 5
"""Letters of a word that is looked for as a word of its own, and within others."""
_PAIR = 2
_MAX_ALIKE = 12
"""People who share a word; one of more is met by another word, or by the whole name."""
_MIN_LETTERS = 2
"""Of a code name by which somebody is looked for."""
_MAX_TEXTS, _MAX_REPLACERS = 20_000, 400
_ISOLATES = dict.fromkeys((0x2068, 0x2069))


class NameCover:
    """Puts code names in place of names.

    Args:
        named: all people and cases whose names are not to be shown.
        unclear: stands for a word that is a name of very many.
    """

    def __init__(self, named: Iterable[CodeNamed] = (), unclear: str = "…") -> None:
        self._unclear = unclear
        self._named: dict[str, CodeNamed] = {}
        self._words: dict[str, dict[str, None]] = {}
        self._begun: dict[str, dict[str, None]] = {}
        self._replacers: dict[str, NameReplacer] = {}
        self._texts: dict[str, str] = {}
        for one in named:
            self._add(one)

    def take(self, ids: Collection[str], named: Iterable[CodeNamed]) -> None:
        """Take what some people and cases are now; those of them that are not named are gone."""
        for known in filter(None, map(self._named.get, ids)):
            self._drop(known)
        for one in named:
            self._add(one)
        self._texts.clear()

    def apply(self, text: str) -> str:
        """Return a text with code names in place of names."""
        if not text or not self._named:
            return text
        covered = self._texts.get(text)
        if covered is None:
            if len(self._texts) >= _MAX_TEXTS:
                self._texts.clear()
            covered = self._texts[text] = self._covered(text)
        return covered

    def names_behind(self, typed: str) -> tuple[str, ...]:
        """Return the names of those whose code name contains what was typed; none for one letter or none."""
        key = code_key(typed)
        if len(key) < _MIN_LETTERS:
            return ()
        meant = (one for one in self._named.values() if key in code_key(one.code_name))
        return tuple(name for one in islice(meant, _MAX_ALIKE) for name in one.names)

    def hides(self, text: str) -> bool:
        """Return whether a text has a name."""
        return self.apply(text) != text

    def _covered(self, text: str) -> str:
        words = self._words_in(text)
        if not words:
            return text
        met = self._met(words)
        for one in met:
            text = _stated_replaced(text, one)
        words = self._words_in(text) if met else words
        people = [one for one in self._met(words) if one.noun != "case"]
        text = _replaced(text, map(self._replacer, people))
        text = self._without_words(text) if words else text
        return _once(text, {one.code_name for one in met})

    def _met(self, words: Iterable[str]) -> list[CodeNamed]:
        """Return whose names a text with these words may have, those with the longest first."""
        few = (self._words[word] for word in words)
        ids = dict.fromkeys(chain.from_iterable(alike for alike in few if len(alike) <= _MAX_ALIKE))
        met = [self._named[record_id] for record_id in ids]
        return sorted(met, key=lambda one: -max(map(len, one.names), default=0))

    def _words_in(self, text: str) -> set[str]:
        """Return the words of names that stand in a text, alone or within other words."""
        plain = folded(text)
        stated = _WORD.findall(folded(camel_parted(normalize("NFC", text))))
        beside = map(" ".join, pairwise(stated))
        words = {word for word in chain(stated, beside, _NUMBERED.findall(plain)) if word in self._words}
        letters = squeezed(plain)
        for at in range(len(letters) - 1):
            for length in (2, 3):
                begun = self._begun.get(letters[at : at + length], ())
                words.update(word for word in begun if letters.startswith(word, at))
        return words

    def _without_words(self, text: str) -> str:
        """Return a text without the words of names that stand alone in it, which nothing has replaced."""
        plain = folded(text)
        if len(plain) != len(text):  # pragma: no cover - a letter for each letter
            return text
        pieces, at = [], 0
        for place in _WORD.finditer(plain):
            alike = self._words.get(place[0])
            if alike:
                label = self._named[next(iter(alike))].code_name if len(alike) == 1 else self._unclear
                pieces += [text[at : place.start()], label]
                at = place.end()
        return "".join((*pieces, text[at:])) if pieces else text

    def _replacer(self, one: CodeNamed) -> NameReplacer:
        if one.id not in self._replacers:
            if len(self._replacers) >= _MAX_REPLACERS:
                del self._replacers[next(iter(self._replacers))]
            self._replacers[one.id] = NameReplacer([*name_forms(one.names, one.code_name)])
        return self._replacers[one.id]

    def _add(self, one: CodeNamed) -> None:
        self._named[one.id] = one
        for word in _words_of(one):
            alike = self._words.get(word)
            if alike is None:
                alike = self._words[word] = {}
                for begins in _beginnings(word):
                    self._begun.setdefault(begins, {})[word] = None
            alike[one.id] = None

    def _drop(self, one: CodeNamed) -> None:
        del self._named[one.id]
        self._replacers.pop(one.id, None)
        for word in _words_of(one):
            alike = self._words[word]
            alike.pop(one.id, None)
            if not alike:
                del self._words[word]
                for begins in _beginnings(word):
                    self._begun[begins].pop(word, None)


def _once(text: str, code_names: Iterable[str]) -> str:
    """Return a text in which a code name stands once where it stood for a name in several scripts."""
    text = text.translate(_ISOLATES)  # they kept names of another direction together
    for code_name in code_names:
        again = f" · {code_name}"
        while f"{code_name}{again}" in text:
            text = text.replace(f"{code_name}{again}", code_name)
    return text


def _replaced(text: str, replacers: Iterable[NameReplacer]) -> str:
    """Return a text with code names for all of whom it has a name.

    Where a part of one name begins another's, as a family name of two, the longer is somebody's name.
    """
    hits = sorted(
        chain.from_iterable(one.find(text) for one in replacers), key=lambda hit: hit.start - hit.end
    )
    apart: list[TextHit] = []
    for hit in hits:
        if not any(hit.start < other.end and other.start < hit.end for other in apart):
            apart.append(hit)
    return replaced(text, sorted(apart, key=lambda hit: hit.start))


def _beginnings(word: str) -> Iterator[str]:
    """Yield by what a word is found within others; nothing for one that is found alone."""
    if has_han(word):
        yield word[:2]
    elif len(word) >= _FREE:
        yield word[:3]


def _words_of(one: CodeNamed) -> set[str]:
    """Return by which words somebody, or a case, may be met; no word of the language is one."""
    if one.noun == "case":
        return {squeezed(folded(name)) for name in one.names if _tells(name)}
    if any(map(is_office_name, one.names)):
        return {squeezed(folded(name)) for name in one.names}
    names = [*map(bare_name, (*one.names, *one.spellings))]
    names += [*chain.from_iterable(map(names_within, names))]
    words = {word for name in names for word in _words_of_name(name)}
    return words - ordinary_words() - FUNCTION_WORDS


def _words_of_name(name: str) -> Iterator[str]:
    plain = folded(name)
    whole = squeezed(plain)
    if has_han(plain):
        given = squeezed(folded(parted(name)[1]))
        yield from (part for part in (whole, given) if len(part) > 1)
        return
    words = _WORD.findall(plain)
    if len(whole) >= _FREE:
        yield whole
    elif len(words) == _PAIR:
        yield " ".join(words)  # "Wu Yi", of which no word and no run of letters tells
    joined = ("".join(words[1:]), "".join(words[:-1])) if len(words) > _PAIR else ()  # "Kayan" of Wong Ka Yan
    yield from (word for word in (*words, *joined) if len(word) >= _SHORTEST)


def _tells(name: str) -> bool:
    """Return whether the reference or title of a case is met by itself: it has a figure, or several words."""
    return len(squeezed(folded(name))) >= _FREE and (len(name.split()) > 1 or any(map(str.isdigit, name)))


def _stated_replaced(text: str, one: CodeNamed) -> str:
    """Return a text with names that stand in it as recorded replaced."""
    for name in sorted(_stated(one), key=len, reverse=True):
        if name.casefold() in text.translate(_ISOLATES).casefold():
            text = re.sub(_pattern(name), one.code_name.replace("\\", r"\\"), text)
    return text


def _stated(one: CodeNamed) -> Collection[str]:
    return [name for name in (*one.names, *one.spellings) if len(name) > 1 and _is_whole(name)]


def _is_whole(name: str) -> bool:
    """Return whether a name stands for somebody by itself, and not as a word of the language as well."""
    return has_han(name) or folded(name) not in ordinary_words()


def _pattern(name: str) -> str:
    stated = re.escape(name)
    return f"(?i){stated}" if has_han(name) else rf"(?i)(?<!\w){stated}(?!\w)"
