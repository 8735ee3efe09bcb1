"""Chinese names in Hangul: by the Korean reading of their characters, and by their sound in Mandarin.

Sources: Unihan (kHangul, Unicode 14.0), in ``resources/names/hangul.tsv``; National Institute of Korean
Language, Rules for Writing Loan Words (1986), table 5, for Chinese. A reading that begins with r or n before
a soft vowel changes at the beginning of a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import islice, product

from casebook.language.syllable import initial_and_final
from casebook.language.table import rows, several

MAX_READINGS = 4
_INITIALS = {
    "zh": "ㅈ",
    "ch": "ㅊ",
    "sh": "ㅅ",
    "b": "ㅂ",
    "p": "ㅍ",
    "m": "ㅁ",
    "f": "ㅍ",
    "d": "ㄷ",
    "t": "ㅌ",
    "n": "ㄴ",
    "l": "ㄹ",
    "g": "ㄱ",
    "k": "ㅋ",
    "h": "ㅎ",
    "j": "ㅈ",
    "q": "ㅊ",
    "x": "ㅅ",
    "r": "ㄹ",
    "z": "ㅉ",
    "c": "ㅊ",
    "s": "ㅆ",
}
_FINALS = {
    "a": "아",
    "ai": "아이",
    "an": "안",
    "ang": "앙",
    "ao": "아오",
    "e": "어",
    "ei": "에이",
    "en": "언",
    "eng": "엉",
    "er": "얼",
    "o": "오",
    "ong": "웅",
    "ou": "어우",
    "u": "우",
    "ua": "와",
    "uai": "와이",
    "uan": "완",
    "uang": "왕",
    "ui": "우이",
    "un": "운",
    "uo": "워",
    "i": "이",
    "ia": "야",
    "ian": "옌",
    "iang": "양",
    "iao": "야오",
    "ie": "예",
    "in": "인",
    "ing": "잉",
    "iong": "융",
    "iu": "유",
    "v": "위",
    "van": "위안",
    "ve": "웨",
    "vn": "윈",
}
_WHOLE = {
    "yi": "이",
    "ya": "야",
    "yan": "옌",
    "yang": "양",
    "yao": "야오",
    "ye": "예",
    "yin": "인",
    "ying": "잉",
    "yo": "요",
    "you": "유",
    "yong": "융",
    "yu": "위",
    "yuan": "위안",
    "yue": "웨",
    "yun": "윈",
    "wu": "우",
    "wa": "와",
    "wai": "와이",
    "wan": "완",
    "wang": "왕",
    "wei": "웨이",
    "wen": "원",
    "weng": "웡",
    "wo": "워",
    "zhi": "즈",
    "chi": "츠",
    "shi": "스",
    "ri": "르",
    "zi": "쯔",
    "ci": "츠",
    "si": "쓰",
}
_PLAIN_VOWELS = {"ㅑ": "ㅏ", "ㅖ": "ㅔ", "ㅛ": "ㅗ", "ㅠ": "ㅜ"}
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_SOFT_VOWELS = "ㅑㅒㅕㅖㅛㅠㅣ"
_FIRST, _OF_LEAD, _OF_VOWEL = 0xAC00, 588, 28


def by_reading(han: str) -> list[str]:
    """Every likely reading of a name in Chinese characters, family name first, run together.

    >>> by_reading("林致遠")
    ['임치원', '림치원']
    """
    choices = [_readings().get(letter, ()) for letter in han]
    if not choices or not all(choices):
        return []
    ways = islice(product(*choices), MAX_READINGS)
    return list(
        dict.fromkeys(word for way in ways for word in (_begun(way[0]) + "".join(way[1:]), "".join(way)))
    )


def by_sound(words: Sequence[Sequence[str]]) -> str:
    """Words of syllables of Hanyu Pinyin, ü as v, run together; "" where one of them is none.

    >>> by_sound([["lin"], ["zhi", "yuan"]])
    '린즈위안'
    """
    heard = [_heard(syllable) for word in words for syllable in word]
    return "".join(heard) if all(heard) else ""


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    return {row["han"]: several(row["hangul"]) for row in rows("hangul")}


def _begun(sign: str) -> str:
    """A syllable as it is said at the beginning of a word."""
    code = ord(sign) - _FIRST
    lead, rest = divmod(code, _OF_LEAD)
    is_soft = _VOWELS[rest // _OF_VOWEL] in _SOFT_VOWELS
    if _LEADS[lead] == "ㄹ":
        lead = _LEADS.index("ㅇ" if is_soft else "ㄴ")
    elif _LEADS[lead] == "ㄴ" and is_soft:
        lead = _LEADS.index("ㅇ")
    return chr(_FIRST + lead * _OF_LEAD + rest)


def _heard(syllable: str) -> str:
    if whole := _WHOLE.get(syllable):
        return whole
    initial, final = initial_and_final(syllable)
    sound = _FINALS.get(final, "")
    return _led(_INITIALS[initial], sound) if initial and sound else sound


def _led(lead: str, sound: str) -> str:
    """A final with its initial; after ㅈ, ㅊ and ㅉ a soft vowel is written as a plain one."""
    vowel, tail = divmod((ord(sound[0]) - _FIRST) % _OF_LEAD, _OF_VOWEL)
    letter = _VOWELS[vowel]
    if lead in "ㅈㅉㅊ":
        letter = _PLAIN_VOWELS.get(letter, letter)
    first = chr(_FIRST + _LEADS.index(lead) * _OF_LEAD + _VOWELS.index(letter) * _OF_VOWEL + tail)
    return unicodedata.normalize("NFC", first + sound[1:])
