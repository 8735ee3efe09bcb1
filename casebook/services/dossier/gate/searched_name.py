"""The forms of names that gates look for in pages of exhibits, passages and the own words of letters.

They are those of pseudonymised copies that mean somebody without capitals, which a folded text has lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from casebook.domain.dossier.hiding.plain_letters import LONG_LETTERS, folded
from casebook.domain.person.person import Person
from casebook.language.hanzi import has_han
from casebook.language.mandarin import parted, run_together
from casebook.services.dossier.hiding import protected_names
from casebook.services.dossier.hiding.nicknames import nicknames

GIVEN_SIGNS = 2
"""Least Chinese signs of a given name looked for alone."""
_SHORT_LETTERS = 4
"""Least letters of a word of a name in another script than Latin, where few words are like it."""
_TIBETAN_SIGNS = 4
"""Chinese signs of a Tibetan name of two names, each of two syllables."""
_Spell = Callable[[str], tuple[str, ...]]
_SPACE = re.compile(r"\s+")
_BEFORE = ("Xiao ", "Hsiao ", "Siu ", "Ah ", "小", "阿")
"""How a nickname begins that is no other word, whatever follows; "a hang" is in many sentences."""


def searched_names(
    clients: Iterable[Person], people: Iterable[Person], others: Iterable[str] = ()
) -> set[str]:
    """Return every spelling of the names, given names alone and nicknames, to be compared in `plain` letters.

    A name that a client shares is no sign of somebody else.
    """
    spell: _Spell = lru_cache(maxsize=None)(protected_names.spellings)  # it ends with this search
    texts = [name.text for one in clients for name in one.names]
    shared = {word for text in texts for word in _words(text, spell)}
    parts = {part for text in texts for part in _parts(text, spell)}
    names: set[str] = set()
    for name in (*(name.text for person in people for name in person.names), *others):
        for form in (*spell(name), *_familiar(name, spell), *_by_halves(name)):
            is_familiar = form.startswith(("A ", "Ah "))  # "hang a" is in many sentences
            turned = form if is_familiar else " ".join(reversed(form.split()))
            names |= {form, turned, *(word for word in _given(form) if word not in shared)}
            names |= {nickname for nickname, of in _nicknames(form) if of not in parts}
    return names


def plain(text: str) -> str:
    """Return a text with letters and line breaks folded, so that a name is found over the end of a line."""
    return _SPACE.sub(" ", folded(text)).strip()


def _familiar(name: str, spell: _Spell) -> Iterator[str]:
    """Yield "Ah Hang" of 阿航, which its pinyin writes "A Hang"."""
    if name.startswith("阿"):
        yield from (f"Ah{form[1:]}" for form in spell(name) if form.startswith("A "))


def _by_halves(name: str) -> Iterator[str]:
    """Yield 拉珍, "Cairanglazhen" and "Cairang Lazhen" of 才让拉珍, which has no family name."""
    if len(name) == _TIBETAN_SIGNS and all(map(has_han, name)) and len(parted(name)[0]) == 1:
        first, second = name[:2], name[2:]
        yield from (second, run_together(name), f"{run_together(first)} {run_together(second)}")


def _nicknames(form: str) -> Iterator[tuple[str, str]]:
    """Yield nicknames, each with the part of the name that it is made of."""
    for one in nicknames(form, "", "name"):
        if one.shape != "nickname" or one.form.startswith(_BEFORE):
            yield one.form, one.form[-1] if has_han(one.form) else plain(one.form).split()[-1]


def _parts(name: str, spell: _Spell) -> Iterator[str]:
    """Yield the words of a name in plain letters, in every spelling, and its Chinese signs."""
    for form in spell(name):
        yield from form if has_han(form) else plain(form).split()


def _words(name: str, spell: _Spell) -> set[str]:
    return {plain(word) for form in spell(name) for word in (form, *_given(form))}


def _given(form: str) -> Iterator[str]:
    """Yield given names in plain letters that are long enough to name somebody alone."""
    if has_han(form):
        parts = form.split("·")
        given = parts if len(parts) > 1 else [parted(form)[1]]
        yield from (plain(one) for one in given if len(one) >= GIVEN_SIGNS)
        return
    ordinary = protected_names.name_form(form, "").ordinary
    for word in plain(form).split():
        least = LONG_LETTERS if word.isascii() else _SHORT_LETTERS
        if len(word) >= least and word not in ordinary:
            yield word
