"""Names of files as they are handed in: shown so that no sign in them can deceive."""

from __future__ import annotations

import unicodedata

_JOINERS = {"\u200c", "\u200d"}
"""They shape Uyghur, Mongolian and Indic words and reorder nothing."""
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
MAX_CHARACTERS = 400


def shown_name(name: str) -> str:
    r"""The name with every sign that is not seen, or turns others around, written out.

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


def stem_of(name: str) -> str:
    """The name without its ending, to make a first title of.

    >>> stem_of("letter.final.pdf"), stem_of(".hidden"), stem_of("no ending")
    ('letter.final', '.hidden', 'no ending')
    """
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem and len(ending) <= _LONGEST_ENDING else name


def ending_of(name: str) -> str:
    """The ending in lower case without its dot, or "".

    >>> ending_of("Scan.PDF"), ending_of(".hidden"), ending_of("no ending")
    ('pdf', '', '')
    """
    return name[len(stem_of(name)) + 1 :].lower()


_LONGEST_ENDING = 10
