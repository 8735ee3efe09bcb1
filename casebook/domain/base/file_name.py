"""File names for display, in which no character can mislead."""

from __future__ import annotations

import unicodedata

_JOINERS = {"\u200c", "\u200d"}
"""Joiners that shape Uyghur, Mongolian and Indic words and reorder nothing."""
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
MAX_CHARACTERS = 400


def shown_name(name: str) -> str:
    r"""Return the name with every invisible or direction-changing character written out.

    >>> shown_name("invoice\u202efdp.exe")
    'invoice⟨U+202E⟩fdp.exe'
    >>> shown_name("two\nlines")
    'two⟨U+000A⟩lines'
    """
    plain = "".join(
        f"⟨U+{ord(sign):04X}⟩" if unicodedata.category(sign) in _HIDDEN and sign not in _JOINERS else sign
        for sign in name[:MAX_CHARACTERS]
    )
    return plain if len(name) <= MAX_CHARACTERS else f"{plain}…"


def as_words(name: str) -> str:
    """Return a name with spaces for the signs that join its words.

    >>> as_words("interview_notes.final.pdf")
    'interview notes final pdf'
    """
    return name.replace("_", " ").replace(".", " ")


def stem_of(name: str) -> str:
    """Return the name without its extension, as a first title.

    >>> stem_of("letter.final.pdf"), stem_of(".hidden"), stem_of("no ending")
    ('letter.final', '.hidden', 'no ending')
    """
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem and len(ending) <= _LONGEST_ENDING else name


def ending_of(name: str) -> str:
    """Return the extension in lower case without its dot, or "".

    >>> ending_of("Scan.PDF"), ending_of(".hidden"), ending_of("no ending")
    ('pdf', '', '')
    """
    return name[len(stem_of(name)) + 1 :].lower()


_LONGEST_ENDING = 10
