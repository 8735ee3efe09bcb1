"""Where a folded sentence names one of a few people, in any spelling and case, by any part of the name.

A word too many costs a person one decision: a short part or a common word that is also a name counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from casebook.domain.dossier.hiding.plain_letters import LETTER_OR_DIGIT, UNPARTED, folded_words
from casebook.language.foreign import foreign_spellings
from casebook.language.hanzi import has_han, simplified, traditional
from casebook.language.mandarin import parted
from casebook.language.match import forms

_MIN_PART, _MIN_SIGNS, _LONG = 3, 2, 5
"""Letters of a part, signs of a whole name without spaces, and letters of a part that takes any ending."""
_WITHOUT_SPACES = re.compile(f"[{UNPARTED}\u0f00-\u0fff]")
_LAST_VOWEL = re.compile(r"(?<=\w{4})[aeiouyаеиоуыэюяйь]$")
"""Changed by an ending: Гульнара, Гульнаре."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")
"""Written with or without soft signs: Дилмурат, Дильмурат."""


def people_pattern(names: Collection[str]) -> re.Pattern[str]:
    """Return what finds these names, their spellings and parts in folded text.

    >>> named = people_pattern(["Dilmurat Osman"])
    >>> [bool(named.search(text)) for text in ("dilmurats file", "他找迪力木拉提", "дильмурату")]
    [True, True, True]
    >>> bool(named.search("the ottoman law"))
    False
    """
    written = {folded_words(form) for name in names for form in _spellings(name)}
    whole = {form for form in written if len(form) >= _MIN_SIGNS and _WITHOUT_SPACES.search(form)}
    words = {word for form in written - whole for word in re.findall(r"[^\W\d_]+", form)}
    parts = sorted(_inflected(word) for word in words if len(word) >= _MIN_PART)
    signs = sorted(r"\s?".join(map(re.escape, form.replace(" ", ""))) for form in whole)
    start, end = f"(?<!{LETTER_OR_DIGIT})", f"(?!{LETTER_OR_DIGIT})"
    return re.compile("|".join((*signs, f"{start}(?:{'|'.join(parts)}){end}" if parts else "(?!)")))


def _spellings(name: str) -> Iterator[str]:
    for form in (name, *(one.text for one in forms(name))):
        yield from (form, simplified(form), *traditional(form))
        for one in (simplified(form), *traditional(form)) if has_han(form) else ():
            yield from one.split("·") if "·" in one else parted(one)[1:]
    yield from foreign_spellings(name)


def _inflected(word: str) -> str:
    if len(word) < _LONG:
        return f"{re.escape(word)}s?"
    stem = _LAST_VOWEL.sub("", word)
    return ("ь?".join(stem.replace("ь", "")) if _CYRILLIC.search(stem) else re.escape(stem)) + r"\w{0,4}"
