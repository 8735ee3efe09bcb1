"""Names as other countries write them: Chinese in Russian, Greek and Korean papers, Uyghur in Arabic.

Nobody proposes these as a spelling of a name; a copy that hides a name hides them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from casebook.language import greek, korean, palladius
from casebook.language.cyrillic import cyrillic, is_cyrillic
from casebook.language.hanzi import has_han, simplified, traditional
from casebook.language.mandarin import readings, wade_syllable
from casebook.language.readings import plain
from casebook.language.rendering import DOT, known_words
from casebook.language.spelling import LONGEST_HAN, spellings
from casebook.language.syllable import MAX_SYLLABLES, syllables
from casebook.language.table import rows

_SUFFIX_JAN = "jan"
_LAST_LATIN = "\u024f"
_DAUGHTER = re.compile(r"[qk][yiı]z[yiı]\b")
_TURKISH = {"sh": "ş", "ch": "ç", "gh": "ğ"}
_TWO_LETTERS = re.compile("|".join(_TURKISH), re.IGNORECASE)
_OPEN_VOWEL = str.maketrans("eE", "äÄ")
_CYRILLIC_SYSTEMS = frozenset({"cyrillic", "uyghur-cyrillic"})


def foreign_spellings(name: str) -> tuple[str, ...]:
    """How others write a name that is stated in any script; nothing for one that no table reads.

    >>> foreign_spellings("Lin Zhiyuan")[:3]
    ('Линь Чжиюань', '린즈위안', 'Λιν Ζιγιουαν')
    >>> foreign_spellings("Memet Tursun")
    ('Мемет Турсун', 'Mämät Tursun')
    >>> foreign_spellings("Memet Ömer")
    ('محمد عمر', 'Мемет Омер', 'Mämät Ömär')
    """
    forms = (
        *_of_mandarin(name),
        *_of_reading(name),
        *_of_uyghur(name),
        *_in_russian(name),
        *_in_wade_giles(name),
        *_by_sound(name),
        *_in_turkic_letters(name),
    )
    return tuple(dict.fromkeys(form for form in forms if form))


def parts_of_rendering(name: str) -> tuple[str, ...]:
    """The single words of a name in every Chinese rendering the tables know; none for other names.

    >>> parts_of_rendering("Gülnar Memet")[:2]
    ('古丽娜尔', '古麗娜爾')
    """
    words = chain.from_iterable(known_words(name))
    renderings = (chinese for word in words for chinese in word.chinese)
    return tuple(dict.fromkeys(form for chinese in renderings for form in (chinese, *traditional(chinese))))


def _by_sound(name: str) -> Iterator[str]:
    """A name in Latin letters that is not Chinese as Russian papers write it, and its Turkish patronymic."""
    if not _is_foreign_latin(name):
        return
    yield from cyrillic(name)
    for ending in ("qizi", "kizi", "qyzy", "kyzy"):
        if (other := _DAUGHTER.sub(ending, name)) != name:
            yield other


def _in_turkic_letters(name: str) -> Iterator[str]:
    """A Uyghur name with the vowel as older Latin orthographies have it, and as Turkish papers spell it.

    >>> list(_in_turkic_letters("Ayshem"))
    ['Ayşem', 'Ayshäm', 'Ayşäm']
    """
    if _is_foreign_latin(name):
        turkish = _TWO_LETTERS.sub(lambda two: _TURKISH[two[0].casefold()], name)
        for form in dict.fromkeys((turkish, *(one.translate(_OPEN_VOWEL) for one in (name, turkish)))):
            yield from (form,) if form != name else ()


def _is_foreign_latin(name: str) -> bool:
    """Whether a name is in Latin letters and not Chinese."""
    return name[:1] <= _LAST_LATIN and not all(syllables(word) for word in name.replace("-", " ").split())


def _in_russian(name: str) -> Iterator[str]:
    """Kazakh and Uyghur names as Russian papers write them: л is soft, җ is дж or ж.

    >>> list(_in_russian("Гүлнар Турсунҗан"))
    ['Гульнар Турсунджан', 'Гульнар Турсунжан']
    """
    stated = [name, *(form.text for form in spellings(name) if form.system in _CYRILLIC_SYSTEMS)]
    for form in stated:
        if is_cyrillic(form):
            soft = form.replace("үл", "уль").replace("өл", "оль")
            for small, large in (("дж", "Дж"), ("ж", "Ж")):
                hard = soft.replace("җ", small).replace("Җ", large)
                yield from (hard,) if hard != form else ()


def _of_mandarin(name: str) -> Iterator[str]:
    if has_han(name):
        ways = readings(name) if len(name) <= LONGEST_HAN and all(map(has_han, name)) else []
        names = [[syllables(part) for part in way] for way in ways]
    else:
        names = [[syllables(part.replace("-", "")) for part in name.split()]]
    for words in names:
        count = sum(map(len, words))
        if all(words) and 1 < count <= MAX_SYLLABLES:
            russian = [palladius.cyrillic(word) for word in _parted(words)]
            yield " ".join(russian) if all(russian) else ""
            yield korean.by_sound(words)
            yield from greek.greek(_parted(words))


def _parted(words: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Family name and given name: a given name in two words is one in Russian."""
    return [words[0], tuple(chain.from_iterable(words[1:]))] if len(words) > 1 else words


def _in_wade_giles(name: str) -> Iterator[str]:
    """A transcription as older papers spell its characters.

    >>> list(_in_wade_giles("阿依古丽·赛力克"))
    ["A-i-ku-li Sai-li-k'o", "A-yi-ku-li Sai-li-k'o"]
    """
    if DOT in name and has_han(name):
        for spelt in ((), (("i", "yi"),)):
            words = [[wade_syllable(one) for one in plain(word)] for word in simplified(name).split(DOT)]
            yield " ".join(
                "-".join(dict(spelt).get(one, one) for one in word).capitalize() for word in words if word
            )


def _of_reading(name: str) -> Iterator[str]:
    if has_han(name) and len(name) <= LONGEST_HAN:
        for form in dict.fromkeys((name, *traditional(name))):
            yield from korean.by_reading(form)


def _of_uyghur(name: str) -> Iterator[str]:
    latin = [name, *(form.text for form in spellings(name) if form.system == "uly")]
    for row in chain.from_iterable(map(known_words, latin)):
        words = [_arabic_of(word.latin[0]) for word in row]
        if row[0].people == "uyghur" and all(words):
            yield " ".join(words)


def _arabic_of(uly: str) -> str:
    spelt = _arabic().get(uly, "")
    if not spelt and uly.endswith(_SUFFIX_JAN):
        stem = _arabic().get(uly.removesuffix(_SUFFIX_JAN), "")
        return f"{stem} جان" if stem else ""
    return spelt


@cache
def _arabic() -> dict[str, str]:
    return {row["uly"]: row["arabic"] for row in rows("uyghur-arabic")}
