"""The single-byte encoding that a text is in, by the letters that its languages use most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_RUSSIAN, _UKRAINIAN = "оеаинтсрвлкмдпуяыьгзбчй", "оаниіверстклудмпязьбгї"
_FRENCH, _GERMAN = "éèàùâêîôûçœëï’“”«»ÉÀÇ", "äöüßÄÖÜ„“”–’é"
_IBERIAN, _NORDIC = "áéíóúñãõçâêàüÁÉÍÓÚÑ¿¡ªº“”’", "åäöæøéÅÄÖÆØ’”"
_POLISH, _CZECH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”", "áčďéěíňóřšťúůýžľôÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ"
_HUNGARIAN, _BALKAN = "áéíóöőúüűÁÉÍÓÖŐÚÜŰ", "čćđšžăâîşţČĆĐŠŽĂÂÎŞŢ"
_LANGUAGES = (
    *(("cp1252", letters) for letters in (_FRENCH, _GERMAN, _IBERIAN, _NORDIC)),
    ("cp1254", "ıİşŞğĞüÜöÖçÇâî’"),
    *(("cp1250", letters) for letters in (_POLISH, _CZECH, _HUNGARIAN, _BALKAN)),
    *((name, _RUSSIAN) for name in ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")),
    *((name, _UKRAINIAN) for name in ("cp1251", "koi8-u", "iso8859-5")),
    ("cp1253", "αοιετσνηυρπκλμςάέίήόύώθδγ"),
    ("cp1255", "יוהלאתרבםשמנדחקעפצגזסטןכ"),
    ("cp1256", "ايلنمرتوهبدسعفقكحجشةأىپچگی،؟خصطذضغزثإآ"),
    ("cp874", "านรอกเงมยลวดทสตะปบคหแจพชขไใถโณฐธผ่้ีิัำ์ุูึืๆญษศ"),
)
"""Encodings with the letters that are most of a text in a language; for Latin those beyond ASCII."""
_MISPLACED = re.compile(
    "(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
    "|[\u0e40-\u0e44](?![\u0e01-\u0e2e])"
)
"""Thai signs without their consonant: the bytes are Chinese. Source: The Unicode Standard, section 16.1."""
_WORD = re.compile(r"[^\W\d_]+")
_ONE_WORD = 1
_MIN_SHARE, _CLEAR, _MARGIN = 0.72, 0.85, 0.12
_ENOUGH_LETTERS = 12
_RARE = {"mac-cyrillic"}
"""Its small letters are those of cp1251."""
_LATIN = {"cp1250", "cp1252", "cp1254"}


@dataclass(frozen=True, slots=True)
class LetterGuess:
    """An encoding, and whether another may be as right.

    Attributes:
        encoding: its name.
        is_sure: the text is long enough, and no other comes near.
    """

    encoding: str
    is_sure: bool


def by_letters(sample: bytes) -> LetterGuess | None:
    """Return the single-byte encoding whose languages the letters of a text fit best; None where none does.

    Args:
        sample: a text that is no UTF-8.
    """
    beyond = sum(byte >= 0x80 for byte in sample)  # noqa: PLR2004 - the end of ASCII
    scores: dict[str, float] = {}
    for encoding, letters in _LANGUAGES:
        scores[encoding] = max(
            scores.get(encoding, 0.0), _share(sample, encoding, frozenset(letters), beyond)
        )
    ranked = sorted(scores, key=lambda name: -scores[name])
    best, second = scores[ranked[0]], scores[ranked[1]]
    if best < _MIN_SHARE:
        return None
    same = sample.decode(ranked[0], "replace") == sample.decode(ranked[1], "replace")
    is_apart = same or ranked[1] in _RARE or best - second >= _MARGIN
    return LetterGuess(ranked[0], best >= _CLEAR and is_apart and beyond >= _ENOUGH_LETTERS)


def _share(sample: bytes, encoding: str, letters: frozenset[str], beyond: int) -> float:
    """How many of the characters beyond ASCII are such letters, each where a word may have it."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    if _MISPLACED.search(text):
        return 0.0
    is_latin = encoding in _LATIN
    return sum(_fitting(text, letters, is_latin=is_latin)) / max(beyond, 1)


def _fitting(text: str, letters: frozenset[str], *, is_latin: bool) -> Iterator[int]:
    yield sum(char in letters for char in text if not char.isascii() and not char.isalpha())
    for match in _WORD.finditer(text):
        word = match[0]
        foreign = [char for char in word if not char.isascii()]
        if not is_latin and len(foreign) < len(word):
            continue  # "Mьller": a letter of another script amid a word
        is_shouted = word.isupper() and len(word) > _ONE_WORD
        for place, char in enumerate(word):
            if not char.isascii():
                is_placed = char == char.lower() or place == 0 or is_shouted
                yield is_placed and (char in letters or char.lower() in letters)
