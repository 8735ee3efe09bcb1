"""Names of people: several for each person, each with its script, never split into parts."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity

Script = Literal["Hans", "Hant", "Latn", "Arab", "Tibt", "Cyrl", "Mong", "Zyyy"]
NameKind = Literal["legal", "birth", "alias", "pen-name", "former", "religious", "transliteration"]
"""`transliteration` is a spelling that the program made and nobody has confirmed yet."""
Romanisation = Literal["", "pinyin", "wade-giles", "hong-kong", "uly", "wylie", "as-in-passport"]


@entity
class Name:
    """One name in one script.

    Attributes:
        text: as written in its paper or as the person writes it.
        script: ISO 15924 code.
        language: BCP 47 tag, or "" where unknown.
        kind: what sort of name it is.
        romanisation: by which system a Latin spelling was made, or "".
        stands_in: the paper it was read from, in words, or "".
    """

    text: str
    script: Script
    language: str = ""
    kind: NameKind = "legal"
    romanisation: Romanisation = ""
    stands_in: str = ""


def shown_first(names: tuple[Name, ...]) -> Name | None:
    """Return the main name: the first Latin one, which every reader can pronounce, or the first.

    A transliteration by the program, which nobody has confirmed, leads no name that somebody stated.
    """
    stated = [name for name in names if name.kind != "transliteration"] or names
    return next((name for name in stated if name.script == "Latn"), next(iter(stated), None))


def shown_beside(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the legal or birth names in other scripts shown with the main name, each text once."""
    seen: dict[str, Name] = {}
    for name in names:
        if name.script != "Latn" and name.kind in {"legal", "birth"}:
            seen.setdefault(name.text, name)
    return tuple(seen.values())
