"""Kazakh and Kyrgyz names in Latin letters as papers of Central Asia spell them.

Source: ICAO Doc 9303 part 3, transliteration of Cyrillic in machine-readable papers, with the letters of
Kazakh and Kyrgyz by their usual passport spelling.
"""

from __future__ import annotations

import re

from casebook.language.fold import without_accents

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
        (
            *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r"),
            *("s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "ie", "y", "-", "e", "iu", "ia"),
            *("a", "g", "k", "n", "o", "u", "u", "h", "i"),
        ),
        strict=True,
    )
)
_OTHER = {"й": "y", "ю": "yu", "я": "ya", "ғ": "gh", "қ": "q", "ж": "j", "ы": "y", "х": "h"}
"""The spelling people use beside the one of the machine-readable zone."""

_BY_SOUND = """
shch щ sh ш ch ч zh ж kh х gh г ts ц dzh дж ya я yu ю yo ё ye е ay ай ey ей oy ой uy уй ai ай ei ей oi ой
ui уй a а b б c к d д e е f ф g г h х i и j дж k к l л m м n н o о p п q к r р s с t т u у v в w в x х y ы z з
"""
_FROM_LATIN = dict(zip(_BY_SOUND.split()[::2], _BY_SOUND.split()[1::2], strict=True))
_LATIN_PARTS = re.compile("shch|dzh|[sczkg]h|ts|y[aeuo]|[aeou][iy](?![aeou])|[a-z]")
_PATRONYMIC = re.compile(r"[qk][yi]z[yi]\b")
_APOSTROPHES = dict.fromkeys(map(ord, "'\u2019\u02bc"))
_ENDINGS = {
    **dict.fromkeys("йь", ("я", "ю", "е", "ем", "и")),
    "а": ("ы", "е", "у", "ой"),
    "я": ("и", "е", "ю", "ей"),
}
"""What stands in place of the last letter of a noun in its other cases."""


def is_cyrillic(text: str) -> bool:
    """Whether the text is in Cyrillic script."""
    return _CYRILLIC.search(text) is not None


def declined(name: str) -> tuple[str, ...]:
    """The forms of a Russian noun in the singular, without the nominative; none of several words.

    >>> declined("Астана"), declined("Алматы")
    (('Астаны', 'Астане', 'Астану', 'Астаной'), ())
    """
    if not re.fullmatch("[А-Яа-яЁё]+", name):
        return ()
    for last, endings in _ENDINGS.items():
        if name.endswith(last):
            return tuple(name[:-1] + ending for ending in endings)
    return () if name[-1] in "еёиоуыэю" else tuple(f"{name}{ending}" for ending in ("а", "у", "е", "ом"))


def latin(text: str) -> tuple[str, ...]:
    """A Cyrillic name in Latin letters: as the machine-readable zone spells it, then as people do.

    >>> latin("Ерлан Қайратұлы")
    ('Erlan Kairatuly', 'Yerlan Qayratuly')
    """
    plain = _spelt(text, _LETTERS)
    usual = re.sub(r"\bE", "Ye", _spelt(text, _LETTERS | _OTHER))
    return tuple(dict.fromkeys((plain, usual)))


def cyrillic(text: str) -> tuple[str, ...]:
    """A name in Latin letters as Russian papers spell it by its sound; () with other letters.

    >>> cyrillic("Tenzin Dolkar"), cyrillic("Gulnara Tokayeva")
    (('Тензин Долкар',), ('Гулнара Токаева', 'Гульнара Токаева'))
    """
    plain = _PATRONYMIC.sub("kyzy", without_accents(text.translate(_APOSTROPHES)))
    forms: list[str] = []
    for of_j in ("дж", "ж", "й"):
        spelt = _LATIN_PARTS.sub(lambda part: _FROM_LATIN.get(part[0], part[0]), plain.replace("j", of_j))
        forms += [spelt, re.sub("гул(?!ь)", "гуль", spelt)]
    is_spelt = all(re.fullmatch("[а-яё -]+", form) for form in forms)
    return tuple(dict.fromkeys(form.title() for form in forms)) if is_spelt else ()


def _spelt(text: str, letters: dict[str, str]) -> str:
    words = []
    for word in text.split():
        latin_word = "".join(letters.get(letter, letter) for letter in word.casefold()).replace("-", "")
        words.append(latin_word[:1].upper() + latin_word[1:])
    return " ".join(words)
