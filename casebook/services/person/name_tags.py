"""Script and language tags of a name, whether it is typed in a form or imported from a list."""

from __future__ import annotations

import unicodedata

from casebook.domain.base.name import Name, NameKind, Romanisation, Script
from casebook.language.hanzi import has_han, simplified

_SCRIPTS: dict[str, Script] = {
    "ARABIC": "Arab",
    "TIBETAN": "Tibt",
    "CYRILLIC": "Cyrl",
    "MONGOLIAN": "Mong",
    "LATIN": "Latn",
}
"""Script by the first word of a letter's Unicode name."""

_BETWEEN = " · "
_LANGUAGES: dict[str, str] = {
    "Hans": "zh-Hans",
    "Hant": "zh-Hant",
    "pinyin": "zh-Latn-pinyin",
    "wade-giles": "zh-Latn-wadegile",
    "hong-kong": "yue-Latn",
    "uly": "ug-Latn",
    "wylie": "bo-Latn",
}
"""BCP 47 tag by script or romanisation. The other scripts are shared by several languages."""


def tagged_name(
    text: str,
    kind: NameKind,
    *,
    script: Script | None = None,
    romanisation: Romanisation = "",
    stands_in: str = "",
) -> Name:
    """Return a name with its script and, if script or romanisation determine it, its language.

    Args:
        text: as written.
        kind: what sort of name it is.
        script: None to detect it from the letters.
        romanisation: the system of a Latin spelling, "" where unknown.
        stands_in: the paper it was read from, in words.
    """
    script = script or script_of(text)
    return Name(
        text=text,
        kind=kind,
        script=script,
        language=_LANGUAGES.get(romanisation or script, ""),
        romanisation=romanisation,
        stands_in=stands_in,
    )


def parted_names(text: str) -> tuple[str, ...]:
    """Return the names that were typed or pasted as one: on lines, or in two scripts with " · " between them.

    A dot within a name, which has no spaces around it or the same script on both sides, parts nothing.

    >>> parted_names("Lin Zhiyuan · 林志远"), parted_names("阿迪力·买买提"), parted_names("A · B")
    (('Lin Zhiyuan', '林志远'), ('阿迪力·买买提',), ('A · B',))
    """
    parts: list[str] = []
    for whole in filter(None, map(str.strip, text.splitlines())):
        pieces = whole.split(_BETWEEN)
        own = [script_of(piece) for piece in pieces]
        is_of_several = all(map(_is_other_script, own, own[1:]))
        parts += [piece.strip() for piece in pieces if piece.strip()] if is_of_several else [whole]
    return tuple(parts)


def _is_other_script(one: Script, other: Script) -> bool:
    return one != other and not {one, other} <= {"Hans", "Hant"} and "Zyyy" not in {one, other}


def script_of(text: str) -> Script:
    """Return the script of the first letter with a known one, or Zyyy.

    >>> script_of("ئالىم"), script_of("བསྟན་འཛིན"), script_of("林志远"), script_of("林志遠"), script_of("2")
    ('Arab', 'Tibt', 'Hans', 'Hant', 'Zyyy')
    """
    if has_han(text):
        return "Hans" if simplified(text) == text else "Hant"
    scripts = (_SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0]) for letter in text)
    return next((script for script in scripts if script), "Zyyy")
