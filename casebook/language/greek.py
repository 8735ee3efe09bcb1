"""Mandarin names in Greek letters, as Greek papers write them: by sound, for no standard binds them.

There is no standard: the letters are chosen by hand after names that Greek papers have ("Σι Τζινπίνγκ"), with
variants where writers differ. A form with other variants is not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product

from casebook.language.syllable import initial_and_final

MAX_WAYS = 24
_INITIALS = {
    "zh": ("ζ", "τζ"),
    "ch": ("τσ",),
    "sh": ("σ",),
    "b": ("μπ",),
    "p": ("π",),
    "m": ("μ",),
    "f": ("φ",),
    "d": ("ντ",),
    "t": ("τ",),
    "n": ("ν",),
    "l": ("λ",),
    "g": ("γκ",),
    "k": ("κ",),
    "h": ("χ",),
    "j": ("τζ", "ζ"),
    "q": ("τσ",),
    "x": ("σ", "ξ"),
    "r": ("ρ", "ζ"),
    "z": ("τζ", "ζ"),
    "c": ("τσ",),
    "s": ("σ",),
}
_FINALS = {
    "ong": ("ονγκ", "ουνγκ"),
    "ou": ("ου", "οου"),
    "ian": ("ιαν", "ιεν"),
    "iong": ("ιονγκ", "ιουνγκ"),
    "iu": ("ιου",),
    "v": ("ου", "ιου"),
    "van": ("ουαν", "ιουαν"),
    "ve": ("ουε", "ιουε"),
    "vn": ("ουν", "ιουν"),
}
_SOUNDS = (("ng", "νγκ"), ("u", "ου"), ("a", "α"), ("e", "ε"), ("i", "ι"), ("o", "ο"), ("n", "ν"), ("r", "ρ"))
_BEGUN = {
    "yi": ("γι", "ι"),
    "yin": ("γιν", "ιν"),
    "ying": ("γινγκ", "ινγκ"),
    "yan": ("γιαν", "γιεν"),
    "you": ("γιου",),
    "yong": ("γιονγκ", "γιουνγκ"),
    "yu": ("γιου", "γου"),
    "yuan": ("γιουαν", "γουαν", "ιουαν"),
    "yue": ("γιουε", "γουε"),
    "yun": ("γιουν", "γουν"),
    "wu": ("ου", "γου"),
}
"""Syllables that begin with y or w, where they are not those letters by sound."""


def greek(words: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Words of syllables of Hanyu Pinyin, ü as v, in Greek letters without accents; nothing if one is none.

    >>> greek([["lin"], ["zhi", "yuan"]])[:2]
    ('Λιν Ζιγιουαν', 'Λιν Ζιγουαν')
    """
    choices = [_ways(syllable) for word in words for syllable in word]
    if not all(choices):
        return ()
    names = []
    for way in islice(product(*choices), MAX_WAYS):
        heard = iter(way)
        names.append(" ".join("".join(next(heard) for _ in word).capitalize() for word in words))
    return tuple(dict.fromkeys(names))


def _ways(syllable: str) -> tuple[str, ...]:
    if begun := _BEGUN.get(syllable):
        return begun
    if syllable.startswith("y"):
        return ("γι" + _spelt(syllable[1:]),)
    if syllable.startswith("w"):
        return tuple(begun + _spelt(syllable[1:]) for begun in ("γου", "ου"))
    initial, final = initial_and_final(syllable)
    if not final:
        return ()
    finals = _FINALS.get(final) or (_spelt(final),)
    return tuple(begun + ended for begun in _INITIALS.get(initial, ("",)) for ended in finals)


def _spelt(final: str) -> str:
    for latin, letters in _SOUNDS:
        final = final.replace(latin, letters)
    return final
