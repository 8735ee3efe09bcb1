"""Kazakh and Kyrgyz names in Latin letters as papers of Central Asia spell them.

Source: ICAO Doc 9303 part 3, transliteration of Cyrillic in machine-readable papers, with the letters of
Kazakh and Kyrgyz by their usual passport spelling.
"""

from __future__ import annotations

import re

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


def _spelt(text: str, letters: dict[str, str]) -> str:
    words = []
    for word in text.split():
        latin_word = "".join(letters.get(letter, letter) for letter in word.casefold()).replace("-", "")
        words.append(latin_word[:1].upper() + latin_word[1:])
    return " ".join(words)
