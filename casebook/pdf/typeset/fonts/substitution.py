"""Characters no built-in font has, written out by their names, so that text of others can be set whole."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from casebook.base.ignorable import in_sight
from casebook.pdf.typeset.fonts.fonts import Uncovered, latin, runs

_TAB = "    "
_SEQUENCE = re.compile("(?<=\\])[\u200d\ufe0e\ufe0f]+")
"""Joiners and selectors after a character that is written out; they have nothing to join."""

_BOXES = {"☒": "[x]", "☑": "[x]", "☐": "[ ]"}
"""Boxes of forms, whose names would be longer than what stands beside them."""


def settable(text: str) -> str:
    r"""Return a text in which every character can be set, in lines that end with a line feed.

    A character that no font has becomes its Unicode name in square brackets; a control
    character and one that shows nothing are left out.

    >>> settable("Yes \U0001f44d\ufe0f\tno\x00\r\n")
    'Yes [thumbs up sign]    no\n'
    """
    lines = "\n".join(text.splitlines()) + ("\n" if text.endswith("\n") else "")
    if latin("regular").characters.issuperset(lines.replace("\n", "")):
        return lines
    named = "".join(map(_shown, lines))
    return _SEQUENCE.sub("", named) if named != lines else lines


@cache
def _shown(character: str) -> str:
    if character == "\n":
        return character
    if character == "\t":
        return _TAB
    category = unicodedata.category(character)
    if category in {"Cc", "Cs"}:
        return ""
    try:
        runs(character, "regular")
    except Uncovered:
        if character in _BOXES:
            return _BOXES[character]
        return f"[{_name(character)}]" if in_sight(character) else ""
    return character


def _name(character: str) -> str:
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"


def names_characters(text: str) -> bool:
    r"""Return whether a character of a text is set as its name.

    >>> names_characters("[a]"), names_characters("\U0001f44d")
    (False, True)
    """
    return any(_shown(character).startswith("[") for character in set(text) - {"["})


def names_letters(text: str) -> bool:
    r"""Return whether a letter of a text is set as its name, so that its words cannot be read.

    >>> names_letters("\U0001f44d"), names_letters("\uad6d")
    (False, True)
    """
    return names_characters("".join(one for one in set(text) if one.isalpha()))
