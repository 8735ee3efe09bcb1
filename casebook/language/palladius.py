"""Mandarin names in Cyrillic letters, as Russian papers write them.

Source: the system of Palladius (Kafarov), as in the Russian State Atlas instruction of 1983 on Chinese names:
finals with -n end in a soft sign, finals with -ng in none; a hard sign parts -n from a vowel that follows.
"""

from __future__ import annotations

from collections.abc import Sequence

from casebook.language.syllable import initial_and_final

_INITIALS = {
    "zh": "чж",
    "ch": "ч",
    "sh": "ш",
    "b": "б",
    "p": "п",
    "m": "м",
    "f": "ф",
    "d": "д",
    "t": "т",
    "n": "н",
    "l": "л",
    "g": "г",
    "k": "к",
    "h": "х",
    "j": "цз",
    "q": "ц",
    "x": "с",
    "r": "ж",
    "z": "цз",
    "c": "ц",
    "s": "с",
}
_FINALS = {
    "a": "а",
    "ai": "ай",
    "an": "ань",
    "ang": "ан",
    "ao": "ао",
    "e": "э",
    "ei": "эй",
    "en": "энь",
    "eng": "эн",
    "er": "эр",
    "o": "о",
    "ong": "ун",
    "ou": "оу",
    "u": "у",
    "ua": "уа",
    "uai": "уай",
    "uan": "уань",
    "uang": "уан",
    "ui": "уй",
    "un": "унь",
    "uo": "о",
    "i": "и",
    "ia": "я",
    "ian": "янь",
    "iang": "ян",
    "iao": "яо",
    "ie": "е",
    "in": "инь",
    "ing": "ин",
    "iong": "юн",
    "iu": "ю",
    "v": "юй",
    "van": "юань",
    "ve": "юэ",
    "vn": "юнь",
}
_WHOLE = {
    "zi": "цзы",
    "ci": "цы",
    "si": "сы",
    "hui": "хуэй",
    "yo": "йо",
    "you": "ю",
    "yong": "юн",
    "er": "эр",
    "yi": "и",
    "ya": "я",
    "yan": "янь",
    "yang": "ян",
    "yao": "яо",
    "ye": "е",
    "yin": "инь",
    "ying": "ин",
    "yu": "юй",
    "yuan": "юань",
    "yue": "юэ",
    "yun": "юнь",
    "wu": "у",
    "wa": "ва",
    "wai": "вай",
    "wan": "вань",
    "wang": "ван",
    "wei": "вэй",
    "wen": "вэнь",
    "weng": "вэн",
    "wo": "во",
}
_VOWELS = tuple("аэоуияюею")


def cyrillic(syllables: Sequence[str]) -> str:
    """Syllables of Hanyu Pinyin, ü as v, as one Russian word; "" where one of them is none.

    >>> cyrillic(["zhi", "yuan"]), cyrillic(["lin"]), cyrillic(["xi", "ping"]), cyrillic(["chang", "an"])
    ('Чжиюань', 'Линь', 'Сипин', 'Чанъань')
    """
    word = ""
    for place, one in enumerate(syllables):
        letters = _syllable(one)
        if not letters:
            return ""
        word += ("ъ" if place and word.endswith("н") and letters.startswith(_VOWELS) else "") + letters
    return word.capitalize()


def _syllable(syllable: str) -> str:
    if whole := _WHOLE.get(syllable):
        return whole
    initial, final = initial_and_final(syllable)
    if initial and final in _FINALS:
        return _INITIALS[initial] + _FINALS[final]
    return "" if initial else _FINALS.get(final, "")
