"""Uyghur letters: Arabic, Latin and Cyrillic, letter for letter.

Source: Uyghur Latin Yëziqi as amended in 2008, agreed on by BGN and PCGN as their romanisation in 2023; its
table as Wikipedia's "Uyghur Latin alphabet" gives it. Cyrillic as used in Kazakhstan, ibid.
"""

from __future__ import annotations

import re

_LETTERS = (
    ("ا", "a", "а"),
    ("ە", "e", "ә"),
    ("ب", "b", "б"),
    ("پ", "p", "п"),
    ("ت", "t", "т"),
    ("ج", "j", "җ"),
    ("چ", "ch", "ч"),
    ("خ", "x", "х"),
    ("د", "d", "д"),
    ("ر", "r", "р"),
    ("ز", "z", "з"),
    ("ژ", "zh", "ж"),
    ("س", "s", "с"),
    ("ش", "sh", "ш"),
    ("غ", "gh", "ғ"),
    ("ف", "f", "ф"),
    ("ق", "q", "қ"),
    ("ك", "k", "к"),
    ("گ", "g", "г"),
    ("ڭ", "ng", "ң"),
    ("ل", "l", "л"),
    ("م", "m", "м"),
    ("ن", "n", "н"),
    ("ھ", "h", "һ"),
    ("و", "o", "о"),
    ("ۇ", "u", "у"),
    ("ۆ", "ö", "ө"),
    ("ۈ", "ü", "ү"),
    ("ۋ", "w", "в"),
    ("ې", "ë", "е"),
    ("ى", "i", "и"),
    ("ي", "y", "й"),
)
HAMZA = "ئ"
_VOWELS = frozenset("aeëioöuü")
_TO_LATIN = {arabic: latin for arabic, latin, _ in _LETTERS} | {"ه": "h", "ی": "y", "ک": "k"}
_TO_ARABIC = {latin: arabic for arabic, latin, _ in _LETTERS} | {"é": "ې", "v": "ۋ"}
_TO_CYRILLIC = {latin: cyrillic for _, latin, cyrillic in _LETTERS} | {"é": "е"}
_FROM_CYRILLIC = {cyrillic: latin for _, latin, cyrillic in _LETTERS} | {
    "я": "ya",
    "ю": "yu",
    "э": "e",
    "ё": "yo",
}
_PAIRS = re.compile(r"n'g|ch|zh|sh|gh|ng|.", re.DOTALL)
_CYRILLIC_PAIRS = (("йа", "я"), ("йу", "ю"))
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_UYGHUR_CYRILLIC = re.compile("[җәһ]")


def is_arabic(text: str) -> bool:
    """Whether the text is in Arabic script."""
    return _ARABIC.search(text) is not None


def is_uyghur_cyrillic(text: str) -> bool:
    """Whether a Cyrillic text holds a letter that Uyghur has and Kazakh names rarely have."""
    return _UYGHUR_CYRILLIC.search(text.casefold()) is not None


def latin_of_arabic(text: str) -> str:
    """Convert Uyghur from Arabic to Latin script; "" if the text contains other letters.

    >>> latin_of_arabic("مەھمۇت تۇرسۇنئاي")
    "Mehmut Tursun'ay"
    """
    words = [_latin(word) for word in text.split()]
    return " ".join(words) if all(words) else ""


def _latin(word: str) -> str:
    latin = ""
    for at, letter in enumerate(word):
        if letter == HAMZA:
            latin += "'" if at else ""
        elif letter in _TO_LATIN:
            parts_sounds = latin.endswith("n") and _TO_LATIN[letter] in {"g", "gh"}
            latin += ("'" if parts_sounds else "") + _TO_LATIN[letter]
        else:
            return ""
    return latin[:1].upper() + latin[1:]


def arabic_of_latin(text: str) -> str:
    """Convert Uyghur from Latin to Arabic script; "" if the text contains other letters.

    >>> arabic_of_latin("Mehmut Tursun'ay Ëziz")
    'مەھمۇت تۇرسۇنئاي ئېزىز'
    """
    words = [_arabic(word) for word in text.casefold().split()]
    return " ".join(words) if all(words) else ""


def _arabic(word: str) -> str:
    arabic, before = "", ""
    for part in _PAIRS.findall(word):
        if part == "n'g":
            arabic += _TO_ARABIC["n"] + _TO_ARABIC["g"]
        elif part in _TO_ARABIC:
            begins = part in _VOWELS | {"é"} and (before in {"", "'"} or before in _VOWELS)
            arabic += (HAMZA if begins else "") + _TO_ARABIC[part]
        elif part not in {"'", "’"}:
            return ""
        before = "'" if part in {"'", "’"} else part
    return arabic


def cyrillic_of_latin(text: str) -> str:
    """Convert Uyghur from Latin to Kazakhstan's Cyrillic script; "" if the text contains other letters.

    >>> cyrillic_of_latin("Mehmut Ayshe"), cyrillic_of_latin("Qurban'gül")
    ('Мәһмут Айшә', 'Қурбангүл')
    """
    words = []
    for word in text.casefold().split():
        # The apostrophe parts n from g, and falls away: Cyrillic has a letter for ng.
        pairs = [part for run in word.split("'") for part in _PAIRS.findall(run)]
        parts = [_TO_CYRILLIC.get(pair, "") for pair in pairs]
        if not all(parts):
            return ""
        cyrillic = "".join(parts)
        for pair, letter in _CYRILLIC_PAIRS:
            cyrillic = cyrillic.replace(pair, letter)
        words.append(cyrillic.capitalize())
    return " ".join(words)


def latin_of_cyrillic(text: str) -> str:
    """Convert Uyghur from Cyrillic to Latin script; "" if the text contains other letters.

    >>> latin_of_cyrillic("Мәһмут Аюп")
    'Mehmut Ayup'
    """
    words = []
    for word in text.casefold().split():
        parts = [_FROM_CYRILLIC.get(letter, "") for letter in word]
        if not all(parts):
            return ""
        words.append("".join(parts).capitalize())
    return " ".join(words)
