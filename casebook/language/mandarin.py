"""Mandarin names in Latin letters: Hanyu Pinyin, Wade-Giles, the spelling of Taiwan's passports.

Source: GB/T 28039-2011 for writing names in Hanyu Pinyin (family name first, given name together, ü as yu in
passports); pypinyin's readings and its table for Wade-Giles, from which Taiwan's passports drop marks and
apostrophes.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from casebook.language.hanzi import simplified
from casebook.language.readings import all_toned, plain, toned, wade_giles_table, without_tone
from casebook.language.table import rows, several

MAX_READINGS = 5
"""Ways of reading one name: the usual one, then one other reading at a time."""
COMPOUND = 2
"""Characters of a compound family name."""
_OPEN = ("a", "e", "ê", "o")
_BY_SOUND = {
    "都": "du",
    "卜": "bu",
    "娜": "na",
    "塞": "sai",
    "乐": "le",
    "孜": "zi",
    "汗": "han",
    "纳": "na",
    "什": "shi",
}
"""How characters are read that render a foreign sound, where a dictionary prefers another reading."""
_PLAIN = str.maketrans({"ü": "u", "'": None})

Reading = tuple[str, ...]
"""Syllables of a name, ü as v, without tones."""


@cache
def family_readings() -> dict[str, tuple[str, ...]]:
    """How family names are read where a dictionary reads them otherwise, and every compound one."""
    readings_of = {row["han"]: several(row["pinyin"].casefold()) for row in rows("surnames")}
    return {han: readings for han, readings in readings_of.items() if readings}


def parted(han: str) -> tuple[str, str]:
    """Family and given name of a Chinese name in simplified characters, only to spell it.

    >>> parted("歐陽書允"), parted("文舒允")
    (('欧阳', '书允'), ('文', '舒允'))
    """
    letters = simplified(han)
    at = COMPOUND if len(letters) > COMPOUND and letters[:COMPOUND] in family_readings() else 1
    return letters[:at], letters[at:]


def readings(han: str) -> list[Reading]:
    """Family and given name as read, each run together, the usual reading first.

    >>> readings("单宁")[0], readings("欧阳书允")[0]
    (('shan', 'ning'), ('ouyang', 'shuyun'))
    """
    family, given = parted(han)
    families = tuple(dict.fromkeys((*family_readings().get(family, ()), *_plain_readings(family))))
    usual = plain(family + given)[len(family) :]
    ways = [usual]
    for place, letter in enumerate(given):
        ways += [[*usual[:place], other, *usual[place + 1 :]] for other in _ways(letter)[:2]]
    pairs = [(family, _joined(usual)) for family in families] + [(families[0], _joined(way)) for way in ways]
    kept = dict.fromkeys(tuple(part for part in reading if part) for reading in pairs)
    return list(kept)[:MAX_READINGS]


def pinyin(han: str) -> list[str]:
    """Hanyu Pinyin without tones, the usual reading first.

    >>> pinyin("呂秋雲")[0]
    'Lü Qiuyun'
    """
    return [" ".join(part.capitalize() for part in reading).replace("v", "ü") for reading in readings(han)]


def pinyin_with_tones(han: str) -> str:
    """Hanyu Pinyin of the usual reading, with tones.

    >>> pinyin_with_tones("单宁")
    'Shàn Níng'
    """
    family, given = parted(han)
    wanted = family_readings().get(family, ("",))[0]
    return f"{_toned_family(family, wanted)} {_joined(_toned(given))}".title().replace("'A", "'a").strip()


def passport_pinyin(han: str) -> str:
    """As a Chinese passport spells the usual reading since 2012: ü as YU.

    >>> passport_pinyin("吕秋云")
    'Lyu Qiuyun'
    """
    return pinyin(han)[0].replace("ü", "yu").replace("Ü", "Yu")


def wade_giles(han: str) -> str:
    """Wade-Giles of the usual reading.

    >>> wade_giles("陶志强")
    "T'ao Chih-ch'iang"
    """
    family, given = parted(han)
    family_syllables = _family_syllables(family)
    spelt = [
        wade_syllable(syllable) for syllable in (*family_syllables, *plain(family + given)[len(family) :])
    ]
    parts = ("-".join(spelt[: len(family)]), "-".join(spelt[len(family) :]))
    return " ".join(part.capitalize() for part in parts if part)


def taiwan_passport(han: str) -> str:
    """As a passport of Taiwan spells it by default: Wade-Giles without marks and apostrophes.

    >>> taiwan_passport("呂志強")
    'Lu Chih-chiang'
    """
    return wade_giles(han).replace("Ü", "U").translate(_PLAIN)


def run_together(han: str) -> str:
    """Pinyin of one word without tones, as papers run together a name that came through Chinese.

    >>> run_together("买买提"), run_together("阿不都")
    ('Maimaiti', 'Abudu')
    """
    letters = simplified(han)
    read = [
        _BY_SOUND.get(letter, syllable) for letter, syllable in zip(letters, plain(letters), strict=False)
    ]
    return "".join(read).replace("v", "ü").capitalize()


def _family_syllables(family: str) -> list[str]:
    """A compound name keeps its dictionary syllables; a single one may be read otherwise."""
    named = family_readings().get(family)
    return [named[0]] if named and len(family) == 1 else plain(family)


def _ways(letter: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(without_tone, all_toned(letter)))) or (letter.replace("ü", "v"),)


def _plain_readings(family: str) -> tuple[str, ...]:
    """As a dictionary reads it, which is how an office that does not know better does."""
    return (_joined(plain(family)), *(_ways(family)[:2] if len(family) == 1 else ()))


def _toned(han: str) -> list[str]:
    return [unicodedata.normalize("NFC", syllable) for syllable in toned(han)]


def _toned_family(family: str, wanted: str) -> str:
    if len(family) == 1 and wanted:
        return next((way for way in all_toned(family) if without_tone(way) == wanted), wanted)
    return _joined(_toned(family))


def wade_syllable(syllable: str) -> str:
    """A syllable of Hanyu Pinyin (ü as v) in Wade-Giles; what is none, as it stands.

    >>> wade_syllable("hai"), wade_syllable("lv"), wade_syllable("qiang")
    ('hai', 'lü', "ch'iang")
    """
    return wade_giles_table().get(syllable, syllable)


def _joined(syllables: list[str]) -> str:
    """Syllables run together; an apostrophe parts one that begins with an open vowel."""
    return "".join(
        f"'{syllable}" if at and without_tone(syllable).startswith(_OPEN) else syllable
        for at, syllable in enumerate(syllables)
    )
