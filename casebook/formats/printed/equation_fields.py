"""Words that stand only in the instruction of a field EQ: phonetic guides, enclosed signs, fractions.

Source: ECMA-376-1, 17.16.5.17 (EQ); Word writes phonetic guides as such fields, the reading over the base.
"""

from __future__ import annotations

import re

_GUIDE = re.compile(
    r"\\o\s*(?:\\a[a-z]\s*)?\(\s*\\s\s*\\up\s*\d*\s*\((?P<reading>[^()]{1,500})\)\s*[,;]\s*"
    r"(?P<base>[^()]{1,500})\)"
)
_SWITCH = re.compile(r'\\\*\s*(?:"[^"]{0,200}"|\w+)|\\[a-z]+\s*\d*|(?<=\s)h[a-z]{2}\d+(?=\s)', re.IGNORECASE)
_MAX = 5_000


def equation_words(instruction: str) -> str:
    r"""Return what a field EQ shows, its base before a reading in brackets; "" of another field.

    >>> equation_words(r'EQ \* jc2 \* "Font:SimSun" \* hps11 \o\ad(\s\up 10(Lín),林)')
    '林(Lín)'
    >>> equation_words(r"EQ \f(1,2)"), equation_words("DATE"), equation_words(r"EQ \o\ac(○,3)")
    ('(1,2)', '', '(○,3)')
    """
    name, _, shown = instruction.strip().partition(" ")
    if name.casefold() != "eq":
        return ""
    guided = _GUIDE.sub(lambda guide: f"{guide['base']}({guide['reading']})", shown[:_MAX])
    return " ".join(_SWITCH.sub("", guided).split())
