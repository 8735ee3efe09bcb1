"""Names in Latin letters with the endings of the language they stand in: "Memtiminning", "Zhiyuanowi".

No table of endings is complete. A word that begins as a long name does and goes on with letters is that name,
whatever the letters are; of a short one, or of one whose own letters change, the commonest endings are known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from casebook.domain.dossier.hiding.name_search import NameSearch, Strength
from casebook.domain.dossier.hiding.plain_letters import ACCENTS, LETTER

MIN_INFLECTED = 5
"""Letters of a name that a longer word is taken for."""
_SURELY = 7
"""Letters of a name that a longer word is taken for without a capital, too."""
MIN_STEM = 4
"""Letters of a name that the commonest endings are looked for behind."""
_CHANGED = 2
"""Last letters of a name that an ending may change."""
_SOFTENED = {"k": "g", "q": "kg", "p": "b", "t": "d"}
"""Last consonants as they sound before an ending in Turkish, Kazakh and Uyghur: Ehmet, Ehmedin."""
_VOWELS = "aeiouy"
_RAISED = "ae"
"""Vowels that an ending raises in Uyghur: Patime, Patimining."""
_FLEETING = "eo"
"""Vowels of a last syllable that fall before an ending in Slavic languages: Marek, Marka."""
_SLAVIC = (
    "a|e|i|o|u|y|om|em|im|am|ie|iem|iu|ia|owi|ovi|evi|owie|ove|oj|ej|ou|ov|uv|ova|owa|owej|ovou|ovo|ami|ach"
)
_BALTIC = "as|is|us|ai|ui|iui|io|ys|yje|s|am"
_URALIC = (
    "n|in|an|on|ia|lla|lle|lta|ssa|sta|illa|ille|ilta|issa|ista|ile|il|ilt|it|t|at|et|ot|nak|nek|val|vel"
    "|nal|nel|hoz|hez|ban|ben|bol|rol|tol|ert"
)
_TURKIC = (
    "ya|ye|da|de|ta|te|dan|den|tan|ten|din|tin|la|le|yla|yle|un|nin|nun|yi|yu|lar|ler|ning|ni|ge|gha|ke|qa"
    "|ga|dek|tek|mu|chu|im|am|niki|diki|tiki|daki|deki|taki|teki|nda|nde|ndan|nden|inda|unda"
)
_ENDING = re.compile(f"(?:{_SLAVIC}|{_BALTIC}|{_URALIC}|{_TURKIC})")
"""The commonest case endings of names, folded."""
_VOWEL_ENDING = re.compile(f"(?=[{_VOWELS}]){_ENDING.pattern}")
_MORE = f"(?:{ACCENTS}*{LETTER}{ACCENTS}*)+"


def is_inflected(word: str, name: str) -> bool:
    """Return whether a folded word is a folded name with one of the commonest endings.

    >>> is_inflected("linowi", "lin"), is_inflected("linguist", "lin"), is_inflected("marka", "marek")
    (True, False, True)
    """
    endings = ((_ENDING, (name, *_softened(name))), (_VOWEL_ENDING, _reduced(name)))
    return any(
        word.startswith(stem) and pattern.fullmatch(word, len(stem)) is not None
        for pattern, stems in endings
        for stem in stems
    )


def inflected(name: str, others: Collection[str]) -> Iterator[NameSearch]:
    """Yield the searches for longer words that begin as a part of a name does.

    Args:
        name: the part, folded and without signs between its letters.
        others: folded words of the language that begin so, too.
    """
    if len(name) < MIN_STEM or not (name.isascii() and name.isalpha()):
        return
    own = "|".join(sorted(map(re.escape, others)))
    left = f"(?<!{LETTER})" + (f"(?!(?:{own})(?!{LETTER}))" if own else "")
    stems = "|".join(map(_accented, (name, *_softened(name))))
    reduced = "|".join(map(_accented, _reduced(name)))
    known = f"|(?:{reduced}){_VOWEL_ENDING.pattern}" if reduced else ""
    ways: tuple[tuple[str, Strength], ...] = (
        (f"(?:{stems}){_MORE}{known}", "part" if len(name) >= _SURELY else "inflected"),
        (f"(?:{stems}){_ENDING.pattern}", "part"),
    )
    if len(name) < MIN_INFLECTED:
        ways = ((ways[1][0], "inflected"),)
    for way, strength in ways[: 1 if len(name) >= _SURELY else 2]:
        pattern = f"{left}(?:{way})(?!{LETTER})"
        yield NameSearch(
            letters=name[: max(MIN_STEM - 1, len(name) - _CHANGED)], pattern=pattern, strength=strength
        )


def _accented(stem: str) -> str:
    return f"{ACCENTS}*".join(stem)


def _softened(name: str) -> Iterator[str]:
    """Yield a name with its last letters as they are before an ending."""
    yield from (f"{name[:-1]}{letter}" for letter in _SOFTENED.get(name[-1], ""))
    at = max(name.rfind(vowel) for vowel in _VOWELS)
    if len(name) - 2 <= at >= MIN_STEM - 1 and name[at] in _RAISED:
        yield f"{name[:at]}i{name[at + 1 :]}"


def _reduced(name: str) -> Iterator[str]:
    """Yield a name without its last vowel, which falls before an ending that is one."""
    if len(name) <= MIN_STEM:
        return
    if name[-1] in _VOWELS:
        yield name[:-1]
    elif name[-2] in _FLEETING and name[-3] not in _VOWELS:
        yield f"{name[:-2]}{name[-1]}"
