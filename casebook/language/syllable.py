"""Splits Latin spellings into Mandarin syllables and converts between Hanyu Pinyin and Wade-Giles."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, product

from casebook.language.fold import letters
from casebook.language.mandarin import wade_syllable
from casebook.language.readings import usual_syllables

MAX_PARSED = 3
"""Maximum number of results for a spelling without apostrophes, which can be ambiguous."""
MAX_SYLLABLES = 4
_LONGEST = 6
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcs")
_ROUNDED = ("j", "q", "x")
"""Initials after which pinyin writes ü as u."""


@cache
def _wade_of() -> dict[str, str]:
    """Wade-Giles without apostrophes for every common Mandarin syllable; ü is written v."""
    return {
        syllable: wade_syllable(syllable).replace("'", "").replace("ü", "v") for syllable in usual_syllables()
    }


@cache
def _pinyin_of() -> dict[str, tuple[str, ...]]:
    """The pinyin syllables that a Wade-Giles syllable without apostrophe can represent."""
    by_wade: dict[str, list[str]] = {}
    for pinyin, wade in _wade_of().items():
        by_wade.setdefault(wade.replace("v", "u"), []).append(pinyin)
    return {wade: tuple(sorted(ways)) for wade, ways in by_wade.items()}


def initial_and_final(syllable: str) -> tuple[str, str]:
    """The initial of a pinyin syllable, "" if it has none, and its final; ü is written v.

    >>> initial_and_final("zhang"), initial_and_final("xu"), initial_and_final("an")
    (('zh', 'ang'), ('x', 'v'), ('', 'an'))
    """
    initial = next((known for known in _INITIALS if syllable.startswith(known)), "")
    final = syllable.removeprefix(initial)
    if initial in _ROUNDED and final.startswith("u"):
        final = "v" + final[1:]
    return initial, final


def syllables(word: str) -> tuple[str, ...]:
    """Split a pinyin word into syllables, preferring few long ones; () if it is not pinyin.

    >>> syllables("xiaoming"), syllables("Mehmut")
    (('xiao', 'ming'), ())
    """
    return _walk(letters(word)) or ()


def _walk(rest: str) -> tuple[str, ...] | None:
    if not rest:
        return ()
    for long in range(min(_LONGEST, len(rest)), 0, -1):
        if rest[:long] in _wade_of():
            after = _walk(rest[long:])
            if after is not None:
                return (rest[:long], *after)
    return None


def wade_giles_of_pinyin(name: str) -> str:
    """Convert a pinyin name with a separate family name to Wade-Giles; "" if it is not pinyin.

    >>> wade_giles_of_pinyin("Zhang Xiaoming"), wade_giles_of_pinyin("Mehmut Tursun")
    ('Chang Hsiao-ming', '')
    """
    words = [syllables(word) for word in name.replace("-", "").split()]
    if not 1 < len(words) <= MAX_SYLLABLES or not all(words) or sum(map(len, words)) > MAX_SYLLABLES:
        return ""
    family, *given = [[_wade_of()[syllable] for syllable in word] for word in words]
    parts = ("-".join(family), "-".join(syllable for word in given for syllable in word))
    return " ".join(part.capitalize() for part in parts).replace("v", "ü")


def pinyin_of_wade_giles(name: str) -> tuple[str, ...]:
    """Possible pinyin of a name in Wade-Giles or a Taiwan passport; only if a hyphen shows the system.

    >>> "Zhang Xiaoming" in pinyin_of_wade_giles("Chang, Hsiao-ming")
    True
    """
    words = re.sub(r"[,'’ʻ]", "", name).casefold().replace("ü", "u").split()
    if len(words) != 2 or "-" not in words[1]:  # noqa: PLR2004 - family and given name
        return ()
    family, *given = [_pinyin_of().get(syllable, ()) for syllable in (words[0], *words[1].split("-"))]
    if not family or not all(given):
        return ()
    ways = islice(product(family, *given), MAX_PARSED * MAX_PARSED)
    return tuple(f"{way[0].capitalize()} {''.join(way[1:]).capitalize()}".replace("v", "ü") for way in ways)
